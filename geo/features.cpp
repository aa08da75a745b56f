#include "geo/features.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

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

/// Reads features of one layer, one after another.
class FeatureReader {
public:
    /// Makes room for so many.
    FeatureReader(OGRLayer& layer, std::size_t rows, std::size_t points) {
        features.attributes.columns = columns_of(layer);
        for (int i = 0; i < layer.GetLayerDefn()->GetFieldCount(); ++i)
            m_types.push_back(layer.GetLayerDefn()->GetFieldDefn(i)->GetType());
        features.rings.points.reserve(points);
        for (Column& column : features.attributes.columns)
            column.cells.reserve(rows);
        features.geometries.reserve(rows);
        features.rings.area_start.reserve(rows + 1);
    }

    void read(const OGRFeature& feature) {
        read_attributes(feature);
        read_geometry(feature);
    }

    Features features;

private:
    void read_attributes(const OGRFeature& feature) {
        for (std::size_t i = 0; i < m_types.size(); ++i) {
            std::string text = cell_text(feature, static_cast<int>(i), m_types[i]);
            if (!is_utf8(text)) {
                text = windows_1252_to_utf8(text);
                ++features.recoded_cells;
            }
            features.attributes.columns[i].cells.push_back(std::move(text));
        }
    }

    void read_geometry(const OGRFeature& feature) {
        const OGRGeometry* geometry = feature.GetGeometryRef();
        features.geometries.push_back(append_area(geometry, features.rings, features.extent));
    }

    std::vector<OGRFieldType> m_types;
};

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

void Features::append(Features&& later) {
    geometries.insert(geometries.end(), later.geometries.begin(), later.geometries.end());
    extent.unite(later.extent);
    rings.append(later.rings);
    recoded_cells += later.recoded_cells;
    std::vector<Column>& columns = attributes.columns;
    if (columns.empty()) columns.swap(later.attributes.columns);
    for (std::size_t i = 0; i < later.attributes.columns.size(); ++i)
        std::ranges::move(later.attributes.columns[i].cells, std::back_inserter(columns[i].cells));
}

Features read_first_features(OGRLayer& layer, std::size_t rows, std::size_t points) {
    FeatureReader reader(layer, rows, points);
    layer.ResetReading();
    for (std::size_t row = 0; row < rows; ++row) {
        const OGRFeatureUniquePtr feature(layer.GetNextFeature());
        if (!feature) break;
        reader.read(*feature);
    }
    return std::move(reader.features);
}

Features read_features(OGRLayer& layer, const std::string& path, const std::string& format,
                       const GdalMessages& messages) {
    // A file may say anything of its rows, but has no more than it has room for.
    const std::size_t most_points = points_in_file_of(path);
    constexpr std::size_t least_points_of_a_row = 2;
    const GIntBig stated = layer.GetFeatureCount(FALSE);
    const std::size_t rows =
        std::min(static_cast<std::size_t>(std::max<GIntBig>(stated, 0)), most_points / least_points_of_a_row);
    // Beside its points a row takes what it does in a Shapefile at least: 56 bytes, and the point that closes
    // a ring. Room for more would be fresh memory that later steps use in place of what is free again.
    constexpr std::size_t points_beside = 72 / sizeof(Point);
    FeatureReader reader(layer, rows, most_points - std::min(most_points, rows * points_beside));
    Features& features = reader.features;
    features.attributes.path = path;
    Bulk<Point>& points = features.rings.points;
    PagesAhead pages({reinterpret_cast<std::byte*>(points.data()), points.capacity() * sizeof(Point)});
    layer.ResetReading();
    for (const OGRFeatureUniquePtr& feature : layer) {
        pages.reached(points.size() * sizeof(Point));
        reader.read(*feature);
    }
    if (!messages.failure().empty())
        throw InputError(path, "is damaged or cut short (" + messages.failure() + ")", "get the file again");
    if (format == "LIBKML" || format == "KML") expand_kml_descriptions(features.attributes);
    return std::move(reader.features);
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
