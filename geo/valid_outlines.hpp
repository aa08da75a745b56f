// Outlines that cross, touch or overlap themselves, and the same ground in outlines that do not.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"

namespace geo {

struct ValidOutlines {
    GridRings outlines;
    std::vector<std::uint32_t> remade;  ///< areas whose outline was none, sorted
};

/// Makes the outlines of some areas anew, round the ground that find_faces() has each claim, and takes those
/// that then consist of other rings, by areas and numbers of points: what was there before was invalid. A
/// valid outline has no others. O(points).
/// @pre the outlines are those of a noded topology; `suspects` are sorted (suspect_outlines()).
[[nodiscard]] ValidOutlines with_valid_outlines(GridRings outlines, std::span<const std::uint32_t> suspects,
                                                const Grid& grid);

}  // namespace geo
