#include "geo/ground.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "geo/assemble.hpp"
#include "geo/inscribed_circle.hpp"

namespace geo {

namespace {

double perimeter_cells(std::span<const GridPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint p = ring[i];
        const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::hypot(static_cast<double>(q.x) - p.x, static_cast<double>(q.y) - p.y);
    }
    return sum;
}

void drop_opposite_pairs(std::vector<SignedArc>& arcs) {
    std::sort(arcs.begin(), arcs.end(), [](SignedArc s, SignedArc t) {
        return arc_of(s) != arc_of(t) ? arc_of(s) < arc_of(t) : s < t;
    });
    std::vector<SignedArc> kept;
    for (const SignedArc s : arcs) {
        if (!kept.empty() && kept.back() == ~s) {
            kept.pop_back();
        } else {
            kept.push_back(s);
        }
    }
    arcs = std::move(kept);
}

}  // namespace

Ground measure_ground(const Topology& topology, std::vector<SignedArc> arcs) {
    drop_opposite_pairs(arcs);
    std::vector<std::vector<GridPoint>> rings;
    for (const ArcRing& ring : assemble_rings(topology, arcs))
        rings.push_back(trace(topology, ring));
    GridRings nested;
    append_nested(std::move(rings), nested);

    Ground ground;
    const Grid& grid = topology.grid;
    double best_radius = -1;
    std::vector<std::vector<GridPoint>> polygon;
    const auto measure_polygon = [&] {
        if (polygon.empty()) return;
        const InscribedCircle circle = largest_inscribed_circle(polygon);
        if (circle.radius_cells > best_radius) {
            best_radius = circle.radius_cells;
            const Point centre = circle.centre_cells;
            ground.place = grid.to_point(circle.radius_cells > 0
                                             ? GridPoint{static_cast<std::int32_t>(std::lround(centre.x)),
                                                         static_cast<std::int32_t>(std::lround(centre.y))}
                                             : polygon.front().front());
        }
        polygon.clear();
    };
    for (std::size_t r = 0; r < nested.rings(); ++r) {
        const std::span<const GridPoint> ring = nested.ring(r);
        const std::int64_t area = twice_area(ring);
        ground.twice_area += area;
        ground.perimeter_m += perimeter_cells(ring) / grid.cells_per_m;
        if (area > 0) measure_polygon();
        polygon.emplace_back(ring.begin(), ring.end());
        std::vector<Point>& outline = ground.outline.emplace_back();
        for (const GridPoint p : ring)
            outline.push_back(grid.to_point(p));
    }
    measure_polygon();
    ground.area_m2 = grid.area_m2(ground.twice_area);
    ground.width_m = std::max(0.0, 2 * best_radius / grid.cells_per_m);
    return ground;
}

}  // namespace geo
