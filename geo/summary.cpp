#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <optional>
#include <utility>

#include "geo/code_column.hpp"
#include "geo/crs.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/geojson_layer.hpp"
#include "geo/grid.hpp"
#include "geo/hexjson.hpp"
#include "geo/layer.hpp"
#include "geo/layer_crs.hpp"

namespace geo {

namespace {

void set_columns(LayerSummary& summary, Table attributes) {
    for (const std::size_t i : code_candidates(attributes))
        summary.code_candidates.push_back(attributes.columns[i].name);
    summary.columns = std::move(attributes.columns);
    for (Column& column : summary.columns)
        column.cells.clear();
}

LayerSummary summarise_features(Features features, std::string name, std::string geometry_type,
                                const std::string& crs) {
    LayerSummary summary;
    summary.name = std::move(name);
    summary.geometry_type = std::move(geometry_type);
    if (!crs.empty()) summary.crs = describe_crs(crs);
    summary.features = features.geometries.size();
    for (const GeometryReport& report : features.geometries)
        summary.vertices += report.vertices;
    summary.extent = features.extent.box;
    set_columns(summary, std::move(features.attributes));
    return summary;
}

LayerSummary summarise_layer(OGRLayer& source, const std::string& path, const std::string& format,
                             const GdalMessages& messages) {
    return summarise_features(read_features(source, path, format, messages), source.GetName(),
                              OGRGeometryTypeToName(source.GetGeomType()),
                              stated_crs(source.GetSpatialRef()));
}

// The extent is that of the place in which read_layer() lays it.
LayerSummary summarise_layout(const std::filesystem::path& path) {
    HexJson layout = read_hexjson(path);
    const Rings rings = place_hexjson(layout);
    LayerSummary summary;
    summary.name = path.stem().string();
    summary.geometry_type = "Hexagons in " + std::string(to_string(layout.layout));
    summary.features = layout.cells.size();
    summary.vertices = rings.points.size();
    summary.extent = bounds(rings);
    set_columns(summary, std::move(layout.attributes));
    return summary;
}

}  // namespace

FileSummary summarise(const std::filesystem::path& path) {
    FileSummary summary;
    summary.path = path.string();
    if (is_hexjson(path) && std::filesystem::is_regular_file(path)) {
        summary.format = "HexJSON";
        summary.layers.push_back(summarise_layout(path));
        return summary;
    }
    if (std::filesystem::is_regular_file(path)) {
        if (std::optional<GeoJsonLayer> layer = read_geojson_layer(path)) {
            summary.format = "GeoJSON";
            summary.layers.push_back(summarise_features(std::move(layer->features), std::move(layer->name),
                                                        std::move(layer->geometry_type), layer->stated_crs));
            return summary;
        }
    }
    const GdalMessages messages;
    const Dataset dataset = open_vector(path, messages);
    summary.format = dataset->GetDriverName();
    for (int i = 0; i < dataset->GetLayerCount(); ++i)
        summary.layers.push_back(
            summarise_layer(*dataset->GetLayer(i), summary.path, summary.format, messages));
    return summary;
}

}  // namespace geo
