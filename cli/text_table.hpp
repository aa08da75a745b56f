// Tables of text for people: columns as wide as they need to be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace cli {

/// Rows under a heading. Columns whose cells are all numbers are set flush right.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> heading) : m_rows{std::move(heading)} {}

    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    /// Lines for a terminal.
    [[nodiscard]] std::string text() const;
    /// A table in Markdown.
    [[nodiscard]] std::string markdown() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

/// A table with its column names as heading and every cell as it is.
[[nodiscard]] TextTable to_text_table(const geo::Table& table);

/// Lines as a list in Markdown, where lines of a paragraph would run together.
[[nodiscard]] std::string as_list(std::string_view lines);

/// "1,234,568": a number rounded to `decimals`, its thousands set apart.
[[nodiscard]] std::string grouped(double value, int decimals = 0);

}  // namespace cli
