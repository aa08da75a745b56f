#include "cli/flow_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/placement_output.hpp"
#include "cli/shown_figures.hpp"

namespace cli {
namespace {

/// Areas that are named on a terminal; small areas can be misfits by the thousand.
constexpr std::size_t most_misfits = 50;

std::string ratio(const std::optional<double>& value) {
    return value ? geo::format_fixed(*value, 3) : "undefined";
}

/// Name of the footprint behind a code; empty where the lookup has no name, and for other places.
std::string name_of(const shapes::Plan& plan, shapes::FootprintIndex place) {
    if (place < 0) return {};
    const auto at = static_cast<std::size_t>(place);
    return plan.names[at] == plan.codes[at] ? std::string() : plan.names[at];
}

/// Names of both places, "A / B".
std::string names_of(const shapes::Plan& plan, shapes::FootprintIndex a, shapes::FootprintIndex b) {
    const std::string first = name_of(plan, a);
    const std::string second = name_of(plan, b);
    return first + (first.empty() || second.empty() ? "" : " / ") + second;
}

std::string verdict(const std::optional<shapes::Containment>& value) {
    return value ? std::string(shapes::to_string(*value)) : "";
}

FlowSection measures_section(const FlowsToReport& report, const ShownFigures& shown) {
    FlowSection section{"",
                        TextTable({"code", "resident", "treated", "local", "out", "in", "LI", "LI closed",
                                   "LOFI", "LOFI closed", "MSI", "NPF", "net", "Elzinga-Hogarty", "closed",
                                   "validity", "validity closed", "name"}),
                        ""};
    for (std::size_t f = 0; f < report.flows.result.footprints.size(); ++f) {
        const shapes::FlowMeasure& open = report.flows.result.footprints[f].open;
        const shapes::FlowMeasure& closed = report.flows.result.footprints[f].closed;
        const shapes::SuppressedCounts& hidden = report.flows.disclosure.footprints[f];
        const shapes::ShowableRates may = shapes::showable_rates(open, shown.rule());
        const shapes::ShowableRates may_closed = shapes::showable_closed_rates(open, closed, shown.rule());
        section.table.add(
            {report.plan.codes[f], shown.count_text(open.resident), shown.count_text(open.treated),
             shown.count_text(open.local, hidden.local), shown.count_text(open.out, hidden.out),
             shown.count_text(open.in, hidden.in), shown.rate_text(open.li, may.li),
             shown.rate_text(closed.li, may_closed.li), shown.rate_text(open.lofi, may.lofi),
             shown.rate_text(closed.lofi, may_closed.lofi), shown.rate_text(open.msi, may.msi),
             shown.rate_text(open.npf, may.npf), shown.count_text(open.net), verdict(open.elzinga_hogarty),
             verdict(closed.elzinga_hogarty), shown.rate_text(open.validity, may.validity),
             shown.rate_text(closed.validity, may_closed.validity),
             name_of(report.plan, static_cast<shapes::FootprintIndex>(f))});
    }
    return section;
}

void add_bounds_section(const FlowsToReport& report, const ShownFigures& shown,
                        std::vector<FlowSection>& sections) {
    if (!report.flows.result.open.bounds) return;
    FlowSection section{
        "From the least to the greatest value that suppressed cells allow",
        TextTable({"code", "LI", "LI closed", "LOFI", "LOFI closed", "NPF", "Elzinga-Hogarty", "validity"}),
        "Exact but for the validity, whose bounds are outer: its true range lies within them. Open values "
        "unless they say closed.\n"};
    for (std::size_t f = 0; f < report.flows.result.footprints.size(); ++f) {
        const shapes::FlowMeasure& open = report.flows.result.footprints[f].open;
        const shapes::FlowMeasure& closed = report.flows.result.footprints[f].closed;
        if (!open.bounds) continue;
        const shapes::FlowMeasureRange& b = *open.bounds;
        const shapes::RatioRange closed_li =
            closed.bounds ? closed.bounds->li : shapes::RatioRange{closed.li, closed.li};
        const shapes::RatioRange closed_lofi =
            closed.bounds ? closed.bounds->lofi : shapes::RatioRange{closed.lofi, closed.lofi};
        const shapes::ShowableRates may = shapes::showable_rates(open, shown.rule());
        const shapes::ShowableRates may_closed = shapes::showable_closed_rates(open, closed, shown.rule());
        section.table.add({report.plan.codes[f], shown.range_text(b.li, may.li),
                           shown.range_text(closed_li, may_closed.li), shown.range_text(b.lofi, may.lofi),
                           shown.range_text(closed_lofi, may_closed.lofi), shown.range_text(b.npf, may.npf),
                           b.elzinga_hogarty_low == b.elzinga_hogarty_high
                               ? verdict(b.elzinga_hogarty_low)
                               : verdict(b.elzinga_hogarty_low) + " to " + verdict(b.elzinga_hogarty_high),
                           shown.range_text(b.validity, may.validity)});
    }
    sections.push_back(std::move(section));
}

void add_cohesion_section(const FlowsToReport& report, const ShownFigures& shown,
                          std::vector<FlowSection>& sections) {
    if (!report.flows.cohesion) return;
    FlowSection section{"Internal cohesion",
                        TextTable({"code", "members", "links", "share of links", "share of flow"}),
                        "Links and flow between distinct members.\n"};
    for (std::size_t f = 0; f < report.flows.cohesion->size(); ++f) {
        const shapes::InternalCohesion& of = (*report.flows.cohesion)[f];
        section.table.add(
            {report.plan.codes[f], std::to_string(of.members), std::to_string(of.links),
             shown.rate_text(of.link_share),
             shown.rate_text(of.flow_share,
                             shown.rule().may_show_rate({of.between, of.within, of.within - of.between}))});
    }
    sections.push_back(std::move(section));
}

void add_ranking(const FlowsToReport& report, const std::vector<shapes::FootprintIndex>& order,
                 const std::string& title, const ShownFigures& shown, std::vector<FlowSection>& sections) {
    if (order.empty()) return;
    FlowSection section{title, TextTable({"code", "net", "in", "out", "NPF", "name"}), ""};
    for (const shapes::FootprintIndex f : order) {
        const auto at = static_cast<std::size_t>(f);
        const shapes::FlowMeasure& m = report.flows.result.footprints[at].open;
        const shapes::SuppressedCounts& hidden = report.flows.disclosure.footprints[at];
        section.table.add({report.plan.codes[at], shown.count_text(m.net), shown.count_text(m.in, hidden.in),
                           shown.count_text(m.out, hidden.out),
                           shown.rate_text(m.npf, shapes::showable_rates(m, shown.rule()).npf),
                           name_of(report.plan, f)});
    }
    sections.push_back(std::move(section));
}

void add_pairs_section(const FlowsToReport& report, const ShownFigures& shown,
                       std::vector<FlowSection>& sections) {
    const std::vector<shapes::FlowPair>& pairs = report.flows.pairs;
    const std::size_t count = std::min(report.top, pairs.size());
    if (count == 0) return;
    FlowSection section{
        fmt::format("Strongest of {} pairs, by patients both ways", pairs.size()),
        TextTable({"a", "b", "a to b", "b to a", "both", "cohesion", "cohesion closed", "names"}), ""};
    for (std::size_t p = 0; p < count; ++p) {
        const shapes::FlowPair& pair = pairs[p];
        const shapes::SuppressedPair hidden = shapes::suppressed_of(report.flows, pair);
        const auto cohesion = [&](double value) {
            return hidden.any() ? std::string(suppressed_mark) : geo::format_fixed(value, 5);
        };
        section.table.add({shapes::place_code(report.plan, pair.a), shapes::place_code(report.plan, pair.b),
                           shown.count_text(pair.a_to_b.value, hidden.a_to_b),
                           shown.count_text(pair.b_to_a.value, hidden.b_to_a),
                           shown.count_text(pair.patients(), hidden.any()), cohesion(pair.cohesion),
                           cohesion(pair.cohesion_closed), names_of(report.plan, pair.a, pair.b)});
    }
    sections.push_back(std::move(section));
}

void add_misfits_section(const FlowsToReport& report, const shapes::Misfits& misfits, const std::string& side,
                         const ShownFigures& shown, std::vector<FlowSection>& sections) {
    if (misfits.areas.empty()) return;
    const auto of_kind = [&](shapes::AreaFit fit) {
        return std::ranges::count(misfits.areas, fit, &shapes::AreaPreference::fit);
    };
    FlowSection section{
        fmt::format("Misfits, {}: {} of {} areas, {} tied", side, of_kind(shapes::AreaFit::misfit),
                    misfits.judged, of_kind(shapes::AreaFit::tied)),
        TextTable(
            {"area", "footprint", "fit", "most go to", "patients", "own", "share", "most", "share", "names"}),
        ""};
    const std::size_t count = std::min(most_misfits, misfits.areas.size());
    if (count < misfits.areas.size())
        section.note = fmt::format("and {} more; --json lists all\n", misfits.areas.size() - count);
    for (const shapes::AreaPreference& area : std::span(misfits.areas).first(count)) {
        std::string best;
        for (const shapes::FootprintIndex place : area.best)
            best += (best.empty() ? "" : ", ") + shapes::place_code(report.plan, place);
        const auto rate = [&](double share, double patients) {
            return shown.rate_text(
                share, shown.rule().may_show_rate({patients, area.patients, area.patients - patients}));
        };
        section.table.add({report.area_codes[static_cast<std::size_t>(area.area)],
                           shapes::place_code(report.plan, area.own),
                           std::string(shapes::to_string(area.fit)) + (area.is_certain ? "" : ", uncertain"),
                           best, shown.count_text(area.patients), shown.count_text(area.own_patients),
                           rate(area.own_share, area.own_patients), shown.count_text(area.best_patients),
                           rate(area.best_share, area.best_patients),
                           names_of(report.plan, area.own, area.best.front())});
    }
    sections.push_back(std::move(section));
}

std::string plan_line(const std::string& name, const shapes::PlanFlow& plan, const ShownFigures& shown) {
    std::string out = fmt::format(
        "{}: {} patients; LI of the plan {}, treated where they live {}, "
        "modularity {}\n",
        name, shown.count_text(plan.total), ratio(plan.li), ratio(plan.within), ratio(plan.modularity));
    if (plan.bounds) {
        out += fmt::format(
            "    with suppressed cells: LI {}, treated where they live {}, modularity {} "
            "(outer bounds)\n",
            shown.range_text(plan.bounds->li), shown.range_text(plan.bounds->within),
            shown.range_text(plan.bounds->modularity));
    }
    return out;
}

}  // namespace

std::vector<FlowSection> flow_sections(const FlowsToReport& report) {
    const ShownFigures shown(report.flows.disclosure.rule);
    std::vector<FlowSection> sections{measures_section(report, shown)};
    add_bounds_section(report, shown, sections);
    add_cohesion_section(report, shown, sections);
    add_ranking(report, shapes::top_importers(report.flows.result, report.top),
                "Greatest importers, by net flow", shown, sections);
    add_ranking(report, shapes::top_exporters(report.flows.result, report.top),
                "Greatest exporters, by net flow", shown, sections);
    add_pairs_section(report, shown, sections);
    const bool has_flows_across = report.flows.result.open.total != report.flows.result.closed.total;
    add_misfits_section(report, report.flows.misfits_open,
                        has_flows_across ? "open, outside counts as a place" : "open and closed alike", shown,
                        sections);
    if (has_flows_across) add_misfits_section(report, report.flows.misfits_closed, "closed", shown, sections);
    return sections;
}

std::string plan_flow_text(const FlowsToReport& report) {
    const shapes::FlowResult& flows = report.flows.result;
    const ShownFigures shown(report.flows.disclosure.rule);
    const shapes::XEquation& x = flows.parameters.x_equation;
    std::string out =
        plan_line("open", flows.open, shown) + plan_line("closed", flows.closed, shown) +
        fmt::format(
            "outside the study area: {:.1f} % of origins, {:.1f} % of sites; unknown: {:.1f} % and "
            "{:.1f} %\n",
            100 * flows.origin_outside_share, 100 * flows.site_outside_share,
            100 * flows.origin_unknown_share, 100 * flows.site_unknown_share) +
        fmt::format(
            "X-equation: {}, {} at {} residents to {} from {} on; Elzinga-Hogarty: weak from {}, "
            "strong from {}; resolution of modularity {}\n",
            x.form == shapes::XEquationForm::line ? "line" : "hyperbola", x.target_containment_share,
            grouped(x.min_size), x.min_containment_share, grouped(x.target_size),
            flows.parameters.containment.weak_share, flows.parameters.containment.strong_share,
            flows.parameters.resolution);
    if (flows.suppressed_rows > 0.0) {
        const shapes::SuppressedRow& row = flows.parameters.suppressed;
        out += fmt::format(
            "suppressed rows of the flows: {:g}, each {:g} to {:g} patients and {:g} where "
            "one figure is given\n",
            flows.suppressed_rows, row.low, row.high, row.middle());
    }
    if (!report.flows.cohesion)
        out += "internal cohesion: undefined, sites are known by footprint and not by area\n";
    return out + shown.rule_text() + "\n" + placement_text(report.totals, shown);
}

geo::Table flow_matrix_table(const shapes::Plan& plan, const shapes::FlowAnalysis& flows) {
    const ShownFigures shown(flows.disclosure.rule);
    const bool has_bounds = flows.result.suppressed_rows > 0.0;
    geo::Table table;
    table.columns = {{"from", geo::ColumnType::text, {}},
                     {"to", geo::ColumnType::text, {}},
                     {"patients", geo::ColumnType::real, {}}};
    if (has_bounds) {
        table.columns.push_back({"patients_low", geo::ColumnType::real, {}});
        table.columns.push_back({"patients_high", geo::ColumnType::real, {}});
    }
    for (std::size_t c = 0; c < flows.matrix.size(); ++c) {
        const shapes::PlaceFlow& flow = flows.matrix[c];
        const bool is_hidden = !flows.disclosure.matrix[c].count;
        const shapes::Estimate patients =
            shapes::estimate(flow.patients, flow.suppressed, flows.result.parameters.suppressed);
        table.columns[0].cells.push_back(shapes::place_code(plan, flow.from));
        table.columns[1].cells.push_back(shapes::place_code(plan, flow.to));
        table.columns[2].cells.push_back(shown.count_cell(patients.value, is_hidden));
        if (!has_bounds) continue;
        const auto range = shown.outward(patients.range());
        table.columns[3].cells.push_back(is_hidden ? suppressed_mark : geo::format_number(range.low));
        table.columns[4].cells.push_back(is_hidden ? suppressed_mark : geo::format_number(range.high));
    }
    return table;
}

}  // namespace cli
