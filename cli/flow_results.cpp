#include "cli/flow_results.hpp"

#include <nlohmann/json.hpp>

#include "cli/placement_output.hpp"
#include "cli/shown_figures.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

Json verdict(const std::optional<shapes::Containment>& value) {
    return value ? Json(shapes::to_string(*value)) : Json(nullptr);
}

/// Counts of one side of a footprint that are hidden for another's sake.
struct Hidden {
    bool local;
    bool out;
    bool in;
};

Json bounds_json(const shapes::FlowMeasure& m, const Hidden& hidden, const shapes::ShowableRates& may,
                 const ShownFigures& shown) {
    const shapes::FlowMeasureRange& b = *m.bounds;
    return {{"resident", shown.count_range(b.resident, m.resident)},
            {"treated", shown.count_range(b.treated, m.treated)},
            {"local", shown.count_range(b.local, m.local, hidden.local)},
            {"out", shown.count_range(b.out, m.out, hidden.out)},
            {"in", shown.count_range(b.in, m.in, hidden.in)},
            {"li", shown.rate_range(b.li, may.li)},
            {"lofi", shown.rate_range(b.lofi, may.lofi)},
            {"msi", shown.rate_range(b.msi, may.msi)},
            {"npf", shown.rate_range(b.npf, may.npf)},
            {"net", shown.count_range(b.net, m.net)},
            {"home_work_ratio", shown.rate_range(b.home_work_ratio, may.home_work_ratio)},
            {"commuter_ratio", shown.rate_range(b.commuter_ratio, may.commuter_ratio)},
            {"elzinga_hogarty", {verdict(b.elzinga_hogarty_low), verdict(b.elzinga_hogarty_high)}},
            {"validity", shown.rate_range(b.validity, may.validity)},
            {"outer", {"validity"}}};
}

Json measure_json(const shapes::FlowMeasure& m, const Hidden& hidden, const shapes::ShowableRates& may,
                  const ShownFigures& shown) {
    Json json = {{"resident", shown.count(m.resident)},
                 {"treated", shown.count(m.treated)},
                 {"local", shown.count(m.local, hidden.local)},
                 {"out", shown.count(m.out, hidden.out)},
                 {"in", shown.count(m.in, hidden.in)},
                 {"li", shown.rate(m.li, may.li)},
                 {"lofi", shown.rate(m.lofi, may.lofi)},
                 {"msi", shown.rate(m.msi, may.msi)},
                 {"npf", shown.rate(m.npf, may.npf)},
                 {"net", shown.count(m.net)},
                 {"home_work_ratio", shown.rate(m.home_work_ratio, may.home_work_ratio)},
                 {"commuter_ratio", shown.rate(m.commuter_ratio, may.commuter_ratio)},
                 {"elzinga_hogarty", verdict(m.elzinga_hogarty)},
                 {"validity", shown.rate(m.validity, may.validity)}};
    if (m.bounds) json["bounds"] = bounds_json(m, hidden, may, shown);
    return json;
}

Json cohesion_json(const shapes::InternalCohesion& of, const ShownFigures& shown) {
    const bool may_show = shown.rule().may_show_rate({of.between, of.within, of.within - of.between});
    Json json = {{"members", of.members},
                 {"links", of.links},
                 {"link_share", of.link_share ? Json(*of.link_share) : Json(nullptr)},
                 {"flow_share", shown.rate(of.flow_share, may_show)}};
    if (of.flow_share_bounds) {
        Json& bounds = json["bounds"];
        if (of.link_share_bounds) bounds["link_share"] = shown.rate_range(*of.link_share_bounds);
        bounds["flow_share"] = shown.rate_range(*of.flow_share_bounds, may_show);
    }
    return json;
}

Json footprint_json(const FlowsToReport& report, std::size_t f, const ShownFigures& shown) {
    const shapes::FootprintFlows& both = report.flows.result.footprints[f];
    const shapes::SuppressedCounts& hidden = report.flows.disclosure.footprints[f];
    Json json = {{"code", report.plan.codes[f]}};
    json.update(measure_json(both.open, {hidden.local, hidden.out, hidden.in},
                             shapes::showable_rates(both.open, shown.rule()), shown));
    json["closed"] = measure_json(both.closed, {hidden.local, hidden.closed_out, hidden.closed_in},
                                  shapes::showable_closed_rates(both.open, both.closed, shown.rule()), shown);
    json["internal_cohesion"] =
        report.flows.cohesion ? cohesion_json((*report.flows.cohesion)[f], shown) : Json(nullptr);
    json["to_outside"] = shown.count(both.to_outside.value, hidden.to_outside);
    json["to_unknown"] = shown.count(both.to_unknown.value, hidden.to_unknown);
    json["from_outside"] = shown.count(both.from_outside.value, hidden.from_outside);
    json["from_unknown"] = shown.count(both.from_unknown.value, hidden.from_unknown);
    return json;
}

Json plan_json(const shapes::PlanFlow& plan, const ShownFigures& shown) {
    const auto plain = [](const std::optional<double>& value) {
        return value ? Json(*value) : Json(nullptr);
    };
    Json json = {
        {"li", plain(plan.li)}, {"modularity", plain(plan.modularity)}, {"within", plain(plan.within)}};
    if (plan.bounds) {
        json["bounds"] = {{"total", shown.count_range(plan.bounds->total, plan.total)},
                          {"li", shown.rate_range(plan.bounds->li)},
                          {"modularity", shown.rate_range(plan.bounds->modularity)},
                          {"within", shown.rate_range(plan.bounds->within)},
                          {"outer", {"modularity"}}};
    }
    return json;
}

Json matrix_json(const FlowsToReport& report, const ShownFigures& shown) {
    const shapes::FlowAnalysis& flows = report.flows;
    Json cells = Json::array();
    for (std::size_t c = 0; c < flows.matrix.size(); ++c) {
        const shapes::PlaceFlow& flow = flows.matrix[c];
        const bool is_hidden = !flows.disclosure.matrix[c].count;
        const shapes::Estimate patients =
            shapes::estimate(flow.patients, flow.suppressed, flows.result.parameters.suppressed);
        Json cell = {{"from", shapes::place_code(report.plan, flow.from)},
                     {"to", shapes::place_code(report.plan, flow.to)},
                     {"patients", shown.count(patients.value, is_hidden)}};
        if (!patients.is_exact())
            cell["bounds"] = {{"patients", shown.count_range(patients.range(), patients.value, is_hidden)}};
        cells.push_back(std::move(cell));
    }
    return cells;
}

Json pairs_json(const FlowsToReport& report, const ShownFigures& shown) {
    Json list = Json::array();
    for (const shapes::FlowPair& pair : report.flows.pairs) {
        const double there = pair.a_to_b.value;
        const double back = pair.b_to_a.value;
        const shapes::SuppressedPair hidden = shapes::suppressed_of(report.flows, pair);
        Json json = {{"a", shapes::place_code(report.plan, pair.a)},
                     {"b", shapes::place_code(report.plan, pair.b)},
                     {"a_to_b", shown.count(there, hidden.a_to_b)},
                     {"b_to_a", shown.count(back, hidden.b_to_a)},
                     {"patients", shown.count(pair.patients(), hidden.any())},
                     {"cohesion", hidden.any() ? Json(suppressed_mark) : Json(pair.cohesion)},
                     {"cohesion_closed", hidden.any() ? Json(suppressed_mark) : Json(pair.cohesion_closed)}};
        const auto bounds = [&](const std::optional<shapes::Range>& range) {
            return hidden.any() ? Json(suppressed_mark) : Json({range->low, range->high});
        };
        if (pair.cohesion_bounds) json["bounds"]["cohesion"] = bounds(pair.cohesion_bounds);
        if (pair.cohesion_closed_bounds)
            json["bounds"]["cohesion_closed"] = bounds(pair.cohesion_closed_bounds);
        list.push_back(std::move(json));
    }
    return list;
}

Json ranking_json(const FlowsToReport& report, const std::vector<shapes::FootprintIndex>& order,
                  const ShownFigures& shown) {
    Json list = Json::array();
    for (const shapes::FootprintIndex f : order) {
        const shapes::FlowMeasure& m = report.flows.result.footprints[static_cast<std::size_t>(f)].open;
        list.push_back({{"code", shapes::place_code(report.plan, f)},
                        {"net", shown.count(m.net)},
                        {"npf", shown.rate(m.npf, shapes::showable_rates(m, shown.rule()).npf)}});
    }
    return list;
}

Json misfits_json(const FlowsToReport& report, const shapes::Misfits& misfits, const ShownFigures& shown) {
    Json areas = Json::array();
    for (const shapes::AreaPreference& area : misfits.areas) {
        Json best = Json::array();
        for (const shapes::FootprintIndex place : area.best)
            best.push_back(shapes::place_code(report.plan, place));
        const auto rate = [&](double share, double patients) {
            return shown.rate(
                share, shown.rule().may_show_rate({patients, area.patients, area.patients - patients}));
        };
        areas.push_back({{"area", report.area_codes[static_cast<std::size_t>(area.area)]},
                         {"footprint", shapes::place_code(report.plan, area.own)},
                         {"fit", shapes::to_string(area.fit)},
                         {"best", best},
                         {"patients", shown.count(area.patients)},
                         {"own_patients", shown.count(area.own_patients)},
                         {"best_patients", shown.count(area.best_patients)},
                         {"own_share", rate(area.own_share, area.own_patients)},
                         {"best_share", rate(area.best_share, area.best_patients)},
                         {"certain", area.is_certain}});
    }
    return {{"judged", misfits.judged}, {"without_patients", misfits.without_patients}, {"areas", areas}};
}

Json parameters_json(const shapes::FlowParameters& parameters) {
    const shapes::XEquation& x = parameters.x_equation;
    return {{"x_equation",
             {{"form", x.form == shapes::XEquationForm::line ? "line" : "hyperbola"},
              {"min_size", x.min_size},
              {"target_size", x.target_size},
              {"min_containment", x.min_containment_share},
              {"target_containment", x.target_containment_share}}},
            {"elzinga_hogarty",
             {{"weak", parameters.containment.weak_share}, {"strong", parameters.containment.strong_share}}},
            {"resolution", parameters.resolution}};
}

}  // namespace

Json footprint_flows_json(const FlowsToReport& report, std::size_t footprint) {
    return footprint_json(report, footprint, ShownFigures(report.flows.disclosure.rule));
}

Json flow_summary_json(const FlowsToReport& report) {
    const shapes::FlowResult& result = report.flows.result;
    const ShownFigures shown(report.flows.disclosure.rule);
    const auto share = [&](double value) {
        return shown.rate(value, shown.rule().may_show_rate({value * result.open.total}));
    };
    Json json = {{"total", shown.count(result.open.total)},
                 {"plan", plan_json(result.open, shown)},
                 {"plan_closed", plan_json(result.closed, shown)},
                 {"shares",
                  {{"origin_outside", share(result.origin_outside_share)},
                   {"origin_unknown", share(result.origin_unknown_share)},
                   {"site_outside", share(result.site_outside_share)},
                   {"site_unknown", share(result.site_unknown_share)}}},
                 {"parameters", parameters_json(result.parameters)},
                 {"disclosure_control", shown.rule_json()},
                 {"placement", placement_json(report.totals, shown)}};
    if (shown.rule().is_on)
        json["disclosure_control"].update(
            {{"primary", report.flows.disclosure.primary}, {"secondary", report.flows.disclosure.secondary}});
    if (result.suppressed_rows > 0.0) {
        const shapes::SuppressedRow& row = result.parameters.suppressed;
        json["suppressed"] = {{"rows", result.suppressed_rows},
                              {"low", row.low},
                              {"high", row.high},
                              {"point_value", row.middle()}};
    }
    return json;
}

Json flows_json(const FlowsToReport& report) {
    const shapes::FlowResult& result = report.flows.result;
    const ShownFigures shown(report.flows.disclosure.rule);
    Json footprints = Json::array();
    for (std::size_t f = 0; f < result.footprints.size(); ++f)
        footprints.push_back(footprint_json(report, f, shown));
    Json json = flow_summary_json(report);
    json["footprints"] = std::move(footprints);
    json["matrix"] = matrix_json(report, shown);
    json["pairs"] = pairs_json(report, shown);
    json["importers"] = ranking_json(report, shapes::top_importers(result, report.top), shown);
    json["exporters"] = ranking_json(report, shapes::top_exporters(result, report.top), shown);
    json["misfits"] = {{"open", misfits_json(report, report.flows.misfits_open, shown)},
                       {"closed", misfits_json(report, report.flows.misfits_closed, shown)}};
    return json;
}

}  // namespace cli
