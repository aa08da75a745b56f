// Comma-separated text cut into blocks of whole records, so that blocks can be read apart from each other.
// For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "geo/byte_source.hpp"

namespace geo {

/// A block; its storage is used again for the next one.
struct CsvBlock {
    std::vector<char> bytes;
    std::string_view text;    ///< whole records; within `bytes`, which has a byte more behind them
    bool has_quotes = false;  ///< any at all
};

/// Cuts a file at line breaks outside quotes. A quote counts only where a field begins, as RecordReader has
/// it, so that a record that spans lines stays whole. Holds no more than a block and the longest record.
class CsvBlocks {
public:
    /// Opens the file and looks at its beginning for the byte-order mark and the delimiter.
    /// @throws InputError as ByteSource and check_beginning() do.
    CsvBlocks(const std::filesystem::path& path, std::size_t block_bytes);

    [[nodiscard]] char delimiter() const { return m_delimiter; }
    /// True when the whole file has been handed out or lies in the rest that the next block will be.
    [[nodiscard]] bool is_read() const { return m_source_ended; }
    /// True when the text is the bytes of the file.
    [[nodiscard]] bool is_plain() const { return m_source.is_plain(); }

    /// The next block, at least one record or blank line; false at the end of the file.
    /// @throws InputError when the file cannot be read; RecordError, with the line in this block, for a quote
    ///   that is not closed within most_record_bytes.
    bool next(CsvBlock& block);

    static constexpr std::size_t most_record_bytes = std::size_t{64} << 20;

private:
    /// Appends up to `most` bytes to `bytes`, of which `filled` are in use.
    void fill(std::vector<char>& bytes, std::size_t& filled, std::size_t most);

    ByteSource m_source;
    std::size_t m_block_bytes;
    std::string m_rest;  // begins with a whole record
    char m_delimiter = ',';
    bool m_source_ended = false;
};

/// Where the last whole record of `text` ends: behind the last line break outside quotes, 0 when there is
/// none. `open_quote` becomes the position of a quote that `text` does not close, else npos.
[[nodiscard]] std::size_t end_of_records(std::string_view text, char delimiter, std::size_t& open_quote);

}  // namespace geo
