#include "shapes/honeycomb.hpp"

#include <cmath>

namespace shapes {

namespace {

constexpr double row_height = geo::hexagon_area;  // in widths

}  // namespace

Honeycomb::Honeycomb(std::span<const geo::Point> points, std::int32_t margin) {
    geo::Box box;
    for (const geo::Point p : points)
        box.add(p);
    m_first_row = static_cast<std::int32_t>(std::floor(box.min_y / row_height)) - margin;
    const std::int32_t last_row = static_cast<std::int32_t>(std::ceil(box.max_y / row_height)) + margin;
    // Column c of row r is at c + r / 2: the slant needs room on the left at the top, on the right below.
    m_first_column = static_cast<std::int32_t>(std::floor(box.min_x - last_row / 2.0)) - margin;
    const std::int32_t last_column =
        static_cast<std::int32_t>(std::ceil(box.max_x - m_first_row / 2.0)) + margin;
    m_columns = last_column - m_first_column + 1;
    m_step = {1, m_columns, m_columns - 1, -1, -m_columns, -m_columns + 1};
    for (std::int32_t r = m_first_row; r <= last_row; ++r) {
        for (std::int32_t c = m_first_column; c <= last_column; ++c) {
            const geo::Point centre{c + r / 2.0, r * row_height};
            m_centre.push_back(centre);
            const bool is_inner = r > m_first_row && r < last_row && c > m_first_column && c < last_column &&
                                  centre.x >= box.min_x - margin && centre.x <= box.max_x + margin;
            m_is_inner.push_back(is_inner ? 1 : 0);
        }
    }
}

geo::HexCell Honeycomb::position(std::size_t cell) const {
    const std::int32_t r = m_first_row + static_cast<std::int32_t>(cell) / m_columns;
    const std::int32_t c = m_first_column + static_cast<std::int32_t>(cell) % m_columns;
    // In odd-r the odd rows alone are shifted, and back again by whole columns.
    return {c + (r - (r % 2 != 0 ? 1 : 0)) / 2, r};
}

}  // namespace shapes
