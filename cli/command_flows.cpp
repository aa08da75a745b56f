#include <fmt/format.h>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_input.hpp"
#include "cli/flow_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/placement_output.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "shapes/flow_measures.hpp"

namespace cli {
namespace {

struct FlowsOptions {
    FlowInputOptions input;
    LookupInput lookup;
    shapes::FlowParameters parameters;
    OutputOptions outputs;
};

Outcome flows(const FlowsOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    Report report("flows", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const auto add = [&](const std::vector<geo::Finding>& more) {
        findings.insert(findings.end(), more.begin(), more.end());
    };
    shapes::PlacementTotals totals;
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { report.add_input(path, rows); }, report, findings,
        &totals};

    console.progress("reading " + options.input.path);
    const shapes::FlowTable table = read_flows(options.input, records);
    // The origins tell which column of a national lookup of several geographies is meant.
    const shapes::Lookup lookup =
        shapes::read_lookup(options.lookup.path, options.lookup.options, options.input.area_hint(table));
    report.add_input(options.lookup.path, lookup.rows);
    add(lookup.findings);
    const shapes::Plan plan = shapes::make_plan(lookup);
    add(plan.findings);
    const std::vector<shapes::AreaFlow> by_area =
        place_flows(options.input, table, lookup.codes, plan, records);
    const std::vector<shapes::PlaceFlow> matrix = shapes::flows_by_footprint(by_area, plan);
    const shapes::FlowResult result = shapes::measure_flows(matrix, plan.footprints(), options.parameters);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    set_flows_result(report, plan, result, matrix);
    set_placement(report, totals);

    write_output(options.outputs.output, shapes::flow_matrix_table(plan, matrix), options.outputs.overwrite,
                 console);
    write_report(report, options.outputs, console);
    console.result(to_text_table(flow_table_for_people(plan, result)).text());
    console.result("\n" + plan_flow_text(result) + placement_text(totals) + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_flows(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".csv", ".xlsx"};
    FlowsOptions options;
    options.input = flow_input_options(arguments, arguments.inputs().front());
    options.lookup = lookup_input(arguments);
    shapes::XEquation& x = options.parameters.x_equation;
    x.form = arguments.text("--x-equation") == "line" ? shapes::XEquationForm::line
                                                      : shapes::XEquationForm::hyperbola;
    x.min_size = *arguments.number("--min-size");
    x.target_size = *arguments.number("--target-size");
    x.min_containment_share = *arguments.number("--min-containment");
    x.target_containment_share = *arguments.number("--target-containment");
    shapes::check_parameters(x);
    options.parameters.resolution = *arguments.number("--resolution");
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, endings);
    return [options](Console& console) { return flows(options, console); };
}

}  // namespace cli
