#include "cli/text_table.hpp"

#include <algorithm>

namespace cli {
namespace {

/// Width in characters as a terminal counts them: bytes that continue a UTF-8 character are not counted.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool looks_like_number(const std::string& text) {
    return text.empty() || text == "-" || text.find_first_not_of("0123456789.,-+e %") == std::string::npos;
}

std::vector<bool> number_columns(const std::vector<std::vector<std::string>>& rows) {
    std::vector<bool> numbers(rows.front().size(), rows.size() > 1);
    for (std::size_t r = 1; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < numbers.size(); ++c) {
            if (!looks_like_number(rows[r][c])) numbers[c] = false;
        }
    }
    return numbers;
}

std::string escape_bars(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

std::string TextTable::text() const {
    const std::vector<bool> numbers = number_columns(m_rows);
    std::vector<std::size_t> widths(numbers.size(), 0);
    for (const auto& row : m_rows) {
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], width_of(row[c]));
    }
    std::string out;
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string padding(widths[c] - width_of(row[c]), ' ');
            line += c == 0 ? "" : "  ";
            line += numbers[c] ? padding + row[c] : row[c] + padding;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string TextTable::markdown() const {
    const std::vector<bool> numbers = number_columns(m_rows);
    std::string out;
    for (std::size_t r = 0; r < m_rows.size(); ++r) {
        out += "|";
        for (const std::string& cell : m_rows[r])
            out += " " + escape_bars(cell) + " |";
        out += "\n";
        if (r > 0) continue;
        out += "|";
        for (const bool number : numbers)
            out += number ? "---:|" : "---|";
        out += "\n";
    }
    return out;
}

TextTable to_text_table(const geo::Table& table) {
    std::vector<std::string> heading;
    for (const geo::Column& column : table.columns)
        heading.push_back(column.name);
    TextTable text(std::move(heading));
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::vector<std::string> cells;
        for (const geo::Column& column : table.columns)
            cells.push_back(column.cells[row]);
        text.add(std::move(cells));
    }
    return text;
}

std::string as_list(std::string_view lines) {
    std::string list;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        list.append("- ").append(lines.substr(0, end)).append("\n");
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return list;
}

std::string grouped(double value, int decimals) {
    std::string text = geo::format_fixed(value, decimals);
    std::size_t end = std::min(text.find('.'), text.size());
    const std::size_t begin = text.starts_with('-') ? 1 : 0;
    while (end > begin + 3) {
        end -= 3;
        text.insert(end, ",");
    }
    return text;
}

}  // namespace cli
