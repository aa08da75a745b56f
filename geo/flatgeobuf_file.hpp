// A FlatGeobuf that GDAL writes by way of us. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "geo/writeback.hpp"

namespace geo {

/// While it lives, GDAL finds under name() a file that it can write once, of which the rows come to `path`,
/// behind room for what is said before them: GDAL's own header is dropped. Its driver overlooks a full disk,
/// which this does not. GDAL can read nothing there, and is to write no index (SPATIAL_INDEX=NO).
class FlatgeobufFile {
public:
    /// @throws OutputError when there is a file at `path` or none can be made; `shown` is the path named in
    /// the message.
    FlatgeobufFile(const std::filesystem::path& path, std::filesystem::path shown,
                   std::size_t bytes_before_rows);
    ~FlatgeobufFile();
    FlatgeobufFile(const FlatgeobufFile&) = delete;
    FlatgeobufFile& operator=(const FlatgeobufFile&) = delete;

    [[nodiscard]] std::string name() const;
    /// Bytes of rows that GDAL has written.
    [[nodiscard]] std::uint64_t row_bytes() const;

    /// @throws OutputError when some of the rows could not be written, which says more than what GDAL does.
    void require_written() const;

    /// To be called when GDAL has closed the file: writes what comes before the rows, and what is left of
    /// them.
    /// @pre as many bytes as room was left for. @throws OutputError when some of the file could not be
    /// written.
    void finish(std::string_view before_rows);

    // For GDAL.

    /// False when it cannot be written; finish() then says why.
    [[nodiscard]] bool write(std::string_view bytes);
    void seek(std::uint64_t offset, int whence);
    [[nodiscard]] std::uint64_t at() const { return m_at; }

private:
    /// Where GDAL's header ends; before its size is known, where that ends.
    [[nodiscard]] std::uint64_t header_end() const;
    bool write_row_bytes(std::string_view bytes);
    bool flush();
    bool write_at(std::uint64_t place, std::string_view bytes);

    std::filesystem::path m_shown;
    std::size_t m_bytes_before_rows;
    int m_descriptor;
    std::string m_folder;
    std::string m_beginning;  // of what GDAL writes, as far as the size of its header
    std::string m_rows;       // not yet in the file
    std::uint64_t m_rows_in_file = 0;
    std::uint64_t m_at = 0;  // as GDAL sees it
    int m_error = 0;
    Writeback m_writeback;
};

}  // namespace geo
