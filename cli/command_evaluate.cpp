#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/evaluation_maps.hpp"
#include "cli/evaluation_results.hpp"
#include "cli/evaluation_tables.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_input.hpp"
#include "cli/flow_parameters.hpp"
#include "cli/guidance_input.hpp"
#include "cli/guidance_options.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/plan_input.hpp"
#include "cli/proposal_file.hpp"
#include "cli/report.hpp"
#include "geo/error.hpp"
#include "render/page.hpp"
#include "shapes/area_groups.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/evaluation.hpp"

namespace cli {
namespace {

struct AlignInput {
    std::string file;
    std::string column;  ///< empty: found out
};

struct EvaluateOptions {
    AreasOptions areas;
    double gap_width_m = 0.0;
    std::string allowed_gaps;
    LookupInput lookup;
    std::vector<std::string> proposals;
    bool is_stacked = false;
    std::vector<std::string> groups;
    std::string member_column;
    PopulationInput population;
    std::vector<std::string> sums;
    std::string values;
    std::vector<AlignInput> aligned;
    std::optional<FlowInputOptions> flows;
    shapes::FlowParameters parameters;
    shapes::DisclosureRule disclosure;
    GuidanceOptions guidance;
    std::string map;
    std::string map_pair;
    std::string source;
    render::PageSize page;
    OutputOptions outputs;
};

/// All that is read beside the areas, in the order in which it is read.
struct PlanWork {
    GuidanceSettings settings;
    shapes::Lookup lookup;
    shapes::Plan plan;
    shapes::AreaGroups groups;
    shapes::Membership members;
    std::vector<std::optional<double>> populations;
    GuidanceTables tables;
    std::vector<shapes::NumberColumn> sums;
    std::vector<shapes::AuthorityTable> aligned;
    std::optional<shapes::PlaceFlows> flows;
    shapes::PlacementTotals totals;
    std::vector<geo::Finding> cover;
};

std::vector<shapes::Proposal> read_proposals(const EvaluateOptions& options, const FlowRecords& records) {
    std::vector<shapes::Proposal> proposals;
    for (const std::string& path : options.proposals) {
        proposals.push_back(read_proposal(path));
        records.add_input(path, proposals.back().steps.size());
    }
    if (options.is_stacked) proposals = {shapes::stack(proposals)};
    return proposals;
}

void add_groups_of(const geo::Table& table, const std::string& area_column, const geo::Layer& layer,
                   const FlowRecords& records, shapes::AreaGroups& groups) {
    const shapes::GroupTable more = shapes::make_groups(table, area_column, layer.codes);
    shapes::add_groups(groups, more.groups);
    records.add_findings(more.findings);
}

void read_plan(const EvaluateOptions& options, const geo::Layer& layer, const FlowRecords& records,
               PlanWork& work) {
    const geo::Table table = records.read(options.lookup.path);
    work.lookup = shapes::make_lookup(table, options.lookup.options, layer.codes);
    records.add_findings(work.lookup.findings);
    work.plan = shapes::make_plan(layer.codes, work.lookup);
    records.report.add_join(work.plan.join);
    records.add_findings(work.plan.findings);
    add_groups_of(table, work.lookup.unit_column, layer, records, work.groups);
    for (const std::string& path : options.groups) {
        const geo::Table more = records.read(path);
        const auto column = shapes::column_with(more, layer.codes, "area");
        if (!column)
            throw geo::InputError(path, "no column holds codes of the areas",
                                  "give a table of areas with columns of the codes of their groups");
        add_groups_of(more, more.columns[*column].name, layer, records, work.groups);
    }
    if (!options.member_column.empty())
        work.members =
            shapes::make_membership(table, work.lookup.unit_column, options.member_column, layer.codes);
}

void read_measures(const EvaluateOptions& options, const Areas& areas, const FlowRecords& records,
                   PlanWork& work) {
    const geo::Layer& layer = areas.layer;
    work.populations = read_population(options.population, layer, records);
    work.tables = read_guidance_tables(work.settings.files, layer, records);
    for (const std::string& column : options.sums) {
        if (options.values.empty()) {
            work.sums.push_back(shapes::read_numbers(layer.attributes, column, records.findings));
        } else {
            PopulationInput input;
            input.file = options.values;
            input.columns.value = column;
            work.sums.push_back({column, read_population(input, layer, records)});
        }
    }
    for (const AlignInput& input : options.aligned) {
        work.aligned.push_back(shapes::make_authorities(records.read(input.file),
                                                        {.area = {}, .authority = input.column, .people = {}},
                                                        shapes::AuthorityTier::lower, layer.codes));
        records.add_findings(work.aligned.back().findings);
        records.report.add_join(work.aligned.back().join);
    }
    if (!options.flows) return;
    const shapes::FlowTable table = read_flows(*options.flows, records);
    PlacedFlows placed = place_flows(*options.flows, table, layer.codes, work.plan, records, &areas);
    work.totals = placed.totals;
    work.flows = shapes::PlaceFlows{std::move(placed.by_place), std::move(placed.between_areas)};
}

shapes::PlanInput plan_input(const EvaluateOptions& options, const Areas& areas, const PlanWork& work) {
    shapes::PlanInput input{.guidance = {.topology = areas.coverage.topology,
                                         .area_codes = areas.layer.codes,
                                         .area_names = areas.layer.names,
                                         .lookup = work.lookup,
                                         .plan = work.plan,
                                         .coverage = work.cover,
                                         .gap_width_m = options.gap_width_m,
                                         .populations = work.populations,
                                         .member_of = work.members.member_of,
                                         .disclosure = options.disclosure},
                            .rules = work.settings.rules,
                            .flows = work.flows ? &*work.flows : nullptr,
                            .parameters = options.parameters,
                            .sums = work.sums,
                            .aligned = work.aligned};
    work.tables.give(input.guidance);
    return input;
}

void write_maps(const EvaluateOptions& options, const Areas& areas, const EvaluationsToReport& report,
                Console& console) {
    if (options.map.empty() && options.map_pair.empty()) return;
    console.progress("drawing");
    const shapes::Evaluation& evaluation = report.evaluations.front();
    const EvaluationMapStyle style{options.page, options.source};
    if (!options.map.empty())
        write_map_file(change_map(areas, report, evaluation, style), options.map, options.outputs.overwrite);
    if (!options.map_pair.empty())
        write_map_file(before_after_map(areas, report, evaluation, style), options.map_pair,
                       options.outputs.overwrite);
}

void print(const EvaluationsToReport& report, const Report& joined, Console& console) {
    for (const shapes::Evaluation& evaluation : report.evaluations) {
        console.result(evaluation.proposal.name + "\n");
        for (const EvaluationSection& section : evaluation_sections(report, evaluation)) {
            if (!section.title.empty()) console.result("\n" + section.title + "\n");
            console.result(section.text + (section.table ? "\n" + section.table->text() : ""));
        }
        console.result("\n");
    }
    if (report.evaluations.size() > 1)
        console.result("Side by side\n\n" + alternatives_table(report.evaluations).text() + "\n");
    console.result(joins_text(joined.joins()));
}

Outcome evaluate(const EvaluateOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    refuse_unwritable(options.map, options.outputs.overwrite);
    refuse_unwritable(options.map_pair, options.outputs.overwrite);
    Report report("evaluate", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records = FlowRecords::each_file_once(report, findings);

    // A proposal that cannot be read is told before areas are, which may take long.
    std::vector<shapes::Proposal> proposals = read_proposals(options, records);
    PlanWork work;
    work.settings = settle_guidance(options.guidance);
    if (!options.guidance.file.empty()) records.add_input(options.guidance.file, 1);
    const Areas areas = read_areas(options.areas, FileOutlines::kept, console);
    records.add_input(options.areas.path, areas.layer.codes.size());
    report.set_coverage(areas.coverage);
    console.progress("comparing neighbours");
    work.cover = areas.coverage.findings;
    for (geo::Finding& found :
         check_areas(areas, {options.gap_width_m, read_places(options.allowed_gaps, work.cover)}))
        work.cover.push_back(std::move(found));
    read_plan(options, areas.layer, records, work);
    for (const shapes::Proposal& proposal : proposals)
        (void)shapes::apply_proposal(work.plan, areas.layer.codes, work.groups, proposal);
    console.progress("reading what the plan is measured by");
    read_measures(options, areas, records, work);
    records.add_findings(work.cover);

    console.progress("measuring");
    const shapes::PlanInput input = plan_input(options, areas, work);
    const shapes::PlanFigures before =
        shapes::measure_plan(input, work.plan, shapes::no_successors(work.plan));
    std::vector<shapes::Evaluation> evaluations;
    // What is amiss in the areas or the plan before is for validate to judge.
    set_aside(findings);
    for (shapes::Proposal& proposal : proposals) {
        evaluations.push_back(shapes::evaluate(input, before, work.groups, std::move(proposal)));
        records.add_findings(evaluations.back().comparison.findings);
    }
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    const EvaluationsToReport to_report{input, before, evaluations, work.totals,
                                        options.is_stacked ? "stacked" : "alternatives"};
    if (report.is_wanted()) report.result() = evaluations_json(to_report);

    write_output(options.outputs.output, evaluation_table(to_report), options.outputs.overwrite, console);
    write_maps(options, areas, to_report, console);
    write_report(report, options.outputs, console);
    print(to_report, report, console);
    if (!work.settings.source.empty()) console.result("Thresholds: " + work.settings.source + "\n");
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

std::vector<AlignInput> align_inputs(const Arguments& arguments) {
    const std::vector<std::string> files = arguments.all("--align");
    const std::vector<std::string> columns = arguments.all("--align-column");
    if (!columns.empty() && columns.size() != files.size())
        throw geo::UsageError("--align-column", "is not given as often as --align",
                              "give one for each, in the same order, or none");
    std::vector<AlignInput> inputs;
    for (std::size_t i = 0; i < files.size(); ++i)
        inputs.push_back({files[i], columns.empty() ? "" : columns[i]});
    return inputs;
}

void check_maps(const EvaluateOptions& options) {
    static constexpr std::string_view endings[] = {".png", ".svg", ".pdf"};
    for (const auto& [option, path] : {std::pair<const char*, const std::string&>{"--map", options.map},
                                       {"--map-pair", options.map_pair}}) {
        if (path.empty()) continue;
        if (path == "-") throw geo::UsageError(option, "needs a file of its own");
        require_ending(option, path, endings);
        if (options.proposals.size() > 1 && !options.is_stacked)
            throw geo::UsageError(option, "draws one proposal, and there are several",
                                  "draw each by itself, or add --together stacked");
    }
    if (!options.map.empty() && options.map == options.map_pair)
        throw geo::UsageError("--map-pair", "goes to the file of --map");
}

}  // namespace

Job prepare_evaluate(const Arguments& arguments) {
    static constexpr std::string_view tables[] = {".csv", ".xlsx"};
    EvaluateOptions options;
    options.areas = areas_options(arguments);
    options.gap_width_m = *arguments.number("--gap-width");
    options.allowed_gaps = arguments.text("--allowed-gaps");
    options.lookup = lookup_input(arguments);
    options.proposals = arguments.all("--proposal");
    options.is_stacked = arguments.text("--together") == "stacked";
    options.groups = arguments.all("--groups");
    options.member_column = arguments.text("--member-column");
    options.population = population_input(arguments);
    options.sums = arguments.all("--sum");
    options.values = arguments.text("--values");
    if (!options.values.empty() && options.sums.empty())
        throw geo::UsageError("--values", "has no column to be summed", "add --sum COLUMN");
    options.aligned = align_inputs(arguments);
    options.flows = plan_flows_input(arguments);
    if (options.flows) options.flows->for_changes = true;
    options.parameters = flow_parameters(arguments);
    options.disclosure = disclosure_rule(arguments);
    options.guidance = guidance_options(arguments);
    options.map = arguments.text("--map");
    options.map_pair = arguments.text("--map-pair");
    options.source = arguments.text("--source");
    options.page = render::page_from_name(arguments.text("--page"));
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, tables);
    check_maps(options);
    return [options](Console& console) { return evaluate(options, console); };
}

}  // namespace cli
