// Overlaps: ground that more than one area claims.
#pragma once

#include <vector>

#include "geo/faces.hpp"
#include "geo/ground.hpp"
#include "geo/topology.hpp"

namespace geo {

enum class OverlapKind {
    partial,    ///< each of the areas has ground of its own beside it
    contained,  ///< it is all that one of two areas claims: the first in `areas`
    duplicate,  ///< it is all that each of the areas claims
};

/// Ground claimed by the same areas: one connected piece of a partial overlap, all pieces of the others.
struct Overlap {
    OverlapKind kind;
    std::vector<AreaIndex> areas;
    Ground ground;
};

/// Overlaps in the order of their areas, then of their faces. Which areas are contained or duplicates is told
/// by comparing exact sums. O(faces log faces + pairs of areas that overlap + n log n of the vertices).
[[nodiscard]] std::vector<Overlap> find_overlaps(const Topology& topology, const Faces& faces);

}  // namespace geo
