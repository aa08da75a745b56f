#include "shapes/assignment.hpp"

#include <algorithm>
#include <limits>

namespace shapes {

std::vector<std::int32_t> assign(std::span<const double> benefit, std::size_t rows, std::size_t columns) {
    // A square of costs, filled up with columns and rows that are worth nothing.
    const std::size_t n = std::max(rows, columns);
    const auto cost = [&](std::size_t row, std::size_t column) {
        return row < rows && column < columns ? -benefit[row * columns + column] : 0.0;
    };
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::size_t nobody = n;
    std::vector<double> row_potential(n, 0.0);
    std::vector<double> column_potential(n + 1, 0.0);
    std::vector<std::size_t> row_of(n + 1, nobody);  // of each column; the last column is the start of a path
    for (std::size_t row = 0; row < n; ++row) {
        std::vector<double> least(n, infinity);
        std::vector<std::size_t> before(n, n);
        std::vector<char> is_reached(n + 1, 0);
        std::size_t at = n;
        row_of[at] = row;
        while (row_of[at] != nobody) {
            is_reached[at] = 1;
            const std::size_t from = row_of[at];
            double step = infinity;
            std::size_t next = n;
            for (std::size_t column = 0; column < n; ++column) {
                if (is_reached[column]) continue;
                const double reduced = cost(from, column) - row_potential[from] - column_potential[column];
                if (reduced < least[column]) {
                    least[column] = reduced;
                    before[column] = at;
                }
                if (least[column] < step) {
                    step = least[column];
                    next = column;
                }
            }
            for (std::size_t column = 0; column <= n; ++column) {
                if (is_reached[column]) {
                    row_potential[row_of[column]] += step;
                    column_potential[column] -= step;
                } else if (column < n) {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while (at != n) {
            row_of[at] = row_of[before[at]];
            at = before[at];
        }
    }
    std::vector<std::int32_t> column_of(rows, -1);
    for (std::size_t column = 0; column < columns; ++column)
        if (row_of[column] < rows) column_of[row_of[column]] = static_cast<std::int32_t>(column);
    return column_of;
}

}  // namespace shapes
