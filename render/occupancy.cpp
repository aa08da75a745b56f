#include "render/occupancy.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {
constexpr double cells_a_side = 256.0;
}

Occupancy::Occupancy(const geo::GridRings& areas, const geo::Grid& grid, const geo::Box& extent)
    : m_extent(extent) {
    m_cell_m = std::max({extent.width(), extent.height(), 1e-9}) / cells_a_side;
    m_columns = static_cast<std::size_t>(extent.width() / m_cell_m) + 1;
    m_rows = static_cast<std::size_t>(extent.height() / m_cell_m) + 1;
    m_sums.assign((m_columns + 1) * (m_rows + 1), 0);

    std::vector<std::vector<double>> crossings(m_rows);  // where boundaries meet the middle of each row
    for (std::size_t r = 0; r < areas.rings(); ++r) {
        const auto ring = areas.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::Point a = grid.to_point(ring[i]);
            const geo::Point b = grid.to_point(ring[(i + 1) % ring.size()]);
            mark_segment(a, b);
            const auto [low, high] = std::minmax({row_of(a.y), row_of(b.y)});
            for (double row = std::ceil(low - 0.5); row + 0.5 < high; row += 1.0) {
                const double share = (row + 0.5 - row_of(a.y)) / (row_of(b.y) - row_of(a.y));
                crossings[static_cast<std::size_t>(row)].push_back(column_of(a.x + share * (b.x - a.x)));
            }
        }
    }
    mark_insides(crossings);

    for (std::size_t row = 0; row < m_rows; ++row) {
        std::uint32_t here = 0;
        for (std::size_t column = 0; column < m_columns; ++column) {
            std::uint32_t& cell = m_sums[(row + 1) * (m_columns + 1) + column + 1];
            here += std::min(cell, 1U);
            cell = here + m_sums[row * (m_columns + 1) + column + 1];
        }
    }
}

void Occupancy::mark_segment(geo::Point from, geo::Point to) {
    const double span = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y)) / m_cell_m;
    const double steps = std::ceil(2.0 * span) + 1.0;
    for (double step = 0.0; step <= steps; step += 1.0) {
        const double share = step / steps;
        const auto column =
            static_cast<std::size_t>(std::max(0.0, column_of(from.x + share * (to.x - from.x))));
        const auto row = static_cast<std::size_t>(std::max(0.0, row_of(from.y + share * (to.y - from.y))));
        m_sums[(std::min(row, m_rows - 1) + 1) * (m_columns + 1) + std::min(column, m_columns - 1) + 1] = 1;
    }
}

void Occupancy::mark_insides(const std::vector<std::vector<double>>& crossings) {
    for (std::size_t row = 0; row < m_rows; ++row) {
        std::vector<double> columns = crossings[row];
        std::sort(columns.begin(), columns.end());
        // A shared border is crossed twice at one place, which neither opens nor closes the run of land.
        for (std::size_t i = 0; i + 1 < columns.size(); i += 2) {
            const auto first = static_cast<std::size_t>(std::max(0.0, columns[i]));
            const auto last =
                std::min(static_cast<std::size_t>(std::max(0.0, columns[i + 1])), m_columns - 1);
            for (std::size_t column = first; column <= last; ++column) {
                m_sums[(row + 1) * (m_columns + 1) + column + 1] = 1;
            }
        }
    }
}

bool Occupancy::is_free(const geo::Box& box_m) const {
    const auto clamp = [](double value, std::size_t most) {
        return static_cast<std::size_t>(std::clamp(value, 0.0, static_cast<double>(most)));
    };
    const std::size_t left = clamp(std::floor(column_of(box_m.min_x)), m_columns);
    const std::size_t right = clamp(std::ceil(column_of(box_m.max_x)), m_columns);
    const std::size_t bottom = clamp(std::floor(row_of(box_m.min_y)), m_rows);
    const std::size_t top = clamp(std::ceil(row_of(box_m.max_y)), m_rows);
    const auto sum = [&](std::size_t column, std::size_t row) {
        return m_sums[row * (m_columns + 1) + column];
    };
    return sum(right, top) + sum(left, bottom) == sum(left, top) + sum(right, bottom);
}

}  // namespace render
