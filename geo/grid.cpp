#include "geo/grid.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "geo/finite_box.hpp"
#include "geo/memory_pages.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

constexpr double reach_cells = 1073741823.0;  // 2^30 - 1

bool within_reach(double cells) {
    return std::abs(cells) <= reach_cells;  // false for NaN
}

/// Halves away from zero. Without branches, so that several are rounded at once.
std::int32_t nearest(double cells) {
    return static_cast<std::int32_t>(cells + std::copysign(0.5, cells));
}

}  // namespace

GridPoint Grid::to_grid(Point p) const {
    return {nearest((p.x - static_cast<double>(origin_x_m)) * cells_per_m),
            nearest((p.y - static_cast<double>(origin_y_m)) * cells_per_m)};
}

Point Grid::to_point(GridPoint p) const {
    return {static_cast<double>(origin_x_m * cells_per_m + p.x) / cells_per_m,
            static_cast<double>(origin_y_m * cells_per_m + p.y) / cells_per_m};
}

double Grid::area_m2(std::int64_t twice_area_cells) const {
    return static_cast<double>(twice_area_cells) / (2.0 * cells_per_m * cells_per_m);
}

Grid choose_grid(const Box& box) {
    if (box.empty()) return {};
    const Point centre = box.centre();
    if (!std::isfinite(centre.x) || !std::isfinite(centre.y)) {
        throw InputError("grid", "the extent of the layer is not finite",
                         "check its coordinates and its CRS");
    }
    // The half-width is measured from the rounded origin, hence the extra metre.
    const double half_m = std::max(box.width(), box.height()) / 2 + 1;
    for (const std::int32_t cells_per_m : {1000, 100, 10}) {
        if (within_reach(half_m * cells_per_m) && within_reach(centre.x) && within_reach(centre.y)) {
            return {std::llround(centre.x), std::llround(centre.y), cells_per_m};
        }
    }
    throw InputError("grid",
                     "the layer is too wide or too far from its CRS's origin for a grid of 10 cm cells",
                     "check its coordinates and its CRS");
}

Box bounds(const Rings& rings) {
    const std::span<const Point> points = rings.points;
    std::vector<Box> boxes(shares_of(points.size()));
    in_shares(points.size(), boxes.size(), [&](std::size_t share) {
        const std::size_t begin = share * points_of_a_share;
        Box box;
        for (const Point p : points.subspan(begin, std::min(points_of_a_share, points.size() - begin)))
            box.add(p);
        boxes[share] = box;
    });
    Box all;
    for (const Box& box : boxes)
        all.unite(box);
    return all;
}

GridBox grid_bounds(std::span<const GridPoint> points) {
    std::vector<GridBox> boxes(shares_of(points.size()));
    in_shares(points.size(), boxes.size(), [&](std::size_t share) {
        const std::size_t begin = share * points_of_a_share;
        GridBox box{points[begin], points[begin]};
        for (const GridPoint p : points.subspan(begin, std::min(points_of_a_share, points.size() - begin)))
            box.add(p);
        boxes[share] = box;
    });
    GridBox all = boxes.front();
    for (const GridBox& box : boxes) {
        all.add(box.low);
        all.add(box.high);
    }
    return all;
}

GridRings round_to_grid(const Rings& rings, const Grid& grid) {
    GridRings rounded;
    rounded.ring_start = rings.ring_start;
    rounded.area_start = rings.area_start;
    const std::size_t count = rings.points.size();
    reserve_pages(rounded.points, count);
    rounded.points.resize(count);
    const Point origin{static_cast<double>(grid.origin_x_m), static_cast<double>(grid.origin_y_m)};
    const double cells_per_m = grid.cells_per_m;
    const auto cells_of = [=](Point p) {
        return Point{(p.x - origin.x) * cells_per_m, (p.y - origin.y) * cells_per_m};
    };
    const auto is_on_grid = [](Point cells) {
        return (static_cast<int>(within_reach(cells.x)) & static_cast<int>(within_reach(cells.y))) != 0;
    };
    std::vector<std::uint8_t> all_on_grid(shares_of(count));
    in_shares(count, all_on_grid.size(), [&](std::size_t share) {
        const std::size_t begin = share * points_of_a_share;
        const std::size_t here = std::min(points_of_a_share, count - begin);
        const Point* const from = rings.points.data() + begin;
        GridPoint* const to = rounded.points.data() + begin;
        bool all = true;
        for (std::size_t i = 0; i < here; ++i) {
            const Point cells = cells_of(from[i]);
            const bool is_on = is_on_grid(cells);
            all &= is_on;
            to[i] = {nearest(is_on ? cells.x : 0.0), nearest(is_on ? cells.y : 0.0)};
        }
        all_on_grid[share] = all ? 1 : 0;
    });
    if (std::ranges::find(all_on_grid, 0) != all_on_grid.end()) {
        const auto first =
            std::ranges::find_if(rings.points, [&](Point p) { return !is_on_grid(cells_of(p)); }) -
            rings.points.begin();
        throw InputError("grid", "point " + std::to_string(first) + " is not finite or lies off the grid",
                         "check the coordinates and the CRS of the layer");
    }
    return rounded;
}

Rings to_rings(const GridRings& rings, const Grid& grid) {
    Rings out;
    out.ring_start = rings.ring_start;
    out.area_start = rings.area_start;
    out.points.reserve(rings.points.size());
    for (const GridPoint p : rings.points)
        out.points.push_back(grid.to_point(p));
    return out;
}

}  // namespace geo
