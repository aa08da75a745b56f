// From the geometries of a file to the flat rings of the kernel. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/ring_set.hpp"

class OGRGeometry;

namespace geo {

/// What one geometry held.
struct GeometryReport {
    std::size_t polygons = 0;
    std::size_t points_and_lines = 0;  ///< parts that are no area; they are left out
    std::size_t degenerate_rings =
        0;                     ///< rings of under three distinct points; left out, a shell with its holes
    std::size_t vertices = 0;  ///< of everything, closing points not counted
};

/// Appends the rings of every polygon in `geometry` (null allowed; collections are searched, curves become
/// lines, Z and M are dropped) and closes the area. Rings are opened; the first ring of a polygon becomes
/// counter-clockwise and the others clockwise, whatever they were. O(points).
GeometryReport append_area(const OGRGeometry* geometry, Rings& rings);

/// A polygon of an area: its shell and after it its holes, the rings [first_ring, end_ring).
struct PolygonRings {
    std::size_t first_ring;
    std::size_t end_ring;
};

/// The polygons of one area; a ring of positive area begins one. @pre no ring is empty. O(points of the
/// area).
[[nodiscard]] std::vector<PolygonRings> polygons_of(const Rings& rings, std::size_t area);

/// Twice the area of an open ring, positive when counter-clockwise; exact enough to tell the direction.
/// O(points).
[[nodiscard]] double twice_signed_area(std::span<const Point> ring);

}  // namespace geo
