// Cross products along arcs, from which areas of rings and faces are made.
#pragma once

#include <vector>

#include "geo/topology.hpp"
#include "geo/wide_int.hpp"

namespace geo {

/// The sum of the cross products of each arc's segments about the grid's origin; around a closed ring of arcs
/// the choice of the point cancels out and leaves twice the area in cells. Exact. O(vertices) on two threads.
[[nodiscard]] std::vector<Int128> crosses_of_arcs(const Topology& topology);

}  // namespace geo
