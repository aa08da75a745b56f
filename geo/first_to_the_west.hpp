// The segments of a topology that are met first on the way west from some places.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/topology.hpp"

namespace geo {

struct SegmentHit {
    bool found = false;
    std::uint32_t arc = 0;
    bool arc_points_up = false;  ///< whether the arc runs northwards there
};

/// For each place the first segment met on the way west from just north of it. Segments that end in the place
/// are not met. Exact, of a noded topology. O(vertices + for each place the segments that pass its height) on
/// two threads.
[[nodiscard]] std::vector<SegmentHit> first_to_the_west(const Topology& topology,
                                                        std::span<const GridPoint> places);

}  // namespace geo
