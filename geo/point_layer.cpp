#include "geo/point_layer.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <limits>
#include <utility>

#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/layer_crs.hpp"
#include "geo/text.hpp"

namespace geo {
namespace {

OGRLayer& pick_layer(GDALDataset& dataset, const std::string& path, const std::string& wanted) {
    if (!wanted.empty()) return layer_named(dataset, path, wanted);
    if (dataset.GetLayerCount() == 1) return *dataset.GetLayer(0);
    if (dataset.GetLayerCount() == 0) throw InputError(path, "has no layers");
    throw InputError(path, "has several layers: " + join(layer_names(dataset)),
                     "give a file with one layer of points");
}

Point point_of(const OGRFeature& feature, const std::string& path, std::size_t row) {
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
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

}  // namespace

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
                           options.source_crs, features.extent, layer.findings);
    layer.attributes = std::move(features.attributes);
    return layer;
}

}  // namespace geo
