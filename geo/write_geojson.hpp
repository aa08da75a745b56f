// GeoJSON as RFC 7946 has it.
#pragma once

#include "geo/output_file.hpp"
#include "geo/write_layer.hpp"

namespace geo {

/// A FeatureCollection in WGS 84 with at most seven decimals, one feature a line, shells counter-clockwise
/// and holes clockwise, no crs member. A single polygon is a Polygon; a row without geometry is null.
/// Outlines that cross the antimeridian are not cut there. O(points + cells) on two threads.
/// @throws InternalError when a cell of a number column is no number or a column is too short; UsageError,
///   InputError as to_degrees() does.
void write_geojson(const OutputLayer& layer, const TextSink& write);

}  // namespace geo
