#include <fmt/format.h>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/error.hpp"

namespace cli {
namespace {

struct CheckOptions {
    AreasOptions areas;
    double gap_width_m = 0.0;
    std::string allowed_gaps;
    std::string findings;
    OutputOptions outputs;
};

Outcome check(const CheckOptions& options, Console& console) {
    refuse_unwritable(options.findings, options.outputs.overwrite);
    refuse_unwritable(options.outputs);

    const Areas areas = read_areas(options.areas, FileOutlines::kept, console);
    const geo::Topology& topology = areas.coverage.topology;
    std::vector<geo::Finding> findings = areas.coverage.findings;
    console.progress("comparing neighbours");
    const geo::CheckOptions how{options.gap_width_m, read_places(options.allowed_gaps, findings)};
    for (geo::Finding& found : check_areas(areas, how))
        findings.push_back(std::move(found));
    findings = worst_first(std::move(findings));
    const bool valid = !any_violation(findings);

    Report report("check", !options.outputs.json.empty());
    report.add_input(options.areas.path, areas.layer.codes.size());
    report.set_coverage(areas.coverage);
    report.add_findings(findings);
    set_check_result(report, topology, valid);

    console.result(fmt::format("{}: {} areas, {} vertices, {} arcs, {} junctions\n", options.areas.path,
                               grouped(static_cast<double>(topology.areas())),
                               grouped(static_cast<double>(topology.vertices.size())),
                               grouped(static_cast<double>(topology.arcs())),
                               grouped(static_cast<double>(topology.junctions))));
    if (!findings.empty()) console.result("\n" + findings_text(findings) + "\n");
    console.result(fmt::format("{}: {}\n", valid ? "The coverage is valid" : "The coverage is not valid",
                               count_findings(findings)));
    if (!options.findings.empty()) {
        write_findings(options.findings, findings, areas.coverage.crs, options.outputs.overwrite);
    }
    write_report(report, options.outputs, console);
    return valid ? Outcome::clean : Outcome::violations;
}

}  // namespace

Job prepare_check(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".gpkg", ".fgb", ".geojson", ".shp"};
    CheckOptions options;
    options.areas = areas_options(arguments);
    options.allowed_gaps = arguments.text("--allowed-gaps");
    options.gap_width_m = *arguments.number("--gap-width");
    options.findings = arguments.text("--findings");
    options.outputs = output_options(arguments);
    require_ending("--findings", options.findings, endings);
    if (options.findings == "-" || (!options.findings.empty() && options.findings == options.outputs.json)) {
        throw geo::UsageError("--findings", "needs a file of its own");
    }
    return [options](Console& console) { return check(options, console); };
}

}  // namespace cli
