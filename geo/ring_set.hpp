// The boundaries of many areas as flat arrays of rings.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/bulk.hpp"
#include "geo/point.hpp"

namespace geo {

/// Rings of areas, in flat vectors. Area `a` has the rings [area_start[a], area_start[a + 1]); ring `r` has
/// the points [ring_start[r], ring_start[r + 1]).
///
/// Convention, kept by every function that returns one: rings are open (the first point is not repeated), the
/// interior lies on the left (shells counter-clockwise, holes clockwise), and each shell is followed by its
/// holes, so that a ring of positive area begins a new polygon.
template <class P>
struct RingSet {
    Bulk<P> points;
    std::vector<std::uint32_t> ring_start{0};
    std::vector<std::uint32_t> area_start{0};

    [[nodiscard]] std::size_t areas() const { return area_start.size() - 1; }
    [[nodiscard]] std::size_t rings() const { return ring_start.size() - 1; }
    [[nodiscard]] std::span<const P> ring(std::size_t r) const {
        return {points.data() + ring_start[r], points.data() + ring_start[r + 1]};
    }
    [[nodiscard]] std::span<P> ring(std::size_t r) {
        return {points.data() + ring_start[r], points.data() + ring_start[r + 1]};
    }

    /// Ends the ring made of all points added since the last call.
    void close_ring() { ring_start.push_back(static_cast<std::uint32_t>(points.size())); }
    /// Ends the area made of all rings closed since the last call; an area may have none.
    void close_area() { area_start.push_back(static_cast<std::uint32_t>(rings())); }

    /// Adds the areas of another set after these.
    void append(const RingSet& more) {
        const auto points_before = static_cast<std::uint32_t>(points.size());
        const auto rings_before = static_cast<std::uint32_t>(rings());
        const std::size_t before = points.size();
        points.resize(before + more.points.size());
        std::ranges::copy(more.points, points.data() + before);
        for (std::size_t r = 1; r < more.ring_start.size(); ++r)
            ring_start.push_back(more.ring_start[r] + points_before);
        for (std::size_t a = 1; a < more.area_start.size(); ++a)
            area_start.push_back(more.area_start[a] + rings_before);
    }
};

using Rings = RingSet<Point>;
using GridRings = RingSet<GridPoint>;

}  // namespace geo
