#include "geo/file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

namespace geo {

// What a pipe has said to one reader it does not say to the next, so that it is not so much as opened.
FileBytes::FileBytes(const std::filesystem::path& path) : m_descriptor(-1) {
    if (std::error_code error; !std::filesystem::is_regular_file(path, error)) return;
    m_descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (m_descriptor < 0 || ::fstat(m_descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
    m_size = static_cast<std::size_t>(status.st_size);
}

FileBytes::~FileBytes() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

bool FileBytes::read(std::size_t begin, std::span<char> into) const {
    while (!into.empty()) {
        const ssize_t got = ::pread(m_descriptor, into.data(), into.size(), static_cast<off_t>(begin));
        if (got <= 0) return false;
        begin += static_cast<std::size_t>(got);
        into = into.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

}  // namespace geo
