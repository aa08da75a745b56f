#include "geo/table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "geo/error.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

// Levenshtein (1966), with one row of the table at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

template <class... Format>
std::string to_text(double value, Format... format) {
    // 310 digits before the point and 20 after it are the longest a double can need here.
    char buffer[512];
    const auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer), value, format...);
    return error == std::errc{} ? std::string(buffer, end) : std::string();
}

}  // namespace

std::optional<std::size_t> Table::find(std::string_view name) const {
    const auto exact = std::ranges::find(columns, name, &Column::name);
    const auto found =
        exact != columns.end()
            ? exact
            : std::ranges::find(columns, to_lower(name), [](const Column& c) { return to_lower(c.name); });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

const Column& Table::require(std::string_view name) const {
    if (const auto index = find(name)) return columns[*index];
    std::vector<std::string> names;
    for (const Column& column : columns)
        names.push_back(column.name);
    std::string what = "no column '" + std::string(name) + "'";
    if (const std::string nearest = nearest_name(name, names); !nearest.empty())
        what += "; did you mean '" + nearest + "'?";
    throw InputError(path, what, names.empty() ? "there are no columns" : "there are: " + join(names));
}

std::string Table::place(std::size_t row) const {
    if (row < lines.size()) return path + ", line " + std::to_string(lines[row]);
    return path + ", row " + std::to_string(row + 1);
}

std::optional<double> parse_number(std::string_view cell) {
    cell = trimmed(cell);
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string format_number(double value) {
    if (value == 0.0) return "0";
    // The shortest form of 100000 is "1e+05", which nobody wants to read in a table of populations.
    const double size = std::abs(value);
    if (size >= 1e-5 && size < 1e15) return to_text(value, std::chars_format::fixed);
    return to_text(value);
}

std::string format_fixed(double value, int decimals) {
    std::string text = to_text(value, std::chars_format::fixed, decimals);
    // A small negative number rounds to zero, and zero has no sign.
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
    return text;
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
    std::string nearest;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(to_lower(name), to_lower(candidate));
        if (distance < least) {
            least = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

}  // namespace geo
