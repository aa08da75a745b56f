#include "geo/topology.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "geo/arc_crosses.hpp"
#include "geo/two_threads.hpp"

namespace geo {

Topology build_topology(const GridRings& rings, const Grid& grid) {
    return cut_arcs(number_vertices(rings), grid);
}

GridRings outlines(const Topology& topology) {
    std::array<GridRings, 2> of_half;
    of_half[0].points.reserve(2 * topology.arc_vertices.size());
    in_two_halves(topology.arc_vertices.size(), [&](std::size_t half) {
        GridRings rings = std::move(of_half[half]);
        const ItemRange own = range_of_half(topology.areas(), half);
        for (std::size_t area = own.begin; area < own.end; ++area) {
            for (std::size_t r = topology.area_start[area]; r < topology.area_start[area + 1]; ++r) {
                for (std::size_t i = topology.ring_start[r]; i < topology.ring_start[r + 1]; ++i) {
                    append_arc(topology, topology.ring_arcs[i], rings.points);
                }
                rings.close_ring();
            }
            rings.close_area();
        }
        of_half[half] = std::move(rings);
    });
    of_half[0].append(of_half[1]);
    return std::move(of_half[0]);
}

std::vector<std::int64_t> twice_areas(const Topology& topology) {
    return twice_areas(topology, crosses_of_arcs(topology));
}

std::vector<std::int64_t> twice_areas(const Topology& topology, std::span<const Int128> crosses) {
    std::vector<std::int64_t> areas(topology.areas());
    for (std::size_t area = 0; area < topology.areas(); ++area) {
        Int128 sum = 0;
        const std::uint32_t begin = topology.ring_start[topology.area_start[area]];
        const std::uint32_t end = topology.ring_start[topology.area_start[area + 1]];
        for (std::uint32_t i = begin; i < end; ++i) {
            const SignedArc s = topology.ring_arcs[i];
            sum += s < 0 ? -crosses[arc_of(s)] : crosses[arc_of(s)];
        }
        areas[area] = static_cast<std::int64_t>(sum);
    }
    return areas;
}

double arc_length_m(const Topology& topology, std::size_t arc) {
    const std::span<const VertexId> vertices = topology.arc(arc);
    double cells = 0;
    for (std::size_t i = 1; i < vertices.size(); ++i) {
        const GridPoint p = topology.vertex(vertices[i - 1]);
        const GridPoint q = topology.vertex(vertices[i]);
        cells += std::hypot(static_cast<double>(q.x) - p.x, static_cast<double>(q.y) - p.y);
    }
    return cells / topology.grid.cells_per_m;
}

std::vector<double> arc_lengths_m(const Topology& topology) {
    std::vector<double> lengths(topology.arcs());
    for (std::size_t a = 0; a < topology.arcs(); ++a)
        lengths[a] = arc_length_m(topology, a);
    return lengths;
}

std::vector<Border> borders(const Topology& topology) {
    const std::vector<double> lengths = arc_lengths_m(topology);
    std::vector<Border> found;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const auto [low, high] = std::minmax(topology.left[a], topology.right[a]);
        if (low == no_area || low == high) continue;
        found.push_back({low, high, lengths[a]});
    }
    std::stable_sort(found.begin(), found.end(), [](const Border& p, const Border& q) {
        return std::tie(p.a, p.b) < std::tie(q.a, q.b);
    });
    std::vector<Border> merged;
    for (const Border& border : found) {
        if (!merged.empty() && merged.back().a == border.a && merged.back().b == border.b) {
            merged.back().length_m += border.length_m;
        } else {
            merged.push_back(border);
        }
    }
    return merged;
}

}  // namespace geo
