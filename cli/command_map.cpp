#include <fmt/format.h>

#include <optional>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/class_options.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/map_values.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "render/palette.hpp"
#include "shapes/plan.hpp"

namespace cli {
namespace {

struct MapCommand {
    AreasOptions areas;
    LookupInput lookup;
    std::string values;
    ValueChoice choice;
    render::MapSpec spec;
    OutputOptions outputs;
};

Outcome map(const MapCommand& options, Console& console) {
    refuse_unwritable(options.outputs);
    Report report("map", !options.outputs.json.empty());
    const Areas areas = read_areas(options.areas, FileOutlines::dropped, console);
    std::vector<geo::Finding> findings = areas.coverage.findings;
    const auto add = [&](const std::vector<geo::Finding>& more) {
        findings.insert(findings.end(), more.begin(), more.end());
    };
    report.add_input(options.areas.path, areas.layer.codes.size());
    report.set_coverage(areas.coverage);

    std::optional<shapes::Plan> plan;
    if (!options.lookup.path.empty()) {
        const shapes::Lookup lookup =
            shapes::read_lookup(options.lookup.path, options.lookup.options, areas.layer.codes);
        plan = shapes::make_plan(areas.layer.codes, lookup);
        add(lookup.findings);
        add(plan->findings);
        report.add_input(options.lookup.path, lookup.rows);
        report.add_join(plan->join);
    }
    const geo::Table table = geo::read_table(options.values, findings);
    report.add_input(options.values, table.rows());
    const JoinedCells cells = join_cells(table, options.choice, plan ? plan->codes : areas.layer.codes);
    report.add_join(cells.join);
    add(cells.findings);

    render::MapSpec spec = options.spec;
    spec.unit_name = plan ? "footprint" : "area";
    render::MapData data = plan ? map_of_footprints(areas, *plan) : map_of_areas(areas);
    if (options.choice.categories) {
        set_values(data, cells.words);
    } else {
        set_values(data, cells.numbers);
    }
    console.progress("drawing");
    const render::MapPlan drawing = render::plan_map(spec, data);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    set_map_result(report, drawing.result());

    if (options.outputs.output == "-") {
        console.raw(render::render_map(drawing, render::MapFormat::svg));
    } else {
        write_map_file(drawing, options.outputs.output, options.outputs.overwrite);
    }
    write_report(report, options.outputs, console);
    console.result(drawing.result().alt_text + "\n" + joins_text(report.joins()));
    for (const std::string& warning : drawing.result().warnings)
        console.note(warning);
    if (!findings.empty()) console.note(findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_map(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".png", ".svg", ".pdf"};
    MapCommand options;
    options.areas = areas_options(arguments);
    options.lookup = lookup_input(arguments);
    options.values = arguments.text("--values");
    options.choice.key = arguments.text("--key");
    options.choice.column = arguments.text("--column");
    options.choice.categories = arguments.text("--scheme") == "categories";
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, endings);

    render::MapSpec& spec = options.spec;
    spec.title = arguments.text("--title");
    spec.subtitle = arguments.text("--subtitle");
    spec.source = arguments.text("--source");
    spec.page = render::page_from_name(arguments.text("--page"));
    spec.dpi = *arguments.number("--dpi");
    spec.palette = arguments.text("--palette");
    spec.legend_title = arguments.text("--column");
    spec.classes = class_options(arguments);
    if (!spec.palette.empty()) (void)render::palette(spec.palette, 1);
    return [options](Console& console) { return map(options, console); };
}

}  // namespace cli
