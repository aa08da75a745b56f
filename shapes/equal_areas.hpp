// A contiguous area cartogram: the map drawn out like a rubber sheet until each area has ground in proportion
// to a weight, with the same neighbours.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/topology.hpp"

namespace shapes {

/// Where the centre of each area lies when the sheet is drawn out so that areas are as large as their weights
/// have it, and all together as large as before. Each area pushes or pulls every vertex, less the further
/// away, until it has its size (Dougenik, Chrisman and Niemeyer 1985). Neighbours stay neighbours and the
/// outline of the whole stays what it was nearly enough; sizes are met within some per cent. In metres, in
/// the CRS of the topology; NaN for an area without ground. O(rounds x vertices x areas): simplify first.
/// @pre one positive weight for each area
[[nodiscard]] std::vector<geo::Point> equal_area_centres(const geo::Topology& topology,
                                                         std::span<const double> weights,
                                                         std::size_t rounds = 60);

}  // namespace shapes
