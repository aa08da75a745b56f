#include "cli/results.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/json_values.hpp"
#include "cli/report.hpp"

namespace cli {
namespace {

Json check_json(const geo::Topology& topology, bool valid) {
    return {{"valid", valid},
            {"areas", topology.areas()},
            {"vertices", topology.vertices.size()},
            {"arcs", topology.arcs()},
            {"junctions", topology.junctions},
            {"conflicts", topology.conflicts.size()}};
}

Json compose_json(const shapes::Plan& plan, const shapes::Composition& composition) {
    Json footprints = Json::array();
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        Json sums = Json::object();
        for (const shapes::ColumnSum& sum : composition.sums)
            sums[sum.name] = or_null(sum.of_footprint[f]);
        footprints.push_back({{"code", plan.codes[f]},
                              {"name", plan.names[f]},
                              {"members", composition.members[f]},
                              {"area_m2", composition.area_m2[f]},
                              {"sums", sums}});
    }
    Json totals = Json::object();
    for (const shapes::ColumnSum& sum : composition.sums) {
        totals[sum.name] = {{"before", sum.before},
                            {"after", sum.after},
                            {"in_no_footprint", sum.in_no_footprint},
                            {"missing", sum.missing_before}};
    }
    return {{"footprints", footprints},
            {"area_before_m2", composition.area_before_m2},
            {"area_after_m2", composition.area_after_m2},
            {"area_difference_m2", composition.area_difference_m2},
            {"area_in_no_footprint_m2", composition.area_in_no_footprint_m2},
            {"totals", totals}};
}

Json measure_json(std::span<const std::string> codes, std::span<const shapes::ShapeMeasure> measures,
                  std::size_t cut_edges) {
    Json areas = Json::array();
    for (std::size_t a = 0; a < measures.size(); ++a) {
        const shapes::ShapeMeasure& m = measures[a];
        Json neighbours = Json::array();
        for (const shapes::Neighbour& n : m.neighbours) {
            neighbours.push_back(
                {{"code", codes[static_cast<std::size_t>(n.area)]}, {"border_m", n.border_m}});
        }
        areas.push_back({{"code", codes[a]},
                         {"area_m2", m.area_m2},
                         {"perimeter_m", m.perimeter_m},
                         {"polsby_popper", or_null(m.polsby_popper)},
                         {"schwartzberg", or_null(m.schwartzberg)},
                         {"reock", or_null(m.reock)},
                         {"convex_hull_ratio", or_null(m.convex_hull_ratio)},
                         {"length_width", or_null(m.length_width)},
                         {"parts", m.parts},
                         {"holes", m.holes},
                         {"neighbours", neighbours}});
    }
    return {{"areas", areas}, {"cut_edges", cut_edges}};
}

Json classify_json(const render::Classification& classes) {
    return {{"scheme", render::to_string(classes.scheme)},
            {"closed", render::to_string(classes.closed)},
            {"lowest", classes.lowest},
            {"breaks", classes.breaks},
            {"counts", classes.counts},
            {"missing", classes.missing},
            {"gvf", or_null(classes.gvf)},
            {"adcm", classes.adcm},
            {"midpoint", or_null(classes.midpoint)},
            {"notes", classes.notes}};
}

Json numbers_json(const shapes::Plan& plan, std::span<const shapes::NumberComparison> numbers) {
    Json list = Json::array();
    for (const shapes::NumberComparison& n : numbers) {
        list.push_back({{"key", n.key},
                        {"label", n.label},
                        {"found", or_null(n.found)},
                        {"published", or_null(n.published)},
                        {"agrees", or_null(n.agrees)},
                        {"footprint", n.footprint == shapes::no_footprint
                                          ? Json(nullptr)
                                          : Json(plan.codes[static_cast<std::size_t>(n.footprint)])}});
    }
    return list;
}

}  // namespace

void set_info_result(Report& report, std::span<const geo::FileSummary> files) {
    Json list = Json::array();
    for (const geo::FileSummary& file : files) {
        Json layers = Json::array();
        for (const geo::LayerSummary& layer : file.layers) {
            Json columns = Json::array();
            for (const geo::Column& column : layer.columns) {
                static constexpr const char* types[] = {"text", "integer", "real"};
                columns.push_back(
                    {{"name", column.name}, {"type", types[static_cast<std::size_t>(column.type)]}});
            }
            const geo::Box& box = layer.extent;
            layers.push_back(
                {{"name", layer.name},
                 {"geometry", layer.geometry_type},
                 {"crs", layer.crs.empty() ? Json(nullptr) : Json(layer.crs)},
                 {"features", layer.features},
                 {"vertices", layer.vertices},
                 {"extent", box.empty() ? Json(nullptr) : Json({box.min_x, box.min_y, box.max_x, box.max_y})},
                 {"columns", columns},
                 {"code_candidates", layer.code_candidates}});
        }
        list.push_back({{"path", file.path}, {"format", file.format}, {"layers", layers}});
    }
    report.result() = {{"files", list}};
}

void set_check_result(Report& report, const geo::Topology& topology, bool valid) {
    report.result() = check_json(topology, valid);
}

void set_clean_result(Report& report, const CleanCounts& counts, const geo::Cleaned& cleaned,
                      const geo::Grid& grid) {
    const auto repairs = [&](geo::FindingKind kind) {
        return std::count_if(cleaned.repairs.begin(), cleaned.repairs.end(),
                             [&](const geo::Repair& r) { return r.kind == kind; });
    };
    report.result() = Json{{"areas", counts.areas},
                           {"vertices_before", counts.vertices_before},
                           {"vertices_after", counts.vertices_after},
                           {"overlaps", repairs(geo::FindingKind::overlap)},
                           {"gaps", repairs(geo::FindingKind::gap)},
                           {"kept_overlapping", cleaned.kept_overlapping.size()},
                           {"violations_left", counts.violations_left},
                           {"area_before_m2", grid.area_m2(cleaned.twice_before)},
                           {"straightened_m2", grid.area_m2(cleaned.twice_straightened)},
                           {"overlaps_m2", grid.area_m2(cleaned.twice_overlaps)},
                           {"gaps_m2", grid.area_m2(cleaned.twice_gaps)},
                           {"area_after_m2", grid.area_m2(cleaned.twice_after)}};
}

void set_compose_result(Report& report, const shapes::Plan& plan, const shapes::Composition& composition) {
    report.result() = compose_json(plan, composition);
}

void set_measure_result(Report& report, std::span<const std::string> codes,
                        std::span<const shapes::ShapeMeasure> measures, std::size_t cut_edges) {
    report.result() = measure_json(codes, measures, cut_edges);
}

void set_flows_result(Report& report, const FlowsToReport& flows) {
    report.result() = flows_json(flows);
}

void set_catchments_result(Report& report, const CatchmentsToReport& catchments) {
    report.result() = catchments_json(catchments);
}

void set_classify_result(Report& report, const render::Classification& classes,
                         const std::optional<render::ClassColours>& colours) {
    report.result() = classify_json(classes);
    if (!colours) return;
    Json list = Json::array();
    for (const render::Colour colour : colours->colours)
        list.push_back(render::to_hex(colour));
    report.result()["colours"] = list;
    report.result()["warnings"] = colours->warnings;
}

void set_map_result(Report& report, const render::MapResult& map) {
    Json classes = Json::array();
    for (std::size_t c = 0; c < map.labels.size(); ++c) {
        classes.push_back(
            {{"label", map.labels[c]}, {"colour", render::to_hex(map.colours[c])}, {"count", map.counts[c]}});
    }
    Json labels = nullptr;
    if (map.area_labels) {
        labels = {{"in_area", map.area_labels->in_area},
                  {"led", map.area_labels->led},
                  {"dropped", map.area_labels->dropped}};
    }
    Json point_names = nullptr;
    if (map.point_labels)
        point_names = {{"placed", map.point_labels->placed}, {"dropped", map.point_labels->dropped}};
    Json insets = Json::array();
    for (const render::DrawnInset& inset : map.insets)
        insets.push_back({{"name", inset.name}, {"times", inset.magnification}});
    report.result() = {{"palette", map.palette},
                       {"classes", classes},
                       {"missing", map.missing},
                       {"breaks", map.classes ? Json(map.classes->breaks) : Json(nullptr)},
                       {"classification", map.classes ? classify_json(*map.classes) : Json(nullptr)},
                       {"labels", labels},
                       {"point_names", point_names},
                       {"insets", insets},
                       {"alt_text", map.alt_text},
                       {"warnings", map.warnings}};
}

void set_simplify_result(Report& report, std::span<const SimplifyLayerResult> layers,
                         const geo::SimplifyReport& simplified, std::optional<double> keep_share) {
    Json list = Json::array();
    for (const SimplifyLayerResult& layer : layers) {
        list.push_back({{"name", layer.name},
                        {"areas", layer.areas},
                        {"vertices_before", layer.vertices_before},
                        {"vertices_after", layer.vertices_after},
                        {"area_before_m2", layer.area_before_m2},
                        {"area_after_m2", layer.area_after_m2}});
    }
    const auto kept = static_cast<double>(simplified.removable - simplified.removed);
    report.result() = {
        {"layers", list},
        {"vertices_before", simplified.vertices_before},
        {"vertices_after", simplified.vertices_after},
        {"removable", simplified.removable},
        {"removed", simplified.removed},
        {"kept_share",
         simplified.removable == 0 ? Json(nullptr) : Json(kept / static_cast<double>(simplified.removable))},
        {"vetoed", simplified.vetoed},
        {"tolerance_m", simplified.tolerance_m},
        {"keep_share", or_null(keep_share)},
        {"greatest_distance_m", simplified.greatest_distance_m}};
}

void set_run_result(Report& report, const ReviewResult& review) {
    Json result = {{"title", review.title},
                   {"notes", review.notes},
                   {"check", check_json(*review.topology, review.valid)},
                   {"compose", compose_json(*review.plan, *review.composition)},
                   {"measure", measure_json(review.plan->codes, review.measures, review.cut_edges)}};
    if (review.flows) result["flows"] = flows_json(*review.flows);
    result["numbers"] = numbers_json(*review.plan, review.numbers);
    result["maps"] = review.maps;
    report.result() = std::move(result);
}

}  // namespace cli
