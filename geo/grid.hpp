// The integer grid: exact coordinates for everything after projection.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace geo {

/// A square grid over a projected CRS in metres. Cells are 1 mm, 1 cm or 10 cm wide and the origin lies on a
/// whole metre, so that all grids of one cell size share one lattice and a position prints as a short
/// decimal.
struct Grid {
    std::int64_t origin_x_m = 0;
    std::int64_t origin_y_m = 0;
    std::int32_t cells_per_m = 1000;

    [[nodiscard]] double cell_m() const { return 1.0 / cells_per_m; }
    /// Nearest grid point. @pre the point lies within 2^30 cells of the origin.
    [[nodiscard]] GridPoint to_grid(Point p) const;
    /// Position in metres, correctly rounded: x and y are whole cells divided by cells_per_m.
    [[nodiscard]] Point to_point(GridPoint p) const;
    /// Square metres of a signed doubled area in cells.
    [[nodiscard]] double area_m2(std::int64_t twice_area_cells) const;

    friend bool operator==(const Grid&, const Grid&) = default;
};

/// The finest of the three grids, centred on the box, that keeps every coordinate below 2^30 cells.
/// @throws InputError when even 10 cm cells do not reach (a box over 214,000 km wide), or the box is not
/// finite.
[[nodiscard]] Grid choose_grid(const Box& box);

/// Box of all points; empty for none.
[[nodiscard]] Box bounds(const Rings& rings);

/// Opposite corners of a box.
struct GridBox {
    GridPoint low;
    GridPoint high;

    void add(GridPoint p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    /// Its border included. Without branches.
    [[nodiscard]] bool contains(GridPoint p) const {
        return (p.x >= low.x) & (p.y >= low.y) & (p.x <= high.x) & (p.y <= high.y);
    }
};

/// The box of the points. @pre there is one. O(points), on two threads.
[[nodiscard]] GridBox grid_bounds(std::span<const GridPoint> points);

/// Rounds every point to its nearest cell; rings and areas stay as they are. O(points).
/// @throws InputError naming the point when a coordinate is NaN, infinite or off the grid.
[[nodiscard]] GridRings round_to_grid(const Rings& rings, const Grid& grid);

/// The way back, for writing. O(points).
[[nodiscard]] Rings to_rings(const GridRings& rings, const Grid& grid);

}  // namespace geo
