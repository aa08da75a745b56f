// Areas that are kept together, such as those of one local authority, as the units of a search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/authority_table.hpp"
#include "shapes/movable_plan.hpp"

namespace shapes {

/// Groups of areas, each kept whole; most may be of one area.
struct KeptGroups {
    std::vector<std::int32_t> group_of;  ///< of each area, numbered from 0 on by first area
    std::size_t groups = 0;

    /// A value of each group, taken back to its areas.
    template <class T>
    [[nodiscard]] std::vector<T> spread(std::span<const T> of_groups) const {
        std::vector<T> result;
        result.reserve(group_of.size());
        for (const std::int32_t group : group_of)
            result.push_back(of_groups[static_cast<std::size_t>(group)]);
        return result;
    }
};

/// Every area a group by itself.
[[nodiscard]] KeptGroups each_alone(std::size_t areas);

/// Areas that share an authority are one group, and so are those that share one with an area of it: a plan
/// that keeps the groups splits no authority. O(areas + common ground).
[[nodiscard]] KeptGroups keep_authorities_whole(std::size_t areas, const AuthorityTable& authorities);

/// What each group brings: sums, and the perimeter without the borders within. O(areas + borders).
[[nodiscard]] std::vector<AreaFacts> facts_of_groups(const KeptGroups& groups,
                                                     std::span<const AreaFacts> facts,
                                                     const Neighbourhood& neighbourhood);

/// The footprint in which most people of each group are (areas, where nobody is known to live; the first of
/// equals). Areas in none do not count. O(areas log areas).
[[nodiscard]] std::vector<FootprintIndex> footprints_of_groups(const KeptGroups& groups,
                                                               std::span<const FootprintIndex> footprint_of,
                                                               std::span<const AreaFacts> facts);

}  // namespace shapes
