#include "geo/degrees.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/crs.hpp"

namespace geo {

void to_degrees(std::span<Point> points, const std::string& crs, const std::string& from_degrees) {
    const auto is_finite = [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); };
    Box box;
    for (const Point p : points)
        if (is_finite(p)) box.add(p);
    Transform transform =
        from_degrees.empty() ? Transform(crs, "EPSG:4326", box) : Transform::back(from_degrees);
    if (std::ranges::all_of(points, is_finite)) {
        transform.apply(points);
        return;
    }
    std::vector<Point> finite;
    std::ranges::copy_if(points, std::back_inserter(finite), is_finite);
    transform.apply(finite);
    auto next = finite.begin();
    for (Point& p : points)
        if (is_finite(p)) p = *next++;
}

}  // namespace geo
