// Snapping: absorbs the noise that keeps neighbours from sharing one border.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"

namespace geo {

/// What snapping did, for the report.
struct SnapReport {
    double tolerance_m = 0.0;
    std::size_t points = 0;        ///< before
    std::size_t moved_points = 0;  ///< distinct positions moved onto another
    double greatest_move_m = 0.0;  ///< never above tolerance_m
    std::size_t inserted_vertices =
        0;  ///< vertices of a neighbour put into a segment that passes within the tolerance
    std::size_t dropped_points = 0;            ///< repeated points and spikes
    std::size_t dropped_rings = 0;             ///< rings with no area left
    std::vector<std::uint32_t> emptied_areas;  ///< areas that lost their last ring, by index
    bool settled = true;  ///< false when vertices were still being inserted in the last round
};

/// 0.1 m, and never under two cells of the grid. Derived from nothing but unit and grid: it is five times the
/// noise of coordinates published with seven decimals of a degree, and a tenth of the least distance between
/// vertices in official generalised boundaries.
[[nodiscard]] double default_snap_tolerance_m(const Grid& grid);

/// Moves points closer than the tolerance together, puts vertices into segments that pass within the
/// tolerance of them, and drops repeated points, spikes and rings without area. Each point moves at most once
/// and at most by the tolerance; the survivors are more than the tolerance apart, so a second run changes
/// nothing in the clustering.
///
/// Expects rounded rings as read; returns rings of the same areas in the same order. The order of rings may
/// change only by dropping. O(n log n + close pairs).
/// @throws UsageError when the tolerance is negative or not finite. A tolerance of 0 only cleans rings.
[[nodiscard]] GridRings snap(const GridRings& rings, const Grid& grid, double tolerance_m,
                             SnapReport& report);

}  // namespace geo
