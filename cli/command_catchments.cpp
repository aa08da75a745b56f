#include "cli/arguments.hpp"
#include "cli/catchment_output.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/flow_input.hpp"
#include "cli/flow_parameters.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "geo/error.hpp"
#include "shapes/catchments.hpp"

namespace cli {
namespace {

struct CatchmentCommandOptions {
    FlowInputOptions input;
    std::string population;
    LookupInput lookup;  ///< without a path: catchments of sites
    shapes::CatchmentOptions catchments;
    shapes::DisclosureRule disclosure;
    OutputOptions outputs;
};

/// The flows by footprint of treatment.
shapes::FlowTable to_footprints(const CatchmentCommandOptions& options, const shapes::FlowTable& flows,
                                const FlowRecords& records) {
    const shapes::Lookup lookup =
        shapes::read_lookup(options.lookup.path, options.lookup.options, options.input.area_hint(flows));
    records.add_input(options.lookup.path, lookup.rows);
    records.add_findings(lookup.findings);
    const shapes::Plan plan = shapes::make_plan(lookup);
    records.add_findings(plan.findings);
    const PlacedSites sites = place_sites(options.input, flows, lookup.codes, plan, records);
    records.add_placement(sites.in_footprints);
    return shapes::flows_to_footprints(flows, sites.in_footprints, plan);
}

Outcome catchments(const CatchmentCommandOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    Report report("catchments", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { report.add_input(path, rows); }, report, findings};
    console.progress("reading " + flow_source(options.input));
    shapes::FlowTable flows = read_flows(options.input, records);
    const shapes::AreaValues population =
        shapes::read_area_values(options.population, options.input.population_columns, flows.origins);
    if (options.input.population.empty()) {
        report.add_input(options.population, population.codes.size());
        records.add_findings(population.findings);
    }
    if (!options.lookup.path.empty()) flows = to_footprints(options, flows, records);
    const shapes::Catchments found = shapes::find_catchments(flows, population, options.catchments);
    report.add_join(found.join);
    records.add_findings(found.findings);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    const CatchmentsToReport reported{found, options.disclosure,
                                      options.lookup.path.empty() ? "site" : "footprint"};
    set_catchments_result(report, reported);

    write_output(options.outputs.output, catchment_table(reported), options.outputs.overwrite, console);
    write_report(report, options.outputs, console);
    console.result(catchment_text_table(reported).text());
    console.result("\n" + catchment_totals_text(reported) + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_catchments(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".csv", ".xlsx"};
    CatchmentCommandOptions options;
    options.input = flow_input_options(arguments, arguments.inputs().front(), {.stands_alone = true});
    options.population = options.input.population;
    options.catchments.has_shares_of_population = !options.input.columns.share.empty();
    // Counts are patients as they stand; only shares are multiplied.
    if (!options.catchments.has_shares_of_population) options.input.population.clear();
    options.lookup = lookup_input(arguments);
    for (const char* option : {"--site-lookup", "--succession"}) {
        if (options.lookup.path.empty() && arguments.given(option))
            throw geo::UsageError(option, "needs --lookup, which names the footprints",
                                  "give both for catchments of footprints, or neither");
    }
    const std::string method = arguments.text("--method");
    for (const shapes::CatchmentMethod each :
         {shapes::CatchmentMethod::first_past_the_post, shapes::CatchmentMethod::share,
          shapes::CatchmentMethod::proportional}) {
        if (method == "all" || method == shapes::to_string(each)) options.catchments.methods.push_back(each);
    }
    options.catchments.threshold = *arguments.number("--threshold");
    if (!(options.catchments.threshold > 0.0))
        throw geo::UsageError("--threshold", "the threshold must be above 0");
    options.catchments.suppressed = suppressed_row(arguments);
    options.disclosure = disclosure_rule(arguments);
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, endings);
    return [options](Console& console) { return catchments(options, console); };
}

}  // namespace cli
