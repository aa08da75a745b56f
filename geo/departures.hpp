// In which order the vertices of arcs would go if nothing kept any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/arc_lists.hpp"
#include "geo/bulk.hpp"

namespace geo {

inline constexpr Place no_place = std::numeric_limits<Place>::max();

/// In which order vertices go from their arcs when no veto keeps any, the lightest first (vertex_weight()
/// with its neighbours of the moment).
struct Departures {
    double limit = 0;  ///< square cells: vertices go that weigh no more
    /// By arc, as its places are: those of its vertices that go, the first first, and then no_place.
    Bulk<Place> order;
    std::vector<std::uint32_t> due;  ///< of each arc: how many of them go up to the limit
};

/// Up to a weight. O(n log n), on several threads.
[[nodiscard]] Departures departures_up_to(const ArcLists& lists, double weighting, double limit);

/// Up to the weight at which `removals` of them have gone: each vertex counts with the greatest weight among
/// those that go before it from its arc, and with its own. The limit is -1 for none, and infinite when there
/// are not so many that their rings can spare. The order may go on beyond it. O(n log n).
[[nodiscard]] Departures departures_of(const ArcLists& lists, double weighting, std::size_t removals);

}  // namespace geo
