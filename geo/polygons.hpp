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

/// The box of what was read.
struct ReadBox {
    Box box;            ///< of all geometries, areas or not
    bool exact = true;  ///< it is the box of the rings, none was left out, and all their points are finite

    friend bool operator==(const ReadBox&, const ReadBox&) = default;

    void unite(const ReadBox& other) {
        box.unite(other.box);
        exact = exact && other.exact;
    }
};

/// Makes one area of rings that come one after another, whatever reads them. The reader appends the points of
/// a ring to `rings.points` and calls end_ring(). Rings are opened; the first ring of a polygon becomes
/// counter-clockwise and the others clockwise, whatever they were; rings of under three distinct points are
/// left out and counted. The extent grows by all rings.
class AreaBuilder {
public:
    AreaBuilder(Rings& rings, ReadBox& extent) : m_rings(rings), m_extent(extent) {}

    /// The next ring is a shell.
    void begin_polygon();
    /// Ends the ring made of all points appended since the last ring. O(its points).
    void end_ring();
    /// Ends the area made of all rings since the last area.
    void end_area() { m_rings.close_area(); }

    GeometryReport report;

private:
    bool keep_ring(bool is_shell);
    void leave_out_ring();

    Rings& m_rings;
    ReadBox& m_extent;
    bool m_expects_shell = true;
    bool m_has_shell = false;
};

/// Appends the rings of every polygon in `geometry` (null allowed; collections are searched, curves become
/// lines, Z and M are dropped) and closes the area. The extent grows by all of it. O(points).
GeometryReport append_area(const OGRGeometry* geometry, Rings& rings, ReadBox& extent);

/// A polygon of an area: its shell and after it its holes, the rings [first_ring, end_ring).
struct PolygonRings {
    std::size_t first_ring;
    std::size_t end_ring;
};

/// The polygons of one area; a ring of positive area begins one. @pre no ring is empty. O(points of the
/// area).
[[nodiscard]] std::vector<PolygonRings> polygons_of(const Rings& rings, std::size_t area);

/// The same of the rings [first, end) of one area, by what `begins_polygon` says of each after the first.
template <class BeginsPolygon>
[[nodiscard]] std::vector<PolygonRings> split_into_polygons(std::size_t first, std::size_t end,
                                                            BeginsPolygon begins_polygon) {
    std::vector<PolygonRings> polygons;
    for (std::size_t r = first; r < end; ++r) {
        if (polygons.empty() || begins_polygon(r)) {
            polygons.push_back({r, r + 1});
        } else {
            polygons.back().end_ring = r + 1;
        }
    }
    return polygons;
}

/// Twice the area of an open ring, positive when counter-clockwise; exact enough to tell the direction.
/// O(points).
[[nodiscard]] double twice_signed_area(std::span<const Point> ring);

}  // namespace geo
