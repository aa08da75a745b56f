// Gaps: ground that the coverage encloses and that belongs to no area.
#pragma once

#include <vector>

#include "geo/faces.hpp"
#include "geo/ground.hpp"
#include "geo/topology.hpp"

namespace geo {

/// A hole in the union of all areas.
struct Gap {
    FaceIndex face;
    Ground ground;                      ///< less the areas that lie inside the gap
    std::vector<AreaIndex> neighbours;  ///< along its rings, sorted
};

/// Gaps of any size, largest first. Those narrower than a limit are defects, the others may be lakes or
/// enclaves. O(n log n) of their vertices.
[[nodiscard]] std::vector<Gap> find_gaps(const Topology& topology, const Faces& faces);
[[nodiscard]] std::vector<Gap> find_gaps(const Topology& topology);

}  // namespace geo
