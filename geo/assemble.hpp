// Ring assembly: from a bag of directed arcs to simple rings, and from rings to polygons.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/topology.hpp"

namespace geo {

/// A ring as a cycle of signed arcs.
using ArcRing = std::vector<SignedArc>;

/// Walks the signed arcs, each used once with its interior on the left, into rings that visit each vertex at
/// most once. Where several arcs leave a vertex the sharpest left turn is taken, so parts that touch in a
/// point stay apart; a section of the walk that comes back to a vertex is popped off as a ring of its own.
/// Arcs that do not close are left out. Deterministic. O(arcs log arcs).
[[nodiscard]] std::vector<ArcRing> assemble_rings(const Topology& topology,
                                                  std::span<const SignedArc> signed_arcs);

/// The points of a ring, open, starting at the smallest. O(points).
[[nodiscard]] std::vector<GridPoint> trace(const Topology& topology, std::span<const SignedArc> ring);

/// Twice the signed area of a ring in cells, exact; positive when counter-clockwise. O(points).
[[nodiscard]] std::int64_t twice_area(std::span<const GridPoint> ring);

/// Sorts the rings of one area so that each shell is followed by its holes, and appends them to `out` as one
/// area. A hole goes to the smallest shell that holds the midpoint of its first segment. Holes without a
/// shell, which a valid coverage does not have, come last. O(rings log rings + holes x shells near them).
void append_nested(std::vector<std::vector<GridPoint>> rings, GridRings& out);

/// True when the doubled point (twice_x, twice_y) lies inside the ring, even-odd rule. Points exactly on the
/// ring count as inside or not at random; ask with midpoints that cannot lie there. O(points).
[[nodiscard]] bool contains_doubled(std::span<const GridPoint> ring, std::int64_t twice_x,
                                    std::int64_t twice_y);

}  // namespace geo
