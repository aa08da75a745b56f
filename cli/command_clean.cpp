#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <utility>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/clean.hpp"
#include "geo/error.hpp"
#include "geo/write_layer.hpp"

namespace cli {
namespace {

struct CleanCommand {
    AreasOptions areas;
    double gap_width_m = 0.0;
    std::string prefer;
    std::string allowed_gaps;
    std::string findings;
    OutputOptions outputs;
};

geo::CleanOptions clean_options(const CleanCommand& command, const Areas& areas,
                                std::vector<geo::Finding>& findings) {
    geo::CleanOptions options;
    options.check = {command.gap_width_m, read_places(command.allowed_gaps, findings)};
    if (command.prefer == "longest-border") return options;
    if (command.prefer == "largest") {
        options.preference = geo::Preference::largest;
    } else if (command.prefer == "smallest") {
        options.preference = geo::Preference::smallest;
    } else {
        const auto found = std::ranges::find(areas.layer.codes, command.prefer);
        if (found == areas.layer.codes.end())
            throw geo::InputError(areas.layer.path, "has no area " + command.prefer,
                                  "give --prefer longest-border, largest, smallest or a code of the file");
        options.preference = geo::Preference::named;
        options.named = static_cast<geo::AreaIndex>(found - areas.layer.codes.begin());
    }
    return options;
}

/// Repairs as notes: what it was, how large, who got it.
std::vector<geo::Finding> repair_findings(geo::Cleaned& cleaned, const std::vector<std::string>& codes) {
    std::vector<geo::Finding> findings;
    const auto code = [&](geo::AreaIndex a) { return codes[static_cast<std::size_t>(a)]; };
    for (geo::Repair& repair : cleaned.repairs) {
        geo::Finding finding{.kind = repair.kind, .severity = geo::Severity::note, .codes = {}, .text = {}};
        for (const geo::AreaIndex a : repair.areas)
            finding.codes.push_back(code(a));
        finding.x = repair.ground.place.x;
        finding.y = repair.ground.place.y;
        finding.size = repair.ground.area_m2;
        finding.width_m = repair.ground.width_m;
        finding.perimeter_m = repair.ground.perimeter_m;
        finding.outline = std::move(repair.ground.outline);
        finding.text = fmt::format("{} of {:.1f} m2 given to {}", geo::to_string(repair.kind), finding.size,
                                   code(repair.given_to));
        findings.push_back(std::move(finding));
    }
    for (const geo::AreaIndex a : cleaned.kept_overlapping) {
        findings.push_back({.kind = geo::FindingKind::duplicate,
                            .severity = geo::Severity::violation,
                            .codes = {code(a)},
                            .text = code(a) +
                                    " has no ground that others do not claim with as much right; it "
                                    "is left as it is"});
    }
    return findings;
}

TextTable account_table(const geo::Cleaned& cleaned, const geo::Grid& grid) {
    TextTable table({"total area", "m2"});
    const auto add = [&](const char* what, std::int64_t twice_cells) {
        table.add({what, fmt::format("{:.6f}", grid.area_m2(twice_cells))});
    };
    add("outlines as snapped", cleaned.twice_before);
    add("+ ground of rings that cross themselves", cleaned.twice_straightened);
    add("- overlaps", cleaned.twice_overlaps);
    add("+ gaps filled", cleaned.twice_gaps);
    add("= outlines written", cleaned.twice_after);
    return table;
}

/// What a reader finds in the outcome.
struct Checked {
    std::size_t vertices = 0;
    std::vector<geo::Finding> violations;
};

/// @throws InternalError when cleaning the outcome would change it.
Checked check_written(geo::GridOutlines outlines, double tolerance_m, const std::vector<std::string>& codes,
                      const geo::CheckOptions& options) {
    geo::SnapReport again;
    const geo::Topology topology =
        geo::build_snapped_topology(std::move(outlines.rings), outlines.grid, tolerance_m, again);
    if (again.moved_points + again.inserted_vertices + again.dropped_points > 0)
        throw geo::InternalError("clean: a second run would change the outcome");
    Checked checked{topology.vertices.size(),
                    geo::check_coverage(topology, geo::find_faces(topology), codes, options)};
    std::erase_if(checked.violations,
                  [](const geo::Finding& found) { return found.severity != geo::Severity::violation; });
    return checked;
}

/// Makes valid what is not, with a note for each, and repairs the coverage, which is not kept.
geo::Cleaned repair(Areas& areas, const geo::CleanOptions& options, std::vector<geo::Finding>& findings) {
    const std::vector<std::string>& codes = areas.layer.codes;
    const geo::Topology topology = std::exchange(areas.coverage.topology, {});
    const geo::Faces faces = geo::find_faces(topology);
    for (const std::uint32_t area : geo::suspect_outlines(topology, faces, areas.coverage.snap)) {
        const std::uint32_t suspect[] = {area};
        for (geo::Finding& found : geo::check_outlines(areas.layer.rings, suspect, codes)) {
            found.severity = geo::Severity::note;
            found.x = found.y = std::numeric_limits<double>::quiet_NaN();
            found.text += "; made valid";
            findings.push_back(std::move(found));
        }
    }
    areas.layer.rings = geo::Rings();
    return geo::clean(topology, faces, codes, options);
}

Outcome clean(const CleanCommand& command, Console& console) {
    refuse_unwritable(command.outputs);
    refuse_unwritable(command.findings, command.outputs.overwrite);

    Areas areas = read_areas(command.areas, FileOutlines::kept, console);
    const geo::Grid grid = areas.coverage.topology.grid;
    const std::size_t vertices_before = areas.coverage.topology.vertices.size();
    const std::vector<std::string>& codes = areas.layer.codes;
    std::vector<geo::Finding> findings = areas.coverage.findings;
    const geo::CleanOptions options = clean_options(command, areas, findings);
    Report report("clean", !command.outputs.json.empty());
    report.add_input(command.areas.path, codes.size());
    report.set_coverage(areas.coverage);
    console.progress("repairing");
    geo::Cleaned cleaned = repair(areas, options, findings);
    for (geo::Finding& repair : repair_findings(cleaned, codes))
        findings.push_back(std::move(repair));

    // What is written is checked as a reader would while it is written, and bears its name only after that.
    // The check is on this thread: it needs much memory, of which most that is free is this thread's.
    geo::OutputLayer layer;
    layer.name = areas.layer.name;
    layer.crs = areas.coverage.crs;
    layer.from_degrees = areas.coverage.operation.from_degrees;
    geo::GridOutlines outlines{std::move(cleaned.outlines), grid};
    layer.geometry = outlines;
    std::packaged_task<Checked()> check([&, outlines = std::move(outlines)]() mutable {
        return check_written(std::move(outlines), areas.coverage.snap.tolerance_m, codes, options.check);
    });
    std::future<Checked> checking = check.get_future();
    layer.attributes = std::move(areas.layer.attributes);
    Checked written;
    std::future<void> writing = std::async(std::launch::async, [&] {
        write_output(command.outputs.output, layer, command.outputs.overwrite, console, 0, [&] {
            layer.geometry = std::monostate();
            written = checking.get();
        });
    });
    check();
    writing.get();
    const std::size_t violations_left = written.violations.size();
    for (geo::Finding& left : written.violations)
        findings.push_back(std::move(left));
    findings = worst_first(std::move(findings));
    if (!command.findings.empty())
        write_findings(command.findings, findings, areas.coverage.crs, command.outputs.overwrite);

    report.add_findings(findings);
    set_clean_result(report, {codes.size(), vertices_before, written.vertices, violations_left}, cleaned,
                     grid);
    write_report(report, command.outputs, console);

    console.result(fmt::format("{}: {} areas, {} repairs\n\n", command.areas.path, codes.size(),
                               cleaned.repairs.size()));
    console.result(account_table(cleaned, grid).text());
    if (!findings.empty()) console.result("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_clean(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".gpkg", ".fgb", ".geojson", ".topojson", ".shp"};
    static constexpr std::string_view finding_endings[] = {".gpkg", ".fgb", ".geojson", ".shp"};
    CleanCommand command;
    command.areas = areas_options(arguments);
    command.gap_width_m = *arguments.number("--gap-width");
    command.prefer = arguments.text("--prefer");
    command.allowed_gaps = arguments.text("--allowed-gaps");
    command.findings = arguments.text("--findings");
    command.outputs = output_options(arguments);
    require_ending("--output", command.outputs.output, endings);
    require_ending("--findings", command.findings, finding_endings);
    if (!command.findings.empty() && (command.findings == "-" || command.findings == command.outputs.json ||
                                      command.findings == command.outputs.output)) {
        throw geo::UsageError("--findings", "needs a file of its own");
    }
    return [command](Console& console) { return clean(command, console); };
}

}  // namespace cli
