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

/// How far p lies along the line from a to c, in cells, times their distance; exact. O(1).
[[nodiscard]] constexpr std::int64_t along_line(GridPoint a, GridPoint c, GridPoint p) {
    return (std::int64_t{c.x} - a.x) * (std::int64_t{p.x} - a.x) +
           (std::int64_t{c.y} - a.y) * (std::int64_t{p.y} - a.y);
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

/// What lies beside a segment and no farther from it than some cells; nothing for none.
class Margin {
public:
    Margin(GridPoint from, GridPoint to, double cells)
        : m_from(from),
          m_to(to),
          m_cells(static_cast<std::int32_t>(cells)),
          m_slack(m_cells == 0 ? 0 : static_cast<std::int64_t>(cells * distance(from, to))) {}

    [[nodiscard]] bool is_near(GridPoint p) const {
        if (m_cells == 0) return false;
        const std::int64_t at = along_line(m_from, m_to, p);
        return at >= 0 && at <= along_line(m_from, m_to, m_to) &&
               std::abs(twice_triangle(m_from, m_to, p)) <= m_slack;
    }
    /// Cells from a line along the segment, times its length.
    [[nodiscard]] std::int64_t slack() const { return m_slack; }
    [[nodiscard]] GridPoint wider_low(GridPoint low) const { return {low.x - m_cells, low.y - m_cells}; }
    [[nodiscard]] GridPoint wider_high(GridPoint high) const { return {high.x + m_cells, high.y + m_cells}; }

private:
    GridPoint m_from;
    GridPoint m_to;
    std::int32_t m_cells;
    std::int64_t m_slack;
};

/// A triangle that can be asked which points lie in it or on its border. A degenerate one is the segment that
/// its corners span. With a margin, in cells, those beside the side ac and no farther from it count as well.
class ClosedTriangle {
public:
    ClosedTriangle(GridPoint a, GridPoint b, GridPoint c, double margin = 0)
        : m_side(a, c, margin),
          m_a(a),
          m_b(twice_triangle(a, b, c) < 0 ? c : b),
          m_c(m_b == c ? b : c),
          m_low{std::min({a.x, b.x, c.x}), std::min({a.y, b.y, c.y})},
          m_high{std::max({a.x, b.x, c.x}), std::max({a.y, b.y, c.y})} {}

    /// Corners of the box around it and its margin, both on it.
    [[nodiscard]] GridPoint low() const { return m_side.wider_low(m_low); }
    [[nodiscard]] GridPoint high() const { return m_side.wider_high(m_high); }

    /// True for a point in the triangle, on its border or in the margin, its corners excepted. O(1).
    [[nodiscard]] bool contains(GridPoint p) const {
        // Without branches: whether a point near a triangle lies in it cannot be foretold.
        const bool in_box = (p.x >= m_low.x) & (p.x <= m_high.x) & (p.y >= m_low.y) & (p.y <= m_high.y);
        const bool left_of_all =
            (twice_triangle(m_a, m_b, p) | twice_triangle(m_b, m_c, p) | twice_triangle(m_c, m_a, p)) >= 0;
        const bool at_a = is(p, m_a), at_b = is(p, m_b), at_c = is(p, m_c);
        const bool is_corner = at_a | at_b | at_c;
        return (in_box & left_of_all & !is_corner) || (m_side.is_near(p) && !is_corner);
    }

private:
    static bool is(GridPoint p, GridPoint q) { return ((p.x ^ q.x) | (p.y ^ q.y)) == 0; }

    Margin m_side;
    GridPoint m_a;
    GridPoint m_b;
    GridPoint m_c;
    GridPoint m_low;
    GridPoint m_high;
};

}  // namespace geo
