// Where the official files are that real-data tests read; they are not part of the repository.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace support {

/// The folder in FOOTPRINT_REAL_DATA, or nothing.
inline std::optional<std::filesystem::path> real_data() {
    const char* folder = std::getenv("FOOTPRINT_REAL_DATA");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    return folder;
}

}  // namespace support
