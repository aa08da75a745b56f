#include "geo/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "geo/never_destroyed.hpp"
#include "geo/writeback.hpp"

namespace geo {

namespace {

namespace fs = std::filesystem;

struct Registry {
    std::mutex mutex;
    std::set<fs::path> under_construction;
};

// A signal may come while the process is ending.
Registry& registry() {
    return never_destroyed<Registry>();
}

std::string reason(int number) {
    return std::generic_category().message(number);
}

[[noreturn]] void fail(const fs::path& path, std::string_view what, int number) {
    throw OutputError(path.string(), std::string(what) + ": " + reason(number),
                      number == ENOSPC || number == EDQUOT ? "free some space or write elsewhere" : "");
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void check_folder(const fs::path& destination) {
    const fs::path folder = folder_of(destination);
    std::error_code error;
    if (!fs::exists(folder, error))
        throw OutputError(destination.string(), "its folder '" + folder.string() + "' does not exist",
                          "make it first");
    if (!fs::is_directory(folder, error))
        throw OutputError(destination.string(), "'" + folder.string() + "' is not a folder");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        fail(destination, "its folder '" + folder.string() + "' is not writable", errno);
}

// The process id keeps two runs apart, the counter two outputs of one run.
fs::path temporary_name(const fs::path& destination) {
    static std::atomic<unsigned> counter{0};
    const std::string unique = std::to_string(::getpid()) + "-" + std::to_string(++counter);
    return folder_of(destination) /
           ("." + destination.stem().string() + "." + unique + ".tmp" + destination.extension().string());
}

// Journals and side files of a database or a shapefile bear the name they belong to.
void remove_with_siblings(const fs::path& temporary) {
    std::error_code error;
    fs::remove_all(temporary, error);
    const std::string name = temporary.filename().string();
    std::vector<fs::path> siblings;
    for (fs::directory_iterator entry(folder_of(temporary), error), end; !error && entry != end;
         entry.increment(error))
        if (entry->path().filename().string().starts_with(name)) siblings.push_back(entry->path());
    for (const fs::path& sibling : siblings)
        fs::remove_all(sibling, error);
}

void enter(const fs::path& temporary) {
    const std::lock_guard lock(registry().mutex);
    registry().under_construction.insert(temporary);
}

void drop(const fs::path& temporary) {
    const std::lock_guard lock(registry().mutex);
    remove_with_siblings(temporary);
    registry().under_construction.erase(temporary);
}

void flush_to_disk(const fs::path& path, const fs::path& shown) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(shown, "cannot be written", errno);
    const int result = ::fsync(file);
    const int number = errno;
    ::close(file);
    // Some file systems cannot flush a folder, and say so with EINVAL.
    if (result != 0 && number != EINVAL) fail(shown, "cannot be written", number);
}

void rename_file(const fs::path& from, const fs::path& to, bool overwrite) {
    if (!overwrite) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
        if (errno == EEXIST)
            throw OutputError(to.string(), "the file exists", "use --overwrite to replace it");
        // EINVAL and ENOSYS: the file system knows only the plain rename.
        if (errno != EINVAL && errno != ENOSYS) fail(to, "cannot be written", errno);
    }
    if (::rename(from.c_str(), to.c_str()) != 0) fail(to, "cannot be written", errno);
}

/// A file that is written from front to back.
class NewFile {
public:
    NewFile(const fs::path& path, const fs::path& shown)
        : m_shown(shown), m_file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
        if (m_file < 0) fail(m_shown, "cannot be written", errno);
    }
    ~NewFile() {
        if (m_file >= 0) ::close(m_file);
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void append(std::string_view text) {
        while (!text.empty()) {
            const ssize_t written = ::write(m_file, text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) fail(m_shown, "cannot be written", written < 0 ? errno : ENOSPC);
            text.remove_prefix(static_cast<std::size_t>(written));
            m_size += written;
        }
        m_writeback.written(m_file, m_size);
    }

    void close() {
        if (::close(std::exchange(m_file, -1)) != 0) fail(m_shown, "cannot be written", errno);
    }

private:
    const fs::path& m_shown;
    int m_file;
    off_t m_size = 0;
    Writeback m_writeback;
};

}  // namespace

OutputFile::OutputFile(fs::path destination, bool overwrite)
    : m_destination(std::move(destination)), m_overwrite(overwrite) {
    std::error_code error;
    if (m_destination.filename().empty())
        throw OutputError(m_destination.string(), "is not the name of a file");
    if (fs::is_symlink(m_destination, error)) m_destination = fs::weakly_canonical(m_destination);
    const auto status = fs::status(m_destination, error);
    if (fs::is_directory(status)) throw OutputError(m_destination.string(), "is a folder");
    if (fs::exists(status) && !fs::is_regular_file(status))
        throw OutputError(m_destination.string(), "is not a regular file");
    if (fs::exists(status) && !overwrite)
        throw OutputError(m_destination.string(), "the file exists", "use --overwrite to replace it");
    check_folder(m_destination);
    m_temporary = temporary_name(m_destination);
    enter(m_temporary);
}

OutputFile::~OutputFile() {
    if (!m_committed) drop(m_temporary);
}

void OutputFile::flush() {
    flush_to_disk(m_temporary, m_destination);
    m_is_flushed = true;
}

void OutputFile::commit() {
    if (!m_is_flushed) flush();
    const std::lock_guard lock(registry().mutex);
    rename_file(m_temporary, m_destination, m_overwrite);
    registry().under_construction.erase(m_temporary);
    m_committed = true;
    flush_to_disk(folder_of(m_destination), m_destination);
}

OutputFolder::OutputFolder(fs::path destination, bool overwrite)
    : m_destination(std::move(destination)), m_overwrite(overwrite) {
    // "results/" is the folder "results".
    if (m_destination.filename().empty() && m_destination.has_parent_path())
        m_destination = m_destination.parent_path();
    std::error_code error;
    const auto status = fs::status(m_destination, error);
    if (fs::exists(status) && !fs::is_directory(status))
        throw OutputError(m_destination.string(), "is not a folder");
    if (fs::exists(status)) {
        const bool empty = fs::is_empty(m_destination, error);
        if (error) fail(m_destination, "cannot be listed", error.value());
        if (!empty && !overwrite)
            throw OutputError(m_destination.string(), "the folder exists and is not empty",
                              "use --overwrite to replace files in it");
        if (::access(m_destination.c_str(), W_OK | X_OK) != 0) fail(m_destination, "is not writable", errno);
    }
    // "." and ".." have no name to build on; their own name does.
    if (m_destination.filename() == "." || m_destination.filename() == "..")
        m_destination = fs::canonical(m_destination);
    check_folder(m_destination);
    m_temporary = temporary_name(m_destination);
    enter(m_temporary);
    if (!fs::create_directory(m_temporary, error)) {
        drop(m_temporary);
        fail(m_destination, "cannot be made", error.value());
    }
}

OutputFolder::~OutputFolder() {
    if (!m_committed) drop(m_temporary);
}

void OutputFolder::commit() {
    std::vector<fs::path> folders;
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(m_temporary)) {
        const fs::path relative = entry.path().lexically_relative(m_temporary);
        (entry.is_directory() ? folders : files).push_back(relative);
        const bool hides = entry.is_directory() != fs::is_directory(m_destination / relative);
        if (hides && fs::exists(m_destination / relative))
            throw OutputError((m_destination / relative).string(), "a file and a folder of one name",
                              "remove it first");
        if (!entry.is_directory()) flush_to_disk(entry.path(), m_destination / relative);
    }
    const std::lock_guard lock(registry().mutex);
    if (::rename(m_temporary.c_str(), m_destination.c_str()) != 0) {
        if (errno != ENOTEMPTY && errno != EEXIST) fail(m_destination, "cannot be written", errno);
        for (const fs::path& folder : folders)
            fs::create_directories(m_destination / folder);
        for (const fs::path& file : files)
            rename_file(m_temporary / file, m_destination / file, m_overwrite);
        remove_with_siblings(m_temporary);
    }
    registry().under_construction.erase(m_temporary);
    m_committed = true;
    flush_to_disk(folder_of(m_destination), m_destination);
}

void throw_not_written(const fs::path& shown, int number) {
    fail(shown, "cannot be written", number);
}

void write_new_file(const fs::path& path, const std::function<void(const TextSink&)>& write,
                    const fs::path& shown) {
    NewFile file(path, shown);
    write([&](std::string_view text) { file.append(text); });
    file.close();
}

void write_new_file(const fs::path& path, std::string_view text, const fs::path& shown) {
    write_new_file(
        path, [&](const TextSink& append) { append(text); }, shown);
}

void write_text(const fs::path& path, std::string_view text, bool overwrite) {
    OutputFile file(path, overwrite);
    write_new_file(file.temporary(), text, path);
    file.commit();
}

void abandon_outputs() {
    // Left locked on purpose: whoever wants to make or finish an output now waits for the end of the process.
    registry().mutex.lock();
    for (const fs::path& temporary : registry().under_construction)
        remove_with_siblings(temporary);
}

}  // namespace geo
