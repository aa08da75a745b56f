#include "shapes/evaluation.hpp"

#include <set>
#include <utility>

namespace shapes {

Evaluation evaluate(const PlanInput& input, const PlanFigures& before, const AreaGroups& groups,
                    Proposal proposal) {
    Evaluation result;
    result.proposed = apply_proposal(input.guidance.plan, input.guidance.area_codes, groups, proposal);
    result.proposal = std::move(proposal);
    result.after = measure_plan(input, result.proposed.plan, result.proposed.successor);
    result.comparison = compare_plans(input, result.proposed, before, result.after);
    return result;
}

std::vector<std::string> missing_groups(const Proposal& proposal, const AreaGroups& groups) {
    std::set<std::string> missing;
    for (const ProposalStep& step : proposal.steps)
        if (!step.within.empty() && !groups.contains(step.within)) missing.insert(step.within);
    return {missing.begin(), missing.end()};
}

}  // namespace shapes
