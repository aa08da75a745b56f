// CSV of any size, read in blocks that are never held together: what is made of the rows decides how much
// memory it takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "geo/table.hpp"

namespace geo {

/// Where a row stands, in the order of the file: later rows have greater places. CsvStream::line_of() tells
/// the line. Never 0.
using CsvPlace = std::uint64_t;

/// Rows as they are read, with the cells of the columns that were asked for. Views end with the call.
struct CsvRows {
    std::size_t columns;
    std::span<const std::string_view> cells;  ///< row by row
    std::span<const CsvPlace> places;         ///< of each row

    [[nodiscard]] std::size_t size() const { return places.size(); }
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
        return cells[row * columns + column];
    }
};

/// What a taker of rows throws about one of them; the stream makes an InputError with the line of it.
struct CsvRowError {
    CsvPlace place;
    std::string what;
    std::string remedy;
};

/// A file of comma- or tab-separated text, plain or gzip, with all that geo::read_table() allows: byte-order
/// mark, CRLF, quoted separators and line breaks, Windows-1252.
class CsvStream {
public:
    /// Rows are taken in two lanes, each by one thread: lane 0 has the even blocks and lane 1 the odd ones,
    /// each in the order of the file, whatever the threads do.
    static constexpr std::size_t lanes = 2;
    static constexpr std::size_t usual_block_bytes = std::size_t{1} << 19;

    /// True for the endings .csv, .tsv and .txt, with .gz behind them or not, and for .gz alone.
    [[nodiscard]] static bool is_delimited_text(const std::filesystem::path& path);

    /// Opens the file and reads its header.
    /// @throws InputError as geo::read_table() does, for gzip that is damaged or cut short, for a .gz that is
    ///   no gzip, and for Parquet.
    explicit CsvStream(const std::filesystem::path& path, std::size_t block_bytes = usual_block_bytes);
    ~CsvStream();
    CsvStream(const CsvStream&) = delete;
    CsvStream& operator=(const CsvStream&) = delete;

    /// About as many rows as there are, judged by the length of the first ones; 0 where the size of the text
    /// is not known before, as of gzip.
    [[nodiscard]] std::size_t rows_expected() const;
    /// Path and columns, without rows.
    [[nodiscard]] const Table& header() const;

    /// Reads the file to its end, once, and gives every row that is not blank to `take` in batches. O(bytes);
    /// memory of a few blocks.
    /// @pre `take` may be called for the two lanes at once, by as many threads; with `threads` 1 all blocks
    ///   are taken in the order of the file by the thread that asks.
    /// @throws InputError for the first row of the file that is not as it should be, be it that `take` threw
    /// a
    ///   CsvRowError or that the row is too short or too long, or has a NUL byte, an unclosed quote or text
    ///   behind a closing one; or for a file that cannot be read on, when all rows before are well.
    void read(std::span<const std::size_t> columns,
              const std::function<void(std::size_t lane, const CsvRows& rows)>& take,
              std::size_t threads = lanes);

    /// Line of the file, from 1. @pre read() has come to its end.
    [[nodiscard]] std::size_t line_of(CsvPlace place) const;
    /// True when the bytes read so far are not UTF-8: all of it is Windows-1252 then, and cells are as they
    /// stand in the file.
    [[nodiscard]] bool is_windows_1252() const;

private:
    class Work;
    std::unique_ptr<Work> m_work;
};

}  // namespace geo
