// Whether two segments meet elsewhere than in their ends. For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <cstdint>

#include "geo/point.hpp"

namespace geo {

/// A segment between two vertices, from the smaller (by x, then y) to the greater, so that what is made of
/// two does not depend on the direction in which arcs were first met.
struct Segment {
    GridPoint from;
    GridPoint to;
};

/// Two segments that cross within both, or of which one has an end beside the other. The number of a segment
/// is the place of its first vertex in Topology::arc_vertices.
struct Contact {
    std::uint32_t first;  ///< first < second
    std::uint32_t second;

    friend auto operator<=>(const Contact&, const Contact&) = default;
};

/// Whether the boxes of two segments come within reach of each other in x and in y.
[[nodiscard]] inline bool boxes_meet(const Segment& s, const Segment& t, std::int64_t reach) {
    return s.to.x + reach >= t.from.x && t.to.x + reach >= s.from.x &&
           std::max(s.from.y, s.to.y) + reach >= std::min(t.from.y, t.to.y) &&
           std::max(t.from.y, t.to.y) + reach >= std::min(s.from.y, s.to.y);
}

/// Whether p lies within `reach` cells of the segment and beside it: farther along it from either end than
/// from its line. Nearer to an end, a vertex put into the segment would leave that end beside the new
/// segment, and the two would take turns for ever.
[[nodiscard]] bool lies_beside(GridPoint from, GridPoint to, GridPoint p, double reach);

/// Whether two segments without a common end cross within both. Exact.
[[nodiscard]] bool cross(const Segment& s, const Segment& t);

/// Whether of two segments from `at`, to p and to q, one ends beside the other. Never when they leave at a
/// right angle or more, as most do.
[[nodiscard]] inline bool run_along_each_other(GridPoint at, GridPoint p, GridPoint q, std::int64_t reach) {
    const std::int64_t dot = (std::int64_t{p.x} - at.x) * (std::int64_t{q.x} - at.x) +
                             (std::int64_t{p.y} - at.y) * (std::int64_t{q.y} - at.y);
    const auto near = static_cast<double>(reach);
    return dot > 0 && (lies_beside(at, p, q, near) || lies_beside(at, q, p, near));
}

/// Whether two segments cross, or one has an end beside the other.
[[nodiscard]] bool in_contact(const Segment& s, const Segment& t, std::int64_t reach);

}  // namespace geo
