#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/cartogram_output.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/plan_input.hpp"
#include "cli/report.hpp"
#include "geo/error.hpp"
#include "geo/hexjson.hpp"
#include "shapes/join.hpp"

namespace cli {
namespace {

struct CartogramOptions {
    AreasOptions areas;
    LookupInput lookup;
    PopulationInput population;
    std::optional<double> per;
    std::string compare;
    shapes::HexSearch search;
    std::vector<std::string> layouts;
    OutputOptions outputs;
};

void refuse_outputs(const CartogramOptions& options) {
    for (const std::string& path : options.layouts)
        refuse_unwritable(path, options.outputs.overwrite);
    refuse_unwritable(options.outputs.json, options.outputs.overwrite);
}

/// How many hexagons each area gets, and how many people all have together.
std::vector<std::int32_t> count_hexagons(const CartogramOptions& options, const geo::Layer& layer,
                                         const FlowRecords& records, std::optional<HexPeople>& people) {
    std::vector<std::int32_t> hexagons(layer.codes.size(), 1);
    if (!options.per) return hexagons;
    const auto population = read_population(options.population, layer, records);
    people = HexPeople{*options.per, 0.0};
    std::vector<std::string> unknown;
    for (std::size_t a = 0; a < hexagons.size(); ++a) {
        if (!population[a]) {
            unknown.push_back(layer.codes[a]);
            continue;
        }
        if (*population[a] < 0.0)
            throw geo::InputError(layer.codes[a], fmt::format("has {} people", *population[a]));
        people->people += *population[a];
        const double count = std::round(*population[a] / *options.per);
        hexagons[a] = static_cast<std::int32_t>(
            std::clamp(count, 1.0, static_cast<double>(shapes::most_hexagons) + 1.0));
    }
    if (!unknown.empty()) {
        const std::vector<geo::Finding> missing = {
            {.kind = geo::FindingKind::bad_value,
             .severity = geo::Severity::warning,
             .codes = unknown,
             .text = fmt::format("{} without a population: {}; each gets one hexagon",
                                 shapes::count_of(unknown.size(), "area"), shapes::list_codes(unknown))}};
        records.add_findings(missing);
    }
    return hexagons;
}

/// Measures another layout on the areas that both have.
ComparedLayout compare(const std::string& path, const geo::Layer& layer, shapes::HexGround ground,
                       Report& report, std::vector<geo::Finding>& findings) {
    const geo::HexJson other = geo::read_hexjson(path);
    const std::vector<std::string>& codes = other.attributes.columns.front().cells;
    report.add_input(path, codes.size());
    report.add_join(shapes::join_codes("areas to layout", layer.codes, codes));
    std::unordered_map<std::string, std::int32_t> area_of_code;
    for (std::size_t a = 0; a < layer.codes.size(); ++a)
        if (ground.hexagons[a] > 0) area_of_code.emplace(layer.codes[a], static_cast<std::int32_t>(a));
    std::vector<std::int32_t> area_of;
    std::vector<geo::Point> centre;
    std::ranges::fill(ground.hexagons, 0);
    for (std::size_t h = 0; h < codes.size(); ++h) {
        const auto found = area_of_code.find(codes[h]);
        if (found == area_of_code.end()) continue;
        area_of.push_back(found->second);
        centre.push_back(geo::hex_centre(other.layout, other.cells[h]));
        ground.hexagons[static_cast<std::size_t>(found->second)] = 1;
    }
    if (area_of.empty())
        throw geo::InputError(path, "has none of the areas", "its hexagons must have the codes of the areas");
    const std::size_t before = ground.neighbours.size();
    std::erase_if(ground.neighbours, [&](const auto& pair) {
        return ground.hexagons[static_cast<std::size_t>(pair[0])] == 0 ||
               ground.hexagons[static_cast<std::size_t>(pair[1])] == 0;
    });
    if (ground.neighbours.size() < before) {
        findings.push_back(
            {.kind = geo::FindingKind::unmatched,
             .severity = geo::Severity::warning,
             .codes = {},
             .text = fmt::format("{} does not have all areas: it is measured on {} of {} pairs of "
                                 "neighbours",
                                 path, ground.neighbours.size(), before)});
    }
    return {path, shapes::measure_layout(ground, area_of, centre)};
}

void write_layouts(const CartogramOptions& options, const CartogramToReport& cartogram, Console& console) {
    std::optional<geo::OutputLayer> layer;
    for (const std::string& path : options.layouts) {
        if (geo::is_hexjson(path)) {
            write_output(path, cartogram_hexjson(cartogram), options.outputs.overwrite, console);
            continue;
        }
        if (!layer) layer = cartogram_layer(cartogram);
        write_output(path, *layer, options.outputs.overwrite, console);
    }
}

Outcome lay_out(const CartogramOptions& options, Console& console) {
    refuse_outputs(options);
    Report report("cartogram", !options.outputs.json.empty());
    const Areas areas = read_areas(options.areas, FileOutlines::dropped, console);
    report.add_input(options.areas.path, areas.layer.codes.size());
    report.set_coverage(areas.coverage);
    std::vector<geo::Finding> findings = areas.coverage.findings;
    const FlowRecords records{
        [&](const std::string& path, std::size_t rows) { report.add_input(path, rows); }, report, findings};
    std::optional<shapes::Plan> plan;
    if (!options.lookup.path.empty()) {
        const shapes::Lookup lookup =
            shapes::read_lookup(options.lookup.path, options.lookup.options, areas.layer.codes);
        plan = shapes::make_plan(areas.layer.codes, lookup);
        records.add_input(options.lookup.path, lookup.rows);
        records.report.add_join(plan->join);
        records.add_findings(lookup.findings);
        records.add_findings(plan->findings);
    }
    std::optional<HexPeople> people;
    const std::vector<std::int32_t> hexagons = count_hexagons(options, areas.layer, records, people);

    console.progress("laying out hexagons");
    const std::vector<shapes::FootprintIndex> none;
    const shapes::HexGround ground = shapes::hex_ground(
        areas.coverage.topology, hexagons, plan ? plan->footprint_of : none, plan ? plan->footprints() : 0);
    const shapes::HexPlaces places = shapes::lay_out_hexagons(ground, options.search);
    std::vector<geo::Point> centres;
    for (const geo::HexCell cell : places.cell)
        centres.push_back(geo::hex_centre(geo::HexLayout::odd_r, cell));
    const shapes::HexMeasures measures = shapes::measure_layout(ground, places.area_of, centres);
    CartogramToReport cartogram{areas, plan ? &*plan : nullptr, ground, places, measures, people, {}};
    if (!options.compare.empty())
        cartogram.compared = compare(options.compare, areas.layer, ground, report, findings);
    records.add_findings(cartogram_findings(cartogram));
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    set_cartogram_result(report, cartogram);

    write_layouts(options, cartogram, console);
    write_report(report, options.outputs, console);
    console.result(cartogram_text(cartogram));
    console.result(joins_text(report.joins()));
    if (!findings.empty()) console.note(findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

}  // namespace

Job prepare_cartogram(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".gpkg",     ".fgb", ".geojson",
                                                   ".topojson", ".shp", ".hexjson"};
    CartogramOptions options;
    options.areas = areas_options(arguments);
    options.lookup = lookup_input(arguments);
    options.population = population_input(arguments);
    options.per = arguments.number("--per");
    const bool has_population = !options.population.file.empty() || !options.population.columns.value.empty();
    if (options.per && !has_population)
        throw geo::UsageError("--per", "needs a population", "add --population CSV or --population-column");
    if (!options.per && has_population)
        throw geo::UsageError("--population", "says nothing without --per", "add --per PEOPLE");
    options.compare = arguments.text("--compare");
    options.search.seed = static_cast<std::uint64_t>(*arguments.number("--seed"));
    options.search.restarts = static_cast<std::size_t>(*arguments.number("--restarts"));
    options.search.sweeps = static_cast<std::size_t>(*arguments.number("--sweeps"));
    options.layouts = arguments.all("--output");
    options.outputs = output_options(arguments);
    std::vector<std::string> seen = {options.outputs.json};
    for (const std::string& path : options.layouts) {
        require_ending("--output", path, endings);
        if (std::ranges::find(seen, path) != seen.end())
            throw geo::UsageError("--output", path + " is written twice", "give each output once");
        seen.push_back(path);
    }
    return [options](Console& console) { return lay_out(options, console); };
}

}  // namespace cli
