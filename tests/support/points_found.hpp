// What a structure of points finds in a shape, and what there is to be found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace support {

/// The numbers of all points that `points` finds in the shape.
template <class Points, class Shape>
std::vector<std::uint32_t> points_found(const Points& points, const Shape& shape) {
    std::vector<std::uint32_t> ids;
    points.find_in(shape, [&](std::uint32_t id) {
        ids.push_back(id);
        return false;
    });
    return ids;
}

/// The numbers of the points in the shape, by a look at each.
template <class Shape>
std::vector<std::uint32_t> points_in(std::span<const geo::GridPoint> points, const Shape& shape) {
    std::vector<std::uint32_t> ids;
    for (std::uint32_t i = 0; i < points.size(); ++i)
        if (shape.contains(points[i])) ids.push_back(i);
    return ids;
}

}  // namespace support
