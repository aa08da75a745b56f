#include "geo/json_text.hpp"

#include <charconv>
#include <cmath>
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
    out += '"';
    for (const char c : text) {
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
        } else if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 0xF];
        } else {
            out += c;
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

void append_degrees(std::string& out, double degrees) {
    // Whole ten-millionths, which are quicker to print than a double with decimals.
    constexpr int decimals = 7;
    const long long units = std::llround(degrees * 1e7);
    char text[32];
    char* at = text;
    if (units < 0) *at++ = '-';
    const unsigned long long size =
        units < 0 ? 0ULL - static_cast<unsigned long long>(units) : static_cast<unsigned long long>(units);
    constexpr unsigned long long one = 10'000'000;
    at = std::to_chars(at, std::end(text), size / one).ptr;
    *at++ = '.';
    unsigned long long rest = size % one;
    char* const first = at;
    for (int i = decimals - 1; i >= 0; --i) {
        first[i] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    char* end = first + decimals;
    while (end > first + 1 && end[-1] == '0')
        --end;
    out.append(text, end);
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

void append_json_properties(std::string& out, const Table& table, const std::vector<std::string>& names,
                            std::size_t row) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += ", ";
        append_json_string(out, names[i]);
        out += ": ";
        append_json_cell(out, table.columns[i], table.columns[i].cells[row]);
    }
}

}  // namespace geo
