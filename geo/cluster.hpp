// Clusters of close positions and the one of each that survives. For .cpp files of geo alone.
#pragma once

#include <cstdint>
#include <vector>

#include "geo/vertex_index.hpp"

namespace geo {

/// Where each position of the index goes: itself, or the survivor that it moves onto. A position survives
/// when no smaller one (by x, then y) within `tolerance` cells does; the others move onto the smallest
/// survivor within it. So each moves at most once, survivors are more than the tolerance apart, and the
/// outcome depends on nothing farther away than a chain of close positions reaches. O(positions + close
/// pairs).
[[nodiscard]] Bulk<VertexId> cluster(const VertexIndex& index, std::int64_t tolerance);

}  // namespace geo
