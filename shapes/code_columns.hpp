// Which column of a table holds the codes that are meant: the one in which most of them stand.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"

namespace shapes {

/// The column, but `other`, that holds most of the codes. Of columns that hold equally many, one called
/// `plain` comes first, then ONS codes (MSOA11CD, msoa11_code), then ODS codes, then other columns, then ONS
/// names. nullopt when none holds any. O(cells + columns x codes).
/// @throws InputError when several hold equally many and nothing tells them apart, naming them and `option`.
[[nodiscard]] std::optional<std::size_t> column_with(const geo::Table& table,
                                                     std::span<const std::string> codes,
                                                     std::string_view plain,
                                                     std::optional<std::size_t> other = std::nullopt,
                                                     const std::string& option = {});

/// Distinct cells of the columns of a table that may hold codes: all but those that ONS calls names.
/// O(cells).
[[nodiscard]] std::vector<std::string> possible_codes(const geo::Table& table);

/// Names of the columns, for sentences.
[[nodiscard]] std::string column_names(const geo::Table& table);

}  // namespace shapes
