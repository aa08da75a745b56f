// Snapping: absorbs the noise that keeps neighbours from sharing one border, and nodes what is left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Vertices of one area that were put into the border of another, which passes within the tolerance of them
/// without having them.
struct MissingVertices {
    AreaIndex in;    ///< the area whose border lacks them
    AreaIndex from;  ///< the area that has them
    std::size_t count = 0;
    double greatest_distance_m = 0.0;
    GridPoint first;  ///< the smallest of them

    friend bool operator==(const MissingVertices&, const MissingVertices&) = default;
};

/// What snapping did, for the report.
struct SnapReport {
    double tolerance_m = 0.0;
    std::size_t points = 0;             ///< before
    std::size_t moved_points = 0;       ///< distinct positions moved onto another
    double greatest_move_m = 0.0;       ///< never above tolerance_m
    std::size_t inserted_vertices = 0;  ///< vertices put into segments that pass within the tolerance of them
    std::size_t crossings = 0;          ///< new vertices where segments cross
    std::size_t dropped_points = 0;     ///< repeated points and spikes
    std::size_t dropped_rings = 0;      ///< rings with no area left
    std::vector<std::uint32_t> altered_areas;  ///< areas that lost a point or a ring, sorted
    std::vector<std::uint32_t> emptied_areas;  ///< areas that lost their last ring, sorted
    std::vector<MissingVertices> missing;      ///< sorted by area in, then from
    std::size_t rounds = 0;                    ///< of noding
    bool settled = true;  ///< false when vertices were still being inserted in the last round
};

/// 0.1 m, and never under two cells of the grid. Derived from nothing but unit and grid: it is five times the
/// noise of coordinates published with seven decimals of a degree, and a tenth of the least distance between
/// vertices in official generalised boundaries.
[[nodiscard]] double default_snap_tolerance_m(const Grid& grid);

/// The topology of rings whose noise is absorbed:
/// 1. positions closer than the tolerance move together, each at most once and at most by the tolerance, onto
///    the smallest survivor within reach; survivors are more than the tolerance apart;
/// 2. repeated points, spikes (a, b, a) and rings without area go;
/// 3. a segment takes in the vertices within the tolerance and one cell of it that lie beside it
///    (lies_beside() in segment_contact.hpp);
/// 4. where segments still cross, both take in the place, rounded to the grid; steps 2 to 4 are repeated
/// until
///    nothing is near and nothing crosses.
/// A second run on the outcome changes nothing. The smallest of equals is by x, then y, so that the outcome
/// does not depend on the order of areas. Areas keep their order; one may lose all its rings (emptied_areas).
///
/// O(points) for noise and vertices spread like those of real boundaries; each round of steps 3 and 4 that
/// inserts anything costs the building of the topology once more.
/// `box` holds all points; without it one pass more finds it.
/// @throws UsageError when the tolerance is negative or not finite. With a tolerance of 0 nothing moves; only
///   exact contacts and crossings are noded.
[[nodiscard]] Topology build_snapped_topology(GridRings rings, const Grid& grid, double tolerance_m,
                                              SnapReport& report, std::optional<GridBox> box = {});

}  // namespace geo
