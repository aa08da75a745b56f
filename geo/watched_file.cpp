#include "geo/watched_file.hpp"

#include <cpl_vsi.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "geo/output_file.hpp"
#include "geo/writeback.hpp"

namespace geo {

namespace {

constexpr const char* prefix = "/vsifootprint/";
// Of what goes when it is closed, enough for a country that is simplified.
constexpr vsi_l_offset bytes_in_memory = vsi_l_offset{16} << 20;

/// What GDAL has open: the first bytes in memory, if wanted, and the others in a file.
class Stream {
public:
    Stream(int descriptor, WatchedFile& file, vsi_l_offset in_memory)
        : m_descriptor(descriptor), m_file(file), m_in_memory(in_memory) {}
    ~Stream() {
        if (::close(m_descriptor) != 0) m_file.keep_error(errno);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    std::size_t read(char* into, std::size_t bytes) {
        const auto wanted =
            static_cast<std::size_t>(std::min<vsi_l_offset>(bytes, m_size - std::min(m_at, m_size)));
        std::size_t done = 0;
        while (done < wanted) {
            const std::span<char> block = block_at(m_at);
            std::size_t part = std::min(wanted - done, block.size());
            if (part > 0) {
                std::copy_n(block.data(), part, into + done);
            } else {
                const ssize_t got =
                    ::pread(m_descriptor, into + done, wanted - done, static_cast<off_t>(m_at));
                if (got <= 0) break;
                part = static_cast<std::size_t>(got);
            }
            m_at += part;
            done += part;
        }
        return done;
    }
    std::size_t write(const char* from, std::size_t bytes) {
        std::size_t done = 0;
        while (done < bytes) {
            const std::span<char> block = block_at(m_at);
            std::size_t part = std::min(bytes - done, block.size());
            if (part > 0) {
                std::copy_n(from + done, part, block.data());
            } else {
                const std::size_t piece = std::min(bytes - done, Writeback::piece_bytes);
                const ssize_t written = ::pwrite(m_descriptor, from + done, piece, static_cast<off_t>(m_at));
                if (written < 0 && errno == EINTR) continue;
                if (written <= 0) {
                    m_file.keep_error(written < 0 ? errno : ENOSPC);
                    break;
                }
                part = static_cast<std::size_t>(written);
                // What goes when it is closed need not reach the disk.
                if (m_in_memory == 0) m_writeback.written(m_descriptor, static_cast<off_t>(m_at) + written);
            }
            m_at += part;
            m_size = std::max(m_size, m_at);
            done += part;
        }
        return done;
    }
    bool truncate(vsi_l_offset size) {
        if (::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0) {
            m_file.keep_error(errno);
            return false;
        }
        m_size = size;
        return true;
    }
    void seek(vsi_l_offset offset, int whence) {
        m_at = offset + (whence == SEEK_CUR ? m_at : whence == SEEK_END ? m_size : 0);
    }
    [[nodiscard]] vsi_l_offset at() const { return m_at; }
    [[nodiscard]] vsi_l_offset size() const { return m_size; }

private:
    static constexpr std::size_t block_bytes = std::size_t{1} << 20;

    /// What is in memory from there to the end of its block; nothing of what is in the file.
    std::span<char> block_at(vsi_l_offset at) {
        if (at >= m_in_memory) return {};
        const auto block = static_cast<std::size_t>(at / block_bytes);
        while (m_blocks.size() <= block)
            m_blocks.push_back(std::make_unique<char[]>(block_bytes));
        return std::span(m_blocks[block].get(), block_bytes)
            .subspan(static_cast<std::size_t>(at % block_bytes));
    }

    int m_descriptor;
    WatchedFile& m_file;
    vsi_l_offset m_in_memory;  // whole blocks
    std::vector<std::unique_ptr<char[]>> m_blocks;
    vsi_l_offset m_at = 0;
    vsi_l_offset m_size = 0;
    Writeback m_writeback;
};

Stream& stream_of(void* file) {
    return *static_cast<Stream*>(file);
}

/// The files that are being written, by the name that GDAL knows.
class Registry {
public:
    std::string enter(WatchedFile& file) {
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
    void install() {
        VSIFilesystemPluginCallbacksStruct* const calls = VSIAllocFilesystemPluginCallbacksStruct();
        calls->pUserData = this;
        calls->open = [](void* self, const char* name, const char* access) -> void* {
            return static_cast<Registry*>(self)->open(name, access);
        };
        // Its drivers unlink what they have open, as one may; it goes when it is closed.
        calls->unlink = [](void*, const char*) { return 0; };
        calls->tell = [](void* file) { return stream_of(file).at(); };
        calls->seek = [](void* file, vsi_l_offset offset, int whence) {
            stream_of(file).seek(offset, whence);
            return 0;
        };
        calls->read = [](void* file, void* into, std::size_t size, std::size_t count) {
            return size == 0 ? 0 : stream_of(file).read(static_cast<char*>(into), size * count) / size;
        };
        calls->write = [](void* file, const void* from, std::size_t size, std::size_t count) {
            return size == 0 ? 0 : stream_of(file).write(static_cast<const char*>(from), size * count) / size;
        };
        calls->eof = [](void* file) { return stream_of(file).at() >= stream_of(file).size() ? 1 : 0; };
        calls->flush = [](void*) { return 0; };
        calls->truncate = [](void* file, vsi_l_offset size) {
            return stream_of(file).truncate(size) ? 0 : -1;
        };
        calls->close = [](void* file) {
            delete static_cast<Stream*>(file);
            return 0;
        };
        VSIInstallPluginHandler(prefix, calls);
        VSIFreeFilesystemPluginCallbacksStruct(calls);
    }

    Stream* open(std::string_view name, std::string_view access) {
        // Nothing is there to be read before it is written.
        if (!access.starts_with('w')) return nullptr;
        const std::lock_guard lock(m_mutex);
        // GDAL hands over the name with the prefix or without, as its version has it.
        if (name.starts_with(prefix)) name.remove_prefix(std::string_view(prefix).size());
        const auto found = m_files.find(prefix + std::string(name.substr(0, name.find('/'))));
        if (found == m_files.end()) return nullptr;
        WatchedFile& file = *found->second;
        const bool is_it = file.name().ends_with(name);
        const std::string path = file.path().string() + (is_it ? "" : ".rows");
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor < 0) {
            file.keep_error(errno);
            return nullptr;
        }
        // What is not the file itself goes when it is closed, whatever happens.
        if (!is_it) ::unlink(path.c_str());
        return new Stream(descriptor, file, is_it ? 0 : bytes_in_memory);
    }

    std::mutex m_mutex;
    std::map<std::string, WatchedFile*> m_files;
    unsigned m_made = 0;
};

// Never destroyed, because GDAL keeps what it was given.
Registry& registry() {
    static Registry* const instance = new Registry;
    return *instance;
}

}  // namespace

WatchedFile::WatchedFile(std::filesystem::path path)
    : m_path(std::move(path)), m_folder(registry().enter(*this)) {}

WatchedFile::~WatchedFile() {
    registry().leave(m_folder);
}

std::string WatchedFile::name() const {
    return m_folder + "/layer" + m_path.extension().string();
}

void WatchedFile::require_written(const std::filesystem::path& shown) const {
    if (m_error != 0) throw_not_written(shown, m_error);
}

void WatchedFile::keep_error(int number) {
    if (m_error == 0) m_error = number;
}

}  // namespace geo
