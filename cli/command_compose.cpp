#include <fmt/format.h>

#include <future>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/totals_table.hpp"
#include "geo/arc_crosses.hpp"
#include "geo/check.hpp"
#include "shapes/compose.hpp"

namespace cli {
namespace {

struct ComposeOptions {
    AreasOptions areas;
    LookupInput lookup;
    std::vector<std::string> sums;
    double gap_width_m = 0.0;
    std::int64_t quantisation = 0;
    OutputOptions outputs;
};

struct Joined {
    shapes::Lookup lookup;
    shapes::Plan plan;
};

Outcome compose(const ComposeOptions& options, Console& console) {
    refuse_unwritable(options.outputs);

    geo::Layer areas = read_area_layer(options.areas, console);
    // Later steps need the memory, and nobody these.
    if (options.sums.empty()) areas.attributes = {};
    // The lookup is read while the borders are cut, whose threads do not keep all processors busy.
    std::future<Joined> joining;
    AreasOptions how = options.areas;
    how.coverage.on_grid = [&] {
        joining = std::async(std::launch::async, [&] {
            shapes::Lookup lookup =
                shapes::read_lookup(options.lookup.path, options.lookup.options, areas.codes);
            shapes::Plan plan = shapes::make_plan(areas.codes, lookup);
            return Joined{std::move(lookup), std::move(plan)};
        });
    };
    const geo::Coverage coverage = cut_areas(areas, how, FileOutlines::dropped, console);
    const geo::Topology& topology = coverage.topology;
    const auto [lookup, plan] = joining.get();
    std::vector<geo::Finding> findings = coverage.findings;
    const auto add = [&](const std::vector<geo::Finding>& more) {
        findings.insert(findings.end(), more.begin(), more.end());
    };
    add(lookup.findings);
    add(plan.findings);
    std::vector<shapes::NumberColumn> columns;
    for (const std::string& name : options.sums) {
        columns.push_back(shapes::read_numbers(areas.attributes, name, findings));
    }
    // What was read is checked while footprints are made of it and written.
    const std::vector<geo::Int128> crosses = geo::crosses_of_arcs(topology);
    std::future<std::vector<geo::Finding>> checking = std::async(std::launch::async, [&] {
        return geo::check_coverage(topology, geo::find_faces(topology, crosses), areas.codes,
                                   {options.gap_width_m, {}});
    });
    console.progress("composing footprints");
    const shapes::Composition composition = shapes::compose(topology, plan, columns, crosses);
    geo::OutputLayer layer;
    layer.name = "footprints";
    layer.crs = coverage.crs;
    layer.from_degrees = coverage.operation.from_degrees;
    layer.geometry = geo::GridOutlines{composition.outlines, topology.grid};
    layer.attributes = shapes::footprint_table(plan, composition);
    write_output(options.outputs.output, layer, options.outputs.overwrite, console, options.quantisation,
                 [&] { add(checking.get()); });
    findings = worst_first(std::move(findings));

    Report report("compose", !options.outputs.json.empty());
    report.add_input(options.areas.path, areas.codes.size());
    report.add_input(options.lookup.path, lookup.rows);
    report.set_coverage(coverage);
    report.add_join(plan.join);
    report.add_findings(findings);
    set_compose_result(report, plan, composition);

    write_report(report, options.outputs, console);

    console.result(fmt::format("{} areas to {} footprints\n", topology.areas(), plan.footprints()));
    console.result(joins_text(report.joins()));
    console.result("\n" + totals_table(composition).text());
    if (!findings.empty()) console.result("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_compose(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".gpkg", ".fgb", ".geojson", ".topojson", ".shp"};
    ComposeOptions options;
    options.areas = areas_options(arguments);
    options.lookup = lookup_input(arguments);
    options.sums = arguments.all("--sum");
    options.gap_width_m = *arguments.number("--gap-width");
    options.quantisation = static_cast<std::int64_t>(arguments.number("--quantisation").value_or(0));
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, endings);
    return [options](Console& console) { return compose(options, console); };
}

}  // namespace cli
