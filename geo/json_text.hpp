// The pieces of JSON text that GeoJSON and TopoJSON are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace geo {

/// Appends a string in quotes, with quotes, backslashes and control characters escaped. @pre UTF-8. O(bytes).
void append_json_string(std::string& out, std::string_view text);

void append_json_number(std::string& out, std::int64_t value);

/// The shortest text that reads back as the same double. @pre finite.
void append_json_number(std::string& out, double value);

/// Puts a number there with at most seven decimals, rounded to the nearest; a whole number keeps one zero
/// ("-2.0"). It needs room for `most_of_degrees` characters. @return the end of it. @pre |degrees| is below
/// 1e8.
[[nodiscard]] char* put_degrees(char* at, double degrees);
inline constexpr std::size_t most_of_degrees = 20;

/// A cell by the type of its column: null when empty; a real number always has a point or an exponent, so
/// that the type survives.
/// @throws InternalError when a cell of a number column is no number.
void append_json_cell(std::string& out, const Column& column, const std::string& cell);

/// What comes before the value of each column in a row's properties: its name as written, in quotes.
[[nodiscard]] std::vector<std::string> json_keys(const std::vector<std::string>& names);

/// Appends "name": value for each column of a row, separated by ", ".
/// @throws InternalError as append_json_cell() does.
void append_json_properties(std::string& out, const Table& table, const std::vector<std::string>& keys,
                            std::size_t row);

}  // namespace geo
