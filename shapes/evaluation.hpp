// A proposal evaluated: the plan that it makes, measured and held against the plan before.
#pragma once

#include "shapes/plan_comparison.hpp"
#include "shapes/plan_figures.hpp"
#include "shapes/proposal.hpp"

namespace shapes {

struct Evaluation {
    Proposal proposal;
    ProposedPlan proposed;
    PlanFigures after;
    PlanComparison comparison;
};

/// Applies, measures and compares. `before` are the figures of the plan of `input`.
/// @throws InputError as apply_proposal() does, before anything is measured.
[[nodiscard]] Evaluation evaluate(const PlanInput& input, const PlanFigures& before, const AreaGroups& groups,
                                  Proposal proposal);

/// The groups that steps of a proposal name with `within` and that are not there: what it takes smaller areas
/// for. Sorted, each once.
[[nodiscard]] std::vector<std::string> missing_groups(const Proposal& proposal, const AreaGroups& groups);

}  // namespace shapes
