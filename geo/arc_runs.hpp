// Arcs in runs, for two threads. For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <cstddef>

#include "geo/arc_lists.hpp"
#include "geo/two_threads.hpp"

namespace geo {

/// Calls `work` with runs of arcs [first, last) that hold about as many vertices each, on two threads, and
/// waits for both. What `work` does to one arc must not depend on another.
template <class Work>
void for_runs_of_arcs(const ArcLists& lists, Work work) {
    constexpr std::size_t vertices_of_a_run = 16384;
    const std::size_t vertices = lists.removables;
    const std::size_t runs = vertices / vertices_of_a_run + 1;
    // Arcs without vertices belong to a run too.
    const auto first_arc = [&](std::size_t run) {
        const auto found =
            std::lower_bound(lists.arcs.begin(), lists.arcs.end(), vertices * run / runs,
                             [](const ArcLists::Arc& arc, std::size_t place) { return arc.first < place; });
        return static_cast<std::size_t>(found - lists.arcs.begin());
    };
    in_shares(vertices, runs, [&](std::size_t run) {
        work(first_arc(run), run + 1 < runs ? first_arc(run + 1) : lists.arcs.size());
    });
}

}  // namespace geo
