#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <optional>
#include <set>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/lookup_input.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/arc_crosses.hpp"
#include "geo/assemble.hpp"
#include "geo/check.hpp"
#include "geo/error.hpp"
#include "geo/layers_together.hpp"
#include "geo/simplify.hpp"
#include "geo/text.hpp"
#include "geo/two_threads.hpp"
#include "geo/valid_outlines.hpp"
#include "shapes/compose.hpp"

namespace cli {
namespace {

/// GeoJSON has seven decimals of a degree, which moves a vertex by up to 7 mm: two may come nearer by 14.
constexpr double apart_in_degrees_m = 0.02;

bool is_written_in_degrees(const std::string& output) {
    return output == "-" || geo::lower_extension(output) == ".geojson";
}

struct SimplifyOptions {
    std::vector<AreasOptions> areas;
    LookupInput lookup;
    geo::SimplifyOptions simplify;
    double gap_width_m = 0.0;
    OutputOptions outputs;
};

/// A layer on its way out: its outlines, what goes with them, and what it was before.
struct SimplifiedLayer {
    geo::GridRings outlines;
    geo::Table attributes;
    SimplifyLayerResult result;
};

std::vector<geo::Layer> read_layers(const SimplifyOptions& options, Console& console) {
    std::vector<geo::Layer> layers;
    for (const AreasOptions& areas : options.areas)
        layers.push_back(read_area_layer(areas, console));
    return layers;
}

/// What was found in the layers before anything is simplified.
struct LayersCheck {
    std::vector<geo::Finding> findings;
    std::vector<std::uint32_t> suspects;  ///< areas, see geo::suspect_outlines()
};

void check_layer(const geo::Topology& topology, const geo::Faces& faces, std::span<const std::string> codes,
                 double gap_width_m, std::uint32_t first_area, LayersCheck& check) {
    const auto found = geo::check_coverage(topology, faces, codes, {gap_width_m, {}});
    check.findings.insert(check.findings.end(), found.begin(), found.end());
    for (const std::uint32_t area : geo::suspect_outlines(topology, faces, {}))
        check.suspects.push_back(first_area + area);
}

/// Each layer is checked by itself: areas of different layers lie upon one another.
LayersCheck check_layers(const geo::LayersTogether& together, const std::vector<geo::Layer>& layers,
                         std::span<const geo::Int128> crosses, double gap_width_m) {
    const geo::Topology& topology = together.coverage.topology;
    LayersCheck check;
    if (layers.size() == 1) {
        check_layer(topology, geo::find_faces(topology, crosses), layers.front().codes, gap_width_m, 0,
                    check);
        return check;
    }
    const geo::GridRings outlines = geo::outlines(topology);
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const std::uint32_t first = together.layer_start[l];
        const geo::Topology of_layer = geo::build_topology(
            geo::areas_between(outlines, first, together.layer_start[l + 1]), topology.grid);
        check_layer(of_layer, geo::find_faces(of_layer), layers[l].codes, gap_width_m, first, check);
    }
    return check;
}

geo::Extent measure(const geo::GridRings& rings, const geo::Grid& grid) {
    std::vector<std::int64_t> twice_area(rings.rings());
    constexpr std::size_t shares = 16;
    geo::in_shares(rings.points.size(), shares, [&](std::size_t share) {
        const geo::ItemRange own = geo::range_of_share(rings.rings(), share, shares);
        for (std::size_t r = own.begin; r < own.end; ++r)
            twice_area[r] = geo::twice_area(rings.ring(r));
    });
    geo::Extent extent{.vertices = rings.points.size()};
    for (const std::int64_t of_ring : twice_area)
        extent.area_m2 += grid.area_m2(of_ring);
    return extent;
}

/// The areas of the first layer dissolved, before and after.
SimplifiedLayer dissolved_layer(const geo::Topology& before, std::span<const geo::Int128> crosses_before,
                                const geo::Topology& after, shapes::Plan plan) {
    // Areas of the other layers are in no footprint.
    plan.footprint_of.resize(before.areas(), shapes::no_footprint);
    shapes::Composition composition = shapes::compose(after, plan);
    const geo::Extent was = measure(shapes::compose(before, plan, {}, crosses_before).outlines, before.grid);
    const geo::Extent is = measure(composition.outlines, before.grid);
    geo::Table attributes = shapes::footprint_table(plan, composition);
    return {std::move(composition.outlines),
            std::move(attributes),
            {"footprints", plan.footprints(), was.vertices, is.vertices, was.area_m2, is.area_m2}};
}

std::vector<SimplifiedLayer> simplified_layers(const geo::LayersTogether& together,
                                               const std::vector<geo::Extent>& before,
                                               geo::GridRings outlines, std::vector<geo::Layer>& layers) {
    const geo::Topology& topology = together.coverage.topology;
    std::vector<SimplifiedLayer> simplified;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        const std::size_t first = together.layer_start[l];
        const std::size_t last = together.layer_start[l + 1];
        geo::GridRings of_layer =
            layers.size() == 1 ? std::move(outlines) : geo::areas_between(outlines, first, last);
        const geo::Extent& was = before[l];
        const geo::Extent is = measure(of_layer, topology.grid);
        simplified.push_back(
            {std::move(of_layer),
             std::move(layers[l].attributes),
             {layers[l].name, last - first, was.vertices, is.vertices, was.area_m2, is.area_m2}});
    }
    return simplified;
}

/// What the outlines are written as: those that cross, touch or overlap themselves are made valid, with a
/// note for each.
geo::GridRings valid_outlines(const geo::Topology& thinned, const std::vector<geo::Layer>& layers,
                              std::span<const std::uint32_t> suspects, std::vector<geo::Finding>& findings) {
    geo::ValidOutlines valid = geo::with_valid_outlines(geo::outlines(thinned), suspects, thinned.grid);
    std::size_t first = 0;
    auto area = valid.remade.begin();
    for (const geo::Layer& layer : layers) {
        for (; area != valid.remade.end() && *area < first + layer.codes.size(); ++area) {
            const std::string& code = layer.codes[*area - first];
            findings.push_back({.kind = geo::FindingKind::invalid_ring,
                                .severity = geo::Severity::note,
                                .codes = {code},
                                .text = code + " has an invalid outline: it crosses, touches or overlaps "
                                               "itself; made valid"});
        }
        first += layer.codes.size();
    }
    return std::move(valid.outlines);
}

std::string result_text(const std::vector<SimplifyLayerResult>& layers, const geo::SimplifyReport& report) {
    TextTable table({"layer", "areas", "vertices before", "after", "km2 before", "after", "difference"});
    for (const SimplifyLayerResult& layer : layers) {
        table.add({layer.name, grouped(static_cast<double>(layer.areas)),
                   grouped(static_cast<double>(layer.vertices_before)),
                   grouped(static_cast<double>(layer.vertices_after)), grouped(layer.area_before_m2 / 1e6, 3),
                   grouped(layer.area_after_m2 / 1e6, 3),
                   grouped((layer.area_after_m2 - layer.area_before_m2) / 1e6, 3)});
    }
    const std::size_t kept = report.removable - report.removed;
    return table.text() +
           fmt::format(
               "\nTolerance {}: {} of {} removable vertices kept, {} of them so that no border breaks; "
               "a border moved by {} m at most\n",
               std::isfinite(report.tolerance_m) ? geo::format_fixed(report.tolerance_m, 3) + " m"
                                                 : "unlimited",
               grouped(static_cast<double>(kept)), grouped(static_cast<double>(report.removable)),
               grouped(static_cast<double>(report.vetoed)), geo::format_fixed(report.greatest_distance_m, 1));
}

void write_layers(const SimplifyOptions& options, const geo::Coverage& coverage,
                  std::vector<SimplifiedLayer> layers, Console& console) {
    std::vector<geo::OutputLayer> outputs;
    std::set<std::string> taken;
    for (SimplifiedLayer& layer : layers) {
        std::string name = layer.result.name;
        for (int number = 2; !taken.insert(geo::to_lower(name)).second; ++number)
            name = fmt::format("{}_{}", layer.result.name, number);
        outputs.push_back({.name = std::move(name),
                           .crs = coverage.crs,
                           .geometry = geo::GridOutlines{std::move(layer.outlines), coverage.topology.grid},
                           .attributes = std::move(layer.attributes),
                           .from_degrees = coverage.operation.from_degrees});
    }
    if (outputs.size() == 1) {
        write_output(options.outputs.output, outputs.front(), options.outputs.overwrite, console);
    } else {
        geo::write_layers(options.outputs.output, outputs, options.outputs.overwrite);
    }
}

Outcome simplify(const SimplifyOptions& options, Console& console) {
    refuse_unwritable(options.outputs);

    std::vector<geo::Layer> layers = read_layers(options, console);
    console.progress("cutting the borders");
    const geo::LayersTogether together = geo::build_layers_together(layers, options.areas.front().coverage);
    const geo::Coverage& coverage = together.coverage;
    const geo::Topology& topology = coverage.topology;

    Report report("simplify", !options.outputs.json.empty());
    std::vector<geo::Finding> findings = coverage.findings;
    for (std::size_t l = 0; l < layers.size(); ++l)
        report.add_input(options.areas[l].path, layers[l].codes.size());
    std::optional<shapes::Plan> plan;
    if (!options.lookup.path.empty()) {
        const std::vector<std::string>& codes = layers.front().codes;
        const shapes::Lookup lookup = shapes::read_lookup(options.lookup.path, options.lookup.options, codes);
        plan = shapes::make_plan(codes, lookup);
        findings.insert(findings.end(), lookup.findings.begin(), lookup.findings.end());
        findings.insert(findings.end(), plan->findings.begin(), plan->findings.end());
        report.add_input(options.lookup.path, lookup.rows);
        report.add_join(plan->join);
    }
    // Neighbours are compared while vertices go, which does not keep all processors busy.
    console.progress("comparing neighbours and simplifying");
    const std::vector<geo::Int128> crosses = geo::crosses_of_arcs(topology);
    std::future<LayersCheck> checking = std::async(
        std::launch::async, [&] { return check_layers(together, layers, crosses, options.gap_width_m); });
    std::future<std::vector<geo::Extent>> measuring =
        std::async(std::launch::async, [&] { return geo::extents_of_layers(together, crosses); });
    geo::SimplifyReport simplified;
    geo::SimplifyOptions how = options.simplify;
    if (is_written_in_degrees(options.outputs.output)) how.apart_m = apart_in_degrees_m;
    const geo::Topology thinned = geo::simplify(topology, how, simplified);
    const LayersCheck checked = checking.get();
    findings.insert(findings.end(), checked.findings.begin(), checked.findings.end());
    geo::GridRings outlines = valid_outlines(thinned, layers, checked.suspects, findings);
    std::vector<SimplifiedLayer> outputs =
        simplified_layers(together, measuring.get(), std::move(outlines), layers);
    if (plan) outputs.push_back(dissolved_layer(topology, crosses, thinned, *plan));
    std::vector<SimplifyLayerResult> results;
    for (const SimplifiedLayer& output : outputs)
        results.push_back(output.result);
    write_layers(options, coverage, std::move(outputs), console);
    findings = worst_first(std::move(findings));
    report.set_coverage(coverage);
    report.add_findings(findings);
    set_simplify_result(report, results, simplified, options.simplify.keep_share);
    write_report(report, options.outputs, console);
    console.result(joins_text(report.joins()));
    console.result(result_text(results, simplified));
    if (!findings.empty()) console.result("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

// .gpkg alone holds several layers.
void require_room(const std::string& path, std::size_t layers) {
    const std::string ending = geo::lower_extension(path);
    if (layers == 1 || ending == ".gpkg" || ending == ".topojson") return;
    throw geo::UsageError(
        "--output",
        fmt::format("{} holds one layer, and there are {}",
                    path == "-" ? "GeoJSON on standard output" : "'" + ending + "'", layers),
        "write .gpkg or .topojson");
}

}  // namespace

Job prepare_simplify(const Arguments& arguments) {
    static constexpr std::string_view endings[] = {".gpkg", ".fgb", ".geojson", ".topojson", ".shp"};
    SimplifyOptions options;
    for (const std::string& path : arguments.inputs()) {
        AreasOptions areas = areas_options(arguments);
        areas.path = path;
        // Several layers are carried together, if they can be, by one operation.
        if (arguments.inputs().size() > 1) areas.read.target_crs.clear();
        areas.read.layer = text_of_input(arguments, "--layer", options.areas.size());
        areas.read.code_column = text_of_input(arguments, "--code", options.areas.size());
        areas.read.name_column = text_of_input(arguments, "--name", options.areas.size());
        options.areas.push_back(std::move(areas));
    }
    options.lookup = lookup_input(arguments);
    options.simplify.tolerance_m = arguments.number("--tolerance");
    options.simplify.keep_share = arguments.number("--keep");
    if (options.simplify.tolerance_m.has_value() == options.simplify.keep_share.has_value()) {
        throw geo::UsageError("simplify",
                              options.simplify.keep_share ? "--tolerance and --keep exclude each other"
                                                          : "needs --tolerance M or --keep SHARE",
                              "give one of them");
    }
    options.gap_width_m = *arguments.number("--gap-width");
    options.outputs = output_options(arguments);
    require_ending("--output", options.outputs.output, endings);
    require_room(options.outputs.output, options.areas.size() + (options.lookup.path.empty() ? 0 : 1));
    return [options](Console& console) { return simplify(options, console); };
}

}  // namespace cli
