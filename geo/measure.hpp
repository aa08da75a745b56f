// Measures of single outlines: area, perimeter, extent, and the shapes around them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"

namespace geo {

/// What can be measured of one outline alone; lengths in m, areas in m2.
struct OutlineMeasure {
    double area_m2 = 0.0;                  ///< shells less holes, exact on the grid
    double perimeter_m = 0.0;              ///< of all rings, holes included
    double convex_hull_area_m2 = 0.0;      ///< hull of all parts together (GEOS)
    double bounding_circle_area_m2 = 0.0;  ///< minimum bounding circle of all parts together (GEOS)
    Box box;                               ///< of all rings, in m
    Point centroid;                        ///< of area; NaN when the area is 0
    std::size_t parts = 0;
    std::size_t holes = 0;
};

/// One measure an area of the ring set. O(points log points).
[[nodiscard]] std::vector<OutlineMeasure> measure_outlines(const GridRings& rings, const Grid& grid);

}  // namespace geo
