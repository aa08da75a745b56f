// Moves: every change of one area to a neighbouring footprint that the rules allow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shapes/movable_plan.hpp"

namespace shapes {

/// What a move may not break. A limit that a footprint breaks already must not be broken by more.
struct MoveRules {
    bool contiguity = true;  ///< no footprint falls into more pieces than before
    std::optional<double> least_population;
    std::optional<double> greatest_population;
    std::optional<std::int32_t> fewest_members;
    std::optional<std::int32_t> most_members;
};

/// How far a footprint lies outside the limits; 0 when it keeps them.
struct LimitExcess {
    double people = 0.0;
    std::int32_t members = 0;

    [[nodiscard]] bool any() const { return people > 0.0 || members > 0; }
};
[[nodiscard]] LimitExcess limit_excess(const FootprintSums& sums, const MoveRules& rules);

/// Why a move is not allowed.
enum class Refusal { empties, breaks_contiguity, population, members };

/// Name as it stands in reports: "empties", "breaks_contiguity", "population", "members".
[[nodiscard]] std::string_view to_string(Refusal refusal);

/// A move with what it does.
struct Move {
    MoveEffect effect;
    std::int32_t pieces_from = 0;  ///< change of the number of pieces of the footprint that is left
    std::int32_t pieces_to =
        0;              ///< change of that of the footprint that is joined: 0, or less when it joins pieces
    double gain = 0.0;  ///< of the plan's open directed modularity
};

struct MoveList {
    std::vector<Move> legal;
    std::size_t evaluated = 0;  ///< moves of areas to footprints that they have as neighbours
    std::vector<std::size_t> refused{0, 0, 0, 0};  ///< by Refusal, each move under its first
};

/// Whether footprints keep the limits of population and members, or break them by no more than before.
/// nullopt when they do. O(1).
[[nodiscard]] std::optional<Refusal> breaks_limits(const MovablePlan& plan, const MoveEffect& effect,
                                                   const MoveRules& rules);

/// All moves of an area to a footprint in which it has a neighbour, over a border or a link, by area, then by
/// footprint. Legal when the footprint that is left keeps an area, pieces do not grow in number, and the
/// limits hold or are broken by no more than before. O(flows + borders).
[[nodiscard]] MoveList legal_moves(MovablePlan& plan, const MoveRules& rules, double resolution);

}  // namespace shapes
