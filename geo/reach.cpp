#include "geo/reach.hpp"

#include <algorithm>

#include "geo/error.hpp"
#include "geo/layer.hpp"
#include "geo/table.hpp"

namespace geo {

namespace {

bool is_within(Point p, const Box& box) {
    return p.x >= box.min_x && p.x <= box.max_x && p.y >= box.min_y && p.y <= box.max_y;
}

std::size_t area_of(const Rings& rings, std::size_t point) {
    const auto ring = std::ranges::upper_bound(rings.ring_start, point) - rings.ring_start.begin() - 1;
    const auto area = std::ranges::upper_bound(rings.area_start, static_cast<std::size_t>(ring));
    return static_cast<std::size_t>(area - rings.area_start.begin() - 1);
}

}  // namespace

void require_within_reach(const Layer& layer, const Box& box, const Reach& reach,
                          const std::string& target_crs) {
    if (reach.box.empty() || box.empty()) return;
    if (is_within({box.min_x, box.min_y}, reach.box) && is_within({box.max_x, box.max_y}, reach.box)) return;
    const std::span<const Point> points = layer.rings.points;
    const auto is_stray = [&](Point p) { return !is_within(p, reach.box); };
    const auto first = std::ranges::find_if(points, is_stray);
    if (first == points.end()) return;
    const auto count = std::count_if(first, points.end(), is_stray);
    const std::size_t area = area_of(layer.rings, static_cast<std::size_t>(first - points.begin()));
    throw InputError(layer.path + ", area " + layer.codes[area],
                     "the vertex (" + format_number(first->x) + ", " + format_number(first->y) +
                         ") lies far outside " + reach.region + ", where " + target_crs + " is used; " +
                         std::to_string(count) + " of " + std::to_string(points.size()) + " vertices do",
                     "repair the geometry, say with --source-crs what the coordinates are, or choose another "
                     "CRS with --crs");
}

}  // namespace geo
