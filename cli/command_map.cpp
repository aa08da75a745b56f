#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <utility>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/draw_map.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/map_atlas.hpp"
#include "cli/map_command.hpp"
#include "cli/map_flows.hpp"
#include "cli/map_specification.hpp"
#include "cli/map_values.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/styled_layer.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "render/atlas.hpp"
#include "render/sheet.hpp"
#include "shapes/join.hpp"
#include "shapes/plan.hpp"

namespace cli {
namespace {

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
        const geo::ReadOptions& read = options.read;
        const std::string key = fmt::format(
            "{}\n{}\n{}\n{}\n{}\n{}\n{}", options.path, read.layer, read.code_column, read.name_column,
            read.source_crs, options.coverage.crs, options.coverage.snap_tolerance_m.value_or(-1.0));
        auto found = m_areas.find(key);
        if (found == m_areas.end())
            found = m_areas.emplace(key, read_areas(options, FileOutlines::dropped, console)).first;
        return found->second;
    }

private:
    std::map<std::string, Areas> m_areas;
};

/// Gives footprints the names of a table; those that it lacks keep theirs, and are listed.
void name_footprints(const std::string& path, shapes::Plan& plan, Report& report,
                     std::vector<geo::Finding>& findings) {
    const geo::Table table = geo::read_table(path, findings);
    report.add_input(path, table.rows());
    const JoinedCells names =
        join_cells(table, {.key = {}, .column = table.require("name").name, .categories = true}, plan.codes);
    report.add_join(names.join);
    findings.insert(findings.end(), names.findings.begin(), names.findings.end());
    for (std::size_t f = 0; f < plan.footprints(); ++f)
        plan.names[f] = names.words[f].value_or(plan.names[f]);
}

/// A map, sheet or atlas ready to be written.
struct Drawing {
    render::MapResult result;
    std::function<std::string(render::MapFormat)> bytes;
    std::function<geo::OutputLayer(const std::string& name)> layer = {};  ///< of a single map
};

JoinedCells join_column(const MapCommand& options, const LayerSources& sources, const std::string& column) {
    JoinedCells cells = join_cells(*sources.values, {options.choice.key, column, options.choice.categories},
                                   sources.plan != nullptr ? sources.plan->codes : sources.areas.layer.codes);
    sources.report.add_join(cells.join);
    sources.findings.insert(sources.findings.end(), cells.findings.begin(), cells.findings.end());
    return cells;
}

void set_cells(const MapCommand& options, JoinedCells cells, render::MapData& data) {
    if (options.choice.categories) {
        set_values(data, std::move(cells.words));
    } else {
        set_values(data, std::move(cells.numbers));
    }
}

Drawing draw_single(const MapCommand& options, const LayerSources& sources, render::MapSpec spec,
                    render::MapData data) {
    if (options.choice.column.empty()) {
        set_values(data, std::vector<std::optional<std::string>>(data.codes.size(), spec.unit_name));
        spec.explain_classes = false;
        spec.palette = "ground";
    } else {
        set_cells(options, join_column(options, sources, options.choice.column), data);
    }
    compose_map(options.composition, sources.areas, spec, data);
    const render::MapPlan plan = render::plan_map(spec, data);
    add_left_out(plan.result(), sources.findings);
    set_map_result(sources.report, plan.result());
    return {plan.result(), [plan](render::MapFormat format) { return render::render_map(plan, format); },
            [plan, spec = std::move(spec), data = std::move(data), crs = sources.areas.coverage.crs](
                const std::string& name) { return styled_layer(name, crs, spec, data, plan.result()); }};
}

Drawing draw_sheet(const MapCommand& options, const LayerSources& sources, const render::MapSpec& spec,
                   render::MapData data) {
    std::vector<render::SheetPanel> panels;
    for (std::size_t c = 0; c < options.columns.size(); ++c) {
        set_cells(options, join_column(options, sources, options.columns[c]), data);
        panels.push_back({options.headings[c], data.values});
    }
    const render::Sheet sheet = render::plan_sheet(spec, data, panels);
    const render::MapPlan& plan = sheet.plan;
    set_map_result(sources.report, plan.result());
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (std::size_t p = 0; p < sheet.panels.size(); ++p) {
        list.push_back({{"column", options.columns[p]},
                        {"heading", sheet.panels[p].heading},
                        {"counts", sheet.panels[p].counts},
                        {"missing", sheet.panels[p].missing}});
    }
    sources.report.result()["panels"] = std::move(list);
    return {plan.result(), [plan](render::MapFormat format) { return render::render_map(plan, format); }};
}

Drawing draw_atlas(const MapCommand& options, const LayerSources& sources, const render::MapSpec& spec) {
    const render::AtlasData data = atlas_data(*options.atlas, sources);
    auto atlas = std::make_shared<const render::Atlas>(render::plan_atlas(spec, data));
    add_atlas_result(*atlas, data, sources);
    return {atlas->result, [atlas](render::MapFormat) { return render::render_atlas(*atlas); }};
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
        if (!options.names.empty()) name_footprints(options.names, *plan, report, findings);
    }
    std::optional<geo::Table> table;
    if (!options.values.empty()) {
        table = geo::read_table(options.values, findings);
        report.add_input(options.values, table->rows());
    }
    render::MapSpec spec = options.spec;
    spec.unit_name = plan ? "footprint" : "area";
    render::MapData data = plan ? map_of_footprints(areas, *plan) : map_of_areas(areas);
    const LayerSources sources{
        areas, plan ? &*plan : nullptr, table ? &*table : nullptr, options.choice.key, report, findings};
    add_layers(options.layers, sources, data);
    std::optional<FlowsOnMap> flows;
    if (options.layers.flows) flows = add_flows(*options.layers.flows, sources, data);
    spec.record =
        effective_specification(options.arguments, std::span(report.inputs()).subspan(inputs_before));
    console.progress("drawing");
    const Drawing drawing = options.atlas              ? draw_atlas(options, sources, spec)
                            : !options.columns.empty() ? draw_sheet(options, sources, spec, std::move(data))
                                                       : draw_single(options, sources, spec, std::move(data));
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    for (const std::string& output : options.outputs) {
        if (is_geopackage(output)) {
            write_output(output, drawing.layer(std::filesystem::path(output).stem().string()),
                         outputs.overwrite, console);
            continue;
        }
        const auto format = output == "-" ? render::MapFormat::svg : render::format_from_path(output);
        write_output(output, drawing.bytes(format), outputs.overwrite, console);
    }
    console.result(drawing.result.alt_text + "\n" +
                   joins_text(std::span(report.joins()).subspan(joins_before)));
    if (flows) {
        console.result(flows_on_map_text(*flows, *drawing.result.flows));
        report.result()["flows"] = flows_on_map_json(*flows, *drawing.result.flows);
    }
    for (const std::string& warning : drawing.result.warnings)
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
    refuse_options_beside_specification(arguments);
    return [input, outputs](Console& console) { return draw_specification(input, outputs, console); };
}

}  // namespace cli
