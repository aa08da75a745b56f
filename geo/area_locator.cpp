#include "geo/area_locator.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "geo/orientation.hpp"

namespace geo {

namespace {

double distance_cells(GridPoint a, GridPoint b, GridPoint p) {
    const double dx = static_cast<double>(b.x) - a.x;
    const double dy = static_cast<double>(b.y) - a.y;
    const double px = static_cast<double>(p.x) - a.x;
    const double py = static_cast<double>(p.y) - a.y;
    const double length = dx * dx + dy * dy;
    const double along = length > 0.0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(px - along * dx, py - along * dy);
}

}  // namespace

AreaLocator::AreaLocator(const Topology& topology) : AreaLocator(topology, 0, topology.areas()) {}

AreaLocator::AreaLocator(const Topology& topology, std::size_t first, std::size_t last)
    : m_grid(topology.grid) {
    for (std::size_t a = first; a < last; ++a) {
        Polygon polygon;
        for (std::size_t r = topology.area_start[a]; r < topology.area_start[a + 1]; ++r) {
            if (topology.ring_is_hole[r] == 0) {
                keep(std::exchange(polygon, {}));
                polygon.area = static_cast<AreaIndex>(a);
            }
            add_ring(topology, r, polygon);
        }
        keep(std::move(polygon));
    }
    std::vector<HeightSpan> spans;
    spans.reserve(m_polygons.size());
    for (const Polygon& polygon : m_polygons)
        spans.push_back({polygon.box.low.y, polygon.box.high.y});
    m_rows = HeightRows(spans);
}

void AreaLocator::add_ring(const Topology& topology, std::size_t ring, Polygon& polygon) const {
    std::vector<GridPoint> points;
    for (std::uint32_t i = topology.ring_start[ring]; i < topology.ring_start[ring + 1]; ++i)
        append_arc(topology, topology.ring_arcs[i], points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const GridPoint to = points[i + 1 < points.size() ? i + 1 : 0];
        polygon.segments.push_back({points[i], to, topology.ring_is_hole[ring] != 0});
    }
}

void AreaLocator::keep(Polygon polygon) {
    if (polygon.segments.empty() || polygon.area == no_area) return;
    polygon.box = {polygon.segments.front().from, polygon.segments.front().from};
    std::vector<HeightSpan> spans;
    spans.reserve(polygon.segments.size());
    for (const Segment& s : polygon.segments) {
        polygon.box.add(s.from);
        spans.push_back({std::min(s.from.y, s.to.y), std::max(s.from.y, s.to.y)});
    }
    polygon.rows = HeightRows(spans);
    m_polygons.push_back(std::move(polygon));
}

AreaLocator::Side AreaLocator::side_of(const Polygon& polygon, GridPoint p) {
    std::int64_t shell = 0;
    std::int64_t holes = 0;
    bool is_on_border = false;
    polygon.rows.for_each(p.y, p.y, [&](std::uint32_t i) {
        const Segment& s = polygon.segments[i];
        const std::int64_t turn = orientation(s.from, s.to, p);
        if (turn == 0 && (p == s.from || p == s.to || strictly_within(s.from, p, s.to))) is_on_border = true;
        // Half open in y, so that a vertex at the height of p counts once.
        std::int64_t& winding = s.is_of_hole ? holes : shell;
        if (s.from.y <= p.y && p.y < s.to.y && turn > 0) ++winding;
        if (s.to.y <= p.y && p.y < s.from.y && turn < 0) --winding;
    });
    if (is_on_border) return Side::border;
    return shell != 0 && holes == 0 ? Side::in : Side::out;
}

Location AreaLocator::locate(GridPoint p) const {
    Location found;
    m_rows.for_each(p.y, p.y, [&](std::uint32_t i) {
        const Polygon& polygon = m_polygons[i];
        if (!polygon.box.contains(p)) return;
        const Side side = side_of(polygon, p);
        if (side == Side::out) return;
        found.is_on_border = found.is_on_border || side == Side::border;
        if (found.area == no_area || polygon.area < found.area) found.area = polygon.area;
    });
    return found;
}

Location AreaLocator::nearest(GridPoint p, double reach_cells) const {
    // No two points of the grid are farther apart than this, so that the bounds below fit.
    const auto reach = static_cast<std::int64_t>(std::min(std::ceil(reach_cells), 4294967296.0));
    double least = std::numeric_limits<double>::infinity();
    AreaIndex area = no_area;
    m_rows.for_each(p.y - reach, p.y + reach, [&](std::uint32_t i) {
        const Polygon& polygon = m_polygons[i];
        if (p.x + reach < polygon.box.low.x || p.x - reach > polygon.box.high.x ||
            p.y + reach < polygon.box.low.y || p.y - reach > polygon.box.high.y)
            return;
        polygon.rows.for_each(p.y - reach, p.y + reach, [&](std::uint32_t s) {
            const double distance = distance_cells(polygon.segments[s].from, polygon.segments[s].to, p);
            if (distance > reach_cells || distance > least) return;
            if (distance < least || polygon.area < area) area = polygon.area;
            least = distance;
        });
    });
    if (area == no_area) return {};
    return {area, false, least * m_grid.cell_m()};
}

Location AreaLocator::locate(Point place, double reach_m) const {
    constexpr double farthest = 1073741823.0;
    const double x = (place.x - static_cast<double>(m_grid.origin_x_m)) * m_grid.cells_per_m;
    const double y = (place.y - static_cast<double>(m_grid.origin_y_m)) * m_grid.cells_per_m;
    if (!(std::abs(x) < farthest && std::abs(y) < farthest)) return {};
    const GridPoint p = m_grid.to_grid(place);
    const Location found = locate(p);
    if (found.area != no_area || !(reach_m > 0.0)) return found;
    return nearest(p, reach_m * m_grid.cells_per_m);
}

}  // namespace geo
