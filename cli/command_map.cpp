#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/class_options.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/map_options.hpp"
#include "cli/map_specification.hpp"
#include "cli/map_values.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/styled_layer.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"
#include "render/palette.hpp"
#include "shapes/join.hpp"
#include "shapes/plan.hpp"

namespace cli {
namespace {

struct MapCommand {
    Arguments arguments;  ///< for the record
    AreasOptions areas;
    LookupInput lookup;
    std::string values;
    ValueChoice choice;
    MapComposition composition;
    render::MapSpec spec;
    std::vector<std::string> outputs;
};

std::vector<std::string> split_list(const std::string& list) {
    std::vector<std::string> items;
    std::size_t begin = 0;
    while (!list.empty() && begin <= list.size()) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        const std::size_t first = std::min(list.find_first_not_of(' ', begin), end);
        items.push_back(list.substr(first, end - first));
        begin = end + 1;
    }
    return items;
}

MapCommand map_command(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".png", ".svg", ".pdf", ".gpkg"};
    for (const char* option : {"--output", "--values", "--column"}) {
        if (!arguments.given(option))
            throw geo::UsageError(option, "is missing", "usage: " + usage_line(arguments.command()));
    }
    MapCommand options{arguments, areas_options(arguments), lookup_input(arguments), {}, {}, {}, {}, {}};
    options.values = arguments.text("--values");
    options.choice.key = arguments.text("--key");
    options.choice.column = arguments.text("--column");
    options.choice.categories = arguments.text("--scheme") == "categories";
    options.composition = map_composition(arguments);
    options.outputs = arguments.all("--output");
    for (const std::string& output : options.outputs)
        require_ending("--output", output, endings);

    render::MapSpec& spec = options.spec;
    spec.title = arguments.text("--title");
    spec.subtitle = arguments.text("--subtitle");
    spec.source = arguments.text("--source");
    spec.notes = arguments.all("--note");
    spec.author = arguments.text("--author");
    spec.font = arguments.text("--font");
    spec.page = render::page_from_name(arguments.text("--page"));
    spec.dpi = *arguments.number("--dpi");
    spec.palette = arguments.text("--palette");
    spec.legend_title = arguments.text(arguments.given("--legend-title") ? "--legend-title" : "--column");
    spec.missing_label = arguments.text("--missing");
    spec.category_order = split_list(arguments.text("--order"));
    if (!spec.category_order.empty() && !options.choice.categories)
        throw geo::UsageError("--order", "is of categories alone", "add --scheme categories");
    spec.classes = class_options(arguments);
    if (!spec.palette.empty()) (void)render::palette(spec.palette, 1);
    return options;
}

/// No map is drawn before it is known that all can be written.
void refuse_outputs(const std::vector<MapCommand>& maps, const OutputOptions& outputs) {
    std::vector<std::string> seen = {outputs.json};
    for (const MapCommand& map : maps) {
        for (const std::string& output : map.outputs) {
            if (std::ranges::find(seen, output) != seen.end())
                throw geo::UsageError("--output", output + " is written twice", "give each output once");
            seen.push_back(output);
            refuse_unwritable(output, outputs.overwrite);
        }
    }
    refuse_unwritable(outputs.json, outputs.overwrite);
}

/// Areas by what they are read from: maps of one specification often share them.
class AreasCache {
public:
    const Areas& read(const AreasOptions& options, Console& console) {
        const std::string key = fmt::format("{}\n{}\n{}", options.path, options.read.source_crs,
                                            options.coverage.snap_tolerance_m.value_or(-1.0));
        auto found = m_areas.find(key);
        if (found == m_areas.end())
            found = m_areas.emplace(key, read_areas(options, FileOutlines::dropped, console)).first;
        return found->second;
    }

private:
    std::map<std::string, Areas> m_areas;
};

void add_unlabelled(const render::MapResult& result, std::vector<geo::Finding>& findings) {
    if (!result.area_labels || result.area_labels->dropped.empty()) return;
    const std::vector<std::string>& codes = result.area_labels->dropped;
    findings.push_back(
        {.kind = geo::FindingKind::unlabelled,
         .severity = geo::Severity::note,
         .codes = codes,
         .text = fmt::format("the map has no room for {}: {}", shapes::count_of(codes.size(), "label"),
                             shapes::list_codes(codes, codes.size()))});
}

/// Draws one map and fills the result of the report. @return whether a violation was found
bool draw(const MapCommand& options, AreasCache& cache, const OutputOptions& outputs, Report& report,
          Console& console) {
    const Areas& areas = cache.read(options.areas, console);
    const std::size_t inputs_before = report.inputs().size();
    const std::size_t joins_before = report.joins().size();
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
    spec.record =
        effective_specification(options.arguments, std::span(report.inputs()).subspan(inputs_before));
    render::MapData data = plan ? map_of_footprints(areas, *plan) : map_of_areas(areas);
    if (options.choice.categories) {
        set_values(data, cells.words);
    } else {
        set_values(data, cells.numbers);
    }
    compose_map(options.composition, areas, spec, data);
    console.progress("drawing");
    const render::MapPlan drawing = render::plan_map(spec, data);
    add_unlabelled(drawing.result(), findings);
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    set_map_result(report, drawing.result());

    for (const std::string& output : options.outputs) {
        if (output == "-") {
            console.raw(render::render_map(drawing, render::MapFormat::svg));
        } else if (geo::lower_extension(output) == ".gpkg") {
            write_output(output,
                         styled_layer(std::filesystem::path(output).stem().string(), areas.coverage.crs, spec,
                                      data, drawing.result()),
                         outputs.overwrite, console);
        } else {
            write_map_file(drawing, output, outputs.overwrite);
        }
    }
    console.result(drawing.result().alt_text + "\n" +
                   joins_text(std::span(report.joins()).subspan(joins_before)));
    for (const std::string& warning : drawing.result().warnings)
        console.note(warning);
    if (!findings.empty()) console.note(findings_text(findings, 20));
    return any_violation(findings);
}

Outcome draw_one(const MapCommand& map, const OutputOptions& outputs, Console& console) {
    refuse_outputs({map}, outputs);
    Report report("map");
    AreasCache cache;
    const bool violated = draw(map, cache, outputs, report, console);
    write_report(report, outputs, console);
    return violated ? Outcome::violations : Outcome::clean;
}

Outcome draw_specification(const std::string& path, const OutputOptions& outputs, Console& console) {
    std::vector<MapCommand> maps;
    for (const Arguments& arguments : read_map_specification(path)) {
        try {
            maps.push_back(map_command(arguments));
        } catch (const geo::UsageError& error) {
            throw geo::InputError(fmt::format("{}, map {}", path, maps.size() + 1), error.what());
        }
    }
    refuse_outputs(maps, outputs);
    Report report("map");
    report.add_input(path, maps.size());
    AreasCache cache;
    bool violated = false;
    nlohmann::ordered_json results = nlohmann::ordered_json::array();
    for (const MapCommand& map : maps) {
        violated = draw(map, cache, outputs, report, console) || violated;
        results.push_back(std::move(report.result()));
    }
    report.result() = {{"maps", std::move(results)}};
    write_report(report, outputs, console);
    return violated ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_map(const Arguments& arguments) {
    const OutputOptions outputs = output_options(arguments);
    const std::string& input = arguments.inputs().front();
    if (!input.ends_with(".toml")) {
        return [map = map_command(arguments), outputs](Console& console) {
            return draw_one(map, outputs, console);
        };
    }
    for (const Option& option : arguments.command().options) {
        if (arguments.given(option.name))
            throw geo::UsageError(option.name, "goes into the specification", "write it there as a key");
    }
    return [input, outputs](Console& console) { return draw_specification(input, outputs, console); };
}

}  // namespace cli
