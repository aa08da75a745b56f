// A new file that GDAL writes by way of us, for drivers that overlook a full disk. For .cpp files of geo
// alone.
#pragma once

#include <filesystem>
#include <string>

namespace geo {

/// While it lives, GDAL finds under name() a file that it can write once and that is the one at `path`; what
/// it writes elsewhere in folder() is gone when closed: 16 MiB of it are in memory, what is more lies on the
/// same disk without a name.
class WatchedFile {
public:
    explicit WatchedFile(std::filesystem::path path);
    ~WatchedFile();
    WatchedFile(const WatchedFile&) = delete;
    WatchedFile& operator=(const WatchedFile&) = delete;

    [[nodiscard]] std::string name() const;
    /// Without a slash at its end.
    [[nodiscard]] const std::string& folder() const { return m_folder; }

    /// To be called when GDAL has closed the file. @throws OutputError when some of it could not be written;
    /// `shown` is the path named in the message.
    void require_written(const std::filesystem::path& shown) const;

    /// Called by whatever writes the file: the number of the first error is kept.
    void keep_error(int number);
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
    std::string m_folder;
    int m_error = 0;
};

}  // namespace geo
