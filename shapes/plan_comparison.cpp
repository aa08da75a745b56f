#include "shapes/plan_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// The units of one geography.
struct Geography {
    std::string criterion;
    std::span<const std::string> codes;
    std::span<const std::string> names;
    std::string weighed_by;
};

void compare_splits(const Geography& geography, const Splits& before, const Splits& after,
                    std::vector<SplitChange>& changes) {
    for (std::size_t u = 0; u < geography.codes.size(); ++u) {
        const UnitSplit& old_split = before.of[u];
        const UnitSplit& new_split = after.of[u];
        // Sums over footprints in another order may differ in the last digits.
        const double difference = std::abs(new_split.minority - old_split.minority);
        if (old_split.parts == new_split.parts && difference <= 1e-9 * old_split.weight) continue;
        changes.push_back({geography.criterion, geography.codes[u], geography.names[u], old_split.parts,
                           new_split.parts, old_split.minority, new_split.minority, geography.weighed_by});
    }
}

std::vector<SplitChange> compare_geographies(const PlanInput& input, const PlanFigures& before,
                                             const PlanFigures& after) {
    std::vector<SplitChange> changes;
    const auto authorities = [&](std::string name, const AuthorityTable& table,
                                 const AuthoritySplits& old_splits, const AuthoritySplits& new_splits) {
        compare_splits({std::move(name), table.codes, table.names, std::string(to_string(new_splits.weight))},
                       old_splits.by_footprint, new_splits.by_footprint, changes);
    };
    if (before.guidance.lower)
        authorities("authorities_lower", before.guidance.lower->table, before.guidance.lower->splits,
                    after.guidance.lower->splits);
    if (before.guidance.upper)
        authorities("authorities_upper", before.guidance.upper->table, before.guidance.upper->splits,
                    after.guidance.upper->splits);
    if (before.roadmaps) {
        const std::vector<std::string>& names = input.guidance.roadmaps->names;
        compare_splits({"roadmaps", names, names, input.guidance.populations.empty() ? "areas" : "people"},
                       *before.roadmaps, *after.roadmaps, changes);
    }
    for (std::size_t g = 0; g < input.aligned.size(); ++g)
        authorities("align " + input.aligned[g].path, input.aligned[g], before.aligned[g], after.aligned[g]);
    return changes;
}

void compare_crossings(const PlanInput& input, const ProposedPlan& proposed, PlanComparison& result) {
    if (input.flows == nullptr) return;
    const Plan& before = input.guidance.plan;
    const Plan& after = proposed.plan;
    const auto fixed = static_cast<std::int32_t>(before.footprints());
    const auto place_in = [&](const Plan& plan, std::int32_t place, bool is_after) -> FootprintIndex {
        if (place < 0) return place;
        if (place >= fixed) return plan.footprint_of[static_cast<std::size_t>(place - fixed)];
        return is_after ? proposed.successor[static_cast<std::size_t>(place)] : place;
    };
    CompensatedSum inside;
    CompensatedSum outside;
    for (const AreaFlow& flow : input.flows->by_place) {
        if (flow.area < 0 || flow.to < 0) continue;
        const FootprintIndex from_before = before.footprint_of[static_cast<std::size_t>(flow.area)];
        const FootprintIndex from_after = after.footprint_of[static_cast<std::size_t>(flow.area)];
        const bool was_inside = from_before >= 0 && from_before == place_in(before, flow.to, false);
        const bool is_inside = from_after >= 0 && from_after == place_in(after, flow.to, true);
        if (was_inside == is_inside) continue;
        const double patients = estimate(flow.patients, flow.suppressed, input.parameters.suppressed).value;
        (is_inside ? inside : outside).add(patients);
        result.crossings.push_back(
            {flow.area, flow.to, patients, is_inside, is_inside ? from_after : from_before});
    }
    result.newly_inside = inside.value();
    result.newly_outside = outside.value();
}

/// What breaks a limit, and what the criterion finds in the plan after and not in the one before.
std::vector<geo::Finding> findings_of(const std::vector<CriterionChange>& changes, const Guidance& before,
                                      const Guidance& after) {
    std::vector<geo::Finding> findings;
    for (std::size_t c = 0; c < after.criteria.size(); ++c) {
        const CriterionChange& change = changes[c];
        if (change.effect != Effect::breaks_limit) continue;
        const auto severity = change.required ? geo::Severity::violation : geo::Severity::warning;
        findings.push_back(table_finding(geo::FindingKind::criterion, severity, change.broken,
                                         change.name +
                                             ": the proposal breaks a limit that held before, for " +
                                             list_codes(change.broken)));
        const std::vector<geo::Finding>& old = before.criteria[c].findings;
        std::ranges::copy_if(after.criteria[c].findings, std::back_inserter(findings),
                             [&](const geo::Finding& found) {
                                 return std::ranges::find(old, found.text, &geo::Finding::text) == old.end();
                             });
    }
    return findings;
}

std::vector<std::string> touched_codes(const Plan& before, const ProposedPlan& proposed) {
    std::set<std::string, std::less<>> codes(proposed.renamed.begin(), proposed.renamed.end());
    for (const auto* list : {&proposed.ended, &proposed.begun})
        codes.insert(list->begin(), list->end());
    for (const AreaMove& move : proposed.moves) {
        if (move.from >= 0) codes.insert(before.codes[static_cast<std::size_t>(move.from)]);
        if (move.to >= 0) codes.insert(proposed.plan.codes[static_cast<std::size_t>(move.to)]);
    }
    return {codes.begin(), codes.end()};
}

}  // namespace

bool PlanComparison::breaks_a_limit() const {
    return std::ranges::any_of(criteria, [](const CriterionChange& change) {
        return change.required && change.effect == Effect::breaks_limit;
    });
}

PlanComparison compare_plans(const PlanInput& input, const ProposedPlan& proposed, const PlanFigures& before,
                             const PlanFigures& after) {
    PlanComparison result;
    result.touched = touched_codes(input.guidance.plan, proposed);
    result.criteria = compare_criteria(input, proposed, result.touched, before, after);
    result.findings = findings_of(result.criteria, before.guidance, after.guidance);
    result.splits = compare_geographies(input, before, after);
    compare_crossings(input, proposed, result);
    return result;
}

}  // namespace shapes
