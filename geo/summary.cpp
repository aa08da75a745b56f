#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "geo/code_column.hpp"
#include "geo/crs.hpp"
#include "geo/features.hpp"
#include "geo/gdal_support.hpp"
#include "geo/layer.hpp"
#include "geo/layer_crs.hpp"

namespace geo {

namespace {

LayerSummary summarise_layer(OGRLayer& source, const std::string& path, const std::string& format,
                             const GdalMessages& messages) {
    LayerSummary summary;
    summary.name = source.GetName();
    summary.geometry_type = OGRGeometryTypeToName(source.GetGeomType());
    if (const std::string crs = stated_crs(source.GetSpatialRef()); !crs.empty())
        summary.crs = describe_crs(crs);
    Features features = read_features(source, path, format, messages);
    summary.features = features.geometries.size();
    for (const GeometryReport& report : features.geometries)
        summary.vertices += report.vertices;
    summary.extent = features.extent;
    for (const std::size_t i : code_candidates(features.attributes))
        summary.code_candidates.push_back(features.attributes.columns[i].name);
    summary.columns = std::move(features.attributes.columns);
    for (Column& column : summary.columns)
        column.cells.clear();
    return summary;
}

}  // namespace

FileSummary summarise(const std::filesystem::path& path) {
    const GdalMessages messages;
    const Dataset dataset = open_vector(path, messages);
    FileSummary summary;
    summary.path = path.string();
    summary.format = dataset->GetDriverName();
    for (int i = 0; i < dataset->GetLayerCount(); ++i)
        summary.layers.push_back(
            summarise_layer(*dataset->GetLayer(i), summary.path, summary.format, messages));
    return summary;
}

}  // namespace geo
