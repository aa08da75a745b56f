#include "geo/write_features.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <charconv>
#include <cmath>
#include <memory>
#include <numeric>
#include <set>

#include "geo/error.hpp"
#include "geo/layer_outlines.hpp"
#include "geo/text.hpp"

namespace geo {

namespace {

// Cuts without splitting a UTF-8 sequence.
std::string shortened(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80)
        --bytes;
    text.resize(bytes);
    return text;
}

std::unique_ptr<OGRLinearRing> to_ogr(std::span<const Point> ring) {
    const auto n = static_cast<int>(ring.size());
    auto out = std::make_unique<OGRLinearRing>();
    out->setNumPoints(n + 1, FALSE);
    // Points lie in memory as pairs of doubles, which is what GDAL's raw points are.
    static_assert(sizeof(OGRRawPoint) == sizeof(Point));
    out->setPoints(n, reinterpret_cast<const OGRRawPoint*>(ring.data()));
    out->setNumPoints(n + 1, FALSE);
    out->setPoint(n, ring[0].x, ring[0].y);
    return out;
}

std::unique_ptr<OGRGeometry> to_polygons(LayerOutlines& outlines, std::size_t area) {
    auto multi = std::make_unique<OGRMultiPolygon>();
    for (const PolygonRings& part : outlines.polygons(area)) {
        auto polygon = std::make_unique<OGRPolygon>();
        for (std::size_t r = part.first_ring; r < part.end_ring; ++r)
            polygon->addRingDirectly(to_ogr(outlines.ring(r)).release());
        multi->addGeometryDirectly(polygon.release());
    }
    if (multi->getNumGeometries() == 0) return nullptr;
    return multi;
}

std::unique_ptr<OGRGeometry> geometry_of(const OutputLayer& layer, LayerOutlines& outlines, std::size_t row) {
    if (outlines.areas() > 0) return to_polygons(outlines, row);
    if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometry)) {
        const Point p = (*points)[row];
        if (std::isfinite(p.x) && std::isfinite(p.y)) return std::make_unique<OGRPoint>(p.x, p.y);
    }
    return nullptr;
}

OGRwkbGeometryType type_of(const OutputLayer& layer) {
    if (holds_areas(layer)) return wkbMultiPolygon;
    return std::holds_alternative<std::vector<Point>>(layer.geometry) ? wkbPoint : wkbNone;
}

void set_field(OGRFeature& feature, int field, const Column& column, const std::string& cell) {
    const auto no_number = [&] {
        return InternalError("column '" + column.name + "' is written as numbers and holds '" + cell + "'");
    };
    if (cell.empty()) {
        feature.SetFieldNull(field);
    } else if (column.type == ColumnType::text) {
        feature.SetField(field, cell.c_str());
    } else if (column.type == ColumnType::real) {
        const auto value = parse_number(cell);
        if (!value) throw no_number();
        feature.SetField(field, *value);
    } else {
        GIntBig value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size()) throw no_number();
        feature.SetField(field, value);
    }
}

OGRLayer& create_layer(GDALDataset& dataset, const OutputLayer& layer, const FeatureFormat& format) {
    std::unique_ptr<OGRSpatialReference, void (*)(OGRSpatialReference*)> reference(
        nullptr, [](OGRSpatialReference* held) { held->Release(); });
    const OGRwkbGeometryType type = type_of(layer);
    if (type != wkbNone && format.names_crs) {
        reference.reset(new OGRSpatialReference);
        reference->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        if (reference->SetFromUserInput(layer.crs.c_str()) != OGRERR_NONE)
            throw OutputError(layer.name, "GDAL does not know the CRS '" + layer.crs + "'");
    }
    CPLStringList options;
    for (const std::string& option : format.options)
        options.AddString(option.c_str());
    OGRLayer* created = dataset.CreateLayer(layer.name.c_str(), reference.get(), type, options.List());
    if (!created) throw OutputError(layer.name, "the layer cannot be made", CPLGetLastErrorMsg());
    return *created;
}

void create_columns(OGRLayer& target, const OutputLayer& layer, const FeatureFormat& format) {
    const std::vector<std::string> names = column_names(layer.attributes, format.longest_name);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const ColumnType type = layer.attributes.columns[i].type;
        OGRFieldDefn field(names[i].c_str(), type == ColumnType::integer ? OFTInteger64
                                             : type == ColumnType::real  ? OFTReal
                                                                         : OFTString);
        if (target.CreateField(&field) != OGRERR_NONE)
            throw OutputError(layer.name, "the column '" + names[i] + "' cannot be made",
                              CPLGetLastErrorMsg());
    }
}

}  // namespace

std::size_t rows_of(const OutputLayer& layer) {
    std::size_t rows = layer.attributes.rows();
    if (holds_areas(layer)) rows = LayerOutlines(layer).areas();
    if (const auto* points = std::get_if<std::vector<Point>>(&layer.geometry)) rows = points->size();
    if (!layer.attributes.columns.empty() && layer.attributes.rows() != rows)
        throw InternalError("layer '" + layer.name + "' has " + std::to_string(rows) + " geometries and " +
                            std::to_string(layer.attributes.rows()) + " rows of attributes");
    return rows;
}

std::vector<std::string> column_names(const Table& table, std::size_t longest) {
    std::set<std::string> taken;
    std::vector<std::string> names;
    for (const Column& column : table.columns) {
        std::string name = longest > 0 ? shortened(column.name, longest) : column.name;
        for (int number = 2; !taken.insert(to_lower(name)).second; ++number) {
            const std::string ending = "_" + std::to_string(number);
            name = (longest > 0 ? shortened(column.name, longest - ending.size()) : column.name) + ending;
        }
        names.push_back(std::move(name));
    }
    return names;
}

OGRLayer& create_target(GDALDataset& dataset, const OutputLayer& layer, const FeatureFormat& format) {
    OGRLayer& target = create_layer(dataset, layer, format);
    create_columns(target, layer, format);
    return target;
}

std::vector<std::uint32_t> all_rows(const OutputLayer& layer) {
    std::vector<std::uint32_t> rows(rows_of(layer));
    std::iota(rows.begin(), rows.end(), std::uint32_t{0});
    return rows;
}

void write_rows(OGRLayer& target, const OutputLayer& layer, std::span<const std::uint32_t> rows,
                const std::function<void()>& after_row) {
    LayerOutlines outlines(layer);
    for (const std::uint32_t row : rows) {
        const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(target.GetLayerDefn()));
        for (std::size_t i = 0; i < layer.attributes.columns.size(); ++i) {
            const Column& column = layer.attributes.columns[i];
            set_field(*feature, static_cast<int>(i), column, column.cells[row]);
        }
        if (auto geometry = geometry_of(layer, outlines, row))
            feature->SetGeometryDirectly(geometry.release());
        if (target.CreateFeature(feature.get()) != OGRERR_NONE)
            throw OutputError(layer.name, "row " + std::to_string(row + 1) + " cannot be written",
                              CPLGetLastErrorMsg());
        if (after_row) after_row();
    }
}

}  // namespace geo
