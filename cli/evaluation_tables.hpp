// A proposal evaluated, as people read it and as a table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/text_table.hpp"
#include "geo/table.hpp"
#include "shapes/evaluation.hpp"
#include "shapes/placement_totals.hpp"

namespace cli {

/// What evaluations are reported with.
struct EvaluationsToReport {
    const shapes::PlanInput& input;
    const shapes::PlanFigures& before;
    std::span<const shapes::Evaluation> evaluations;
    const shapes::PlacementTotals& totals;  ///< of the flows, when there are any
    std::string together;                   ///< "alternatives" or "stacked"
};

/// A part of the report on one proposal.
struct EvaluationSection {
    std::string title;  ///< empty for the first
    std::string text;   ///< before the table, lines
    std::optional<TextTable> table;
};

/// Who proposes what; the criteria with their verdicts; each footprint touched; authorities, roadmaps and
/// other geographies that are split or made whole; totals of summed columns.
[[nodiscard]] std::vector<EvaluationSection> evaluation_sections(const EvaluationsToReport& report,
                                                                 const shapes::Evaluation& evaluation);

/// One column a proposal: its effect on each criterion.
[[nodiscard]] TextTable alternatives_table(std::span<const shapes::Evaluation> evaluations);

/// "Breaks a limit: contiguity; better: self_containment; worse: ...": what the verdicts come to.
[[nodiscard]] std::string effects_text(const shapes::PlanComparison& comparison);

/// One row a figure: proposal, footprint ("plan" for the plan as a whole), measure, before, after,
/// difference; an empty cell for what is unknown, "*" for what is not shown.
[[nodiscard]] geo::Table evaluation_table(const EvaluationsToReport& report);

}  // namespace cli
