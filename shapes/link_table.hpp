// Tables of named links between areas: bridges, tunnels, ferries, estuaries, islands.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/contiguity.hpp"

namespace shapes {

struct LinkTable {
    std::string path;
    std::size_t rows = 0;
    std::vector<NamedLink> links;  ///< in the order of the table
    std::vector<geo::Finding> findings;
};

/// Links of a table with the columns a and b, and name and kind if it has them. The ends are codes of areas,
/// or their names, letter by letter. A link without a name is called after its ends. Findings (warnings): an
/// end that is no area, or the name of several; a link of an area to itself: these are left out; a kind that
/// is none of bridge, tunnel, ferry, estuary and island, which stays; a table without any link. O(rows).
/// @throws InputError when the column a or b is missing.
[[nodiscard]] LinkTable make_links(const geo::Table& table, std::span<const std::string> area_codes,
                                   std::span<const std::string> area_names);

}  // namespace shapes
