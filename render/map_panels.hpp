// Parts of maps: the ground within a box, and two maps of one ground side by side.
#pragma once

#include <string>

#include "geo/point.hpp"
#include "render/map.hpp"

namespace render {

/// What of the map lies within the box: fills are cut at its edges, borders end there, areas without ground
/// in it are left out. O(points).
/// @pre there are no flows yet. @throws InternalError when there are.
[[nodiscard]] MapData clip_map(const MapData& data, const geo::Box& box_m);

/// One map beside the other, each under its caption. Both are maps of one ground; categories that both have
/// are one category. O(points).
/// @pre both have categories, one grid, and no flows. @throws InternalError otherwise.
[[nodiscard]] MapData side_by_side(const MapData& left, const std::string& left_caption, const MapData& right,
                                   const std::string& right_caption, const geo::Box& box_m);

}  // namespace render
