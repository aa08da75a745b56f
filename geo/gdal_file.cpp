#include "geo/gdal_file.hpp"

#include <cpl_vsi.h>

#include <cstdio>
#include <map>
#include <mutex>

#include "geo/never_destroyed.hpp"

namespace geo {

namespace {

constexpr const char* prefix_text = "/vsifootprint/";  // GDAL keeps this
constexpr std::string_view prefix = prefix_text;

/// The files that there are, by the name that GDAL knows, without the prefix.
class Registry {
public:
    std::string enter(GdalFile& file, std::string_view ending) {
        const std::lock_guard lock(m_mutex);
        if (m_made == 0) install();
        const std::string name = std::to_string(++m_made) + "/layer" + std::string(ending);
        m_files.emplace(name, &file);
        return std::string(prefix) + name;
    }
    void leave(std::string_view name) {
        const std::lock_guard lock(m_mutex);
        m_files.erase(std::string(name.substr(prefix.size())));
    }

private:
    static GdalFile& file_of(void* handle) { return *static_cast<GdalFile*>(handle); }

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
        calls->read = [](void* file, void* into, std::size_t size, std::size_t count) {
            const std::span<char> bytes(static_cast<char*>(into), size * count);
            return size == 0 ? 0 : file_of(file).read(bytes) / size;
        };
        calls->write = [](void* file, const void* from, std::size_t size, std::size_t count) {
            const std::string_view bytes(static_cast<const char*>(from), size * count);
            return file_of(file).write(bytes) ? count : 0;
        };
        calls->eof = [](void* file) { return file_of(file).is_at_end() ? 1 : 0; };
        calls->flush = [](void*) { return 0; };
        calls->truncate = [](void*, vsi_l_offset) { return -1; };
        calls->close = [](void*) { return 0; };
        VSIInstallPluginHandler(prefix_text, calls);
        VSIFreeFilesystemPluginCallbacksStruct(calls);
    }

    GdalFile* open(std::string_view name, std::string_view access) {
        const std::lock_guard lock(m_mutex);
        // GDAL hands over the name with the prefix or without, as its version has it.
        if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
        const auto found = m_files.find(std::string(name));
        if (found == m_files.end()) return nullptr;
        // What is written cannot be read here, not even before it is.
        const GdalFile::Access asked =
            access.starts_with('w') ? GdalFile::Access::writing : GdalFile::Access::reading;
        if (asked != found->second->access()) return nullptr;
        found->second->seek(0, SEEK_SET);
        return found->second;
    }

    std::mutex m_mutex;
    std::map<std::string, GdalFile*> m_files;
    unsigned m_made = 0;
};

// Never destroyed, because GDAL keeps what it was given.
Registry& registry() {
    return never_destroyed<Registry>();
}

}  // namespace

GdalFile::GdalFile(Access access, std::string_view ending)
    : m_access(access), m_name(registry().enter(*this, ending)) {}

GdalFile::~GdalFile() {
    registry().leave(m_name);
}

std::string GdalFile::name() const {
    return m_name;
}

void GdalFile::seek(std::uint64_t offset, int whence) {
    m_at = offset + (whence == SEEK_CUR ? m_at : whence == SEEK_END ? bytes() : 0);
    m_is_at_end = false;
}

std::size_t GdalFile::read(std::span<char> into) {
    const std::size_t got = read_at(m_at, into);
    m_at += got;
    if (got < into.size()) m_is_at_end = true;
    return got;
}

bool GdalFile::write(std::string_view bytes) {
    if (!write_at(m_at, bytes)) return false;
    m_at += bytes.size();
    return true;
}

std::size_t GdalFile::read_at(std::uint64_t, std::span<char>) {
    return 0;
}

bool GdalFile::write_at(std::uint64_t, std::string_view) {
    return false;
}

}  // namespace geo
