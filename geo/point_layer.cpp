#include "geo/point_layer.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/layer_crs.hpp"
#include "geo/text.hpp"

namespace geo {
namespace {

constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

struct PositionNames {
    const char* x;
    const char* y;
    bool is_geographic;
};

OGRLayer& pick_layer(GDALDataset& dataset, const std::string& path, const std::string& wanted) {
    if (!wanted.empty()) return layer_named(dataset, path, wanted);
    if (dataset.GetLayerCount() == 1) return *dataset.GetLayer(0);
    if (dataset.GetLayerCount() == 0) throw InputError(path, "has no layers");
    throw InputError(path, "has several layers: " + join(layer_names(dataset)),
                     "give a file with one layer of points");
}

Point point_of(const OGRFeature& feature, const std::string& path, std::size_t row) {
    const OGRGeometry* geometry = feature.GetGeometryRef();
    if (geometry == nullptr || geometry->IsEmpty()) return {nowhere, nowhere};
    if (wkbFlatten(geometry->getGeometryType()) != wkbPoint)
        throw InputError(path,
                         "row " + std::to_string(row + 1) + " is a " + geometry->getGeometryName() +
                             ", where a point is needed",
                         "give a layer of points");
    const OGRPoint& point = *geometry->toPoint();
    return {point.getX(), point.getY()};
}

struct PositionColumns {
    std::size_t x;
    std::size_t y;
    bool is_geographic;
};

std::optional<PositionColumns> position_columns(const Table& table) {
    static constexpr std::array<PositionNames, 5> usual{{{"x", "y", false},
                                                         {"easting", "northing", false},
                                                         {"lon", "lat", true},
                                                         {"longitude", "latitude", true},
                                                         {"lng", "lat", true}}};
    for (const PositionNames& names : usual) {
        const auto x = table.find(names.x);
        const auto y = table.find(names.y);
        if (x && y) return PositionColumns{*x, *y, names.is_geographic};
    }
    return std::nullopt;
}

Point position_in(const Table& table, std::size_t row, const PositionColumns& columns) {
    const std::string& x_cell = table.columns[columns.x].cells[row];
    const std::string& y_cell = table.columns[columns.y].cells[row];
    if (trimmed(x_cell).empty() || trimmed(y_cell).empty()) return {nowhere, nowhere};
    const std::optional<double> x = parse_number(x_cell);
    const std::optional<double> y = parse_number(y_cell);
    if (!x || !y)
        throw InputError(table.place(row),
                         "position `" + x_cell + "`, `" + y_cell + "` is not two finite numbers",
                         "correct it, or leave it empty");
    if (columns.is_geographic && (std::abs(*x) > 180.0 || std::abs(*y) > 90.0))
        throw InputError(table.place(row),
                         "position `" + x_cell + "`, `" + y_cell + "` is no longitude and latitude",
                         "call the columns x and y when they are in the working CRS");
    return {*x, *y};
}

}  // namespace

bool has_positions(const Table& table) {
    return position_columns(table).has_value();
}

PointLayer points_of_table(Table table) {
    const std::optional<PositionColumns> columns = position_columns(table);
    if (!columns)
        throw InputError(table.path, "has no columns with positions",
                         "name them x and y (in the CRS of --crs) or lon and lat");
    PointLayer layer;
    layer.path = table.path;
    if (columns->is_geographic) layer.crs = "EPSG:4326";
    for (std::size_t row = 0; row < table.rows(); ++row)
        layer.points.push_back(position_in(table, row, *columns));
    layer.attributes = std::move(table);
    return layer;
}

PointLayer read_points(const std::filesystem::path& path, const ReadOptions& options) {
    const GdalMessages messages;
    const Dataset dataset = open_vector(path, messages);
    PointLayer layer;
    layer.path = path.string();
    OGRLayer& source = pick_layer(*dataset, layer.path, options.layer);
    layer.name = source.GetName();
    Features features = read_features(source, layer.path, dataset->GetDriverName(), messages);
    source.ResetReading();
    for (const OGRFeatureUniquePtr& feature : source)
        layer.points.push_back(point_of(*feature, layer.path, layer.points.size()));
    layer.crs = decide_crs(layer.path, dataset->GetDriverName(), stated_crs(source.GetSpatialRef()),
                           options.source_crs, features.extent.box, layer.findings);
    layer.attributes = std::move(features.attributes);
    return layer;
}

}  // namespace geo
