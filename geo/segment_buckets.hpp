// Segments in a uniform grid of buckets, to find those that cross or touch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// A segment of an arc between two vertices.
struct Segment {
    GridPoint from;
    GridPoint to;
    std::uint32_t arc;
    std::uint32_t place;  ///< its number along the arc
};

/// Two segments that cross within both, or of which one has an end near the inside of the other.
struct Contact {
    std::uint32_t first;  ///< by place in the list of segments, first < second
    std::uint32_t second;

    friend auto operator<=>(const Contact&, const Contact&) = default;
};

/// Whether p lies within `reach` cells of the segment and beside it: farther along it from either end than
/// from its line. Nearer to an end, a vertex put into the segment would leave that end beside the new
/// segment, and the two would take turns for ever.
[[nodiscard]] bool lies_beside(GridPoint from, GridPoint to, GridPoint p, double reach);

/// Pairs of segments that cross, or of which one has an end beside the other; each once, sorted. Some pairs
/// that only come close are among them; no pair is left out. Signs of determinants are exact in 64 bits.
/// O(segments + pairs whose boxes meet in a bucket) on two threads; crowded buckets are divided.
[[nodiscard]] std::vector<Contact> find_contacts(std::span<const Segment> segments, std::int64_t reach);

}  // namespace geo
