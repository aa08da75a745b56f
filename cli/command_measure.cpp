#include <fmt/format.h>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/measure_tables.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/measure.hpp"

namespace cli {
namespace {

Outcome measure(const AreasOptions& options, const OutputOptions& outputs, Console& console) {
    refuse_unwritable(outputs);

    const Areas areas = read_areas(options, FileOutlines::dropped, console);
    const geo::Topology& topology = areas.coverage.topology;
    const std::vector<geo::Border> borders = geo::borders(topology);
    const std::vector<shapes::ShapeMeasure> measures =
        shapes::measure_shapes(geo::measure_outlines(geo::outlines(topology), topology.grid), borders);
    const std::vector<geo::Finding> findings = worst_first(areas.coverage.findings);

    Report report("measure", !outputs.json.empty());
    report.add_input(options.path, areas.layer.codes.size());
    report.set_coverage(areas.coverage);
    report.add_findings(findings);
    // Each area is a footprint of its own here, so every border between neighbours is a cut.
    set_measure_result(report, areas.layer.codes, measures, borders.size());

    write_output(outputs.output, measure_table(areas.layer.codes, areas.layer.names, measures),
                 outputs.overwrite, console);
    write_report(report, outputs, console);
    if (outputs.output.empty()) {
        console.result(to_text_table(measure_table_for_people(areas.layer.codes, measures)).text());
        console.result(fmt::format("\n{} areas, {} pairs of neighbours\n", measures.size(), borders.size()));
    }
    if (!findings.empty()) console.note(findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_measure(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".csv", ".xlsx"};
    const OutputOptions outputs = output_options(arguments);
    require_ending("--output", outputs.output, endings);
    return [options = areas_options(arguments), outputs](Console& console) {
        return measure(options, outputs, console);
    };
}

}  // namespace cli
