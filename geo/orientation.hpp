// Exact predicates on grid points.
#pragma once

#include <algorithm>
#include <cstdint>

#include "geo/point.hpp"

namespace geo {

/// Twice the signed area of the triangle a, b, c: positive when c lies on the left of the line from a to b.
/// Exact: coordinates are within +-2^30, so products stay below 2^62.
[[nodiscard]] constexpr std::int64_t orientation(GridPoint a, GridPoint b, GridPoint c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

/// Whether p, which lies on the line through a and b, lies between them and is neither.
[[nodiscard]] constexpr bool strictly_within(GridPoint a, GridPoint p, GridPoint b) {
    return p != a && p != b && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) &&
           p.y >= std::min(a.y, b.y) && p.y <= std::max(a.y, b.y);
}

}  // namespace geo
