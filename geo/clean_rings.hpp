// Rings without repeated points, spikes and collapsed rings. For .cpp files of geo alone.
#pragma once

#include "geo/numbered_rings.hpp"
#include "geo/snap.hpp"

namespace geo {

/// Drops repeated points and spikes (a, b, a), also around the ring's end, until there are none, and then
/// rings that enclose nothing (under three points, or all on one line). Counts into the report and notes the
/// areas. O(points).
void clean_rings(NumberedRings& numbered, SnapReport& report);

}  // namespace geo
