// Outlines that cross or touch themselves, and the same ground in outlines that do not.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"

namespace geo {

/// An area whose outline is no valid one, and a vertex where that shows.
struct SelfContact {
    std::uint32_t area;
    GridPoint at;

    friend bool operator==(const SelfContact&, const SelfContact&) = default;
};

/// Areas with a ring that visits a vertex twice, or that pass an arc twice, as polygons side by side do; each
/// once, in order, with the first such vertex. In a noded topology no other ring crosses or touches itself.
/// Areas whose polygons overlap are told by Faces::irregular. O(arcs + vertices / 64).
[[nodiscard]] std::vector<SelfContact> self_contacts(const Topology& topology);

/// The outlines, of which those of some areas are made anew, valid, round the ground that find_faces() has
/// the area claim; the others stay as they are. O(points copied).
/// @pre the outlines are those of a noded topology, and the areas are sorted.
[[nodiscard]] GridRings with_valid_outlines(const GridRings& outlines, std::span<const std::uint32_t> areas,
                                            const Grid& grid);

}  // namespace geo
