#include "cli/evaluation_results.hpp"

#include <nlohmann/json.hpp>

#include "cli/evaluation_figures.hpp"
#include "cli/flow_results.hpp"
#include "cli/json_values.hpp"
#include "shapes/code_index.hpp"

namespace cli {
namespace {

using shapes::Evaluation;

Json code_or_null(const shapes::Plan& plan, shapes::FootprintIndex f) {
    return f < 0 ? Json(nullptr) : Json(plan.codes[static_cast<std::size_t>(f)]);
}

/// One of the two plans.
struct Side {
    const EvaluationsToReport& report;
    const shapes::Plan& plan;
    const shapes::PlanFigures& figures;

    [[nodiscard]] FlowsToReport flows() const {
        return {plan, report.input.guidance.area_codes, *figures.flows, report.totals};
    }
};

Json plan_json(const Side& side) {
    const shapes::PlanFigures& figures = side.figures;
    Json criteria = Json::array();
    for (const shapes::Criterion& criterion : figures.guidance.criteria)
        criteria.push_back({{"name", criterion.name},
                            {"verdict", to_string(criterion.verdict)},
                            {"concerned", criterion.concerned},
                            {"found", criterion.figure}});
    const auto& deviation = figures.guidance.deviation;
    return {{"footprints", side.plan.footprints()},
            {"passes", figures.guidance.passes()},
            {"ideal_population", deviation ? Json(deviation->ideal) : Json(nullptr)},
            {"greatest_share", deviation ? or_null(deviation->greatest_share) : Json(nullptr)},
            {"cut_edges", figures.cut_edges},
            {"border_m", figures.border_between_m},
            {"flows", figures.flows ? flow_summary_json(side.flows()) : Json(nullptr)},
            {"criteria", std::move(criteria)}};
}

/// The footprint of this code; null when it is not there.
Json footprint_json(const Side& side, const std::string& code) {
    const std::int32_t index = shapes::CodeIndex(side.plan.codes).find(code);
    if (index < 0) return nullptr;
    const auto f = static_cast<std::size_t>(index);
    const shapes::PlanFigures& figures = side.figures;
    const shapes::FootprintGuidance& of = figures.guidance.footprints[f];
    const shapes::ShapeMeasure& shape = figures.shapes[f];
    Json sums = Json::object();
    for (const shapes::ColumnSum& sum : figures.composition.sums)
        sums[sum.name] = or_null(sum.of_footprint[f]);
    return {{"name", side.plan.names[f]},
            {"population", or_null(of.population)},
            {"deviation", or_null(of.deviation)},
            {"members", of.members},
            {"member_parts", of.member_parts},
            {"pieces", of.pieces},
            {"embedded_in", code_or_null(side.plan, of.embedded_in)},
            {"authorities_lower", or_null(of.split_lower)},
            {"authorities_upper", or_null(of.split_upper)},
            {"roadmaps", of.roadmaps ? Json(to_string(*of.roadmaps)) : Json(nullptr)},
            {"fails", of.fails},
            {"area_m2", shape.area_m2},
            {"perimeter_m", shape.perimeter_m},
            {"border_m", figures.border_m[f]},
            {"polsby_popper", or_null(shape.polsby_popper)},
            {"schwartzberg", or_null(shape.schwartzberg)},
            {"reock", or_null(shape.reock)},
            {"convex_hull_ratio", or_null(shape.convex_hull_ratio)},
            {"sums", std::move(sums)},
            {"flows", figures.flows ? footprint_flows_json(side.flows(), f) : Json(nullptr)}};
}

Json criteria_json(const shapes::PlanComparison& comparison) {
    Json list = Json::array();
    for (const shapes::CriterionChange& change : comparison.criteria) {
        const auto value = [&](const std::optional<double>& number) {
            return number && !change.may_show ? Json(suppressed_mark) : or_null(number);
        };
        const bool is_known = change.before && change.after;
        list.push_back(
            {{"name", change.name},
             {"required", change.required},
             {"effect", to_string(change.effect)},
             {"measure", change.measure},
             {"more_is_better", change.more_is_better},
             {"before", value(change.before)},
             {"after", value(change.after)},
             {"difference", value(is_known ? std::optional(*change.after - *change.before) : std::nullopt)},
             {"broken", change.broken},
             {"mended", change.mended}});
    }
    return list;
}

Json moves_json(const EvaluationsToReport& report, const Evaluation& evaluation) {
    Json list = Json::array();
    for (const shapes::AreaMove& move : evaluation.proposed.moves)
        list.push_back({{"area", report.input.guidance.area_codes[static_cast<std::size_t>(move.area)]},
                        {"from", code_or_null(report.input.guidance.plan, move.from)},
                        {"to", code_or_null(evaluation.proposed.plan, move.to)}});
    return list;
}

Json splits_json(const shapes::PlanComparison& comparison) {
    Json list = Json::array();
    for (const shapes::SplitChange& split : comparison.splits)
        list.push_back({{"geography", split.geography},
                        {"code", split.code},
                        {"name", split.name},
                        {"parts_before", split.parts_before},
                        {"parts_after", split.parts_after},
                        {"minority_before", split.minority_before},
                        {"minority_after", split.minority_after},
                        {"weighed_by", split.weighed_by}});
    return list;
}

Json sums_json(const EvaluationsToReport& report, const Evaluation& evaluation) {
    Json list = Json::array();
    for (std::size_t s = 0; s < report.input.sums.size(); ++s) {
        const shapes::ColumnSum& before = report.before.composition.sums[s];
        const shapes::ColumnSum& after = evaluation.after.composition.sums[s];
        list.push_back({{"column", before.name},
                        {"all_areas", before.before},
                        {"before", report.before.totals[s]},
                        {"after", evaluation.after.totals[s]},
                        {"in_no_footprint", after.in_no_footprint},
                        {"missing", after.missing_before}});
    }
    return list;
}

Json crossings_json(const EvaluationsToReport& report, const Evaluation& evaluation) {
    if (report.input.flows == nullptr) return nullptr;
    const ShownFigures shown(report.input.guidance.disclosure);
    return {{"newly_inside", shown.count(evaluation.comparison.newly_inside)},
            {"newly_outside", shown.count(evaluation.comparison.newly_outside)}};
}

}  // namespace

Json evaluation_json(const EvaluationsToReport& report, const Evaluation& evaluation) {
    const Side before{report, report.input.guidance.plan, report.before};
    const Side after{report, evaluation.proposed.plan, evaluation.after};
    Json footprints = Json::array();
    for (const std::string& code : evaluation.comparison.touched)
        footprints.push_back({{"code", code},
                              {"before", footprint_json(before, code)},
                              {"after", footprint_json(after, code)}});
    const shapes::Proposal& proposal = evaluation.proposal;
    return {{"name", proposal.name},
            {"reason", proposal.reason},
            {"proposer", proposal.proposer},
            {"date", proposal.date},
            {"source", proposal.source},
            {"breaks_a_limit", evaluation.comparison.breaks_a_limit()},
            {"criteria", criteria_json(evaluation.comparison)},
            {"plan", {{"before", plan_json(before)}, {"after", plan_json(after)}}},
            {"footprints", std::move(footprints)},
            {"moves", moves_json(report, evaluation)},
            {"ended", evaluation.proposed.ended},
            {"begun", evaluation.proposed.begun},
            {"renamed", evaluation.proposed.renamed},
            {"crossings", crossings_json(report, evaluation)},
            {"splits", splits_json(evaluation.comparison)},
            {"sums", sums_json(report, evaluation)}};
}

Json evaluations_json(const EvaluationsToReport& report) {
    if (report.evaluations.size() == 1) return evaluation_json(report, report.evaluations.front());
    Json proposals = Json::array();
    for (const Evaluation& evaluation : report.evaluations)
        proposals.push_back(evaluation_json(report, evaluation));
    return {{"together", report.together}, {"proposals", std::move(proposals)}};
}

}  // namespace cli
