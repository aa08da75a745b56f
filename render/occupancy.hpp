// Occupancy: where on the map there is land, so that legends go where there is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/grid.hpp"
#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace render {

/// A coarse picture of the areas, at most 256 cells a side, with running sums.
class Occupancy {
public:
    /// O(points + cells). @pre `extent` is the box of all points and not empty.
    Occupancy(const geo::GridRings& areas, const geo::Grid& grid, const geo::Box& extent);

    /// True when no area comes within the box (in metres), to the width of a cell. O(1).
    [[nodiscard]] bool is_free(const geo::Box& box_m) const;

private:
    void mark_segment(geo::Point from, geo::Point to);
    void mark_insides(const std::vector<std::vector<double>>& crossings);
    [[nodiscard]] double column_of(double x) const { return (x - m_extent.min_x) / m_cell_m; }
    [[nodiscard]] double row_of(double y) const { return (y - m_extent.min_y) / m_cell_m; }

    geo::Box m_extent;
    double m_cell_m = 1.0;
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
    std::vector<std::uint32_t> m_sums;  ///< occupied cells left of and below each corner
};

}  // namespace render
