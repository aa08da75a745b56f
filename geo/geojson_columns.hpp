// The properties of a GeoJSON feature collection as columns. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace geo {

/// Filled row by row, key by key. Columns stand in one order in all rows, so that the order is nobody's
/// choice, and hold values of one kind. @throws NotPlain, from each of its functions, where that is not so.
class GeoJsonColumns {
public:
    GeoJsonColumns() = default;
    /// Goes on with the columns of rows that came before.
    explicit GeoJsonColumns(std::vector<Column> columns)
        : m_columns(std::move(columns)), m_kinds(m_columns.size()) {}

    /// The column of a key, for one of the functions that add a value: the next one in the row of that name,
    /// or a new one behind all others. A null needs none.
    std::size_t column_of(std::string_view key);
    void add_text(std::size_t column, std::string text);
    void add_whole(std::size_t column, std::int64_t number);
    void add_real(std::size_t column, double number);
    void add_truth(std::size_t column, bool truth);
    /// Columns without a value in the row are empty there.
    void end_row();

    void reserve(std::size_t rows);
    /// Names and types, for those of later rows.
    [[nodiscard]] std::vector<Column> without_cells() const;
    /// Takes the rows that come after these in the file; of the two lists of columns one begins the other.
    void append(GeoJsonColumns&& later);
    /// The columns, with their types.
    [[nodiscard]] std::vector<Column> finish();

private:
    /// The kinds of values that a column has held.
    struct Kinds {
        bool text = false;
        bool whole = false;
        bool real = false;
        bool truth = false;
        bool large = false;  // a whole number that loses digits as a double
    };

    std::vector<Column> m_columns;
    std::vector<Kinds> m_kinds;  // one a column
    std::size_t m_rows = 0;      // ended
    std::size_t m_next = 0;      // column that the next key may have
};

}  // namespace geo
