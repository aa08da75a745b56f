#include "render/area_raster.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace render {

AreaRaster::AreaRaster(const PageBox& frame, double cell_pt,
                       std::span<const std::reference_wrapper<const Path>> areas)
    : m_frame(frame),
      m_cell_pt(cell_pt),
      m_columns(static_cast<std::size_t>(std::max(0.0, std::floor(frame.width_pt / cell_pt)))),
      m_rows(static_cast<std::size_t>(std::max(0.0, std::floor(frame.height_pt / cell_pt)))),
      m_area(m_columns * m_rows, none) {
    const auto row_of = [&](double y_pt) { return (y_pt - m_frame.top_pt) / m_cell_pt - 0.5; };
    const auto column_of = [&](double x_pt) { return (x_pt - m_frame.left_pt) / m_cell_pt - 0.5; };
    const auto last_row = static_cast<double>(m_rows);
    std::vector<std::pair<std::size_t, double>> crossings;  // row, column of the boundary there
    for (std::size_t a = 0; a < areas.size(); ++a) {
        const Path& path = areas[a].get();
        crossings.clear();
        for (std::size_t line = 0; line < path.lines(); ++line) {
            const std::uint32_t begin = path.start[line];
            const std::uint32_t end = path.start[line + 1];
            for (std::uint32_t p = begin; p < end; ++p) {
                const PagePoint& from = path.points[p];
                const PagePoint& to = path.points[p + 1 < end ? p + 1 : begin];
                const auto [low, high] = std::minmax({row_of(from.y_pt), row_of(to.y_pt)});
                // Half open, so that a corner on the middle of a row is crossed once.
                for (double row = std::max(0.0, std::ceil(low)); row < std::min(high, last_row); row += 1.0) {
                    const double share = (row - row_of(from.y_pt)) / (row_of(to.y_pt) - row_of(from.y_pt));
                    crossings.emplace_back(static_cast<std::size_t>(row),
                                           column_of(from.x_pt + share * (to.x_pt - from.x_pt)));
                }
            }
        }
        std::ranges::sort(crossings);
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const std::size_t row = crossings[i].first;
            const double first = std::max(0.0, std::ceil(crossings[i].second));
            const double end = std::min(std::ceil(crossings[i + 1].second), static_cast<double>(m_columns));
            for (double column = first; column < end; column += 1.0)
                m_area[row * m_columns + static_cast<std::size_t>(column)] = static_cast<std::int32_t>(a);
        }
    }
}

std::vector<float> AreaRaster::depths() const {
    constexpr float diagonal = 1.414F;
    std::vector<float> depth(m_area.size(), 0.0F);
    const auto relax = [&](std::size_t column, std::size_t row, int step_column, int step_row) {
        const auto other_column = static_cast<std::ptrdiff_t>(column) + step_column;
        const auto other_row = static_cast<std::ptrdiff_t>(row) + step_row;
        const std::size_t here = row * m_columns + column;
        const float step = step_column != 0 && step_row != 0 ? diagonal : 1.0F;
        const bool outside = other_column < 0 || other_row < 0 ||
                             other_column >= static_cast<std::ptrdiff_t>(m_columns) ||
                             other_row >= static_cast<std::ptrdiff_t>(m_rows);
        const auto other = outside ? 0
                                   : static_cast<std::size_t>(other_row) * m_columns +
                                         static_cast<std::size_t>(other_column);
        const float from = outside || m_area[other] != m_area[here] ? 0.0F : depth[other];
        depth[here] = std::min(depth[here], from + step);
    };
    for (std::size_t row = 0; row < m_rows; ++row) {
        for (std::size_t column = 0; column < m_columns; ++column) {
            if (at(column, row) == none) continue;
            depth[row * m_columns + column] = static_cast<float>(m_columns + m_rows);
            for (const auto& [x, y] : {std::pair{-1, 0}, {-1, -1}, {0, -1}, {1, -1}})
                relax(column, row, x, y);
        }
    }
    for (std::size_t row = m_rows; row-- > 0;) {
        for (std::size_t column = m_columns; column-- > 0;) {
            if (at(column, row) == none) continue;
            for (const auto& [x, y] : {std::pair{1, 0}, {1, 1}, {0, 1}, {-1, 1}})
                relax(column, row, x, y);
        }
    }
    return depth;
}

CellSums::CellSums(std::size_t left, std::size_t top, std::size_t right, std::size_t bottom,
                   const std::function<bool(std::size_t, std::size_t)>& counts)
    : m_left(left),
      m_top(top),
      m_width(right - left),
      m_height(bottom - top),
      m_sums((m_width + 1) * (m_height + 1), 0) {
    for (std::size_t row = 0; row < m_height; ++row) {
        std::uint32_t here = 0;
        for (std::size_t column = 0; column < m_width; ++column) {
            here += counts(left + column, top + row) ? 1U : 0U;
            m_sums[(row + 1) * (m_width + 1) + column + 1] = here + m_sums[row * (m_width + 1) + column + 1];
        }
    }
}

std::size_t CellSums::in(std::ptrdiff_t left, std::ptrdiff_t top, std::ptrdiff_t right,
                         std::ptrdiff_t bottom) const {
    const auto clamp = [](std::ptrdiff_t value, std::size_t origin, std::size_t size) {
        return static_cast<std::size_t>(std::clamp(value - static_cast<std::ptrdiff_t>(origin),
                                                   std::ptrdiff_t{0}, static_cast<std::ptrdiff_t>(size)));
    };
    const std::size_t l = clamp(left, m_left, m_width);
    const std::size_t r = clamp(right, m_left, m_width);
    const std::size_t t = clamp(top, m_top, m_height);
    const std::size_t b = clamp(bottom, m_top, m_height);
    const auto sum = [&](std::size_t column, std::size_t row) {
        return std::size_t{m_sums[row * (m_width + 1) + column]};
    };
    return sum(r, b) + sum(l, t) - sum(l, b) - sum(r, t);
}

}  // namespace render
