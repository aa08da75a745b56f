// Ranked moves, as a table for machines, as lines for people, and as part of the report.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "cli/moves_input.hpp"
#include "cli/shown_figures.hpp"
#include "cli/text_table.hpp"
#include "geo/table.hpp"
#include "shapes/move_ranking.hpp"

namespace cli {

/// What ranked moves are shown with.
struct MovesToShow {
    const MovesInput& input;
    const shapes::MovablePlan& plan;  ///< as it was when the moves were found
    const shapes::MoveList& list;
    const shapes::Ranking& ranking;
    std::span<const shapes::MeasureWeight> by;
    shapes::FlowParameters parameters;
    shapes::DisclosureRule disclosure;
};

/// A gain of modularity as it may be shown: rounded to the worth of as many patients as counts are, since the
/// exact one would give the patients of a move away.
[[nodiscard]] double shown_gain(double gain, double total_patients, const shapes::DisclosureRule& rule);

/// {"moves": [{"area", "from", "to", "gain", ...}], "legal", "evaluated", "refused": {...}, "ties": [[...]],
/// "by": [...], "plan": {...}}. Ties are places in "moves", from 0 on.
[[nodiscard]] nlohmann::ordered_json moves_json(const MovesToShow& show);

/// One row a move with all its figures, numbers at full precision.
[[nodiscard]] geo::Table moves_table(const MovesToShow& show);

/// The first `top` moves, ties marked with a sign.
[[nodiscard]] TextTable moves_table_for_people(const MovesToShow& show, std::size_t top);

/// Lines on how many moves there are, which were refused and why, ties, and what the order is by.
[[nodiscard]] std::string moves_text(const MovesToShow& show);

}  // namespace cli
