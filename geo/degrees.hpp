// Longitude and latitude, the coordinates of GeoJSON and TopoJSON.
#pragma once

#include <span>
#include <string_view>

#include "geo/point.hpp"

namespace geo {

/// Carries points in place from `crs` to WGS 84 degrees by the one operation that Transform finds for their
/// box, so that equal points stay equal. Points that are NaN or infinite stay as they are. O(points).
/// @throws UsageError, InputError as Transform does.
void to_degrees(std::span<Point> points, std::string_view crs);

}  // namespace geo
