// Attributes that a KML file keeps as an HTML table in the description of each place, as GIS exports write
// them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/table.hpp"

namespace geo {

/// The rows of two cells, heading and value, of the HTML tables in `html`: tags taken out, entities decoded,
/// blanks trimmed. Rows of other lengths and text outside rows are left out. Never fails, whatever the text.
/// O(bytes).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> html_table_rows(std::string_view html);

/// Turns the column "description" into one column for each heading in its tables and takes it away. A heading
/// that is already the name of a column gets "_2". Does nothing when no row holds a table.
void expand_kml_descriptions(Table& table);

}  // namespace geo
