// Units of a geography grouped to larger ones by a lookup of their codes: areas to footprints, districts to
// upper-tier authorities.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/join.hpp"

namespace shapes {

struct UnitGroups {
    std::string path;
    std::string title;                         ///< the column with the codes of the groups
    std::vector<std::string> group_of;         ///< of each unit; empty: in none
    std::map<std::string, std::string> names;  ///< of groups, by code; the code where there is no name
    JoinReport join;
    std::vector<geo::Finding> findings;
};

/// The group of each unit. Where the lookup is one to upper-tier authorities (a column named CTY, UTLA, CTYUA
/// or UA) units that it lacks, and those in a metropolitan county or a part of London, are their own group,
/// as make_upper_authorities() has it; elsewhere a unit that it lacks is in none, which is a warning. `names`
/// are those of the units, or empty; `column` is that of the groups, or empty to be found out; `option` names
/// it in errors. O(n log n).
/// @throws InputError as make_lookup() and make_upper_authorities() do, and when the lookup has none of the
/// units.
[[nodiscard]] UnitGroups group_units(const geo::Table& lookup, const std::string& column,
                                     const std::string& option, std::span<const std::string> codes,
                                     std::span<const std::string> names);

}  // namespace shapes
