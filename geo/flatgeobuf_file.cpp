#include "geo/flatgeobuf_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "geo/error.hpp"
#include "geo/flatgeobuf_index.hpp"
#include "geo/output_file.hpp"

namespace geo {

bool FlatgeobufRows::write_at(std::uint64_t place, std::string_view bytes) {
    while (!bytes.empty() && place < header_end()) {
        const std::string_view part = bytes.substr(0, static_cast<std::size_t>(header_end() - place));
        if (place < flatgeobuf_beginning_bytes)
            m_beginning.append(part.substr(0, flatgeobuf_beginning_bytes - m_beginning.size()));
        place += part.size();
        bytes.remove_prefix(part.size());
    }
    if (bytes.empty()) return true;
    // Rows come one after another.
    if (place != header_end() + m_row_bytes) return false;
    rows += bytes;
    m_row_bytes += bytes.size();
    return true;
}

std::uint64_t FlatgeobufRows::header_end() const {
    return flatgeobuf_header_end(m_beginning).value_or(flatgeobuf_beginning_bytes);
}

FlatgeobufFile::FlatgeobufFile(const std::filesystem::path& path, std::filesystem::path shown,
                               std::size_t bytes_before_rows)
    : m_shown(std::move(shown)),
      m_bytes_before_rows(bytes_before_rows),
      m_descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    if (m_descriptor < 0) throw_not_written(m_shown, errno);
}

FlatgeobufFile::~FlatgeobufFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

void FlatgeobufFile::append(std::string_view rows) {
    write_at(m_bytes_before_rows + m_row_bytes, rows);
    m_row_bytes += rows.size();
    m_writeback.written(m_descriptor, static_cast<off_t>(m_bytes_before_rows + m_row_bytes));
}

void FlatgeobufFile::finish(std::string_view before_rows) {
    if (before_rows.size() != m_bytes_before_rows)
        throw InternalError("what comes before the rows of a FlatGeobuf is not as long as foreseen");
    write_at(0, before_rows);
    if (::close(std::exchange(m_descriptor, -1)) != 0) throw_not_written(m_shown, errno);
}

void FlatgeobufFile::write_at(std::uint64_t place, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw_not_written(m_shown, written < 0 ? errno : ENOSPC);
        bytes.remove_prefix(static_cast<std::size_t>(written));
        place += static_cast<std::uint64_t>(written);
    }
}

}  // namespace geo
