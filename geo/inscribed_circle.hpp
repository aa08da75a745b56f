// The largest circle inside a polygon: how wide a gap or a sliver is at its widest.
#pragma once

#include <span>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// A circle on the grid; lengths and coordinates in cells.
struct InscribedCircle {
    Point centre_cells;
    double radius_cells = 0.0;
};

/// The largest circle that lies in a polygon with holes, up to the rounding of doubles. Among several of one
/// size any, but always the same. It touches three sides or inward corners, so its centre is a vertex of the
/// Voronoi diagram of the sides (largest empty circle: Preparata and Shamos, Computational Geometry, 1985;
/// the diagram by the sweep of Fortune, 1987). Of up to 32 sides every triple is tried instead, which is some
/// twenty times as quick for a sliver of eight.
///
/// Rings of no area are left out; without any other the radius is 0 and the centre the first point, if any.
/// @pre rings are open, shells counter-clockwise and holes clockwise, within +-2^30; sides meet in their ends
/// only (rings may touch themselves and one another in vertices). O(n^3) up to 32 sides, then O(n log n) and
/// O(n) more for each candidate that has only corners near it.
[[nodiscard]] InscribedCircle largest_inscribed_circle(std::span<const std::vector<GridPoint>> rings);

}  // namespace geo
