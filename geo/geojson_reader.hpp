// The quick way to read GeoJSON: feature collections of polygons, the form in which most people hold
// boundaries. Whatever is out of the ordinary is left to GDAL. For .cpp files of geo alone.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "geo/features.hpp"

namespace geo {

/// What a GeoJSON file holds.
struct GeoJson {
    std::optional<std::string> name;      ///< the member "name"
    std::optional<std::string> crs_name;  ///< the name of a named CRS in the member "crs"
    Features features;                    ///< the same as GDAL gives for the file
    bool has_polygons = false;
    bool has_multi_polygons = false;
};

/// Reads a file that GDAL takes for GeoJSON, or gives nothing when GDAL's answer for it (a result, a warning
/// or an error) cannot be foretold with certainty. Read here are feature collections in strict JSON and UTF-8
/// whose features have the members type, geometry (Polygon, MultiPolygon with positions of two numbers, or
/// null), properties (texts, numbers, truth values, null; each column of one kind, in one order), a rising
/// whole-number id and bbox. `is_date` says whether GDAL would take a text for a date, a time or both.
/// O(bytes): simdjson (Langdale and Lemire 2019) finds the structure, each number becomes the nearest double.
/// Memory: the result, and of each thread the eighth of a MiB that it reads; of a file whose parts are not
/// plain, and of a small one, all of it and 4 bytes for each bracket, colon, comma, text and number.
[[nodiscard]] std::optional<GeoJson> read_plain_geojson(
    const std::filesystem::path& path, const std::function<bool(const std::string&)>& is_date);

}  // namespace geo
