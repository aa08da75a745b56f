// A piece of ground between borders, measured: how large, how wide, where.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/topology.hpp"

namespace geo {

/// A gap, an overlap or another piece of ground.
struct Ground {
    std::int64_t twice_area = 0;  ///< in cells
    double area_m2 = 0.0;
    double perimeter_m = 0.0;                 ///< of all its rings
    double width_m = 0.0;                     ///< diameter of the largest inscribed circle
    Point place;                              ///< its centre; a corner when there is no inside
    std::vector<std::vector<Point>> outline;  ///< in metres, open; each shell is followed by its holes
};

/// Measures the ground on the left of the arcs. Arcs that come in both directions cancel, so the rings of
/// several faces may be given together. O(n log n) of their vertices.
[[nodiscard]] Ground measure_ground(const Topology& topology, std::vector<SignedArc> arcs);

}  // namespace geo
