// Layers without codes: the ground round a map.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/crs.hpp"
#include "geo/finding.hpp"
#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace geo {

/// The polygons of a layer as a file has them, one feature an area; others are empty.
struct PlainLayer {
    std::string path;
    std::string crs;
    Rings rings;
    std::vector<Finding> findings;
};

/// Reads a layer of anything GDAL reads; `layer_name` may be empty where there is one only.
/// @throws InputError as read_layer() does for files and CRSs, and for several layers of which none is named,
/// naming them and `layer_option`.
[[nodiscard]] PlainLayer read_plain_layer(const std::filesystem::path& path, const std::string& layer_name,
                                          const std::string& layer_option, const std::string& source_crs);

/// The polygons of a layer within the box and as much again on every side, in the metric CRS of the box. What
/// lies further away is cut off before it is projected, where it might have no image. O(points).
/// @throws InputError when the layer has no polygon, and as Transform does.
[[nodiscard]] Rings ground_round(const PlainLayer& layer, const std::string& crs, const Box& box_m);

}  // namespace geo
