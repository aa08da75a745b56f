// Points with attributes, from vector files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/layer.hpp"
#include "geo/point.hpp"
#include "geo/table.hpp"

namespace geo {

/// Points as a file has them, in the file's own CRS.
struct PointLayer {
    std::string path;
    std::string name;
    std::string crs;            ///< WKT or authority code
    Table attributes;           ///< every column, one row a feature
    std::vector<Point> points;  ///< one a row; NaN where there is no geometry
    std::vector<Finding> findings;
};

/// Reads the points of one layer of anything GDAL reads. `options.layer` is needed when there are several.
/// O(features).
/// @throws InputError for a file that read_layer() would not read either, and for a feature that is not a
/// point,
///   naming its row.
[[nodiscard]] PointLayer read_points(const std::filesystem::path& path, const ReadOptions& options);

}  // namespace geo
