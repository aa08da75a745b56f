// The rows of a block of comma-separated text, field by field. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/csv_blocks.hpp"
#include "geo/csv_stream.hpp"

namespace geo {

/// What the rows of a stream have in common.
struct CsvShape {
    char delimiter;
    std::size_t columns;              ///< of the header
    std::vector<std::size_t> chosen;  ///< columns that are wanted, in the order wanted
};

/// Reads the rows of blocks, one block after the other, and gives them away in batches.
class CsvRowReader {
public:
    using Take = std::function<void(const CsvRows& rows)>;

    CsvRowReader(const CsvShape& shape, Take take) : m_shape(shape), m_take(std::move(take)) {}

    /// Reads a block whose rows have the places first_place + line in the block, from 1. Lines in the block.
    /// @throws RecordError with the line in the block, and what `take` throws.
    std::size_t read(CsvBlock& block, CsvPlace first_place);

private:
    std::size_t read_rows(CsvBlock& block);
    std::size_t read_plain(CsvBlock& block);
    std::size_t read_quoted(std::string_view text);
    void find_marks(std::string_view text);
    void end_row(std::size_t line);
    void give();

    const CsvShape& m_shape;
    Take m_take;
    CsvPlace m_first_place = 0;
    std::vector<std::uint32_t> m_marks;  // positions of delimiters and line breaks, and room for more
    std::size_t m_mark_count = 0;
    std::vector<std::string_view> m_cells;
    std::vector<CsvPlace> m_places;
    std::vector<std::string> m_texts;  // of quoted fields, while they are in a batch
};

}  // namespace geo
