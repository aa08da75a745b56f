#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_input.hpp"
#include "cli/flow_parameters.hpp"
#include "cli/flow_tables.hpp"
#include "cli/guidance_input.hpp"
#include "cli/guidance_options.hpp"
#include "cli/guidance_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/plan_input.hpp"
#include "cli/report.hpp"
#include "cli/text_table.hpp"
#include "geo/error.hpp"
#include "shapes/flow_analysis.hpp"
#include "shapes/guidance.hpp"

namespace cli {
namespace {

struct ValidateOptions {
    AreasOptions areas;
    double gap_width_m = 0.0;
    std::string allowed_gaps;
    LookupInput lookup;
    PopulationInput population;
    std::optional<FlowInputOptions> flows;
    shapes::FlowParameters parameters;
    shapes::DisclosureRule disclosure;
    GuidanceOptions guidance;
    std::string findings;
    OutputOptions outputs;
};

Outcome validate(const ValidateOptions& options, Console& console) {
    refuse_unwritable(options.findings, options.outputs.overwrite);
    refuse_unwritable(options.outputs);
    Report report("validate", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records = FlowRecords::each_file_once(report, findings);

    const GuidanceSettings settings = settle_guidance(options.guidance);
    if (!options.guidance.file.empty()) records.add_input(options.guidance.file, 1);
    const Areas areas = read_areas(options.areas, FileOutlines::kept, console);
    const geo::Layer& layer = areas.layer;
    records.add_input(options.areas.path, layer.codes.size());
    report.set_coverage(areas.coverage);
    console.progress("comparing neighbours");
    std::vector<geo::Finding> cover = areas.coverage.findings;
    const geo::CheckOptions how{options.gap_width_m, read_places(options.allowed_gaps, cover)};
    for (geo::Finding& found : check_areas(areas, how))
        cover.push_back(std::move(found));

    const shapes::Lookup lookup =
        shapes::read_lookup(options.lookup.path, options.lookup.options, layer.codes);
    records.add_input(options.lookup.path, lookup.rows);
    const shapes::Plan plan = shapes::make_plan(layer.codes, lookup);
    report.add_join(plan.join);
    const auto populations = read_population(options.population, layer, records);
    const GuidanceTables tables = read_guidance_tables(settings.files, layer, records);
    std::optional<shapes::FlowAnalysis> flows;
    shapes::PlacementTotals totals;
    if (options.flows) {
        console.progress("reading " + flow_source(*options.flows));
        const shapes::FlowTable table = read_flows(*options.flows, records);
        const PlacedFlows placed = place_flows(*options.flows, table, layer.codes, plan, records, &areas);
        totals = placed.totals;
        flows = shapes::analyse_flows(placed.by_area, placed.between_areas, plan, options.parameters,
                                      options.disclosure);
    }

    console.progress("judging the plan");
    shapes::GuidanceInput input{.topology = areas.coverage.topology,
                                .area_codes = layer.codes,
                                .area_names = layer.names,
                                .lookup = lookup,
                                .plan = plan,
                                .coverage = cover,
                                .gap_width_m = options.gap_width_m,
                                .populations = populations,
                                .flows = flows ? &flows->result : nullptr,
                                .disclosure = options.disclosure};
    tables.give(input);
    const shapes::Guidance guidance = shapes::judge_plan(input, settings.rules);
    for (const auto* more : {&lookup.findings, &plan.findings})
        cover.insert(cover.end(), more->begin(), more->end());
    if (!guidance.criteria.front().required) set_aside(cover);
    findings.insert(findings.end(), cover.begin(), cover.end());
    for (geo::Finding& found : guidance.findings())
        findings.push_back(std::move(found));
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    report.result() = guidance_json(plan, guidance, input.links, layer.codes);
    if (flows) report.result()["flows"] = flow_summary_json(FlowsToReport{plan, layer.codes, *flows, totals});

    write_output(options.outputs.output, guidance_table(plan, guidance), options.outputs.overwrite, console);
    if (!options.findings.empty())
        write_findings(options.findings, findings, areas.coverage.crs, options.outputs.overwrite);
    write_report(report, options.outputs, console);
    console.result(criteria_text(guidance) + "\n" +
                   to_text_table(guidance_table_for_people(plan, guidance)).text());
    if (!input.links.empty()) console.result("\n" + links_table(guidance, input.links).text());
    if (flows) console.result("\n" + plan_flow_text(FlowsToReport{plan, layer.codes, *flows, totals}));
    console.result("\n" + joins_text(report.joins()) + "\n" + verdict_text(guidance));
    if (!settings.source.empty()) console.result("Thresholds: " + settings.source + "\n");
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_validate(const Arguments& arguments) {
    static constexpr std::string_view tables[] = {".csv", ".xlsx"};
    static constexpr std::string_view layers[] = {".gpkg", ".fgb", ".geojson", ".shp"};
    ValidateOptions options;
    options.areas = areas_options(arguments);
    options.gap_width_m = *arguments.number("--gap-width");
    options.allowed_gaps = arguments.text("--allowed-gaps");
    options.lookup = lookup_input(arguments);
    options.population = population_input(arguments);
    options.flows = plan_flows_input(arguments);
    options.parameters = flow_parameters(arguments);
    options.disclosure = disclosure_rule(arguments);
    options.guidance = guidance_options(arguments);
    options.findings = arguments.text("--findings");
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, tables);
    require_ending("--findings", options.findings, layers);
    if (options.findings == "-" ||
        (!options.findings.empty() &&
         (options.findings == options.outputs.json || options.findings == options.outputs.output)))
        throw geo::UsageError("--findings", "needs a file of its own");
    return [options](Console& console) { return validate(options, console); };
}

}  // namespace cli
