#include "geo/quantise.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "geo/polygons.hpp"
#include "geo/wide_int.hpp"

namespace geo {

namespace {

// In England steps of half a metre and of half a millimetre.
constexpr std::int64_t first_quantisation_tried = 1'000'000;
constexpr std::int64_t finest_to_keep_vertices_apart = 1'000'000'000;

bool neighbours_fall_together(const Topology& topology, const std::vector<Position>& positions) {
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const auto arc = topology.arc(a);
        for (std::size_t i = 1; i < arc.size(); ++i) {
            if (positions[arc[i - 1]] == positions[arc[i]] && arc[i - 1] != arc[i]) return true;
        }
    }
    return false;
}

/// How many positions are those of an earlier vertex.
std::size_t merged(const std::vector<Position>& positions) {
    // Coordinates have up to 40 bits each.
    std::vector<Int128> keys;
    keys.reserve(positions.size());
    for (const Position p : positions)
        keys.push_back((Int128{p.x} << 40) | p.y);
    std::sort(keys.begin(), keys.end());
    return static_cast<std::size_t>(keys.end() - std::unique(keys.begin(), keys.end()));
}

/// Calls `visit` with the vertices of a ring in order, each once.
template <class Visit>
void for_each_vertex(const Topology& topology, std::size_t ring, Visit visit) {
    for (std::size_t i = topology.ring_start[ring]; i < topology.ring_start[ring + 1]; ++i) {
        const SignedArc s = topology.ring_arcs[i];
        const auto arc = topology.arc(arc_of(s));
        for (std::size_t k = 0; k + 1 < arc.size(); ++k)
            visit(arc[s < 0 ? arc.size() - 1 - k : k]);
    }
}

int sign_of_area(const Topology& topology, std::size_t ring, std::span<const Point> places) {
    std::vector<Point> points;
    for_each_vertex(topology, ring, [&](VertexId v) { points.push_back(places[v]); });
    const double area = twice_signed_area(points);
    return (area > 0) - (area < 0);
}

int sign_of_area(const Topology& topology, std::size_t ring, const std::vector<Position>& positions) {
    Int128 area = 0;
    std::optional<Position> origin;
    Position before;
    for_each_vertex(topology, ring, [&](VertexId v) {
        if (!origin) origin = positions[v];
        const Position at{positions[v].x - origin->x, positions[v].y - origin->y};
        area += Int128{before.x} * at.y - Int128{before.y} * at.x;
        before = at;
    });
    return (area > 0) - (area < 0);
}

/// The first area with a ring that has lost its area or turned over.
std::optional<std::size_t> first_spoilt_area(const Topology& topology, std::span<const Point> places,
                                             const std::vector<Position>& positions) {
    for (std::size_t area = 0; area < topology.areas(); ++area) {
        for (std::size_t r = topology.area_start[area]; r < topology.area_start[area + 1]; ++r) {
            const int before = sign_of_area(topology, r, places);
            if (before != 0 && sign_of_area(topology, r, positions) != before) return area;
        }
    }
    return std::nullopt;
}

}  // namespace

Raster::Raster(const Box& box, std::int64_t quantisation)
    : m_low(box.empty() ? Point{0, 0} : Point{box.min_x, box.min_y}),
      m_scale{box.width() > 0 ? box.width() / static_cast<double>(quantisation - 1) : 1,
              box.height() > 0 ? box.height() / static_cast<double>(quantisation - 1) : 1} {}

Position Raster::at(Point p) const {
    return {std::llround((p.x - m_low.x) / m_scale.x), std::llround((p.y - m_low.y) / m_scale.y)};
}

Quantised quantise(const Topology& topology, std::span<const Point> places, const Box& box,
                   std::int64_t wanted) {
    std::int64_t quantisation = wanted > 0 ? wanted : first_quantisation_tried;
    for (;; quantisation *= 10) {
        const bool may_merge = wanted > 0 || quantisation >= finest_to_keep_vertices_apart;
        const bool may_spoil = wanted > 0 || quantisation == finest_quantisation;
        const Raster raster(box, quantisation);
        std::vector<Position> positions;
        positions.reserve(places.size());
        for (const Point p : places)
            positions.push_back(raster.at(p));
        if (!may_merge && neighbours_fall_together(topology, positions)) continue;
        const std::size_t fallen = merged(positions);
        if (!may_merge && fallen > 0) continue;
        const auto spoilt = first_spoilt_area(topology, places, positions);
        if (!may_spoil && spoilt) continue;
        return {quantisation, raster, std::move(positions), fallen, spoilt};
    }
}

}  // namespace geo
