// The ranking of moves: what each does to each measure of the plan and of its two footprints, and an order by
// one measure or by several with weights.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "shapes/flow_measures.hpp"
#include "shapes/moves.hpp"

namespace shapes {

/// What moves can be ranked by. Each is a change of the plan and positive when it is for the better.
enum class MoveMeasure {
    modularity,   ///< gain of open directed modularity
    li,           ///< of the localisation index of the plan
    lofi,         ///< of the LOFI of the plan, the sum of L over the sum of W
    inside,       ///< patients newly inside less patients newly outside
    validity,     ///< of the lesser validity of the two footprints
    population,   ///< less distance of the two from the ideal population, as a share of it
    compactness,  ///< of the mean of Polsby-Popper of the two
    border,       ///< less border between footprints, in m
    cut_edges,    ///< fewer neighbouring areas in two footprints
    pieces,       ///< fewer pieces of footprints
};

/// Names as they stand in options and reports, in the order of MoveMeasure.
inline constexpr std::array<std::string_view, 10> move_measure_names{
    "modularity", "li",          "lofi",   "inside",    "validity",
    "population", "compactness", "border", "cut_edges", "pieces"};

/// Figures of one footprint. Undefined ratios are nullopt.
struct FootprintFigures {
    std::optional<double> li;
    std::optional<double> lofi;
    std::optional<double> validity;
    std::optional<double> polsby_popper;
    double modularity = 0.0;  ///< its term of the plan's
};

/// O(1). `total`: all patients counted.
[[nodiscard]] FootprintFigures footprint_figures(const FootprintSums& sums, double total,
                                                 const FlowParameters& parameters);

/// Sums over the footprints of a plan, from which the change of its measures by a move is had in O(1).
struct PlanSums {
    double local = 0.0;
    double resident = 0.0;
    double treated = 0.0;
    double population = 0.0;
    double modularity = 0.0;
    std::size_t footprints = 0;  ///< that have areas

    [[nodiscard]] std::optional<double> li() const;
    [[nodiscard]] std::optional<double> lofi() const;
    /// The same after a move, but for modularity, which only changes by its gain.
    [[nodiscard]] PlanSums after(const MovablePlan& plan, const Move& move) const;
};
[[nodiscard]] PlanSums plan_sums(const MovablePlan& plan, double resolution);

/// By how much a move is for the better by a measure; nullopt where that is undefined before or after. O(1).
[[nodiscard]] std::optional<double> betterment(MoveMeasure measure, const MovablePlan& plan,
                                               const PlanSums& sums, const Move& move,
                                               const FlowParameters& parameters);

struct MeasureWeight {
    MoveMeasure measure = MoveMeasure::modularity;
    double weight = 1.0;
};

struct RankedMove {
    Move move;
    std::optional<double> score;  ///< nullopt: undefined by one of the measures
};

struct Ranking {
    std::vector<RankedMove> moves;               ///< best first, undefined ones last
    std::vector<std::vector<std::size_t>> ties;  ///< places of moves with one score, each a run
    std::vector<double> scales;                  ///< of each measure: by what it was divided
};

/// Moves in order. One measure is its own score. Several are divided by their greatest absolute value over
/// the moves, so that each lies between -1 and 1, and added up with their weights. Scores that differ by no
/// more than 1e-12 of the greatest are a tie, within which moves keep the order of `moves` (by area, then by
/// footprint). O(n log n).
/// @pre `by` is not empty.
[[nodiscard]] Ranking rank_moves(const MovablePlan& plan, std::span<const Move> moves,
                                 std::span<const MeasureWeight> by, const FlowParameters& parameters);

}  // namespace shapes
