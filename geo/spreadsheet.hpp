// Tables from workbooks: .xlsx, .xls and .ods.
#pragma once

#include <filesystem>
#include <string_view>

#include "geo/table.hpp"

namespace geo {

/// Reads one sheet, the first that has cells unless named; its first row names the columns and rows without
/// any value are left out. Numbers come as the shortest text that reads back the same. `lines` are the rows
/// of the sheet.
/// @pre the file exists. @throws InputError when it is not a workbook, or has no such sheet (naming what
///   there is).
[[nodiscard]] Table read_spreadsheet(const std::filesystem::path& path, std::string_view sheet);

}  // namespace geo
