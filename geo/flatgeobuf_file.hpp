// A FlatGeobuf of which GDAL makes the rows. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "geo/gdal_file.hpp"
#include "geo/writeback.hpp"

namespace geo {

/// The rows that GDAL writes into what it takes for a file of its own, in memory: its header is dropped.
/// It is to write no index (SPATIAL_INDEX=NO).
class FlatgeobufRows : public GdalFile {
public:
    FlatgeobufRows() : GdalFile(Access::writing, ".fgb") {}

    /// Bytes of the rows that GDAL has written since they were last taken.
    std::string rows;

private:
    [[nodiscard]] std::uint64_t bytes() const override { return header_end() + m_row_bytes; }
    bool write_at(std::uint64_t place, std::string_view bytes) override;
    /// Where GDAL's header ends; before its size is known, where that ends.
    [[nodiscard]] std::uint64_t header_end() const;

    std::string m_beginning;  // of what GDAL writes, as far as the size of its header
    std::uint64_t m_row_bytes = 0;
};

/// A file of rows, behind room for what is said before them.
class FlatgeobufFile {
public:
    /// @throws OutputError when there is a file at `path` or none can be made; `shown` is the path named in
    /// the message.
    FlatgeobufFile(const std::filesystem::path& path, std::filesystem::path shown,
                   std::size_t bytes_before_rows);
    ~FlatgeobufFile();
    FlatgeobufFile(const FlatgeobufFile&) = delete;
    FlatgeobufFile& operator=(const FlatgeobufFile&) = delete;

    [[nodiscard]] std::uint64_t row_bytes() const { return m_row_bytes; }
    /// @throws OutputError when they cannot be written.
    void append(std::string_view rows);
    /// Writes what comes before the rows. @pre as many bytes as room was left for.
    /// @throws OutputError when some of the file could not be written.
    void finish(std::string_view before_rows);

private:
    void write_at(std::uint64_t place, std::string_view bytes);

    std::filesystem::path m_shown;
    std::size_t m_bytes_before_rows;
    int m_descriptor;
    std::uint64_t m_row_bytes = 0;
    Writeback m_writeback;
};

}  // namespace geo
