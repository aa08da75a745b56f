#include "cli/moves_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/flow_parameters.hpp"
#include "cli/text_table.hpp"
#include "geo/measure.hpp"

namespace cli {
namespace {

constexpr const char* limit_options[] = {"--least-population", "--greatest-population", "--fewest-members",
                                         "--most-members"};

/// Flows between areas and the places of treatment that stay what they are when the plan changes.
shapes::FlowGraph flow_graph(const std::vector<shapes::AreaFlow>& by_place, const shapes::Plan& plan,
                             const shapes::SuppressedRow& suppressed) {
    shapes::FlowGraph numbering;
    numbering.areas = plan.footprint_of.size();
    numbering.footprints = plan.footprints();
    const auto first_area = static_cast<shapes::FootprintIndex>(plan.footprints());
    const auto elsewhere = [&](std::int32_t place) {
        return place == shapes::outside_place ? numbering.outside_node() : numbering.unknown_node();
    };
    std::vector<shapes::NodeFlow> flows;
    flows.reserve(by_place.size());
    for (const shapes::AreaFlow& flow : by_place) {
        const std::int32_t from = flow.area < 0 ? elsewhere(flow.area) : flow.area;
        const std::int32_t to = flow.to < 0             ? elsewhere(flow.to)
                                : flow.to >= first_area ? flow.to - first_area
                                                        : numbering.fixed_node(flow.to);
        flows.push_back({from, to, flow.patients + flow.suppressed * suppressed.middle()});
    }
    return shapes::make_flow_graph(std::move(flows), numbering.areas, numbering.footprints);
}

std::vector<shapes::AreaFacts> area_facts(const geo::Topology& topology,
                                          const std::vector<std::optional<double>>& populations) {
    const std::vector<geo::OutlineMeasure> outlines =
        geo::measure_outlines(geo::outlines(topology), topology.grid);
    std::vector<shapes::AreaFacts> facts;
    for (std::size_t area = 0; area < outlines.size(); ++area) {
        shapes::AreaFacts of;
        if (!populations.empty()) of.population = populations[area].value_or(0.0);
        of.area_m2 = outlines[area].area_m2;
        of.perimeter_m = outlines[area].perimeter_m;
        facts.push_back(of);
    }
    return facts;
}

shapes::MoveRules move_rules(const GuidanceSettings& settings, const GuidanceOptions& options,
                             bool has_populations) {
    shapes::MoveRules rules;
    if (has_populations) {
        rules.least_population = settings.rules.least_population;
        rules.greatest_population = settings.rules.greatest_population;
    }
    const auto is_set = [&](const char* option) {
        return settings.given ||
               std::ranges::find(options.thresholds, option, &GuidanceOptions::Threshold::option) !=
                   options.thresholds.end();
    };
    if (is_set("--fewest-members")) rules.fewest_members = static_cast<int>(settings.rules.fewest_members);
    if (is_set("--most-members")) rules.most_members = static_cast<int>(settings.rules.most_members);
    return rules;
}

}  // namespace

MovesOptions moves_options(const Arguments& arguments) {
    MovesOptions options;
    options.areas = areas_options(arguments);
    options.lookup = lookup_input(arguments);
    options.population = population_input(arguments);
    options.flows = *plan_flows_input(arguments);
    options.flows.for_changes = true;
    options.parameters = flow_parameters(arguments);
    options.disclosure = disclosure_rule(arguments);
    options.guidance.file = arguments.text("--guidance");
    options.guidance.files.links = arguments.text("--links");
    for (const char* option : limit_options)
        if (const auto value = arguments.number(option))
            options.guidance.thresholds.push_back({option, *value});
    if (options.guidance.file.empty()) (void)settle_guidance(options.guidance);
    return options;
}

MovesInput read_moves_input(const MovesOptions& options, const FlowRecords& records, Console& console) {
    MovesInput input;
    const GuidanceSettings settings = settle_guidance(options.guidance);
    if (!options.guidance.file.empty()) records.add_input(options.guidance.file, 1);
    input.source = settings.source;
    input.areas = read_areas(options.areas, FileOutlines::dropped, console);
    const geo::Layer& layer = input.areas.layer;
    records.add_input(options.areas.path, layer.codes.size());
    records.report.set_coverage(input.areas.coverage);
    set_aside(input.areas.coverage.findings);
    records.add_findings(input.areas.coverage.findings);

    const shapes::Lookup lookup =
        shapes::read_lookup(options.lookup.path, options.lookup.options, layer.codes);
    records.add_input(options.lookup.path, lookup.rows);
    records.add_findings(lookup.findings);
    input.plan = shapes::make_plan(layer.codes, lookup);
    records.report.add_join(input.plan.join);
    records.add_findings(input.plan.findings);
    const auto populations = read_population(options.population, layer, records);
    input.has_populations = !populations.empty();
    GuidanceFiles files;
    files.links = settings.files.links;
    files.authorities = options.guidance.files.authorities;
    files.authority_columns = options.guidance.files.authority_columns;
    input.tables = read_guidance_tables(files, layer, records);

    console.progress("reading " + flow_source(options.flows));
    const shapes::FlowTable table = read_flows(options.flows, records);
    const PlacedFlows placed =
        place_flows(options.flows, table, layer.codes, input.plan, records, &input.areas);
    input.totals = placed.totals;
    input.analysis = shapes::analyse_flows(placed.by_area, placed.between_areas, input.plan,
                                           options.parameters, options.disclosure);
    const auto footprints = static_cast<shapes::FootprintIndex>(input.plan.footprints());
    input.sites_stay = std::ranges::any_of(
        placed.by_place, [&](const shapes::AreaFlow& flow) { return flow.to >= 0 && flow.to < footprints; });
    input.flows = flow_graph(placed.by_place, input.plan, options.parameters.suppressed);

    const geo::Topology& topology = input.areas.coverage.topology;
    std::vector<std::array<std::int32_t, 2>> links;
    if (input.tables.links)
        for (const shapes::NamedLink& link : input.tables.links->links)
            links.push_back({link.a, link.b});
    input.neighbourhood = shapes::make_neighbourhood(layer.codes.size(), geo::borders(topology), links);
    input.facts = area_facts(topology, populations);
    input.rules = move_rules(settings, options.guidance, input.has_populations);
    return input;
}

std::string rules_text(const MovesInput& input) {
    const shapes::MoveRules& rules = input.rules;
    const std::size_t links = input.tables.links ? input.tables.links->links.size() : 0;
    std::string text = fmt::format(
        "contiguity: no footprint falls into more pieces; neighbours are areas with a common border{}\n",
        links > 0 ? fmt::format(" or one of {} named links", links) : "");
    if (rules.least_population)
        text += fmt::format("population of a footprint: {} to {}\n", grouped(*rules.least_population),
                            grouped(*rules.greatest_population));
    else
        text += "population of a footprint: no limit, as no populations are given\n";
    if (rules.fewest_members || rules.most_members)
        text += fmt::format("members of a footprint: {} to {}\n", rules.fewest_members.value_or(1),
                            rules.most_members ? std::to_string(*rules.most_members) : "any number");
    if (!input.source.empty()) text += "limits: " + input.source + "\n";
    text += input.sites_stay
                ? "sites that are known by footprint stay in it: an area moves, its hospital does not\n"
                : "sites move with the area they are in\n";
    return text;
}

nlohmann::ordered_json rules_json(const MovesInput& input) {
    const shapes::MoveRules& rules = input.rules;
    const auto number = [](const auto& value) {
        return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
    };
    return {{"contiguity", rules.contiguity},
            {"links", input.tables.links ? input.tables.links->links.size() : 0},
            {"least_population", number(rules.least_population)},
            {"greatest_population", number(rules.greatest_population)},
            {"fewest_members", number(rules.fewest_members)},
            {"most_members", number(rules.most_members)},
            {"sites", input.sites_stay ? "stay" : "move"}};
}

}  // namespace cli
