#include <fmt/format.h>

#include <optional>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_tables.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/placement.hpp"

namespace cli {
namespace {

struct FlowsOptions {
    std::string path;
    shapes::FlowColumns columns;
    std::string population;
    LookupInput lookup;
    std::string site_lookup;
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

    console.progress("reading " + options.path);
    const geo::Table flow_rows = geo::read_table(options.path, findings);
    std::optional<shapes::AreaValues> population;
    if (!options.population.empty()) {
        const std::vector<std::string>& origins = flow_rows.require(options.columns.origin).cells;
        population = shapes::read_area_values(options.population, {}, origins);
        add(population->findings);
    }
    const shapes::FlowTable table =
        shapes::make_flow_table(flow_rows, options.columns, population ? &*population : nullptr);
    add(table.findings);
    // The origins tell which column of a national lookup of several geographies is meant.
    const shapes::Lookup lookup =
        shapes::read_lookup(options.lookup.path, options.lookup.options, table.origins);
    add(lookup.findings);
    const shapes::Plan plan = shapes::make_plan(lookup);
    add(plan.findings);
    report.add_input(options.path, table.rows);
    report.add_input(options.lookup.path, lookup.rows);
    for (const shapes::JoinReport& join : table.joins)
        report.add_join(join);

    const shapes::Placement origins =
        shapes::place_by_area("origins to lookup", table.origins, lookup.codes, plan);
    shapes::Placement sites;
    if (options.site_lookup.empty()) {
        sites = shapes::place_by_area("sites to lookup", table.sites, lookup.codes, plan);
    } else {
        const shapes::Lookup site_lookup =
            shapes::read_lookup(options.site_lookup, shapes::site_lookup_options(), table.sites);
        add(site_lookup.findings);
        sites = shapes::place_by_lookup("sites to site lookup", table.sites, site_lookup, plan);
        report.add_input(options.site_lookup, site_lookup.rows);
    }
    if (population) report.add_input(options.population, population->codes.size());
    report.add_join(origins.join);
    report.add_join(sites.join);
    add(origins.findings);
    add(sites.findings);
    const std::vector<shapes::PlaceFlow> matrix =
        shapes::aggregate_flows(table, origins.place_of, sites.place_of);
    const shapes::FlowResult result = shapes::measure_flows(matrix, plan.footprints(), options.parameters);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    set_flows_result(report, plan, result, matrix);

    write_output(options.outputs.output, shapes::flow_matrix_table(plan, matrix), options.outputs.overwrite,
                 console);
    write_report(report, options.outputs, console);
    console.result(to_text_table(flow_table_for_people(plan, result)).text());
    console.result("\n" + plan_flow_text(result) + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_flows(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".csv", ".xlsx"};
    FlowsOptions options;
    options.path = arguments.inputs().front();
    options.lookup = lookup_input(arguments);
    options.site_lookup = arguments.text("--site-lookup");
    options.columns.origin = arguments.text("--origin-column");
    options.columns.site = arguments.text("--site-column");
    options.columns.count = arguments.text("--count-column");
    options.columns.share = arguments.text("--share-column");
    options.population = arguments.text("--population");
    if (options.columns.share.empty() != options.population.empty()) {
        throw geo::UsageError(options.population.empty() ? "--share-column" : "--population",
                              "needs the other of --share-column and --population",
                              "patients are share x population");
    }
    if (!options.columns.share.empty() && arguments.given("--count-column")) {
        throw geo::UsageError("--count-column", "contradicts --share-column", "give one of them");
    }
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
