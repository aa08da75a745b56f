// Taking vertices out of arcs, lightest first, without ever breaking the plane graph: the heart of
// simplify().
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "geo/arc_lists.hpp"

namespace geo {

/// In which order vertices go from their arcs when no veto keeps any, the lightest first (vertex_weight()
/// with its neighbours of the moment).
struct Departures {
    double limit = 0;  ///< square cells: vertices go that weigh no more
    /// By arc, as its places are: those of its vertices that go, the first first, and then no_place.
    std::vector<Place> order;
    std::vector<std::uint32_t> due;  ///< of each arc: how many of them go up to the limit
};

inline constexpr Place no_place = std::numeric_limits<Place>::max();

/// Up to a weight. O(n log n), on several threads.
[[nodiscard]] Departures departures_up_to(const ArcLists& lists, double weighting, double limit);

/// Up to the weight at which `removals` of them have gone: each vertex counts with the greatest weight among
/// those that go before it from its arc, and with its own. The limit is -1 for none, and infinite when there
/// are not so many that their rings can spare. The order may go on beyond it. O(n log n).
[[nodiscard]] Departures departures_of(const ArcLists& lists, double weighting, std::size_t removals);

/// Which of the removable vertices are gone.
struct Thinning {
    std::vector<bool> gone;  ///< by removable place
    std::size_t removals = 0;
    std::size_t vetoed = 0;  ///< due to go, and still there
};

/// Takes out every vertex up to the limit, lightest first, save for the vetoes that simplify() lists. First
/// each arc goes on its own, on several threads, up to a step that depends on what becomes of another arc;
/// those that come to one go on together after that. Neither part depends on the order of the arcs. Where the
/// vertices between two that stay lead straight on, and no other vertex lies beside them, there can be no
/// veto, and they go without being judged one by one. O(n log n), plus the vertices met.
[[nodiscard]] Thinning thin(const ArcLists& lists, double weighting, const Departures& departures);

}  // namespace geo
