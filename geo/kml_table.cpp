#include "geo/kml_table.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "geo/text.hpp"

namespace geo {

namespace {

// Code point of an entity without its ampersand and semicolon, or 0 for one that stays as it stands.
unsigned entity_code(std::string_view name) {
    static const std::map<std::string_view, unsigned> named = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
                                                               {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}};
    if (const auto found = named.find(name); found != named.end()) return found->second;
    if (name.size() < 2 || name[0] != '#') return 0;
    const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    unsigned code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    const bool valid = code < 0xD800 || (code > 0xDFFF && code < 0x110000);
    return whole && valid ? code : 0;
}

std::string decoded(std::string_view text) {
    constexpr std::size_t longest_entity = 10;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t end =
            text[i] == '&' ? text.substr(i, longest_entity).find(';') : std::string_view::npos;
        const unsigned code = end == std::string_view::npos ? 0 : entity_code(text.substr(i + 1, end - 1));
        if (code == 0) {
            out.push_back(text[i]);
        } else {
            append_utf8(out, code);
            i += end;
        }
    }
    return out;
}

// "/TD class=x" gives "/td".
std::string tag_name(std::string_view tag) {
    std::string name;
    for (const char c : tag) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c == '/' && !name.empty())) break;
        name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return name;
}

std::string free_name(const Table& table, const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; table.find(name); ++number)
        name = wanted + "_" + std::to_string(number);
    return name;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> html_table_rows(std::string_view html) {
    std::vector<std::pair<std::string, std::string>> rows;
    std::vector<std::string> cells;
    std::string cell;
    bool in_cell = false;
    const auto end_cell = [&] {
        if (in_cell) cells.emplace_back(trimmed(decoded(cell)));
        in_cell = false;
    };
    const auto end_row = [&] {
        end_cell();
        if (cells.size() == 2 && !cells[0].empty())
            rows.emplace_back(cells[0], cells[1] == "<Null>" ? "" : cells[1]);
        cells.clear();
    };
    for (std::size_t i = 0; i < html.size();) {
        if (html[i] != '<') {
            const std::size_t next = std::min(html.find('<', i), html.size());
            if (in_cell) cell.append(html.substr(i, next - i));
            i = next;
            continue;
        }
        const std::size_t close = std::min(html.find('>', i), html.size());
        const std::string name = tag_name(html.substr(i + 1, close - i - 1));
        if (name == "tr") {
            // A table inside a cell: the outer row is layout.
            in_cell = false;
            cells.clear();
        } else if (name == "/tr") {
            end_row();
        } else if (name == "td" || name == "th") {
            end_cell();
            cell.clear();
            in_cell = true;
        } else if (name == "/td" || name == "/th") {
            end_cell();
        }
        i = close + 1;
    }
    end_row();
    return rows;
}

void expand_kml_descriptions(Table& table) {
    const auto description = table.find("description");
    if (!description) return;
    const std::vector<std::string> texts = table.columns[*description].cells;
    std::map<std::string, std::size_t> column_of;
    for (std::size_t row = 0; row < texts.size(); ++row) {
        for (auto& [heading, value] : html_table_rows(texts[row])) {
            auto found = column_of.find(heading);
            if (found == column_of.end()) {
                found = column_of.emplace(heading, table.columns.size()).first;
                table.columns.push_back(
                    {free_name(table, heading), ColumnType::text, std::vector<std::string>(texts.size())});
            }
            table.columns[found->second].cells[row] = std::move(value);
        }
    }
    if (!column_of.empty())
        table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*description));
}

}  // namespace geo
