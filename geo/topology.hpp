// Arc topology of a coverage: every shared border stored once, with the area on its left and right.
//
// vertex    a distinct coordinate
// junction  a vertex where boundaries part
// arc       a maximal run of boundary between junctions, or a whole ring without any
// signed arc  arc index a forward, ~a backward
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/bulk.hpp"
#include "geo/grid.hpp"
#include "geo/numbered_rings.hpp"
#include "geo/ring_set.hpp"
#include "geo/wide_int.hpp"

namespace geo {

using AreaIndex = std::int32_t;
using SignedArc = std::int32_t;

/// The empty side of an arc: outside the coverage, or a gap.
inline constexpr AreaIndex no_area = -1;

[[nodiscard]] constexpr std::uint32_t arc_of(SignedArc s) {
    return static_cast<std::uint32_t>(s < 0 ? ~s : s);
}

/// A second area claiming a side of an arc that another area already has: an overlap or a duplicate.
struct SideConflict {
    SignedArc arc;  ///< in the direction in which the second passes it, with its interior on the left
    AreaIndex first;
    AreaIndex second;
};

/// The arcs of a coverage, flat and constant after build_topology().
struct Topology {
    Grid grid;
    Bulk<GridPoint> vertices;
    std::vector<std::uint32_t> arc_start{0};  ///< arc a has the vertices [arc_start[a], arc_start[a + 1])
    Bulk<VertexId> arc_vertices;              ///< both ends included; first == last for a closed arc
    std::vector<AreaIndex> left;              ///< area on the left of each arc, or no_area
    std::vector<AreaIndex> right;
    std::vector<std::uint32_t> ring_start{
        0};  ///< ring r has the signed arcs [ring_start[r], ring_start[r + 1])
    std::vector<SignedArc> ring_arcs;
    std::vector<std::uint32_t> area_start{0};  ///< area a has the rings [area_start[a], area_start[a + 1])
    std::vector<std::uint8_t> ring_is_hole;    ///< of each ring, as NumberedRings has it
    std::vector<SideConflict> conflicts;       ///< first holder keeps the side
    std::size_t junctions = 0;

    [[nodiscard]] std::size_t arcs() const { return arc_start.size() - 1; }
    [[nodiscard]] std::size_t areas() const { return area_start.size() - 1; }
    [[nodiscard]] std::span<const VertexId> arc(std::size_t a) const {
        return {arc_vertices.data() + arc_start[a], arc_vertices.data() + arc_start[a + 1]};
    }
    [[nodiscard]] GridPoint vertex(VertexId v) const { return vertices[v]; }
};

/// Cuts rings into arcs. Two rings share an arc where they pass through the same vertices; nothing is
/// compared but vertex ids, because a directed segment determines the rest of its arc (the vertices between
/// junctions have one unordered pair of neighbours). O(points). Snap first (build_snapped_topology()):
/// borders that differ by one cell are not shared.
[[nodiscard]] Topology build_topology(const GridRings& rings, const Grid& grid);

/// The same for rings that are numbered already. O(points).
[[nodiscard]] Topology cut_arcs(NumberedRings numbered, const Grid& grid);

/// Appends the vertices of a signed arc, in its direction and without the last, which begins the next arc.
template <class Points>
void append_arc(const Topology& topology, SignedArc arc, Points& points) {
    const std::span<const VertexId> vertices = topology.arc(arc_of(arc));
    const std::size_t n = vertices.size() - 1;
    for (std::size_t i = 0; i < n; ++i)
        points.push_back(topology.vertex(arc < 0 ? vertices[n - i] : vertices[i]));
}

/// The rings of every area as points again, in the order they came in. A ring begins at its first junction,
/// or at its smallest point when it has none, so that building the topology of the outcome changes nothing.
/// O(vertices).
[[nodiscard]] GridRings outlines(const Topology& topology);

/// Twice the signed area of each area in cells, exact. O(vertices). The area in m2 is grid.area_m2() of it.
[[nodiscard]] std::vector<std::int64_t> twice_areas(const Topology& topology);
/// The same with what crosses_of_arcs() has found. O(arcs).
[[nodiscard]] std::vector<std::int64_t> twice_areas(const Topology& topology,
                                                    std::span<const Int128> crosses);

/// Length of an arc in metres. O(its vertices).
[[nodiscard]] double arc_length_m(const Topology& topology, std::size_t arc);

/// Length of each arc in metres. O(vertices).
[[nodiscard]] std::vector<double> arc_lengths_m(const Topology& topology);

/// A pair of areas with a common border.
struct Border {
    AreaIndex a;  ///< a < b
    AreaIndex b;
    double length_m;
};

/// All pairs of areas that share at least one arc, sorted. Areas that touch in points only are not
/// neighbours.
[[nodiscard]] std::vector<Border> borders(const Topology& topology);

}  // namespace geo
