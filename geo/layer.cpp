#include "geo/layer.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "geo/code_column.hpp"
#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/flatgeobuf_reader.hpp"
#include "geo/gdal_support.hpp"
#include "geo/geojson_layer.hpp"
#include "geo/grid.hpp"
#include "geo/hexjson.hpp"
#include "geo/layer_crs.hpp"
#include "geo/proj_context.hpp"
#include "geo/text.hpp"
#include "geo/transform_ahead.hpp"
#include "geo/write_layer.hpp"

namespace geo {

namespace {

bool is_polygonal(OGRwkbGeometryType type) {
    const OGRwkbGeometryType flat = wkbFlatten(type);
    return OGR_GT_IsSurface(flat) || flat == wkbMultiPolygon || flat == wkbMultiSurface;
}

// Layers that declare no type are judged by their first geometries.
bool holds_polygons(OGRLayer& layer) {
    const OGRwkbGeometryType declared = wkbFlatten(layer.GetGeomType());
    if (declared != wkbUnknown && declared != wkbGeometryCollection) return is_polygonal(declared);
    constexpr int features_looked_at = 100;
    int seen = 0;
    bool found = false;
    layer.ResetReading();
    for (const OGRFeatureUniquePtr& feature : layer) {
        const OGRGeometry* geometry = feature->GetGeometryRef();
        found = geometry && (is_polygonal(geometry->getGeometryType()) ||
                             wkbFlatten(geometry->getGeometryType()) == wkbGeometryCollection);
        if (found || ++seen == features_looked_at) break;
    }
    layer.ResetReading();
    return found;
}

OGRLayer& pick_layer(GDALDataset& dataset, const std::string& path, const std::string& wanted) {
    if (!wanted.empty()) return layer_named(dataset, path, wanted);
    if (dataset.GetLayerCount() == 0) throw InputError(path, "has no layers");
    if (dataset.GetLayerCount() == 1) return *dataset.GetLayer(0);
    std::vector<OGRLayer*> polygonal;
    std::string names;
    for (int i = 0; i < dataset.GetLayerCount(); ++i) {
        if (!holds_polygons(*dataset.GetLayer(i))) continue;
        polygonal.push_back(dataset.GetLayer(i));
        names.append(names.empty() ? "" : ", ").append(polygonal.back()->GetName());
    }
    if (polygonal.size() == 1) return *polygonal.front();
    if (polygonal.empty()) throw InputError(path, "none of its layers holds areas");
    throw InputError(path, "several layers hold areas: " + names, "choose one with --layer");
}

void read_codes(const ReadOptions& options, const std::string& stated_column, Layer& layer) {
    const Table& table = layer.attributes;
    const std::size_t code =
        find_code_column(table, options.code_column.empty() ? stated_column : options.code_column);
    const auto name = find_name_column(table, code, options.name_column);
    layer.code_column = table.columns[code].name;
    if (name) layer.name_column = table.columns[*name].name;
    const std::vector<std::string>& cells = table.columns[code].cells;
    layer.codes.reserve(table.rows());
    layer.names.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        std::string text(trimmed(cells[row]));
        if (text.empty()) {
            text = "row " + std::to_string(row + 1);
            layer.findings.push_back({.kind = FindingKind::missing_code,
                                      .severity = Severity::violation,
                                      .codes = {text},
                                      .text = "Row " + std::to_string(row + 1) +
                                              " has no code in the column " + layer.code_column + "."});
        }
        layer.names.push_back(name ? std::string(trimmed(table.columns[*name].cells[row])) : text);
        layer.codes.push_back(std::move(text));
    }
    // As in most files, which need no further look.
    if (are_ascending(cells)) return;
    std::unordered_map<std::string_view, std::size_t> rows_of;
    for (const std::string& cell : cells)
        if (const std::string_view text = trimmed(cell); !text.empty()) ++rows_of[text];
    for (const std::string& text : layer.codes) {
        const auto found = rows_of.find(text);
        if (found == rows_of.end() || found->second < 2) continue;
        layer.findings.push_back(
            {.kind = FindingKind::duplicate_code,
             .severity = Severity::violation,
             .codes = {text},
             .size = static_cast<double>(found->second),
             .text = "The code " + text + " stands on " + std::to_string(found->second) + " rows."});
        rows_of.erase(found);
    }
}

void judge_geometry(const Features& features, std::size_t row, Layer& layer) {
    const GeometryReport& report = features.geometries[row];
    const std::string& code = layer.codes[row];
    const auto add = [&](FindingKind kind, Severity severity, std::string text) {
        layer.findings.push_back(
            {.kind = kind, .severity = severity, .codes = {code}, .text = std::move(text)});
    };
    if (report.degenerate_rings > 0) {
        add(FindingKind::invalid_ring, Severity::violation,
            "Area " + code + " has " + std::to_string(report.degenerate_rings) +
                " ring(s) of under three distinct points, which are left out.");
    }
    if (report.points_and_lines > 0 && report.polygons > 0) {
        add(FindingKind::not_an_area, Severity::warning,
            "Area " + code + " holds points or lines beside its polygons, which are left out.");
    } else if (report.points_and_lines > 0) {
        add(FindingKind::not_an_area, Severity::violation,
            "Row " + code + " is a point or a line, not an area.");
    } else if (layer.rings.area_start[row] == layer.rings.area_start[row + 1]) {
        add(FindingKind::empty, Severity::violation, "Area " + code + " has no geometry.");
    }
}

void check_any_area(const Features& features, const std::string& path) {
    if (features.geometries.empty()) throw InputError(path, "the layer has no features");
    std::size_t points_and_lines = 0;
    for (const GeometryReport& report : features.geometries) {
        if (report.polygons > 0) return;
        points_and_lines += report.points_and_lines;
    }
    throw InputError(
        path,
        points_and_lines > 0 ? "holds points or lines and no area" : "none of its features has a geometry",
        "areas are polygons");
}

// What a file gave, whoever read it.
struct Source {
    std::string name;
    std::string format;
    std::string stated_crs;
    Features features;
    std::string code_column = {};              // where the format says which it is
    std::vector<std::string> warnings = {};    // of GDAL
    std::vector<std::string> said_first = {};  // what GDAL said when it started
};

Source read_by_gdal(const std::filesystem::path& path, const ReadOptions& options) {
    const GdalMessages messages;
    const Dataset dataset = open_vector(path, messages);
    OGRLayer& layer = pick_layer(*dataset, path.string(), options.layer);
    Source source;
    source.name = layer.GetName();
    source.format = dataset->GetDriverName();
    source.stated_crs = stated_crs(layer.GetSpatialRef());
    std::optional<Features> features;
    if (source.format == "FlatGeobuf") features = read_flatgeobuf_in_parts(layer, path);
    source.features =
        features ? std::move(*features) : read_features(layer, path.string(), source.format, messages);
    source.warnings = messages.warnings();
    source.said_first = start_gdal(drivers_to_read(path));
    return source;
}

std::optional<Source> read_as_geojson(const std::filesystem::path& path, const ReadOptions& options) {
    std::optional<GeoJsonLayer> layer = read_geojson_layer(path);
    if (!layer || (!options.layer.empty() && options.layer != layer->name)) return std::nullopt;
    Source source;
    source.name = std::move(layer->name);
    source.format = "GeoJSON";
    source.stated_crs = std::move(layer->stated_crs);
    source.features = std::move(layer->features);
    source.features.attributes.path = path.string();
    return source;
}

// Hexagons have no ground; a CRS of the user's is as good a one as any.
Source read_as_hexjson(const std::filesystem::path& path, const ReadOptions& options) {
    HexJson json = read_hexjson(path);
    Source source;
    source.name = path.stem().string();
    source.format = "HexJSON";
    source.stated_crs = options.source_crs.empty() ? "EPSG:27700" : options.source_crs;
    source.features.rings = place_hexjson(json);
    source.features.geometries.resize(json.cells.size());
    for (GeometryReport& report : source.features.geometries)
        report.polygons = 1;
    source.features.extent.box = bounds(source.features.rings);
    source.code_column = json.attributes.columns.front().name;
    source.features.attributes = std::move(json.attributes);
    return source;
}

Source read_source(const std::filesystem::path& path, const ReadOptions& options) {
    if (std::filesystem::is_regular_file(path)) {
        if (is_hexjson(path)) return read_as_hexjson(path, options);
        if (!options.by_gdal_alone) {
            if (std::optional<Source> source = read_as_geojson(path, options)) return std::move(*source);
        }
    }
    return read_by_gdal(path, options);
}

}  // namespace

void start_ahead(const std::filesystem::path& input, std::span<const std::string> outputs,
                 const std::string& target_crs) {
    // Before GDAL, as no thread can be made while another loads a library.
    start_proj_ahead(target_crs);
    std::vector<Drivers> needed;
    if (begins_as_geojson(input) || is_hexjson(input)) {
        for (const std::string& output : outputs)
            if (is_written_by_gdal(output)) needed.push_back(drivers_to_write(output));
    } else {
        // What else the outputs need is not to be registered while GDAL reads.
        needed.push_back(drivers_to_read(input));
    }
    if (!needed.empty()) start_gdal_ahead(std::ranges::max(needed));
}

Layer read_layer(const std::filesystem::path& path, const ReadOptions& options) {
    Source source = read_source(path, options);
    Features& features = source.features;
    Layer layer;
    layer.path = path.string();
    layer.name = source.name;
    check_any_area(features, layer.path);

    layer.crs = decide_crs(layer.path, source.format, source.stated_crs, options.source_crs,
                           features.extent.box, layer.findings);
    if (!options.target_crs.empty())
        layer.transform =
            std::make_shared<TransformAhead>(layer.crs, options.target_crs, features.extent.box);
    layer.attributes = std::move(features.attributes);
    layer.rings = std::move(features.rings);
    if (features.extent.exact) layer.box = features.extent.box;
    read_codes(options, source.code_column, layer);
    for (std::size_t row = 0; row < layer.codes.size(); ++row)
        judge_geometry(features, row, layer);
    if (source.format == "HexJSON") {
        layer.findings.push_back(
            {.kind = FindingKind::assumption,
             .severity = Severity::note,
             .codes = {},
             .text = layer.path +
                     " is a layout without a place on the ground; it is fitted into a square of 600 "
                     "km, and areas and lengths of its hexagons mean nothing."});
    }
    if (features.recoded_cells > 0) {
        layer.findings.push_back({.kind = FindingKind::assumption,
                                  .severity = Severity::note,
                                  .codes = {},
                                  .text = std::to_string(features.recoded_cells) + " attribute(s) of " +
                                          layer.path + " are not UTF-8 and are read as Windows-1252."});
    }
    const auto note = [&](std::string text) {
        layer.findings.push_back({.kind = FindingKind::assumption,
                                  .severity = Severity::note,
                                  .codes = {},
                                  .text = std::move(text)});
    };
    for (const std::string& warning : source.warnings)
        note("While reading " + layer.path + ", GDAL warned: " + warning + ".");
    for (const std::string& said : source.said_first)
        note("When GDAL started, before " + layer.path + " was read, it said: " + said + ".");
    return layer;
}

}  // namespace geo
