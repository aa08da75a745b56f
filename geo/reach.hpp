// Where the coordinates of a CRS can lie, and areas that stray from there: a vertex at 0, 0 or a slip of the
// decimal point.
#pragma once

#include <string>

#include "geo/point.hpp"

namespace geo {

struct Layer;

/// Where a transformation between two CRSs is meant to be used, with a generous margin.
struct Reach {
    Box box;             ///< in the source CRS; empty when nothing is known
    std::string region;  ///< the area of use without the margin, in words and degrees
};

/// @throws InputError naming the first area with a vertex outside the reach, the vertex, how many vertices
/// lie
///   outside, and the region. `box` is that of its points. O(points) where the box reaches outside.
void require_within_reach(const Layer& layer, const Box& box, const Reach& reach,
                          const std::string& target_crs);

}  // namespace geo
