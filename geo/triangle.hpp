// Triangles of grid points: exact side tests, and the weight by which simplifying ranks a vertex.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "geo/point.hpp"

namespace geo {

/// Twice the signed area of the triangle abc in cells, exact; positive when counter-clockwise. O(1).
[[nodiscard]] constexpr std::int64_t twice_triangle(GridPoint a, GridPoint b, GridPoint c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

/// Cells from one point to another. O(1).
[[nodiscard]] inline double distance(GridPoint a, GridPoint b) {
    const std::int64_t x = std::int64_t{a.x} - b.x;
    const std::int64_t y = std::int64_t{a.y} - b.y;
    return std::sqrt(static_cast<double>(x * x + y * y));
}

/// Weight of the vertex b between its neighbours a and c, in square cells: area of the triangle times
/// 1 - weighting * cos(angle at b) (Visvalingam and Whyatt 1993; the factor is that of mapshaper). The same
/// to the last bit when a and c change places. O(1). @pre a != b and b != c; `lengths` is the product of
/// their distances from b
[[nodiscard]] inline double vertex_weight(GridPoint a, GridPoint b, GridPoint c, double lengths,
                                          double weighting) {
    const std::int64_t ux = std::int64_t{a.x} - b.x;
    const std::int64_t uy = std::int64_t{a.y} - b.y;
    const std::int64_t vx = std::int64_t{c.x} - b.x;
    const std::int64_t vy = std::int64_t{c.y} - b.y;
    const auto area = 0.5 * static_cast<double>(std::abs(ux * vy - uy * vx));
    return area * (1.0 - weighting * static_cast<double>(ux * vx + uy * vy) / lengths);
}

[[nodiscard]] inline double vertex_weight(GridPoint a, GridPoint b, GridPoint c, double weighting) {
    return vertex_weight(a, b, c, distance(a, b) * distance(b, c), weighting);
}

/// A triangle that can be asked which points lie in it or on its border. A degenerate one is the segment that
/// its corners span.
class ClosedTriangle {
public:
    ClosedTriangle(GridPoint a, GridPoint b, GridPoint c)
        : m_a(a),
          m_b(twice_triangle(a, b, c) < 0 ? c : b),
          m_c(m_b == c ? b : c),
          m_low{std::min({a.x, b.x, c.x}), std::min({a.y, b.y, c.y})},
          m_high{std::max({a.x, b.x, c.x}), std::max({a.y, b.y, c.y})} {}

    /// Corners of the box around it, both on it.
    [[nodiscard]] GridPoint low() const { return m_low; }
    [[nodiscard]] GridPoint high() const { return m_high; }

    /// True for a point in the triangle or on its border, its corners excepted. O(1).
    [[nodiscard]] bool contains(GridPoint p) const {
        // Without branches: whether a point near a triangle lies in it cannot be foretold.
        const bool in_box = (p.x >= m_low.x) & (p.x <= m_high.x) & (p.y >= m_low.y) & (p.y <= m_high.y);
        const bool left_of_all =
            (twice_triangle(m_a, m_b, p) | twice_triangle(m_b, m_c, p) | twice_triangle(m_c, m_a, p)) >= 0;
        const bool at_a = is(p, m_a), at_b = is(p, m_b), at_c = is(p, m_c);
        return in_box & left_of_all & !at_a & !at_b & !at_c;
    }

private:
    static bool is(GridPoint p, GridPoint q) { return ((p.x ^ q.x) | (p.y ^ q.y)) == 0; }

    GridPoint m_a;
    GridPoint m_b;
    GridPoint m_c;
    GridPoint m_low;
    GridPoint m_high;
};

}  // namespace geo
