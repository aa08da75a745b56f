// One layer of rows into a GDAL data set. For .cpp files of geo alone.
#pragma once

#include <string>
#include <vector>

#include "geo/write_layer.hpp"

class GDALDataset;

namespace geo {

/// What the format wants.
struct FeatureFormat {
    bool always_multi = true;          ///< a single polygon is written as a MultiPolygon too
    std::size_t longest_name = 0;      ///< of a column, in bytes; 0 for no limit
    std::vector<std::string> options;  ///< GDAL layer creation options, "KEY=VALUE"
};

/// Creates the layer and writes every row. An empty cell is null, and so is a row without rings. Columns
/// whose names are the same but for case, or after shortening, get a number.
/// @throws InternalError when a cell of a number column is no number; OutputError when GDAL refuses the
///   layer.
void write_features(GDALDataset& dataset, const OutputLayer& layer, const FeatureFormat& format);

}  // namespace geo
