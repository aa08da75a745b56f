#include "cli/map_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/draw_map.hpp"
#include "cli/geography_input.hpp"
#include "cli/map_values.hpp"
#include "geo/crs.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/plain_layer.hpp"
#include "geo/point_layer.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_index.hpp"

namespace cli {
namespace {

void add_places(std::vector<std::string> codes, std::string text, std::vector<geo::Finding>& findings) {
    if (codes.empty()) return;
    findings.push_back({.kind = geo::FindingKind::unmatched,
                        .severity = geo::Severity::warning,
                        .codes = std::move(codes),
                        .text = std::move(text)});
}

std::string group_column(const geo::Table& table, const OverlayChoice& choice) {
    if (!choice.column.empty()) return table.require(choice.column).name;
    if (const auto found = table.find("footprint")) return table.columns[*found].name;
    if (table.columns.size() < 2)
        throw geo::InputError(table.path, "has one column only", "an overlay needs codes and their groups");
    return table.columns[1].name;
}

/// The first of the columns that a table has.
const geo::Column* column_named(const geo::Table& table, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (const auto found = table.find(name)) return &table.columns[*found];
    }
    return nullptr;
}

/// The points of a layer in the CRS of the map; those without a place stay without.
std::vector<std::optional<geo::Point>> carry_places(const geo::PointLayer& layer, const std::string& crs) {
    geo::Box box;
    std::vector<geo::Point> placed;
    for (const geo::Point& place : layer.points) {
        if (std::isnan(place.x)) continue;
        placed.push_back(place);
        box.add(place);
    }
    if (placed.empty())
        throw geo::InputError(layer.path, "holds no point", "give places with their positions");
    if (!layer.crs.empty()) geo::Transform(layer.crs, crs, box).apply(placed);
    std::vector<std::optional<geo::Point>> places;
    auto next = placed.begin();
    for (const geo::Point& place : layer.points)
        places.push_back(std::isnan(place.x) ? std::nullopt : std::optional(*next++));
    return places;
}

render::SymbolLayer read_points(const LayerChoice& choice, const LayerSources& sources) {
    const geo::PointLayer points =
        is_table_file(choice.points) ? geo::points_of_table(geo::read_table(choice.points, sources.findings))
                                     : geo::read_points(choice.points, {});
    sources.findings.insert(sources.findings.end(), points.findings.begin(), points.findings.end());
    const geo::Table& table = points.attributes;
    const std::vector<std::optional<geo::Point>> places = carry_places(points, sources.areas.coverage.crs);
    sources.report.add_input(choice.points, places.size());

    render::SymbolLayer layer;
    layer.is_sized = !choice.points_size.empty();
    layer.label = !choice.points_label.empty() ? choice.points_label
                  : layer.is_sized             ? choice.points_size
                                               : std::filesystem::path(choice.points).stem().string();
    std::vector<std::optional<double>> values;
    if (layer.is_sized) values = shapes::read_numbers(table, choice.points_size, sources.findings).values;
    const geo::Column* code = column_named(table, {"code", "site", "id"});
    const geo::Column* name = column_named(table, {"name", "label"});
    const geo::Column* written = choice.points_names.empty() ? nullptr : &table.require(choice.points_names);
    std::vector<std::string> without;
    for (std::size_t row = 0; row < places.size(); ++row) {
        render::Symbol symbol;
        if (code != nullptr) symbol.code = std::string(shapes::trim_code(code->cells[row]));
        symbol.name = name != nullptr ? std::string(shapes::trim_code(name->cells[row])) : symbol.code;
        if (symbol.name.empty()) symbol.name = fmt::format("row {}", row + 1);
        if (layer.is_sized) symbol.value = values[row];
        if (written != nullptr) symbol.written = std::string(shapes::trim_code(written->cells[row]));
        if (!places[row]) {
            without.push_back(symbol.name);
            continue;
        }
        symbol.place_m = *places[row];
        layer.symbols.push_back(std::move(symbol));
    }
    const std::string text =
        fmt::format("{} of {} without a position: {}", shapes::count_of(without.size(), "row"), choice.points,
                    shapes::list_codes(without));
    add_places(std::move(without), text, sources.findings);
    return layer;
}

render::SymbolLayer circles_of_areas(const LayerChoice& choice, const LayerSources& sources,
                                     const render::MapData& data) {
    const JoinedCells cells =
        join_cells(*sources.values, {.key = sources.key, .column = choice.symbols, .categories = false},
                   sources.plan != nullptr ? sources.plan->codes : sources.areas.layer.codes);
    sources.findings.insert(sources.findings.end(), cells.findings.begin(), cells.findings.end());
    const std::vector<geo::Point> anchors = anchors_of(data);
    render::SymbolLayer layer;
    layer.label = choice.symbols_label.empty() ? choice.symbols : choice.symbols_label;
    layer.is_sized = true;
    layer.is_of_areas = true;
    for (std::size_t a = 0; a < cells.numbers.size(); ++a)
        layer.symbols.push_back({anchors[a], data.codes[a], data.names[a], cells.numbers[a]});
    return layer;
}

/// An option that says something about a layer is of no use without it.
void require_layer(const Arguments& arguments, const char* layer, std::initializer_list<const char*> about) {
    for (const char* option : about) {
        if (arguments.given(option) && !arguments.given(layer))
            throw geo::UsageError(option, fmt::format("is about {}, which is not given", layer),
                                  fmt::format("add {}", layer));
    }
}

FlowChoice flow_choice(const Arguments& arguments) {
    FlowChoice choice;
    choice.path = arguments.text("--flows");
    choice.unit = arguments.text("--flows-unit");
    choice.most = static_cast<std::size_t>(*arguments.number("--flows-most"));
    if (!arguments.given("--flows-columns")) return choice;
    const std::vector<std::string> names = arguments.list("--flows-columns");
    if (names.size() != 3)
        throw geo::UsageError("--flows-columns", "are three: from where, to where, and the number",
                              "separate them by commas");
    choice.columns = {names[0], names[1], names[2]};
    return choice;
}

}  // namespace

LayerChoice layer_choice(const Arguments& arguments) {
    require_layer(arguments, "--overlay", {"--overlay-column", "--overlay-label", "--overlay-style"});
    require_layer(arguments, "--flows", {"--flows-columns", "--flows-unit", "--flows-most"});
    require_layer(arguments, "--symbols", {"--symbols-label"});
    require_layer(arguments, "--points", {"--points-size", "--points-label", "--points-names"});
    require_layer(arguments, "--context", {"--context-layer"});
    LayerChoice choice;
    const std::vector<std::string> files = arguments.all("--overlay");
    const auto of_overlay = [&](const char* option, std::size_t i) {
        const std::vector<std::string> given = arguments.all(option);
        if (given.size() > files.size())
            throw geo::UsageError(option, "is given more often than --overlay", "give it once an overlay");
        return i < given.size() ? given[i] : std::string();
    };
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string style = of_overlay("--overlay-style", i);
        choice.overlays.push_back(
            {files[i], of_overlay("--overlay-column", i), of_overlay("--overlay-label", i),
             style.empty() ? render::GroupingStyle::outline : render::grouping_style_from_name(style)});
    }
    if (arguments.given("--flows")) choice.flows = flow_choice(arguments);
    choice.symbols = arguments.text("--symbols");
    choice.symbols_label = arguments.text("--symbols-label");
    choice.points = arguments.text("--points");
    choice.points_size = arguments.text("--points-size");
    choice.points_label = arguments.text("--points-label");
    choice.points_names = arguments.text("--points-names");
    choice.context = arguments.text("--context");
    choice.context_layer = arguments.text("--context-layer");
    return choice;
}

render::Grouping read_overlay(const OverlayChoice& choice, const Areas& areas, const shapes::Plan* plan,
                              const FlowRecords& records) {
    const geo::Table table = geo::read_table(choice.path, records.findings);
    records.add_input(choice.path, table.rows());
    const std::vector<std::string>& area_codes = areas.layer.codes;
    const ValueChoice columns{.key = {}, .column = group_column(table, choice), .categories = true};
    JoinedCells cells = join_cells(table, columns, area_codes);
    if (cells.join.matched == 0 && plan != nullptr) {
        // A grouping of footprints: each area goes with its own.
        const JoinedCells of_footprints = join_cells(table, columns, plan->codes);
        cells.join = of_footprints.join;
        for (std::size_t a = 0; a < area_codes.size(); ++a) {
            const shapes::FootprintIndex own = plan->footprint_of[a];
            if (own != shapes::no_footprint)
                cells.words[a] = of_footprints.words[static_cast<std::size_t>(own)];
        }
    }
    if (cells.join.matched == 0)
        throw geo::InputError(choice.path, "none of its codes is on the map",
                              "its first column, or the one called code, holds codes of areas");
    // Areas in no group are no news; codes of the table that are not on the map are.
    add_unmatched(cells.join.unmatched_right, fmt::format("of {} not on the map", choice.path),
                  records.findings);
    cells.join.unmatched_left.clear();
    records.report.add_join(cells.join);

    std::vector<std::string> names;
    for (const auto& word : cells.words) {
        if (word) names.push_back(*word);
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::int32_t> group_of;
    for (const auto& word : cells.words)
        group_of.push_back(
            word ? static_cast<std::int32_t>(std::ranges::lower_bound(names, *word) - names.begin())
                 : shapes::no_footprint);
    render::Grouping grouping = render::grouping_of(areas.coverage.topology, group_of, std::move(names));
    grouping.label = choice.label.empty() ? columns.column : choice.label;
    grouping.style = choice.style;
    return grouping;
}

void add_layers(const LayerChoice& choice, const LayerSources& sources, render::MapData& data) {
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { sources.report.add_input(path, rows); },
        sources.report, sources.findings};
    for (const OverlayChoice& overlay : choice.overlays)
        data.groupings.push_back(read_overlay(overlay, sources.areas, sources.plan, records));
    if (!choice.symbols.empty()) data.symbols.push_back(circles_of_areas(choice, sources, data));
    if (!choice.points.empty()) data.symbols.push_back(read_points(choice, sources));
    if (choice.context.empty()) return;
    const geo::PlainLayer ground =
        geo::read_plain_layer(choice.context, choice.context_layer, "--context-layer", "");
    sources.findings.insert(sources.findings.end(), ground.findings.begin(), ground.findings.end());
    sources.report.add_input(choice.context, ground.rings.areas());
    data.context_m = geo::ground_round(ground, sources.areas.coverage.crs, extent_of(data));
}

void add_left_out(const render::MapResult& result, std::vector<geo::Finding>& findings) {
    for (const render::SymbolReport& symbols : result.symbols) {
        add_places(symbols.outside,
                   fmt::format("{}: {} off the map: {}", symbols.label,
                               shapes::count_of(symbols.outside.size(), "place"),
                               shapes::list_codes(symbols.outside, symbols.outside.size())),
                   findings);
    }
    const auto add_unlabelled = [&](const std::vector<std::string>& codes, const std::string& what) {
        if (codes.empty()) return;
        findings.push_back({.kind = geo::FindingKind::unlabelled,
                            .severity = geo::Severity::note,
                            .codes = codes,
                            .text = fmt::format("the map has no room for {}: {}", what,
                                                shapes::list_codes(codes, codes.size()))});
    };
    if (result.area_labels) {
        const std::vector<std::string>& dropped = result.area_labels->dropped;
        add_unlabelled(dropped, shapes::count_of(dropped.size(), "label"));
    }
    if (result.point_labels) {
        const std::vector<std::string>& dropped = result.point_labels->dropped;
        add_unlabelled(dropped, "the names of " + shapes::count_of(dropped.size(), "point"));
    }
}

}  // namespace cli
