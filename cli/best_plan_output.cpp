#include "cli/best_plan_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "cli/move_output.hpp"
#include "cli/shown_figures.hpp"
#include "shapes/table_finding.hpp"

namespace cli {

using Json = nlohmann::ordered_json;

namespace {

/// A footprint before and after.
struct Row {
    std::string code;
    std::string name;
    shapes::FootprintSums before;
    shapes::FootprintSums after;
};

shapes::FlowGraph flows_of_best(const BestPlanToShow& show) {
    return shapes::rehouse_sites(show.input.flows, show.best.home, show.best.footprints);
}

std::vector<Row> rows(const BestPlanToShow& show) {
    const MovesInput& input = show.input;
    const shapes::MovablePlan before(input.flows, input.neighbourhood, input.facts, input.plan.footprint_of);
    const shapes::FlowGraph flows = flows_of_best(show);
    const shapes::MovablePlan after(flows, input.neighbourhood, input.facts, show.footprint_of);
    const FootprintNames names = footprint_names(show);
    std::vector<Row> result;
    for (std::size_t f = 0; f < show.best.footprints; ++f) {
        Row row{names.codes[f], names.names[f], {}, after.sums(static_cast<shapes::FootprintIndex>(f))};
        if (f < before.footprints()) row.before = before.sums(static_cast<shapes::FootprintIndex>(f));
        result.push_back(std::move(row));
    }
    return result;
}

std::string areas_text(const BestPlanToShow& show, std::int32_t group) {
    std::string text;
    for (std::size_t area = 0; area < show.groups.group_of.size(); ++area) {
        if (show.groups.group_of[area] != group) continue;
        const geo::Layer& layer = show.input.areas.layer;
        if (!text.empty()) return text + " and more";
        text = layer.codes[area] + (layer.names[area] == layer.codes[area] ? "" : " " + layer.names[area]);
    }
    return text;
}

Json areas_json(const BestPlanToShow& show, std::int32_t group) {
    Json codes = Json::array();
    for (std::size_t area = 0; area < show.groups.group_of.size(); ++area)
        if (show.groups.group_of[area] == group) codes.push_back(show.input.areas.layer.codes[area]);
    return codes;
}

bool may_show_li(const shapes::FootprintSums& sums, const shapes::DisclosureRule& rule) {
    return rule.may_show_rate({sums.local, sums.resident, sums.resident - sums.local});
}

bool may_show_lofi(const shapes::FootprintSums& sums, const shapes::DisclosureRule& rule) {
    return rule.may_show_rate({sums.local, sums.treated, sums.treated - sums.local});
}

std::optional<double> plan_li(const std::vector<Row>& all, shapes::FootprintSums Row::*when) {
    double local = 0.0;
    double resident = 0.0;
    for (const Row& row : all) {
        local += (row.*when).local;
        resident += (row.*when).resident;
    }
    return resident > 0.0 ? std::optional(local / resident) : std::nullopt;
}

Json limit_json(const shapes::LimitExcess& excess) {
    return {{"people", excess.people}, {"members", excess.members}};
}

}  // namespace

FootprintNames footprint_names(const BestPlanToShow& show) {
    FootprintNames result{show.input.plan.codes, show.input.plan.names};
    const std::set<std::string> taken(result.codes.begin(), result.codes.end());
    for (int number = 1; result.codes.size() < show.best.footprints; ++number) {
        const std::string code = "NEW" + std::to_string(number);
        if (taken.contains(code)) continue;
        result.codes.push_back(code);
        result.names.push_back("New footprint " + std::to_string(number));
    }
    return result;
}

geo::Table best_plan_lookup(const BestPlanToShow& show) {
    using enum geo::ColumnType;
    geo::Table table;
    table.columns = {{"area", text, {}},
                     {"footprint", text, {}},
                     {"footprint_name", text, {}},
                     {"given_footprint", text, {}}};
    const FootprintNames names = footprint_names(show);
    for (std::size_t area = 0; area < show.footprint_of.size(); ++area) {
        const shapes::FootprintIndex now = show.footprint_of[area];
        const shapes::FootprintIndex before = show.input.plan.footprint_of[area];
        if (now < 0) continue;
        table.columns[0].cells.push_back(show.input.areas.layer.codes[area]);
        table.columns[1].cells.push_back(names.codes[static_cast<std::size_t>(now)]);
        table.columns[2].cells.push_back(names.names[static_cast<std::size_t>(now)]);
        table.columns[3].cells.push_back(names.codes[static_cast<std::size_t>(before)]);
    }
    return table;
}

Json best_plan_json(const BestPlanToShow& show) {
    const std::vector<Row> all = rows(show);
    const ShownFigures shown(show.disclosure);
    const FootprintNames names = footprint_names(show);
    const auto gain = [&](double value) {
        return shown_gain(value, show.input.flows.total, show.disclosure);
    };
    Json footprints = Json::array();
    for (const Row& row : all) {
        const auto moment = [&](const shapes::FootprintSums& sums) -> Json {
            if (sums.members == 0) return nullptr;
            const auto figures = shapes::footprint_figures(sums, show.input.flows.total, show.parameters);
            return {{"members", sums.members},
                    {"population", sums.population},
                    {"li", shown.rate(figures.li, may_show_li(sums, show.disclosure))},
                    {"lofi", shown.rate(figures.lofi, may_show_lofi(sums, show.disclosure))}};
        };
        footprints.push_back({{"code", row.code},
                              {"name", row.name},
                              {"before", moment(row.before)},
                              {"after", moment(row.after)}});
    }
    Json path = Json::array();
    for (const shapes::PathStep& step : show.path.steps)
        path.push_back({{"areas", areas_json(show, step.effect.area)},
                        {"from", names.codes[static_cast<std::size_t>(step.effect.from)]},
                        {"to", names.codes[static_cast<std::size_t>(step.effect.to)]},
                        {"gain", gain(step.gain)},
                        {"cumulated_gain", gain(step.cumulated_gain)}});
    Json starts = Json::array();
    for (const shapes::SearchedStart& start : show.best.starts)
        starts.push_back(
            {{"from", start.from}, {"value", start.value}, {"outside_limits", limit_json(start.excess)}});
    const double gained = show.best.value - show.given_value;
    return {
        {"given", {{"value", show.given_value}, {"li", plan_li(all, &Row::before).value_or(0.0)}}},
        {"best",
         {{"value", show.best.value},
          {"li", plan_li(all, &Row::after).value_or(0.0)},
          {"footprints", show.best.alive},
          {"from", show.best.starts.empty() ? Json(nullptr) : Json(show.best.starts[show.best.from].from)},
          {"outside_limits", limit_json(show.best.excess)}}},
        {"objective", {{"measure", show.objective}, {"resolution", show.resolution}}},
        {"gain", gain(gained)},
        {"gain_per_person",
         show.distance.moved > 0.0 ? Json(gain(gained) / show.distance.moved) : Json(nullptr)},
        {"distance",
         {{"moved_share", show.distance.moved_share},
          {"moved", show.distance.moved},
          {"of", show.distance.weight},
          {"counts", show.input.has_populations ? "people" : "areas"},
          {"areas_moved", show.distance.areas_moved},
          {"patients_moved", shown.count(show.patients_moved)},
          {"variation_of_information_nats", show.distance.variation_of_information}}},
        {"path", std::move(path)},
        {"path_left", show.path.left},
        {"footprints", std::move(footprints)},
        {"rules", rules_json(show.input)},
        {"search",
         {{"seed", show.seed},
          {"restarts", show.restarts},
          {"sweeps", show.sweeps},
          {"evaluations", show.best.evaluations},
          {"ended", show.ended},
          {"starts", std::move(starts)}}}};
}

std::string best_plan_text(const BestPlanToShow& show, std::size_t top) {
    const std::vector<Row> all = rows(show);
    const ShownFigures shown(show.disclosure);
    const FootprintNames names = footprint_names(show);
    TextTable footprints({"footprint", "name", "members", "best", "people", "best", "LI", "best"});
    const auto count = [](const shapes::FootprintSums& sums, const std::string& text) {
        return sums.members == 0 ? std::string() : text;
    };
    for (const Row& row : all) {
        if (row.before.members == 0 && row.after.members == 0) continue;
        const auto li = [&](const shapes::FootprintSums& sums) {
            return count(
                sums,
                shown.rate_text(shapes::footprint_figures(sums, show.input.flows.total, show.parameters).li,
                                may_show_li(sums, show.disclosure)));
        };
        footprints.add({row.code, row.name, count(row.before, std::to_string(row.before.members)),
                        count(row.after, std::to_string(row.after.members)),
                        count(row.before, grouped(row.before.population)),
                        count(row.after, grouped(row.after.population)), li(row.before), li(row.after)});
    }
    std::string text = footprints.text();
    if (top > 0 && !show.path.steps.empty()) {
        TextTable path({"", "area", "from", "to", "gain", "in all"});
        for (std::size_t s = 0; s < std::min(top, show.path.steps.size()); ++s) {
            const shapes::PathStep& step = show.path.steps[s];
            const auto millionths = [&](double gain) {
                return fmt::format("{:+.1f}",
                                   1e6 * shown_gain(gain, show.input.flows.total, show.disclosure));
            };
            path.add({std::to_string(s + 1), areas_text(show, step.effect.area),
                      names.names[static_cast<std::size_t>(step.effect.from)],
                      names.names[static_cast<std::size_t>(step.effect.to)], millionths(step.gain),
                      millionths(step.cumulated_gain)});
        }
        text += "\nThe way, by single moves, best first (gains in millionths)\n" + path.text();
        if (show.path.steps.size() > top) text += fmt::format("and {} more\n", show.path.steps.size() - top);
    }
    if (show.path.left > 0)
        text += fmt::format("{} moves of the best plan are never legal by themselves\n", show.path.left);
    const double gained = show.best.value - show.given_value;
    text += fmt::format(
        "\n{} at resolution {}: {:.6f} given, {:.6f} best, {:+.6f}; LI of the plan {:.4f} given, {:.4f} "
        "best\n",
        show.objective == "li" ? "sum of local shares" : "directed modularity", show.resolution,
        show.given_value, show.best.value, gained, plan_li(all, &Row::before).value_or(0.0),
        plan_li(all, &Row::after).value_or(0.0));
    text += fmt::format("{} areas of {} change footprint: {} of {} {} ({:.2f} %), {} patients\n",
                        show.distance.areas_moved, show.footprint_of.size(), grouped(show.distance.moved),
                        grouped(show.distance.weight), show.input.has_populations ? "people" : "areas",
                        100 * show.distance.moved_share, shown.count_text(show.patients_moved));
    text += fmt::format("variation of information: {:.4f} nats\n", show.distance.variation_of_information);
    if (show.distance.moved > 0.0)
        text += fmt::format("gain for each of them: {:.3g}\n", gained / show.distance.moved);
    const std::string from = show.best.starts.empty() ? "no start" : show.best.starts[show.best.from].from;
    return text + fmt::format("search: from {}, seed {}, {} restarts, {} sweeps, {} evaluations; {}\n", from,
                              show.seed, show.restarts, show.sweeps,
                              grouped(static_cast<double>(show.best.evaluations)),
                              show.ended == "complete" ? std::string("complete")
                                                       : "cut short (" + show.ended + "): the best so far");
}

std::vector<geo::Finding> best_plan_findings(const BestPlanToShow& show) {
    std::vector<geo::Finding> findings;
    const shapes::LimitExcess& excess = show.best.excess;
    if (excess.any())
        findings.push_back(shapes::table_finding(
            geo::FindingKind::criterion, geo::Severity::violation, {},
            "no plan within the limits was found: footprints of the nearest one are " +
                grouped(excess.people) + " people and " + std::to_string(excess.members) +
                " members outside them; search longer (--restarts, --sweeps) or loosen the limits"));
    if (show.best.stranded == 0) return findings;
    const shapes::Pieces pieces =
        shapes::find_articulations(show.input.neighbourhood, show.footprint_of, show.best.footprints);
    std::map<std::int32_t, std::vector<std::string>> areas;
    std::map<shapes::FootprintIndex, std::set<std::int32_t>> of_footprint;
    for (std::size_t area = 0; area < show.footprint_of.size(); ++area) {
        if (pieces.piece_of[area] < 0) continue;
        areas[pieces.piece_of[area]].push_back(show.input.areas.layer.codes[area]);
        of_footprint[show.footprint_of[area]].insert(pieces.piece_of[area]);
    }
    const FootprintNames names = footprint_names(show);
    for (const auto& [footprint, its] : of_footprint) {
        if (its.size() < 2) continue;
        const auto largest =
            *std::ranges::max_element(its, {}, [&](std::int32_t piece) { return areas.at(piece).size(); });
        for (const std::int32_t piece : its) {
            if (piece == largest) continue;
            findings.push_back(
                shapes::table_finding(geo::FindingKind::detached, geo::Severity::warning, areas.at(piece),
                                      shapes::list_codes(areas.at(piece), 5) + ": apart from the rest of " +
                                          names.codes[static_cast<std::size_t>(footprint)] +
                                          ", with no way to mend it; name a link with --links"));
        }
    }
    return findings;
}

}  // namespace cli
