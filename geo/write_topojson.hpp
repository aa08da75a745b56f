// TopoJSON: layers of areas that share their borders, each written once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "geo/output_file.hpp"
#include "geo/write_layer.hpp"

namespace geo {

struct TopoJsonOptions {
    /// Number of positions along each side of the box of all coordinates; 0 for the least power of ten from
    /// a million on that keeps all vertices apart, but no more than 10^9 (half a millimetre in England) for
    /// that alone, and keeps every ring the right way round.
    std::int64_t quantisation = 0;
};

/// All layers as one topology after the TopoJSON specification 1.0 (Bostock and Metcalf, 2013): WGS 84
/// longitude and latitude, quantised and delta-coded, with bbox and transform. Borders are shared where
/// coordinates are equal to the last bit, within a layer and between layers; each vertex is projected once.
/// Each layer is a GeometryCollection of its name; a row's attributes are its properties with their types
/// (an empty cell is null), and its code (column "code", else the first that looks like one) its id. Rings
/// run clockwise round shells and counter-clockwise round holes, which is what mapshaper writes and what
/// d3-geo wants; RFC 7946 wants the opposite. An area without
/// rings is an empty MultiPolygon, a place or row without geometry has the type null. Nothing is written
/// before all is known to fit. O(points).
/// @pre no ring is empty.
/// @throws UsageError for a quantisation outside 2 to 10^12, or as to_degrees() does; OutputError when two
///   layers have one name, or a ring would have no area at that quantisation or turn over; InputError as
///   to_degrees() does; InternalError when a cell of a number column is no number.
WriteReport write_topojson(std::span<const OutputLayer> layers, const TopoJsonOptions& options,
                           const TextSink& write);

}  // namespace geo
