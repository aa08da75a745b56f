#include "geo/flatgeobuf_file.hpp"

#include <cpl_vsi.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <map>
#include <mutex>
#include <utility>

#include "geo/error.hpp"
#include "geo/flatgeobuf_index.hpp"
#include "geo/never_destroyed.hpp"
#include "geo/output_file.hpp"

namespace geo {

namespace {

constexpr const char* prefix = "/vsifootprint/";
/// The files that are being written, by the name that GDAL knows.
class Registry {
public:
    std::string enter(FlatgeobufFile& file) {
        const std::lock_guard lock(m_mutex);
        if (m_made == 0) install();
        std::string folder = prefix + std::to_string(++m_made);
        m_files.emplace(folder, &file);
        return folder;
    }
    void leave(const std::string& folder) {
        const std::lock_guard lock(m_mutex);
        m_files.erase(folder);
    }

private:
    static FlatgeobufFile& file_of(void* handle) { return *static_cast<FlatgeobufFile*>(handle); }

    void install() {
        VSIFilesystemPluginCallbacksStruct* const calls = VSIAllocFilesystemPluginCallbacksStruct();
        calls->pUserData = this;
        calls->open = [](void* self, const char* name, const char* access) -> void* {
            return static_cast<Registry*>(self)->open(name, access);
        };
        calls->unlink = [](void*, const char*) { return 0; };
        calls->tell = [](void* file) { return vsi_l_offset{file_of(file).at()}; };
        calls->seek = [](void* file, vsi_l_offset offset, int whence) {
            file_of(file).seek(offset, whence);
            return 0;
        };
        calls->read = [](void*, void*, std::size_t, std::size_t) { return std::size_t{0}; };
        calls->write = [](void* file, const void* from, std::size_t size, std::size_t count) {
            const std::string_view bytes(static_cast<const char*>(from), size * count);
            return file_of(file).write(bytes) ? count : 0;
        };
        calls->eof = [](void*) { return 1; };
        calls->flush = [](void*) { return 0; };
        calls->truncate = [](void*, vsi_l_offset) { return -1; };
        calls->close = [](void*) { return 0; };
        VSIInstallPluginHandler(prefix, calls);
        VSIFreeFilesystemPluginCallbacksStruct(calls);
    }

    FlatgeobufFile* open(std::string_view name, std::string_view access) {
        // Nothing is there to be read before it is written.
        if (!access.starts_with('w')) return nullptr;
        const std::lock_guard lock(m_mutex);
        // GDAL hands over the name with the prefix or without, as its version has it.
        if (name.starts_with(prefix)) name.remove_prefix(std::string_view(prefix).size());
        const auto found = m_files.find(prefix + std::string(name.substr(0, name.find('/'))));
        return found == m_files.end() ? nullptr : found->second;
    }

    std::mutex m_mutex;
    std::map<std::string, FlatgeobufFile*> m_files;
    unsigned m_made = 0;
};

// Never destroyed, because GDAL keeps what it was given.
Registry& registry() {
    return never_destroyed<Registry>();
}

}  // namespace

FlatgeobufFile::FlatgeobufFile(const std::filesystem::path& path, std::filesystem::path shown,
                               std::size_t bytes_before_rows)
    : m_shown(std::move(shown)),
      m_bytes_before_rows(bytes_before_rows),
      m_descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    if (m_descriptor < 0) throw_not_written(m_shown, errno);
    m_rows.reserve(Writeback::piece_bytes);
    m_folder = registry().enter(*this);
}

FlatgeobufFile::~FlatgeobufFile() {
    registry().leave(m_folder);
    if (m_descriptor >= 0) ::close(m_descriptor);
}

std::string FlatgeobufFile::name() const {
    return m_folder + "/layer.fgb";
}

std::uint64_t FlatgeobufFile::row_bytes() const {
    return m_rows_in_file + m_rows.size();
}

void FlatgeobufFile::require_written() const {
    if (m_error != 0) throw_not_written(m_shown, m_error);
}

void FlatgeobufFile::finish(std::string_view before_rows) {
    if (before_rows.size() != m_bytes_before_rows)
        throw InternalError("what comes before the rows of a FlatGeobuf is not as long as foreseen");
    if (m_error == 0 && flush()) write_at(0, before_rows);
    if (::close(std::exchange(m_descriptor, -1)) != 0 && m_error == 0) m_error = errno;
    require_written();
}

bool FlatgeobufFile::write(std::string_view bytes) {
    if (m_error != 0) return false;
    while (!bytes.empty() && m_at < header_end()) {
        const std::string_view part = bytes.substr(0, static_cast<std::size_t>(header_end() - m_at));
        if (m_at < flatgeobuf_beginning_bytes)
            m_beginning.append(part.substr(0, flatgeobuf_beginning_bytes - m_beginning.size()));
        m_at += part.size();
        bytes.remove_prefix(part.size());
    }
    if (bytes.empty()) return true;
    // Rows come one after another.
    if (m_at != header_end() + row_bytes()) {
        m_error = ESPIPE;
        return false;
    }
    m_at += bytes.size();
    return write_row_bytes(bytes);
}

void FlatgeobufFile::seek(std::uint64_t offset, int whence) {
    m_at = offset + (whence == SEEK_CUR ? m_at : whence == SEEK_END ? header_end() + row_bytes() : 0);
}

std::uint64_t FlatgeobufFile::header_end() const {
    return flatgeobuf_header_end(m_beginning).value_or(flatgeobuf_beginning_bytes);
}

bool FlatgeobufFile::write_row_bytes(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, Writeback::piece_bytes - m_rows.size());
        m_rows += part;
        bytes.remove_prefix(part.size());
        if (m_rows.size() == Writeback::piece_bytes && !flush()) return false;
    }
    return true;
}

bool FlatgeobufFile::flush() {
    if (!write_at(m_bytes_before_rows + m_rows_in_file, m_rows)) return false;
    m_rows_in_file += m_rows.size();
    m_rows.clear();
    m_writeback.written(m_descriptor, static_cast<off_t>(m_bytes_before_rows + m_rows_in_file));
    return true;
}

bool FlatgeobufFile::write_at(std::uint64_t place, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            m_error = written < 0 ? errno : ENOSPC;
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
        place += static_cast<std::uint64_t>(written);
    }
    return true;
}

}  // namespace geo
