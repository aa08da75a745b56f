#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/alignment_maps.hpp"
#include "cli/alignment_results.hpp"
#include "cli/alignment_tables.hpp"
#include "cli/alignment_text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/findings_output.hpp"
#include "cli/geography_input.hpp"
#include "cli/joins_output.hpp"
#include "cli/outputs.hpp"
#include "cli/people_input.hpp"
#include "cli/plan_input.hpp"
#include "cli/report.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"
#include "render/page.hpp"
#include "shapes/table_finding.hpp"

namespace cli {
namespace {

constexpr double tolerance_of_ground = 0.01;  // outlines of different detail

struct AlignOptions {
    GeographyInputs geographies;
    PeopleInput people;
    std::optional<double> sliver_width_m;  ///< nothing: measured
    bool clean_overlaps = false;
    std::optional<double> tolerance_share;
    bool is_partial = false;
    std::string a_output;
    std::string b_output;
    std::string map;
    render::MapSpec map_spec;
    OutputOptions outputs;
};

std::vector<std::string> names_of(const shapes::UnitGeography& geography,
                                  const std::vector<std::string>& codes) {
    std::vector<std::string> names;
    for (const std::string& code : codes)
        names.push_back(geography.name_of(code));
    return names;
}

/// Units of which nothing was counted have no verdict but "outside".
void name_empty_units(const std::vector<std::string>& codes, const std::vector<shapes::UnitAlignment>& units,
                      const std::string& title, const FlowRecords& records) {
    std::vector<std::string> empty;
    for (std::size_t row = 0; row < units.size(); ++row)
        if (!(units[row].amount > 0.0)) empty.push_back(codes[row]);
    if (empty.empty()) return;
    std::string text = shapes::count_of(empty.size(), "unit") + " of " + title +
                       " in which nothing was counted: " + shapes::list_codes(empty);
    records.findings.push_back(shapes::table_finding(geo::FindingKind::empty, geo::Severity::warning,
                                                     std::move(empty), std::move(text)));
}

/// Two geographies of one name are told apart by their files.
void tell_apart(AlignmentToReport& report) {
    if (report.a.title != report.b.title) return;
    for (GeographyToReport* geography : {&report.a, &report.b})
        geography->title += " of " + std::filesystem::path(geography->path).filename().string();
}

void finish(const AlignOptions& options, AlignmentToReport& report, const FlowRecords& records) {
    tell_apart(report);
    report.tolerance_share = options.tolerance_share.value_or(report.overlaid ? tolerance_of_ground : 0.0);
    report.is_partial = options.is_partial;
    measure(report);
    if (report.is_partial) return;
    name_empty_units(report.table.a_codes, report.alignment.a, report.a.title, records);
    name_empty_units(report.table.b_codes, report.alignment.b, report.b.title, records);
}

AlignmentToReport align_units(const AlignOptions& options, const FlowRecords& records) {
    const shapes::CommonUnits units = read_common_units(
        options.geographies, records, options.is_partial ? shapes::UnitsOfB::some : shapes::UnitsOfB::all);
    AlignmentToReport report;
    if (options.people.given()) {
        const shapes::UnitPeople people = read_unit_people(options.people, units.codes, records);
        records.add_findings(people.findings);
        report.table = shapes::cross_table(units.a.of_unit, units.b.of_unit, people.people);
        report.beside = shapes::cross_table(units.a.of_unit, units.b.of_unit);
        report.people_left_out = people.in_no_unit;
        report.counted = fmt::format("people of {} common units ({} of {})", units.codes.size(),
                                     people.column, people.path);
    } else {
        report.table = shapes::cross_table(units.a.of_unit, units.b.of_unit);
        report.counted =
            fmt::format("count of {} common units, for no population was given", units.codes.size());
    }
    report.a = {units.a.path, units.a.title, names_of(units.a, report.table.a_codes)};
    report.b = {units.b.path, units.b.title, names_of(units.b, report.table.b_codes)};
    finish(options, report, records);
    return report;
}

void count_people(const AlignOptions& options, AlignmentToReport& report, const FlowRecords& records,
                  Console& console) {
    const geo::OverlaidLayers& overlaid = *report.overlaid;
    const shapes::PeoplePlaces places = read_people_places(options.people, overlaid.crs, records, console);
    console.progress("counting people");
    shapes::OverlayPeople people =
        shapes::count_people(overlaid.overlay, places.places, places.people, report.table.a_codes,
                             report.table.b_codes, overlaid.sliver_width_m);
    const shapes::CrossTotals totals = shapes::total(people.table);
    if (!(totals.a.in_both > 0.0))
        throw geo::InputError(places.path, "none of its people live in both geographies",
                              "see whether its places or units are of the same country, and in which CRS");
    report.beside = std::exchange(report.table, std::move(people.table));
    people.table = {};
    report.people = std::move(people);
    report.people_left_out = places.people_without_place;
    report.counted = people_source(options.people, places);
}

AlignmentToReport align_areas(const AlignOptions& options, const FlowRecords& records, Console& console) {
    std::array<GeographyLayer, 2> read = read_geography_layers(options.geographies, records, console);
    AlignmentToReport report;
    report.a = {read[0].layer.path, read[0].title, read[0].layer.names};
    report.b = {read[1].layer.path, read[1].title, read[1].layer.names};
    std::array<std::vector<std::string>, 2> codes{read[0].layer.codes, read[1].layer.codes};
    console.progress("laying one over the other");
    std::array<geo::Layer, 2> layers{std::move(read[0].layer), std::move(read[1].layer)};
    geo::OverlayOptions how;
    how.coverage = options.geographies.coverage;
    how.sliver_width_m = options.sliver_width_m;
    how.clean_overlaps = options.clean_overlaps;
    report.overlaid = geo::overlay_layers(layers, how);
    geo::OverlaidLayers& overlaid = *report.overlaid;
    report.is_width_measured = overlaid.noise.has_value();
    if (!overlaid.noise) overlaid.noise = geo::measure_border_noise(overlaid.overlay);
    // What is amiss within a layer is for check to judge.
    set_aside(overlaid.findings);
    records.add_findings(overlaid.findings);
    records.report.set_overlaid(overlaid);
    report.table = shapes::cross_table(overlaid.overlay, std::move(codes[0]), std::move(codes[1]));
    report.counted = "area only, for no population was given";
    if (options.people.given()) count_people(options, report, records, console);
    finish(options, report, records);
    return report;
}

void write_pairs(const AlignOptions& options, const AlignmentToReport& report, Console& console) {
    const std::string& path = options.outputs.output;
    if (geo::lower_extension(path) == ".gpkg")
        geo::write_layers(path, alignment_layers(report), options.outputs.overwrite);
    else
        write_output(path, pairs_table(report), options.outputs.overwrite, console);
}

Outcome align(const AlignOptions& options, Console& console) {
    refuse_unwritable(options.outputs);
    for (const std::string* path : {&options.a_output, &options.b_output, &options.map})
        refuse_unwritable(*path, options.outputs.overwrite);
    Report report("align", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records = FlowRecords::each_file_once(report, findings);
    const AlignmentToReport alignment = options.geographies.are_lookups
                                            ? align_units(options, records)
                                            : align_areas(options, records, console);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    if (report.is_wanted()) report.result() = alignment_json(alignment);

    write_pairs(options, alignment, console);
    write_output(options.a_output, units_table(alignment, WhichMap::a), options.outputs.overwrite, console);
    write_output(options.b_output, units_table(alignment, WhichMap::b), options.outputs.overwrite, console);
    if (!options.map.empty()) {
        console.progress("drawing");
        render::MapSpec spec = options.map_spec;
        if (spec.title.empty())
            spec.title = fmt::format("{} divided by {}", alignment.a.title, alignment.b.title);
        spec.notes.push_back(headline_text(alignment));
        write_map_file(inhomogeneity_map(alignment, std::move(spec)), options.map, options.outputs.overwrite);
    }
    write_report(report, options.outputs, console);
    console.result(alignment_text(alignment));
    if (!report.joins().empty()) console.result("\n" + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

/// Options about geometry that lookups do not have.
void refuse_without_geometry(const Arguments& arguments) {
    for (const char* option : {"--sliver-width", "--snap", "--clean", "--map"})
        if (arguments.given(option))
            throw geo::UsageError(option, "is about areas, and A and B are lookups over common units",
                                  "give two layers of areas");
}

void check_outputs(const AlignOptions& options) {
    static constexpr std::string_view pairs[] = {".csv", ".xlsx", ".gpkg"};
    static constexpr std::string_view tables[] = {".csv", ".xlsx"};
    static constexpr std::string_view maps[] = {".png", ".svg", ".pdf"};
    require_ending("--output", options.outputs.output, pairs);
    require_ending("--a-output", options.a_output, tables);
    require_ending("--b-output", options.b_output, tables);
    require_ending("--map", options.map, maps);
    if (options.geographies.are_lookups && geo::lower_extension(options.outputs.output) == ".gpkg")
        throw geo::UsageError("--output", "a .gpkg holds pieces of ground, and lookups have none",
                              "write .csv or .xlsx");
    std::vector<std::string> paths{options.outputs.output, options.outputs.json, options.a_output,
                                   options.b_output, options.map};
    if (options.map == "-") throw geo::UsageError("--map", "needs a file of its own");
    std::erase(paths, "");
    std::ranges::sort(paths);
    if (const auto twice = std::ranges::adjacent_find(paths); twice != paths.end())
        throw geo::UsageError(*twice, "is the file of two outputs", "send one of them elsewhere");
}

}  // namespace

Job prepare_align(const Arguments& arguments) {
    AlignOptions options;
    options.geographies = geography_inputs(arguments);
    options.people = people_input(arguments, options.geographies.are_lookups);
    if (options.geographies.are_lookups) refuse_without_geometry(arguments);
    options.sliver_width_m = sliver_width(arguments);
    options.clean_overlaps = arguments.given("--clean");
    options.tolerance_share = arguments.number("--tolerance");
    options.is_partial = arguments.given("--partial");
    options.a_output = arguments.text("--a-output");
    options.b_output = arguments.text("--b-output");
    options.map = arguments.text("--map");
    options.map_spec.title = arguments.text("--title");
    options.map_spec.source = arguments.text("--source");
    options.map_spec.page = render::page_from_name(arguments.text("--page"));
    options.outputs = output_options(arguments);
    check_outputs(options);
    return [options](Console& console) { return align(options, console); };
}

}  // namespace cli
