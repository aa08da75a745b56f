// The bytes of a file from first to last, inflated on the way where the file is gzip.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace geo {

/// Reads ordinary files and pipes. Gzip is told by its magic number (RFC 1952), whatever the ending; several
/// members one after the other are one text.
class ByteSource {
public:
    /// @throws InputError when the file cannot be opened, and for a `.gz` that is no gzip.
    explicit ByteSource(const std::filesystem::path& path);
    ~ByteSource();
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    /// False for gzip.
    [[nodiscard]] bool is_plain() const { return !m_inflater; }
    /// Fills `into`; fewer bytes only at the end of the file. O(bytes), one pass.
    /// @throws InputError when the file cannot be read, and for gzip that is damaged or cut short.
    [[nodiscard]] std::size_t read(std::span<char> into);

private:
    class Inflater;

    std::size_t read_file(std::span<char> into);

    std::string m_path;
    int m_descriptor;
    std::string m_head;  // read to tell the format, and not yet handed out
    std::unique_ptr<Inflater> m_inflater;
};

}  // namespace geo
