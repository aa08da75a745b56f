// Points and boxes: the coordinates everything else is made of.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace geo {

/// A position in the units of its CRS: metres when projected, degrees (longitude, latitude) when geographic.
struct Point {
    double x = 0.0;
    double y = 0.0;

    friend bool operator==(const Point&, const Point&) = default;
};

/// A position on the integer grid, in cells from the grid's origin; always within +-2^30.
struct GridPoint {
    std::int32_t x = 0;
    std::int32_t y = 0;

    friend auto operator<=>(const GridPoint&, const GridPoint&) = default;
};

/// An axis-aligned box; empty until a point is added.
struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool empty() const { return min_x > max_x; }
    [[nodiscard]] double width() const { return max_x - min_x; }
    [[nodiscard]] double height() const { return max_y - min_y; }
    [[nodiscard]] Point centre() const { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }

    void add(Point p) {
        min_x = std::min(min_x, p.x);
        min_y = std::min(min_y, p.y);
        max_x = std::max(max_x, p.x);
        max_y = std::max(max_y, p.y);
    }
    void unite(const Box& other) {
        min_x = std::min(min_x, other.min_x);
        min_y = std::min(min_y, other.min_y);
        max_x = std::max(max_x, other.max_x);
        max_y = std::max(max_y, other.max_y);
    }

    friend bool operator==(const Box&, const Box&) = default;
};

}  // namespace geo
