// What a structure of points finds in a shape.
#pragma once

#include <cstdint>
#include <vector>

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

}  // namespace support
