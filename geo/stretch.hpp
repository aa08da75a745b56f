// Where vertices can go without a look at the triangles that go with them. For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <cstdint>

#include "geo/point.hpp"
#include "geo/triangle.hpp"

namespace geo {

/// Vertices from one that stays to the next, if they lead straight on, and the least box along their chord
/// that holds them: each triangle that goes when one of them does lies in it, and holds none of the others.
/// The box is wider by a margin, in cells.
class Stretch {
public:
    Stretch(GridPoint from, GridPoint to, double margin)
        : m_margin(from, to, margin),
          m_from(from),
          m_to(to),
          m_end(along(to)),
          m_low{std::min(from.x, to.x), std::min(from.y, to.y)},
          m_high{std::max(from.x, to.x), std::max(from.y, to.y)} {}

    /// False when it lies no farther along the chord than the one before, or not before the end.
    [[nodiscard]] bool add(GridPoint p) {
        const std::int64_t at = along(p);
        if (at <= m_last || at >= m_end) return false;
        m_last = at;
        const std::int64_t beside = twice_triangle(m_from, m_to, p);
        m_right = std::min(m_right, beside);
        m_left = std::max(m_left, beside);
        m_low = {std::min(m_low.x, p.x), std::min(m_low.y, p.y)};
        m_high = {std::max(m_high.x, p.x), std::max(m_high.y, p.y)};
        return true;
    }

    [[nodiscard]] GridPoint low() const { return m_margin.wider_low(m_low); }
    [[nodiscard]] GridPoint high() const { return m_margin.wider_high(m_high); }
    /// Its two ends excepted.
    [[nodiscard]] bool contains(GridPoint p) const {
        const std::int64_t at = along(p);
        const std::int64_t beside = twice_triangle(m_from, m_to, p);
        const std::int64_t slack = m_margin.slack();
        return at >= -slack && at <= m_end + slack && beside >= m_right - slack && beside <= m_left + slack &&
               p != m_from && p != m_to;
    }

private:
    [[nodiscard]] std::int64_t along(GridPoint p) const { return along_line(m_from, m_to, p); }

    Margin m_margin;
    GridPoint m_from;
    GridPoint m_to;
    std::int64_t m_end;
    std::int64_t m_last = 0;
    std::int64_t m_left = 0;
    std::int64_t m_right = 0;
    GridPoint m_low;
    GridPoint m_high;
};

}  // namespace geo
