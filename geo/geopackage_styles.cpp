#include "geo/geopackage_styles.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "geo/error.hpp"

namespace geo {

namespace {

constexpr const char* table_name = "layer_styles";

void add_column(OGRLayer& table, const char* name, OGRFieldType type, int width = 0) {
    OGRFieldDefn column(name, type);
    column.SetWidth(width);
    if (std::string_view(name) == "useAsDefault") column.SetSubType(OFSTBoolean);
    if (table.CreateField(&column) != OGRERR_NONE) throw OutputError(table_name, "cannot be made");
}

OGRLayer& style_table(GDALDataset& dataset) {
    if (OGRLayer* table = dataset.GetLayerByName(table_name)) return *table;
    char* options[] = {const_cast<char*>("FID=id"), nullptr};
    OGRLayer* table = dataset.CreateLayer(table_name, nullptr, wkbNone, options);
    if (!table) throw OutputError(table_name, "cannot be made");
    for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column"})
        add_column(*table, name, OFTString, 256);
    add_column(*table, "styleName", OFTString, 30);
    add_column(*table, "styleQML", OFTString);
    add_column(*table, "styleSLD", OFTString);
    add_column(*table, "useAsDefault", OFTInteger);
    add_column(*table, "description", OFTString);
    add_column(*table, "owner", OFTString, 30);
    add_column(*table, "ui", OFTString, 30);
    add_column(*table, "update_time", OFTDateTime);
    return *table;
}

}  // namespace

void write_geopackage_style(GDALDataset& dataset, const std::string& layer,
                            const std::string& geometry_column, const OutputStyle& style,
                            const std::string& time) {
    OGRLayer& table = style_table(dataset);
    OGRFeature row(table.GetLayerDefn());
    // QGIS asks for the empty text in catalog, schema, owner and ui; null would not be found.
    for (const char* name : {"f_table_catalog", "f_table_schema", "owner", "ui"})
        row.SetField(name, "");
    row.SetField("f_table_name", layer.c_str());
    row.SetField("f_geometry_column", geometry_column.c_str());
    row.SetField("styleName", style.name.substr(0, 30).c_str());
    row.SetField("styleQML", style.qml.c_str());
    row.SetField("styleSLD", style.sld.c_str());
    row.SetField("useAsDefault", 1);
    row.SetField("description", style.description.c_str());
    row.SetField("update_time", time.c_str());
    if (table.CreateFeature(&row) != OGRERR_NONE) throw OutputError(table_name, "cannot be written");
}

}  // namespace geo
