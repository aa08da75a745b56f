// Taking vertices out of arcs, lightest first, without ever breaking the plane graph: the heart of
// simplify().
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/arc_lists.hpp"
#include "geo/departures.hpp"

namespace geo {

/// Which of the removable vertices are gone.
struct Thinning {
    std::vector<std::uint8_t> gone;  ///< by removable place: 1 or 0
    std::size_t removals = 0;
    std::size_t vetoed = 0;  ///< due to go, and still there
};

/// Takes out every vertex up to the limit, lightest first, save for the vetoes that simplify() lists. First
/// each arc goes on its own, on several threads, up to a step that depends on what becomes of another arc;
/// those that come to one go on together after that. Neither part depends on the order of the arcs. Where the
/// vertices between two that stay lead straight on, and no other vertex lies beside them, there can be no
/// veto, and they go without being judged one by one. O(n log n), plus the vertices met. `margin` cells are
/// SimplifyOptions::apart_m.
[[nodiscard]] Thinning thin(const ArcLists& lists, double weighting, const Departures& departures,
                            double margin);

}  // namespace geo
