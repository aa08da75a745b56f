// Tables: rows of text under named columns, as read from CSV or a spreadsheet or the attributes of a layer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class ColumnType { text, integer, real };

/// A column: its name as written, and its cells as text. Codes such as "00T" and "01E" stay what they are.
struct Column {
    std::string name;
    ColumnType type = ColumnType::text;  ///< what to write it as; reading CSV gives text
    std::vector<std::string> cells;      ///< empty: no value
};

struct Table {
    std::string path;             ///< where it came from, for messages
    std::vector<Column> columns;  ///< all of the same length, but for those without cells that nobody wanted
    std::vector<std::size_t> lines;  ///< line of the file each row begins on; empty when it has none

    [[nodiscard]] std::size_t rows() const {
        for (const Column& column : columns)
            if (!column.cells.empty()) return column.cells.size();
        return 0;
    }
    /// Index of the column with this name: exact first, else ignoring case.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    /// The column with this name.
    /// @throws InputError naming the file, the column, the nearest name and all that there are.
    [[nodiscard]] const Column& require(std::string_view name) const;
    /// "path, line 12" or "path, row 11", for messages.
    [[nodiscard]] std::string place(std::size_t row) const;
};

/// Number in a cell: leading and trailing blanks allowed, nothing else; locale does not matter. Empty, "nan",
/// "inf" and text give nullopt.
[[nodiscard]] std::optional<double> parse_number(std::string_view cell);

/// Shortest text that reads back as the same double.
[[nodiscard]] std::string format_number(double value);

/// `value` with a fixed number of decimals and no locale, for tables meant to be read by people.
[[nodiscard]] std::string format_fixed(double value, int decimals);

/// The candidate closest to `name` by edit distance, if close enough to be meant; else empty.
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace geo
