// Longitude and latitude, the coordinates of GeoJSON and TopoJSON.
#pragma once

#include <span>
#include <string>

#include "geo/point.hpp"

namespace geo {

/// Carries points in place from `crs` to WGS 84 degrees by one operation, so that equal points stay equal:
/// the way back of `from_degrees` (Operation::from_degrees), or where that is empty what Transform finds for
/// their box. Points that are NaN or infinite stay as they are. O(points).
/// @throws UsageError, InputError as Transform does.
void to_degrees(std::span<Point> points, const std::string& crs, const std::string& from_degrees);

}  // namespace geo
