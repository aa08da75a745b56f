// The way from a plan to a better one: single moves, each legal, best first.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "shapes/moves.hpp"

namespace shapes {

struct PathStep {
    MoveEffect effect;
    double gain = 0.0;            ///< of modularity, by this step
    double cumulated_gain = 0.0;  ///< with all steps before it
};

struct MovePath {
    std::vector<PathStep> steps;
    std::size_t left = 0;  ///< areas whose move never became legal
};

/// Moves of areas to the footprints that `goal` gives them, at each step the legal one that gains most, so
/// that the first steps are the shortest list that gains most, as far as taking the best next tells. Ends
/// when the plan is the goal, or no move is legal. O(steps x differing areas x flows of an area).
/// @pre the goal has footprints of the plan.
[[nodiscard]] MovePath find_path(MovablePlan& plan, std::span<const FootprintIndex> goal,
                                 const MoveRules& rules, double resolution);

}  // namespace shapes
