#include "geo/geojson_layer.hpp"

#include <gdal_priv.h>
#include <ogr_p.h>

#include <algorithm>
#include <utility>

#include "geo/file_bytes.hpp"
#include "geo/gdal_support.hpp"
#include "geo/geojson_reader.hpp"
#include "geo/layer_crs.hpp"

namespace geo {

namespace {

std::string type_of(const GeoJson& json) {
    if (json.has_polygons && json.has_multi_polygons) return "Polygon and Multi Polygon";
    return json.has_polygons ? "Polygon" : json.has_multi_polygons ? "Multi Polygon" : "None";
}

// GDAL's judgement, which need not be asked where there is no digit.
bool is_date(const std::string& text) {
    if (text.find_first_of("0123456789") == std::string::npos) return false;
    const GdalMessages unheard;
    OGRField date;
    return OGRParseDate(text.c_str(), &date, 0) != FALSE;
}

}  // namespace

bool begins_as_geojson(const std::filesystem::path& path) {
    const FileBytes file(path);
    std::string text(std::min<std::size_t>(file.size(), 4096), '\0');
    if (!file.is_open() || !file.read(0, text)) return false;
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    // GDAL, too, goes by the types that it sees, wherever they stand.
    return text.starts_with('{') && text.find(R"("type":"FeatureCollection")") != std::string::npos &&
           text.find(R"("Topology")") == std::string::npos && text.find('\0') == std::string::npos;
}

std::optional<GeoJsonLayer> read_geojson_layer(const std::filesystem::path& path) {
    if (!begins_as_geojson(path) && driver_of(path) != "GeoJSON") return std::nullopt;
    std::optional<GeoJson> json = read_plain_geojson(path, is_date);
    if (!json) return std::nullopt;
    std::optional<std::string> crs = crs_named_in_geojson(json->crs_name);
    if (!crs) return std::nullopt;
    return GeoJsonLayer{json->name ? *json->name : path.stem().string(), std::move(*crs), type_of(*json),
                        std::move(json->features)};
}

}  // namespace geo
