// Values for a map: one column of a table, joined to areas or footprints by code.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/join.hpp"

namespace cli {

struct ValueChoice {
    std::string key;     ///< column with the codes; empty: code, else the first column
    std::string column;  ///< column with the values
    bool categories = false;
};

/// Values in the order of the codes; one of the two lists is filled, as the choice says.
struct JoinedCells {
    std::vector<std::optional<double>> numbers;
    std::vector<std::optional<std::string>> words;
    shapes::JoinReport join;
    std::vector<geo::Finding> findings;  ///< cells that are no numbers, codes of either side without a match
};

/// A warning about codes, "3 codes WHAT: E1, E2, E3", each named once; nothing for none.
void add_unmatched(std::vector<std::string> codes, const std::string& what,
                   std::vector<geo::Finding>& findings);

/// @throws InputError when a column does not exist (naming the nearest), when a code has two different
/// values, or when
///   no cell of the column is a number.
[[nodiscard]] JoinedCells join_cells(const geo::Table& table, const ValueChoice& choice,
                                     std::span<const std::string> codes);

}  // namespace cli
