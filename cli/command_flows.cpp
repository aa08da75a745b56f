#include <fmt/format.h>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_input.hpp"
#include "cli/flow_parameters.hpp"
#include "cli/flow_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "shapes/flow_analysis.hpp"

namespace cli {
namespace {

struct FlowsOptions {
    FlowInputOptions input;
    LookupInput lookup;
    shapes::FlowParameters parameters;
    shapes::DisclosureRule disclosure;
    std::size_t top = 10;
    OutputOptions outputs;
};

Outcome flows(const FlowsOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    Report report("flows", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { report.add_input(path, rows); }, report, findings};

    console.progress("reading " + flow_source(options.input));
    const shapes::FlowTable table = read_flows(options.input, records);
    // The origins tell which column of a national lookup of several geographies is meant.
    const shapes::Lookup lookup =
        shapes::read_lookup(options.lookup.path, options.lookup.options, options.input.area_hint(table));
    report.add_input(options.lookup.path, lookup.rows);
    records.add_findings(lookup.findings);
    const shapes::Plan plan = shapes::make_plan(lookup);
    records.add_findings(plan.findings);
    const PlacedFlows placed = place_flows(options.input, table, lookup.codes, plan, records);
    const shapes::FlowAnalysis analysis = shapes::analyse_flows(placed.by_area, placed.between_areas, plan,
                                                                options.parameters, options.disclosure);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    const FlowsToReport reported{plan, lookup.codes, analysis, placed.totals, options.top};
    if (report.is_wanted()) set_flows_result(report, reported);

    write_output(options.outputs.output, flow_matrix_table(plan, analysis), options.outputs.overwrite,
                 console);
    write_report(report, options.outputs, console);
    for (const FlowSection& section : flow_sections(reported)) {
        if (!section.title.empty()) console.result("\n" + section.title + "\n");
        console.result(section.table.text() + section.note);
    }
    console.result("\n" + plan_flow_text(reported) + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_flows(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".csv", ".xlsx"};
    FlowsOptions options;
    options.input = flow_input_options(arguments, arguments.inputs().front());
    options.lookup = lookup_input(arguments);
    options.parameters = flow_parameters(arguments);
    options.disclosure = disclosure_rule(arguments);
    options.top = static_cast<std::size_t>(*arguments.number("--top"));
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, endings);
    return [options](Console& console) { return flows(options, console); };
}

}  // namespace cli
