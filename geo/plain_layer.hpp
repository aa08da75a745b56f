// Layers without codes: the ground round a map, and places on it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "geo/crs.hpp"
#include "geo/finding.hpp"
#include "geo/point.hpp"
#include "geo/ring_set.hpp"
#include "geo/table.hpp"

namespace geo {

/// A layer as a file has it, one feature a row.
struct PlainLayer {
    std::string path;
    std::string crs;
    Table attributes;
    Rings rings;                               ///< of polygons
    std::vector<std::optional<Point>> points;  ///< of points; none for other features
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
