// Groups of areas, by the codes that stand beside theirs in a table: the small areas of a CCG or of a
// district.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/proposal.hpp"

namespace shapes {

/// The groups that a table makes.
struct GroupTable {
    AreaGroups groups;
    std::vector<std::string> columns;  ///< that hold their codes
    std::vector<geo::Finding> findings;
};

/// Groups areas by every column of codes but `area_column`: those that follow the ONS names of codes, or all
/// but names of ONS where none does. An area that a column puts into several groups is in none of that
/// column, and a note says how many there are. Areas that the table lacks are in no group. O(cells log
/// cells).
/// @throws InputError when there is no such column, naming the nearest.
[[nodiscard]] GroupTable make_groups(const geo::Table& table, const std::string& area_column,
                                     std::span<const std::string> area_codes);

/// Adds the groups of another table; of a code in both, the areas of both.
void add_groups(AreaGroups& groups, const AreaGroups& more);

/// The group of each area by one column, as numbers; -1 for areas without. `codes` are those of the numbers.
struct Membership {
    std::vector<std::int32_t> member_of;
    std::vector<std::string> codes;
};

/// @throws InputError when there is no such column, naming the nearest; when none of the areas is in the
/// table;
///   and when an area is put into two members, naming both.
[[nodiscard]] Membership make_membership(const geo::Table& table, const std::string& area_column,
                                         const std::string& member_column,
                                         std::span<const std::string> area_codes);

}  // namespace shapes
