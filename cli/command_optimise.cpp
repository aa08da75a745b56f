#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <numeric>

#include "cli/arguments.hpp"
#include "cli/best_plan_output.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/moves_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/signals.hpp"
#include "geo/error.hpp"
#include "shapes/impossible_limits.hpp"

namespace cli {
namespace {

struct OptimiseOptions {
    MovesOptions moves;
    bool keeps_authorities_whole = false;
    std::string footprints = "same";  ///< or "free", or a number
    std::vector<std::string> pins;
    std::string objective;
    shapes::SearchEffort effort;
    std::optional<double> time_limit_s;
    std::size_t top = 20;
    OutputOptions outputs;
};

/// What --pin names: areas that stay, and footprints that stay as they are.
struct Pins {
    std::vector<char> areas;
    std::vector<char> footprints;
};

Pins read_pins(const std::vector<std::string>& codes, const MovesInput& input) {
    const std::vector<std::string>& areas = input.areas.layer.codes;
    const std::vector<std::string>& footprints = input.plan.codes;
    Pins pins{std::vector<char>(areas.size(), 0), std::vector<char>(footprints.size(), 0)};
    for (const std::string& code : codes) {
        const auto area = std::ranges::find(areas, code);
        const auto footprint = std::ranges::find(footprints, code);
        if (area == areas.end() && footprint == footprints.end()) {
            std::vector<std::string> all = areas;
            all.insert(all.end(), footprints.begin(), footprints.end());
            const std::string nearest = geo::nearest_name(code, all);
            throw geo::InputError("--pin", "no area and no footprint has the code " + code,
                                  nearest.empty() ? "areas have codes such as " + shapes::list_codes(areas)
                                                  : "did you mean " + nearest + "?");
        }
        if (area != areas.end()) pins.areas[static_cast<std::size_t>(area - areas.begin())] = 1;
        if (footprint != footprints.end())
            pins.footprints[static_cast<std::size_t>(footprint - footprints.begin())] = 1;
    }
    return pins;
}

/// Pins of areas, as those of the groups that they are in.
std::vector<char> pins_of_groups(const Pins& pins, const shapes::KeptGroups& groups,
                                 const MovesInput& input) {
    std::vector<char> result(groups.groups, 0);
    std::vector<shapes::FootprintIndex> pinned_in(groups.groups, shapes::no_footprint);
    std::vector<std::size_t> first(groups.groups, 0);
    const std::vector<shapes::FootprintIndex>& footprint_of = input.plan.footprint_of;
    for (std::size_t area = 0; area < pins.areas.size(); ++area) {
        const shapes::FootprintIndex f = footprint_of[area];
        const bool is_pinned =
            pins.areas[area] != 0 || (f >= 0 && pins.footprints[static_cast<std::size_t>(f)] != 0);
        if (!is_pinned) continue;
        const auto group = static_cast<std::size_t>(groups.group_of[area]);
        const std::vector<std::string>& codes = input.areas.layer.codes;
        if (pinned_in[group] >= 0 && pinned_in[group] != f)
            throw geo::InputError("--pin",
                                  "keeps " + codes[first[group]] + " in " +
                                      input.plan.codes[static_cast<std::size_t>(pinned_in[group])] + " and " +
                                      codes[area] + " in " + input.plan.codes[static_cast<std::size_t>(f)] +
                                      ", which --whole-authorities keeps together",
                                  "take one of the two away");
        if (pinned_in[group] < 0) first[group] = area;
        pinned_in[group] = f;
        if (pins.areas[area] != 0) result[group] = 1;
    }
    return result;
}

/// The footprint of each group: where its pinned areas are, else most of its people.
std::vector<shapes::FootprintIndex> given_of_groups(const Pins& pins, const shapes::KeptGroups& groups,
                                                    const MovesInput& input) {
    auto given = shapes::footprints_of_groups(groups, input.plan.footprint_of, input.facts);
    for (std::size_t area = 0; area < pins.areas.size(); ++area) {
        const shapes::FootprintIndex f = input.plan.footprint_of[area];
        if (f >= 0 && (pins.areas[area] != 0 || pins.footprints[static_cast<std::size_t>(f)] != 0))
            given[static_cast<std::size_t>(groups.group_of[area])] = f;
    }
    return given;
}

std::optional<std::size_t> wanted_footprints(const std::string& text, const shapes::Plan& plan) {
    if (text == "free") return std::nullopt;
    if (text == "same") return plan.footprints();
    return static_cast<std::size_t>(*geo::parse_number(text));
}

/// Weights of areas for the distance of plans: people, or each area alike.
std::vector<double> weights_of(const MovesInput& input) {
    std::vector<double> weights;
    for (const shapes::AreaFacts& of : input.facts)
        weights.push_back(input.has_populations ? of.population : 1.0);
    return weights;
}

double residents_of_moved(const MovesInput& input, const shapes::PlanDistance& distance,
                          std::span<const shapes::FootprintIndex> footprint_of) {
    double patients = 0.0;
    const shapes::Edges& out = input.flows.out;
    for (std::size_t area = 0; area < footprint_of.size(); ++area) {
        const shapes::FootprintIndex now = footprint_of[area];
        if (now < 0 || distance.match[static_cast<std::size_t>(now)] == input.plan.footprint_of[area])
            continue;
        for (std::size_t e = out.start[area]; e < out.start[area + 1]; ++e)
            patients += out.patients[e];
    }
    return patients;
}

Outcome optimise(const OptimiseOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    Report report("optimise", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records = FlowRecords::each_file_once(report, findings);
    const MovesInput input = read_moves_input(options.moves, records, console);
    const Pins pins = read_pins(options.pins, input);
    const shapes::KeptGroups groups =
        options.keeps_authorities_whole
            ? shapes::keep_authorities_whole(input.facts.size(), *input.tables.lower)
            : shapes::each_alone(input.facts.size());

    // The search is one of groups; without --whole-authorities these are the areas.
    const double resolution = options.objective == "li" ? 0.0 : options.moves.parameters.resolution;
    const shapes::FlowGraph flows = shapes::group_areas(input.flows, groups.group_of, groups.groups);
    const shapes::Neighbourhood neighbourhood =
        shapes::group_areas(input.neighbourhood, groups.group_of, groups.groups);
    const std::vector<shapes::AreaFacts> facts =
        shapes::facts_of_groups(groups, input.facts, input.neighbourhood);
    const std::vector<shapes::FootprintIndex> given = given_of_groups(pins, groups, input);
    const shapes::PlanProblem problem{.flows = flows,
                                      .neighbourhood = neighbourhood,
                                      .facts = facts,
                                      .given = given,
                                      .limits = input.rules,
                                      .resolution = resolution,
                                      .footprints = wanted_footprints(options.footprints, input.plan),
                                      .keeps_area = pins_of_groups(pins, groups, input),
                                      .keeps_footprint = pins.footprints};
    if (const auto limit =
            shapes::find_impossible_limit(problem, groups, input.areas.layer.codes, input.plan.codes))
        throw geo::InputError(limit->option, "no plan can meet it: " + limit->what, limit->remedy);

    console.progress("searching");
    shapes::SearchEffort effort = options.effort;
    std::string ended = "complete";
    const StopRequest interruption;
    const auto begin = std::chrono::steady_clock::now();
    effort.stop = [&] {
        if (interruption.is_asked())
            ended = "interrupted";
        else if (options.time_limit_s &&
                 std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() >=
                     *options.time_limit_s)
            ended = "time limit";
        return ended != "complete";
    };
    const shapes::BestPlan best = shapes::find_best_plan(problem, effort);

    const std::vector<shapes::FootprintIndex> footprint_of =
        groups.spread<shapes::FootprintIndex>(best.footprint_of);
    const shapes::PlanDistance distance = shapes::compare_plans(
        input.plan.footprint_of, footprint_of, input.plan.footprints(), best.footprints, weights_of(input));
    std::vector<shapes::FootprintIndex> homes(input.plan.footprints());
    std::iota(homes.begin(), homes.end(), 0);
    const shapes::FlowGraph flows_as_given = shapes::rehouse_sites(flows, homes, best.footprints);
    shapes::MovablePlan plan(flows_as_given, neighbourhood, facts, given);
    const shapes::MovePath path = shapes::find_path(plan, best.footprint_of, input.rules, resolution);

    const BestPlanToShow show{
        .input = input,
        .best = best,
        .groups = groups,
        .path = path,
        .footprint_of = footprint_of,
        .distance = distance,
        .given_value = shapes::plan_modularity(input.flows, input.plan.footprint_of, resolution),
        .patients_moved = residents_of_moved(input, distance, footprint_of),
        .objective = options.objective,
        .resolution = resolution,
        .parameters = options.moves.parameters,
        .seed = effort.seed,
        .restarts = effort.restarts,
        .sweeps = effort.sweeps,
        .ended = ended,
        .disclosure = options.moves.disclosure};
    for (geo::Finding& found : best_plan_findings(show))
        findings.push_back(std::move(found));
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    if (report.is_wanted()) {
        report.result() = best_plan_json(show);
        report.result()["flows"] = flow_summary_json(input.flows_to_report());
    }
    if (!options.outputs.output.empty())
        write_output(options.outputs.output, best_plan_lookup(show), options.outputs.overwrite, console);
    write_report(report, options.outputs, console);
    console.result(best_plan_text(show, options.top) + rules_text(input));
    if (options.keeps_authorities_whole)
        console.result(fmt::format("whole authorities: {} areas in {} units that stay together\n",
                                   groups.group_of.size(), groups.groups));
    console.result("\n" + plan_flow_text(input.flows_to_report()) + "\n" + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

std::string footprints_wanted(const Arguments& arguments) {
    std::string text = arguments.text("--footprints");
    if (text == "same" || text == "free") return text;
    const auto number = geo::parse_number(text);
    if (!number || *number < 1 || *number > 1e6 || *number != static_cast<double>(static_cast<int>(*number)))
        throw geo::UsageError("--footprints", "\"" + text + "\" is no number of footprints",
                              "say a whole number from 1 on, same or free");
    return text;
}

}  // namespace

Job prepare_optimise(const Arguments& arguments) {
    static constexpr std::string_view tables[] = {".csv", ".xlsx"};
    OptimiseOptions options;
    options.moves = moves_options(arguments);
    options.keeps_authorities_whole = arguments.given("--whole-authorities");
    GuidanceFiles& files = options.moves.guidance.files;
    files.authorities = arguments.text("--authorities");
    files.authority_columns = {arguments.text("--authority-area-column"),
                               arguments.text("--authority-column"), ""};
    if (options.keeps_authorities_whole == files.authorities.empty())
        throw geo::UsageError(
            options.keeps_authorities_whole ? "--whole-authorities" : "--authorities",
            options.keeps_authorities_whole ? "needs a lookup of areas to authorities"
                                            : "is for keeping authorities whole, which is not asked for",
            options.keeps_authorities_whole ? "add --authorities CSV" : "add --whole-authorities");
    options.footprints = footprints_wanted(arguments);
    options.pins = arguments.all("--pin");
    options.objective = arguments.text("--objective");
    if (options.objective == "li" && arguments.given("--resolution"))
        throw geo::UsageError("--resolution",
                              "is of modularity, and the objective is the localisation index");
    options.effort.seed = static_cast<std::uint64_t>(*arguments.number("--seed"));
    options.effort.restarts = static_cast<std::size_t>(*arguments.number("--restarts"));
    options.effort.sweeps = static_cast<std::size_t>(*arguments.number("--sweeps"));
    options.time_limit_s = arguments.number("--time-limit");
    options.top = static_cast<std::size_t>(*arguments.number("--top"));
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, tables);
    return [options](Console& console) { return optimise(options, console); };
}

}  // namespace cli
