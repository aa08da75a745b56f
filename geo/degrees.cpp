#include "geo/degrees.hpp"

#include <cmath>
#include <optional>
#include <vector>

#include "geo/crs.hpp"
#include "geo/finite_box.hpp"

namespace geo {

namespace {

bool is_finite(Point p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

void carry(std::span<Point> points, const Box& box, const std::string& crs, const std::string& from_degrees) {
    Transform transform =
        from_degrees.empty() ? Transform(crs, "EPSG:4326", box) : Transform::back(from_degrees);
    transform.apply(points, box);
}

}  // namespace

void to_degrees(std::span<Point> points, const std::string& crs, const std::string& from_degrees) {
    if (const std::optional<Box> box = finite_box(points)) {
        carry(points, *box, crs, from_degrees);
        return;
    }
    std::vector<Point> finite;
    Box box;
    for (const Point p : points) {
        if (!is_finite(p)) continue;
        finite.push_back(p);
        box.add(p);
    }
    carry(finite, box, crs, from_degrees);
    auto next = finite.begin();
    for (Point& p : points)
        if (is_finite(p)) p = *next++;
}

}  // namespace geo
