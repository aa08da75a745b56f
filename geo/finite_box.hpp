// The box of many points, and whether they are numbers at all: one pass for both. For .cpp files of geo
// alone.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "geo/point.hpp"

namespace geo {

/// Points that a thread takes at a time: as many as its cache holds.
constexpr std::size_t points_of_a_share = std::size_t{1} << 15;

constexpr std::size_t shares_of(std::size_t points) {
    return (points + points_of_a_share - 1) / points_of_a_share;
}

/// Box of all points, empty for none; nothing when a coordinate is NaN or infinite. O(points) on two threads.
[[nodiscard]] std::optional<Box> finite_box(std::span<const Point> points);

}  // namespace geo
