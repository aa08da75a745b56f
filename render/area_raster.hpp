// A picture of which area lies where on the page, for questions about boxes: how much of this box is mine?
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "render/page.hpp"

namespace render {

/// Square cells over a frame of the page; a cell belongs to the area in which its middle lies.
class AreaRaster {
public:
    static constexpr std::int32_t none = -1;

    /// @param areas the rings of each area on the page (even-odd), in order; where two overlap the later wins
    /// O(points + cells).
    AreaRaster(const PageBox& frame, double cell_pt,
               std::span<const std::reference_wrapper<const Path>> areas);

    [[nodiscard]] double cell_pt() const { return m_cell_pt; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::int32_t at(std::size_t column, std::size_t row) const {
        return m_area[row * m_columns + column];
    }
    /// The middle of a cell, which lies in the area that at() names.
    [[nodiscard]] PagePoint middle(std::size_t column, std::size_t row) const {
        return {m_frame.left_pt + (static_cast<double>(column) + 0.5) * m_cell_pt,
                m_frame.top_pt + (static_cast<double>(row) + 0.5) * m_cell_pt};
    }
    /// Distance of each cell from the nearest cell of another area or of none, in cells (chamfer 1, 1.414:
    /// Borgefors, 1986). O(cells).
    [[nodiscard]] std::vector<float> depths() const;

private:
    PageBox m_frame;
    double m_cell_pt;
    std::size_t m_columns;
    std::size_t m_rows;
    std::vector<std::int32_t> m_area;
};

/// Numbers of cells in any rectangle of a raster, in O(1) each.
class CellSums {
public:
    /// Of the cells in columns [left, right) and rows [top, bottom) for which `counts` holds. O(cells).
    CellSums(std::size_t left, std::size_t top, std::size_t right, std::size_t bottom,
             const std::function<bool(std::size_t, std::size_t)>& counts);

    /// Cells in columns [left, right) and rows [top, bottom), those outside of what was summed being none.
    [[nodiscard]] std::size_t in(std::ptrdiff_t left, std::ptrdiff_t top, std::ptrdiff_t right,
                                 std::ptrdiff_t bottom) const;

private:
    std::size_t m_left;
    std::size_t m_top;
    std::size_t m_width;
    std::size_t m_height;
    std::vector<std::uint32_t> m_sums;
};

}  // namespace render
