// Output files that appear whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace geo {

/// A file under construction: written under a temporary name beside its destination and renamed by commit().
/// Without commit() the temporary file (and anything beside it that begins with its name, such as a journal)
/// is removed and what stood at the destination stays as it was.
class OutputFile {
public:
    /// A destination that is a symbolic link is followed.
    /// @throws OutputError when the destination exists and `overwrite` is false, is a folder or a device, or
    ///   its folder is missing or not writable.
    OutputFile(std::filesystem::path destination, bool overwrite);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Where to write: same folder and same ending as the destination.
    [[nodiscard]] const std::filesystem::path& temporary() const { return m_temporary; }
    /// Puts what is written on the disk, which commit() need not do then. @throws OutputError when that
    /// fails.
    void flush();
    /// Flushes to disk and renames. @throws OutputError when that fails, or when another process has made the
    /// destination in the meantime and `overwrite` is false.
    void commit();

private:
    std::filesystem::path m_destination;
    std::filesystem::path m_temporary;
    bool m_overwrite = false;
    bool m_is_flushed = false;
    bool m_committed = false;
};

/// A folder under construction, in the same way: files are written into temporary(), and commit() moves them
/// to the destination, replacing files of the same name only when `overwrite` was given and leaving other
/// files alone.
class OutputFolder {
public:
    /// @throws OutputError when the destination exists, is not empty and `overwrite` is false, is a file, or
    ///   its parent is missing or not writable.
    OutputFolder(std::filesystem::path destination, bool overwrite);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& temporary() const { return m_temporary; }
    /// Flushes to disk and moves: in one step into a new or empty destination, else file by file.
    /// @throws OutputError when that fails.
    void commit();

private:
    std::filesystem::path m_destination;
    std::filesystem::path m_temporary;
    bool m_overwrite = false;
    bool m_committed = false;
};

/// For whoever writes to temporary() without write_new_file(): `number` is the errno of what failed.
[[noreturn]] void throw_not_written(const std::filesystem::path& shown, int number);

/// Writes `text` to `path` through an OutputFile.
/// @throws OutputError as OutputFile does, and when the disk is full.
void write_text(const std::filesystem::path& path, std::string_view text, bool overwrite);

/// Where a text goes, piece by piece.
using TextSink = std::function<void(std::string_view)>;

/// A new file at `path` with the pieces that `write` gives its argument, for use as the next.
/// @throws OutputError as the next; what `write` throws.
void write_new_file(const std::filesystem::path& path, const std::function<void(const TextSink&)>& write,
                    const std::filesystem::path& shown);

/// Writes `text` to a new file at `path`, for use on OutputFile::temporary() or inside an OutputFolder.
/// @throws OutputError when the file exists or the disk is full; `shown` is the path named in the message.
void write_new_file(const std::filesystem::path& path, std::string_view text,
                    const std::filesystem::path& shown);

/// Removes every temporary file and folder that is under construction in this process; for the thread that
/// handles SIGINT and SIGTERM just before the process ends with _exit(). Call it once: from then on every
/// thread that begins, commits or drops an output waits, so that nothing can appear any more.
void abandon_outputs();

}  // namespace geo
