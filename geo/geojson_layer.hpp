// A GeoJSON file read the quick way, called as GDAL would call it. For .cpp files of geo alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "geo/features.hpp"

namespace geo {

struct GeoJsonLayer {
    std::string name;
    std::string stated_crs;
    std::string geometry_type;  ///< "Polygon", "Multi Polygon", "Polygon and Multi Polygon" or "None"
    Features features;
};

/// Whether a file begins as GDAL would take it for GeoJSON, as far as 4 KiB tell; without asking GDAL.
[[nodiscard]] bool begins_as_geojson(const std::filesystem::path& path);

/// Reads a file that GDAL takes for GeoJSON, with the name and the CRS that GDAL would give it; nothing where
/// read_plain_geojson() leaves it to GDAL. O(bytes).
[[nodiscard]] std::optional<GeoJsonLayer> read_geojson_layer(const std::filesystem::path& path);

}  // namespace geo
