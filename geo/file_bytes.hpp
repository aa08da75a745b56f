// An ordinary file, read at any place and by several threads at once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace geo {

/// Closed when it goes. Anything but an ordinary file is not opened and has no bytes.
class FileBytes {
public:
    explicit FileBytes(const std::filesystem::path& path);
    ~FileBytes();
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    [[nodiscard]] bool is_open() const { return m_descriptor >= 0; }
    [[nodiscard]] std::size_t size() const { return m_size; }

    /// Fills `into` with the bytes from `begin` on; false when there are fewer or they cannot be read.
    [[nodiscard]] bool read(std::size_t begin, std::span<char> into) const;

private:
    int m_descriptor;
    std::size_t m_size = 0;
};

}  // namespace geo
