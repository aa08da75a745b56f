#include "geo/features.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "geo/encoding.hpp"
#include "geo/error.hpp"
#include "geo/kml_table.hpp"
#include "geo/memory_pages.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

std::string cell_text(const OGRFeature& feature, int field, OGRFieldType type) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    if (type == OFTReal) return format_number(feature.GetFieldAsDouble(field));
    return const_cast<OGRFeature&>(feature).GetFieldAsString(field);
}

void read_attributes(const OGRFeature& feature, const std::vector<OGRFieldType>& types, Features& features) {
    for (std::size_t i = 0; i < types.size(); ++i) {
        std::string text = cell_text(feature, static_cast<int>(i), types[i]);
        if (!is_utf8(text)) {
            text = windows_1252_to_utf8(text);
            ++features.recoded_cells;
        }
        features.attributes.columns[i].cells.push_back(std::move(text));
    }
}

void read_geometry(const OGRFeature& feature, Features& features) {
    const OGRGeometry* geometry = feature.GetGeometryRef();
    features.geometries.push_back(append_area(geometry, features.rings));
    if (!geometry || geometry->IsEmpty()) return;
    OGREnvelope envelope;
    geometry->getEnvelope(&envelope);
    features.extent.add({envelope.MinX, envelope.MinY});
    features.extent.add({envelope.MaxX, envelope.MaxY});
}

// How many points a file of that size can hold.
std::size_t points_in_file_of(const std::string& path) {
    constexpr std::uintmax_t most_points = std::uintmax_t{1} << 25;
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(path, error);
    return error ? 0 : static_cast<std::size_t>(std::min(bytes / sizeof(Point), most_points));
}

}  // namespace

std::vector<Column> columns_of(OGRLayer& layer) {
    std::vector<Column> columns;
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        const OGRFieldType type = field.GetType();
        std::string name = field.GetNameRef();
        if (!is_utf8(name)) name = windows_1252_to_utf8(name);
        columns.push_back({std::move(name),
                           type == OFTInteger || type == OFTInteger64 ? ColumnType::integer
                           : type == OFTReal                          ? ColumnType::real
                                                                      : ColumnType::text,
                           {}});
    }
    return columns;
}

Features read_features(OGRLayer& layer, const std::string& path, const std::string& format,
                       const GdalMessages& messages) {
    Features features;
    features.attributes.path = path;
    features.attributes.columns = columns_of(layer);
    std::vector<OGRFieldType> types;
    for (int i = 0; i < layer.GetLayerDefn()->GetFieldCount(); ++i)
        types.push_back(layer.GetLayerDefn()->GetFieldDefn(i)->GetType());
    // A file may say anything of its rows, but has no more than it has room for.
    const std::size_t most_points = points_in_file_of(path);
    constexpr std::size_t least_points_of_a_row = 2;
    const GIntBig stated = layer.GetFeatureCount(FALSE);
    const std::size_t rows =
        std::min(static_cast<std::size_t>(std::max<GIntBig>(stated, 0)), most_points / least_points_of_a_row);
    // Beside its points a row takes what it does in a Shapefile at least: 56 bytes, and the point that closes
    // a ring. Room for more would be fresh memory that later steps use in place of what is free again.
    constexpr std::size_t points_beside = 72 / sizeof(Point);
    features.rings.points.reserve(most_points - std::min(most_points, rows * points_beside));
    for (Column& column : features.attributes.columns)
        column.cells.reserve(rows);
    features.geometries.reserve(rows);
    features.rings.area_start.reserve(rows + 1);
    std::vector<Point>& points = features.rings.points;
    PagesAhead pages({reinterpret_cast<std::byte*>(points.data()), points.capacity() * sizeof(Point)});
    layer.ResetReading();
    for (const OGRFeatureUniquePtr& feature : layer) {
        pages.reached(points.size() * sizeof(Point));
        read_attributes(*feature, types, features);
        read_geometry(*feature, features);
    }
    if (!messages.failure().empty())
        throw InputError(path, "is damaged or cut short (" + messages.failure() + ")", "get the file again");
    if (format == "LIBKML" || format == "KML") expand_kml_descriptions(features.attributes);
    return features;
}

std::vector<std::string> layer_names(GDALDataset& dataset) {
    std::vector<std::string> names;
    for (int i = 0; i < dataset.GetLayerCount(); ++i)
        names.emplace_back(dataset.GetLayer(i)->GetName());
    return names;
}

OGRLayer& layer_named(GDALDataset& dataset, const std::string& path, std::string_view name) {
    if (OGRLayer* layer = dataset.GetLayerByName(std::string(name).c_str())) return *layer;
    const std::vector<std::string> names = layer_names(dataset);
    std::string what = "no layer '" + std::string(name) + "'";
    if (const std::string nearest = nearest_name(name, names); !nearest.empty())
        what += "; did you mean '" + nearest + "'?";
    throw InputError(path, what, names.empty() ? "there are no layers" : "there are: " + join(names));
}

}  // namespace geo
