#include "geo/geojson_layer.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogr_p.h>

#include <string_view>
#include <utility>

#include "geo/gdal_support.hpp"
#include "geo/geojson_reader.hpp"
#include "geo/layer_crs.hpp"

namespace geo {

namespace {

std::string type_of(const GeoJson& json) {
    if (json.has_polygons && json.has_multi_polygons) return "Polygon and Multi Polygon";
    return json.has_polygons ? "Polygon" : json.has_multi_polygons ? "Multi Polygon" : "None";
}

bool is_date(const std::string& text) {
    const GdalMessages unheard;
    OGRField date;
    return OGRParseDate(text.c_str(), &date, 0) != FALSE;
}

}  // namespace

std::optional<GeoJsonLayer> read_geojson_layer(const std::filesystem::path& path) {
    start_gdal();
    const GdalMessages unheard;
    const std::string text = path.string();
    GDALDriverH driver = GDALIdentifyDriverEx(text.c_str(), GDAL_OF_VECTOR, nullptr, nullptr);
    if (!driver || std::string_view(GDALGetDriverShortName(driver)) != "GeoJSON") return std::nullopt;
    std::optional<GeoJson> json = read_plain_geojson(path, is_date);
    if (!json) return std::nullopt;
    std::optional<std::string> crs = crs_named_in_geojson(json->crs_name);
    if (!crs) return std::nullopt;
    return GeoJsonLayer{json->name ? *json->name : CPLGetBasename(text.c_str()), std::move(*crs),
                        type_of(*json), std::move(json->features)};
}

}  // namespace geo
