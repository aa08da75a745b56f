// Taking vertices out of arcs, lightest first, without ever breaking the plane graph: the heart of
// simplify().
#pragma once

#include <cstddef>
#include <vector>

#include "geo/arc_lists.hpp"

namespace geo {

/// Which of the removable vertices are gone.
struct Thinning {
    std::vector<bool> gone;  ///< by removable place
    std::size_t removals = 0;
    std::size_t vetoed = 0;  ///< due to go, and still there
};

/// Takes out every vertex that weighs at most `limit` square cells (vertex_weight() with its neighbours of
/// the moment), lightest first, save for the vetoes that simplify() lists. First each arc goes on its own, on
/// several threads, up to a step that depends on what becomes of another arc; those that come to one go on
/// together after that. Neither part depends on the order of the arcs. O(n log n), plus the vertices met in
/// triangles.
[[nodiscard]] Thinning thin(const ArcLists& lists, double weighting, double limit);

/// The weight up to which vertices have to go so that `removals` of them do, if none were kept by a veto:
/// each vertex counts with the greatest weight among those that go before it from its arc, and with its own.
/// -1 for none, infinite when there are not so many that their rings can spare. O(n log n).
[[nodiscard]] double limit_for_removals(const ArcLists& lists, double weighting, std::size_t removals);

}  // namespace geo
