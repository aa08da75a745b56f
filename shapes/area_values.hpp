// Values of areas: populations, gaps, scores, read from a table and joined to areas by code.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/join.hpp"

namespace shapes {

/// Numbers of a column, one a row; nullopt where there is none.
struct NumberColumn {
    std::string name;
    std::vector<std::optional<double>> values;
};

/// The column as numbers. An empty cell is missing; a cell that is not a finite number is missing too and
/// gives a `bad_value` warning that names file, line and value (the first `most_named` one by one, the rest
/// in one count).
/// @throws InputError when there is no such column, naming the nearest.
[[nodiscard]] NumberColumn read_numbers(const geo::Table& table, const std::string& column,
                                        std::vector<geo::Finding>& findings, std::size_t most_named = 20);

struct ValueColumns {
    std::string code;   ///< empty: `code`, `area`, `origin`, or the column that holds most of the area codes
    std::string value;  ///< empty: `population`, `value`, then pop_msoa11 beside codes in MSOA11CD
};

/// Values by code.
struct AreaValues {
    std::string path;
    std::string code_column;
    std::string value_column;
    std::vector<std::string> codes;             ///< sorted, each once
    std::vector<std::optional<double>> values;  ///< of each code
    std::vector<geo::Finding> findings;
};

/// Makes values by code of a table. A code on several rows with one value gives a note.
/// @throws InputError when a column does not exist or cannot be told, and when a code has two different
/// values
///   (naming both places).
[[nodiscard]] AreaValues make_area_values(const geo::Table& table, const ValueColumns& columns,
                                          std::span<const std::string> area_codes = {});

/// Reads the table and makes the values; findings of reading come first.
[[nodiscard]] AreaValues read_area_values(const std::filesystem::path& path, const ValueColumns& columns,
                                          std::span<const std::string> area_codes = {});

/// Values in the order of `area_codes`; nullopt for areas that the table does not have.
struct JoinedValues {
    std::vector<std::optional<double>> values;
    JoinReport join;
    std::vector<geo::Finding> findings;  ///< unmatched codes of either side (warnings), vintage hint
};

[[nodiscard]] JoinedValues join_values(std::span<const std::string> area_codes, const AreaValues& values);

}  // namespace shapes
