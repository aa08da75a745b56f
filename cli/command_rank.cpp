#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/move_output.hpp"
#include "cli/moves_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "geo/error.hpp"
#include "shapes/move_ranking.hpp"

namespace cli {
namespace {

struct RankOptions {
    MovesOptions moves;
    std::vector<shapes::MeasureWeight> by;
    std::size_t top = 20;
    OutputOptions outputs;
};

Outcome rank(const RankOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    Report report("rank", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records = FlowRecords::each_file_once(report, findings);
    const MovesInput input = read_moves_input(options.moves, records, console);
    console.progress("ranking moves");
    shapes::MovablePlan plan(input.flows, input.neighbourhood, input.facts, input.plan.footprint_of);
    const shapes::MoveList list = shapes::legal_moves(plan, input.rules, options.moves.parameters.resolution);
    const shapes::Ranking ranking =
        shapes::rank_moves(plan, list.legal, options.by, options.moves.parameters);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);

    const MovesToShow show{
        input, plan, list, ranking, options.by, options.moves.parameters, options.moves.disclosure};
    if (report.is_wanted()) {
        report.result() = moves_json(show);
        report.result()["flows"] = flow_summary_json(input.flows_to_report());
    }
    if (!options.outputs.output.empty())
        write_output(options.outputs.output, moves_table(show), options.outputs.overwrite, console);
    write_report(report, options.outputs, console);
    if (options.top > 0) console.result(moves_table_for_people(show, options.top).text() + "\n");
    console.result(moves_text(show) + rules_text(input) + "\n" + plan_flow_text(input.flows_to_report()) +
                   "\n" + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

shapes::MoveMeasure measure_named(const std::string& name) {
    const auto found = std::ranges::find(shapes::move_measure_names, name);
    if (found != shapes::move_measure_names.end())
        return static_cast<shapes::MoveMeasure>(found - shapes::move_measure_names.begin());
    const std::vector<std::string> all(shapes::move_measure_names.begin(), shapes::move_measure_names.end());
    const std::string nearest = geo::nearest_name(name, all);
    std::string list;
    for (const std::string& of : all)
        list += (list.empty() ? "" : ", ") + of;
    throw geo::UsageError("--by", "\"" + name + "\" is no measure of moves",
                          nearest.empty() ? "choose among " + list : "did you mean " + nearest + "?");
}

/// "modularity=1,li=0.5", or names alone, which then weigh 1.
std::vector<shapes::MeasureWeight> measures(const std::string& text) {
    std::vector<shapes::MeasureWeight> by;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');) {
        const std::size_t equals = part.find('=');
        std::string name = part.substr(0, equals);
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        shapes::MeasureWeight of{measure_named(name), 1.0};
        if (equals != std::string::npos) {
            const auto weight = geo::parse_number(part.substr(equals + 1));
            if (!weight || !(*weight > 0.0))
                throw geo::UsageError("--by", "the weight of " + name + " is no number above 0");
            of.weight = *weight;
        }
        if (std::ranges::find(by, of.measure, &shapes::MeasureWeight::measure) != by.end())
            throw geo::UsageError("--by", name + " stands twice");
        by.push_back(of);
    }
    if (by.empty()) throw geo::UsageError("--by", "names no measure");
    return by;
}

}  // namespace

Job prepare_rank(const Arguments& arguments) {
    static constexpr std::string_view tables[] = {".csv", ".xlsx"};
    RankOptions options;
    options.moves = moves_options(arguments);
    options.by = measures(arguments.text("--by"));
    options.top = static_cast<std::size_t>(*arguments.number("--top"));
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, tables);
    const auto needs_people = [](const shapes::MeasureWeight& of) {
        return of.measure == shapes::MoveMeasure::population;
    };
    const bool has_people =
        !options.moves.population.file.empty() || !options.moves.population.columns.value.empty();
    if (std::ranges::any_of(options.by, needs_people) && !has_people)
        throw geo::UsageError("--by", "population needs the population of the areas",
                              "add --population CSV or --population-column COLUMN");
    return [options](Console& console) { return rank(options, console); };
}

}  // namespace cli
