#include "geo/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>

#include "geo/error.hpp"

namespace geo {

namespace {

InternalError no_number(const Column& column, const std::string& cell) {
    return InternalError("column '" + column.name + "' is written as numbers and holds '" + cell + "'");
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    const auto is_escaped = [](char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    };
    out += '"';
    for (auto at = text.begin(); at != text.end();) {
        const auto next = std::find_if(at, text.end(), is_escaped);
        out.append(at, next);
        at = next;
        if (at == text.end()) break;
        const char c = *at++;
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 0xF];
        }
    }
    out += '"';
}

void append_json_number(std::string& out, std::int64_t value) {
    char text[24];
    out.append(text, std::to_chars(std::begin(text), std::end(text), value).ptr);
}

void append_json_number(std::string& out, double value) {
    char text[32];
    out.append(text, std::to_chars(std::begin(text), std::end(text), value).ptr);
}

char* put_degrees(char* at, double degrees) {
    // Whole ten-millionths, which are quicker to print than a double with decimals.
    constexpr int decimals = 7;
    constexpr std::uint64_t one = 10'000'000;
    const double exact = degrees * 1e7;
    auto units = static_cast<std::int64_t>(exact);
    const double rest = exact - static_cast<double>(units);
    units += (rest >= 0.5 ? 1 : 0) - (rest <= -0.5 ? 1 : 0);
    if (units < 0) *at++ = '-';
    const auto size = static_cast<std::uint64_t>(std::abs(units));
    at = std::to_chars(at, at + most_of_degrees, size / one).ptr;
    *at++ = '.';
    std::uint64_t left = size % one;
    for (int i = decimals - 1; i >= 0; --i) {
        at[i] = static_cast<char>('0' + left % 10);
        left /= 10;
    }
    char* end = at + decimals;
    while (end > at + 1 && end[-1] == '0')
        --end;
    return end;
}

void append_json_cell(std::string& out, const Column& column, const std::string& cell) {
    if (cell.empty()) {
        out += "null";
    } else if (column.type == ColumnType::text) {
        append_json_string(out, cell);
    } else if (column.type == ColumnType::integer) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size()) throw no_number(column, cell);
        append_json_number(out, value);
    } else {
        const auto value = parse_number(cell);
        if (!value) throw no_number(column, cell);
        const std::string text = format_number(*value);
        out += text;
        if (text.find_first_of(".e") == std::string::npos) out += ".0";
    }
}

std::vector<std::string> json_keys(const std::vector<std::string>& names) {
    std::vector<std::string> keys;
    for (const std::string& name : names) {
        std::string& key = keys.emplace_back(keys.empty() ? "" : ", ");
        append_json_string(key, name);
        key += ": ";
    }
    return keys;
}

void append_json_properties(std::string& out, const Table& table, const std::vector<std::string>& keys,
                            std::size_t row) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        out += keys[i];
        append_json_cell(out, table.columns[i], table.columns[i].cells[row]);
    }
}

}  // namespace geo
