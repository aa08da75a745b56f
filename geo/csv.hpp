// Comma-separated values (RFC 4180) as they occur: byte-order mark, CRLF, Latin-1, quoted line breaks.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"

namespace geo {

/// Whether a column of that name is wanted.
using ColumnChoice = std::function<bool(const std::string& name)>;

/// Reads a table from `.csv`, `.tsv` or `.txt` with our reader, and from `.xlsx`, `.xls` or `.ods` through
/// GDAL (first sheet with cells, or `layer`). The first row names the columns. Text that is not UTF-8 is read
/// as Windows-1252 and a finding says so; a row with too few or too many fields is an error. Lines without
/// any value are left out. `.txt` is split at tabs when its header has one. O(bytes), one pass.
/// @throws InputError for a file that is missing, a folder, empty, without columns, with two columns of one
///   name, with NUL bytes, with an unclosed quote or a row of another length (with its line).
[[nodiscard]] Table read_table(const std::filesystem::path& path, std::vector<Finding>& findings,
                               std::string_view layer = {});

/// As read_table(), but columns that are not wanted keep their name alone, text is never held whole, and it
/// may be gzip (`.csv.gz`). A workbook is read whole.
/// @throws InputError as read_table() and CsvStream do.
[[nodiscard]] Table read_columns(const std::filesystem::path& path, std::vector<Finding>& findings,
                                 const ColumnChoice& is_wanted);

/// The rows of `table` as CSV: LF, quotes only where needed, no byte-order mark.
[[nodiscard]] std::string to_csv(const Table& table);

}  // namespace geo
