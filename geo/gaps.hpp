// Gaps: ground that the coverage encloses and that belongs to no area.
#pragma once

#include <vector>

#include "geo/topology.hpp"

namespace geo {

/// A hole in the union of all areas.
struct Gap {
    std::vector<GridPoint> ring;        ///< counter-clockwise
    double area_m2;                     ///< less the areas that lie inside the gap without touching its ring
    double width_m;                     ///< 2 area / perimeter of the ring, a first measure of how thin it is
    std::vector<AreaIndex> neighbours;  ///< along the ring, sorted
};

/// Gaps of any size, largest first. Those narrower than a limit are defects, the others may be lakes or
/// enclaves. A border that neighbours describe with different vertices on one line comes out as a gap of area
/// 0. O(one-sided arcs log of it), and O(gaps) for each part of the coverage inside a gap.
[[nodiscard]] std::vector<Gap> find_gaps(const Topology& topology);

}  // namespace geo
