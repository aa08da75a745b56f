// Rings as lists of vertex numbers: what snapping, noding and the arc topology work on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/bulk.hpp"
#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace geo {

using VertexId = std::uint32_t;
inline constexpr VertexId no_vertex = static_cast<VertexId>(-1);

/// Rings of areas over a table of distinct positions.
struct NumberedRings {
    Bulk<GridPoint> vertices;  ///< no position twice; some may be on no ring
    RingSet<VertexId> rings;
    std::vector<std::uint8_t> is_hole;  ///< of each ring, as it was read: snapping may turn a sliver over
};

/// Which rings are holes: those of negative area, but for the first ring of an area. O(points).
[[nodiscard]] std::vector<std::uint8_t> hole_flags(const GridRings& rings);

/// Numbers the positions of the rings. Numbers follow space (see VertexIndex), so that what is near on the
/// ground is near in memory.
/// O(points) for points spread like those of real boundaries, O(points log points) at worst.
[[nodiscard]] NumberedRings number_vertices(const GridRings& rings);

}  // namespace geo
