// Styles in a GeoPackage, in the table in which QGIS keeps and looks for them. For .cpp files of geo alone.
#pragma once

#include <string>

#include "geo/write_layer.hpp"

class GDALDataset;

namespace geo {

/// Writes the style of a layer as its default into the table layer_styles, which is made when it is not
/// there. The columns are those of QGIS; `time` is the time of the last change, as ISO 8601.
/// @throws OutputError when GDAL refuses.
void write_geopackage_style(GDALDataset& dataset, const std::string& layer,
                            const std::string& geometry_column, const OutputStyle& style,
                            const std::string& time);

}  // namespace geo
