// One layer of rows into a GDAL data set. For .cpp files of geo alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "geo/write_layer.hpp"

class GDALDataset;
class OGRLayer;

namespace geo {

/// What the format wants.
struct FeatureFormat {
    std::size_t longest_name = 0;      ///< of a column, in bytes; 0 for no limit
    std::vector<std::string> options;  ///< GDAL layer creation options, "KEY=VALUE"
    bool names_crs = true;             ///< else none is looked up, for a header that is not kept
};

/// Number of rows to write.
/// @throws InternalError when there are more or fewer geometries than rows of attributes.
[[nodiscard]] std::size_t rows_of(const OutputLayer& layer);

/// Names of the columns as written: cut to `longest` bytes unless that is 0, and those that are the same but
/// for case, or after cutting, get a number.
[[nodiscard]] std::vector<std::string> column_names(const Table& table, std::size_t longest = 0);

/// Creates the layer with its columns, named as column_names() has them; areas are MultiPolygons.
/// @throws OutputError when GDAL refuses the layer.
[[nodiscard]] OGRLayer& create_target(GDALDataset& dataset, const OutputLayer& layer,
                                      const FeatureFormat& format);

/// Numbers of the rows, in their order.
[[nodiscard]] std::vector<std::uint32_t> all_rows(const OutputLayer& layer);

/// Writes those rows, in that order, into the layer made for it, and calls `after_row` after each, if given.
/// An empty cell is null, and so is a row without rings.
/// @throws InternalError when a cell of a number column is no number; OutputError when GDAL refuses a row.
void write_rows(OGRLayer& target, const OutputLayer& layer, std::span<const std::uint32_t> rows,
                const std::function<void()>& after_row = {});

}  // namespace geo
