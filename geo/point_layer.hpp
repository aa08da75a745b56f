// Points with attributes, from vector files and from tables with positions.
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
    std::string crs;            ///< WKT or authority code; empty where positions are in the CRS of the work
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

/// Whether a table has the columns `x` and `y`, or `easting` and `northing` (in the CRS of the work), or
/// `lon` (or `longitude`, `lng`) and `lat` (`latitude`), in degrees, in any case.
[[nodiscard]] bool has_positions(const Table& table);

/// The points of a table that has_positions(), EPSG:4326 where they are in degrees. A row that lacks either
/// coordinate has no point. O(rows).
/// @throws InputError, with line, for a position that is not two finite numbers or no longitude and latitude;
/// when there are no such columns.
[[nodiscard]] PointLayer points_of_table(Table table);

}  // namespace geo
