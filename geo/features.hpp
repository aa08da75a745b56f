// The rows of one vector layer as they stand in the file. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geo/gdal_support.hpp"
#include "geo/polygons.hpp"
#include "geo/table.hpp"

class OGRLayer;

namespace geo {

struct Features {
    Table attributes;                        ///< every column; real numbers to round-trip precision
    Rings rings;                             ///< one area a row
    std::vector<GeometryReport> geometries;  ///< one a row
    ReadBox extent;
    std::size_t recoded_cells = 0;  ///< cells that were not UTF-8 and are taken as Windows-1252

    /// Adds the rows of another part of the same layer after these. O(features + points of that part).
    void append(Features&& later);
};

/// Columns of a layer by name and type, without cells.
[[nodiscard]] std::vector<Column> columns_of(OGRLayer& layer);

/// Reads every feature, in the file's order, and expands a KML description table. O(features + points).
/// @throws InputError when GDAL reports a failure on the way, which is how a file cut short shows.
[[nodiscard]] Features read_features(OGRLayer& layer, const std::string& path, const std::string& format,
                                     const GdalMessages& messages);

/// Reads the first features, at most so many, of as many points as are likely.
[[nodiscard]] Features read_first_features(OGRLayer& layer, std::size_t rows, std::size_t points);

/// Layer names of a data set, for messages.
[[nodiscard]] std::vector<std::string> layer_names(GDALDataset& dataset);

/// The layer of that name (exact first, else ignoring case).
/// @throws InputError naming the nearest name and all that there are.
[[nodiscard]] OGRLayer& layer_named(GDALDataset& dataset, const std::string& path, std::string_view name);

}  // namespace geo
