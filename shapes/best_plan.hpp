// The best plan within reach: starts from the given plan and from flow communities, each searched by moves,
// merges and swaps under the same constraints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shapes/moves.hpp"

namespace shapes {

/// What the best plan is looked for under. References and spans are kept.
struct PlanProblem {
    const FlowGraph& flows;
    const Neighbourhood& neighbourhood;
    std::span<const AreaFacts> facts;
    std::span<const FootprintIndex> given;  ///< areas in no footprint stay there
    MoveRules limits;
    double resolution = 1.0;
    std::optional<std::size_t> footprints;  ///< nullopt: as many as is best
    std::vector<char> keeps_area;           ///< of each area, 1: it stays in its footprint
    std::vector<char> keeps_footprint;      ///< of each footprint, 1: nobody leaves it and nobody joins it
};

struct SearchEffort {
    std::uint64_t seed = 1;
    std::size_t restarts = 8;    ///< starts from communities, beside the given plan
    std::size_t sweeps = 400;    ///< tries an area in each annealing
    std::function<bool()> stop;  ///< asked now and then; true ends the search with the best so far
};

/// One start and what came of it.
struct SearchedStart {
    std::string from;  ///< "given" or "communities 3"
    double value = 0.0;
    LimitExcess excess;
};

struct BestPlan {
    /// Footprints of the given plan by their index, new ones after them. Those without areas are gone.
    std::vector<FootprintIndex> footprint_of;
    std::size_t footprints = 0;  ///< indices in use or gone
    std::size_t alive = 0;       ///< footprints with areas
    /// Of each given footprint: where its sites that are in no known area are counted. Itself, unless it is
    /// gone.
    std::vector<FootprintIndex> home;
    double value = 0.0;        ///< directed modularity at the resolution
    double given_value = 0.0;  ///< of the given plan
    LimitExcess excess;        ///< how far footprints lie outside the limits, when no start came within them
    std::size_t stranded = 0;  ///< pieces of footprints, beyond one each, that nothing joins
    std::vector<SearchedStart> starts;
    std::size_t from = 0;  ///< of the starts
    std::uint64_t evaluations = 0;
    bool is_stopped = false;
};

/// Searches. A start that begins in several pieces is mended first; the plan found keeps contiguity, limits
/// and pins, and is no worse than the given one when that keeps them. Of two plans the one nearer to the
/// limits is better, then that of the greater modularity. Merging is tried again after each climb when the
/// number of footprints is free; splits come from communities alone. Sites that are known by footprint stay
/// with it; those of a footprint that is gone count where its community was put. The answer depends on seed,
/// restarts and sweeps alone, unless `stop` cuts the search. O(restarts x sweeps x flows) about.
/// @pre find_impossible_limit() finds none.
/// @throws InternalError when lengths differ.
[[nodiscard]] BestPlan find_best_plan(const PlanProblem& problem, const SearchEffort& effort);

/// Directed modularity of a plan, reckoned anew. O(flows).
[[nodiscard]] double plan_modularity(const FlowGraph& flows, std::span<const FootprintIndex> footprint_of,
                                     double resolution);

}  // namespace shapes
