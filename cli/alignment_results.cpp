#include "cli/alignment_results.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "cli/json_values.hpp"
#include "geo/grid.hpp"
#include "shapes/roadmap_fit.hpp"

namespace cli {
namespace {

Json code_or_null(const std::vector<std::string>& codes, shapes::UnitRow row) {
    return row == shapes::no_unit ? Json(nullptr) : Json(codes[row]);
}

Json pairs_json(const AlignmentToReport& report) {
    Json pairs = Json::array();
    for (const PairToReport& pair : pairs_of(report)) {
        Json entry = {{"a", pair.a.empty() ? Json(nullptr) : Json(pair.a)},
                      {"b", pair.b.empty() ? Json(nullptr) : Json(pair.b)},
                      {"area_m2", or_null(pair.area_m2)},
                      {"share_of_a", or_null(pair.measures.share_of_a)},
                      {"share_of_b", or_null(pair.measures.share_of_b)},
                      {"iou", or_null(pair.measures.iou)},
                      {"people", or_null(pair.people)},
                      {"common_units", or_null(pair.common_units)},
                      {"shared_border_m", or_null(pair.border_m)},
                      {"noise_m2", or_null(pair.noise_m2)},
                      {"noise_people", or_null(pair.noise_people)}};
        if (pair.ground) {
            entry["area_share_of_a"] = or_null(pair.ground->share_of_a);
            entry["area_share_of_b"] = or_null(pair.ground->share_of_b);
            entry["area_iou"] = or_null(pair.ground->iou);
        }
        pairs.push_back(std::move(entry));
    }
    return pairs;
}

Json unit_json(const shapes::UnitAlignment& unit, const std::string& code, const std::string& name,
               const std::vector<std::string>& others) {
    return {{"code", code},
            {"name", name},
            {"amount", unit.amount},
            {"fit", to_string(unit.fit)},
            {"best", code_or_null(others, unit.best)},
            {"containment", or_null(unit.containment)},
            {"iou", or_null(unit.iou)},
            {"split", unit.is_split},
            {"in_minority_parts", unit.in_minority_parts},
            {"outside", unit.outside},
            {"effective_parts", or_null(unit.effective_splits)},
            {"sqrt_entropy", or_null(unit.sqrt_entropy)},
            {"inhomogeneity", or_null(unit.inhomogeneity)},
            {"mapcurves", unit.mapcurves}};
}

Json units_json(const std::vector<shapes::UnitAlignment>& units, const std::vector<std::string>& codes,
                const std::vector<std::string>& names, const std::vector<std::string>& others) {
    Json entries = Json::array();
    for (std::size_t row = 0; row < units.size(); ++row)
        entries.push_back(unit_json(units[row], codes[row], names[row], others));
    return entries;
}

/// How units fit by ground, beside how they fit by people.
void add_ground(const std::vector<shapes::UnitAlignment>& ground, Json& units) {
    for (std::size_t row = 0; row < ground.size(); ++row) {
        units[row]["fit_by_area"] = to_string(ground[row].fit);
        units[row]["split_by_area"] = ground[row].is_split;
    }
}

void add_partial(const AlignmentToReport& report, Json& units) {
    for (std::size_t row = 0; row < report.partial.size(); ++row) {
        const shapes::PartialFit& unit = report.partial[row];
        Json parts = Json::array();
        for (const shapes::KnownPart& part : unit.parts)
            parts.push_back({{"b", report.table.b_codes[part.b]},
                             {"amount", part.amount},
                             {"elsewhere", part.elsewhere}});
        // Of a unit of which not all is known no other verdict is given.
        units[row]["fit"] = to_string(unit.fit);
        units[row]["amount"] = unit.amount;
        units[row]["known"] = unit.known;
        units[row]["unknown"] = unit.amount - unit.known;
        units[row]["parts"] = std::move(parts);
    }
}

Json map_total_json(const shapes::MapTotal& total) {
    return {{"whole", total.whole},
            {"in_both", total.in_both},
            {"outside", total.outside},
            {"noise", total.noise}};
}

Json plan_json(const AlignmentToReport& report) {
    const shapes::Alignment& alignment = report.alignment;
    Json plan = {{"homogeneity", or_null(alignment.homogeneity)},
                 {"completeness", or_null(alignment.completeness)},
                 {"v_measure", or_null(alignment.v_measure)},
                 {"split_a", alignment.map_a.units_split},
                 {"split_b", alignment.map_b.units_split},
                 {"in_minority_parts_a", alignment.map_a.in_minority_parts},
                 {"in_minority_parts_b", alignment.map_b.in_minority_parts},
                 {"mapcurves", alignment.mapcurves},
                 {"mapcurves_a", alignment.map_a.mapcurves},
                 {"mapcurves_b", alignment.map_b.mapcurves},
                 {"lambda_a", or_null(alignment.map_a.lambda)},
                 {"lambda_b", or_null(alignment.map_b.lambda)},
                 {"sqrt_entropy_a", or_null(alignment.map_a.sqrt_entropy)},
                 {"sqrt_entropy_b", or_null(alignment.map_b.sqrt_entropy)}};
    if (report.ground) {
        plan["split_a_by_area"] = report.ground->map_a.units_split;
        plan["split_b_by_area"] = report.ground->map_b.units_split;
    }
    return plan;
}

Json area_or_null(const std::vector<std::string>& codes, geo::AreaIndex area) {
    return area == geo::no_area ? Json(nullptr) : Json(codes[static_cast<std::size_t>(area)]);
}

Json displacement_json(const geo::Displacement& d, const std::vector<std::string>& codes) {
    if (d.distances.empty()) return nullptr;
    return {{"length_m", d.length_m},
            {"left_out_m", d.left_out_m},
            {"shared_m", d.shared_m},
            {"median_m", d.median_m},
            {"p95_m", d.p95_m},
            {"greatest_m", d.greatest_m},
            {"at", {{"x", d.greatest_at.x}, {"y", d.greatest_at.y}}},
            {"between", {area_or_null(codes, d.left), area_or_null(codes, d.right)}}};
}

void add_overlay(const AlignmentToReport& report, Json& result) {
    const geo::OverlaidLayers& overlaid = *report.overlaid;
    const geo::SliverTotal slivers = geo::total_slivers(overlaid.overlay);
    const geo::BorderNoise& noise = *overlaid.noise;
    result["slivers"] = {{"width_m", overlaid.sliver_width_m},
                         {"width_is", report.is_width_measured ? "measured" : "given"},
                         {"measured_width_m", noise.sliver_width_m},
                         {"p99_m", noise.is_related ? Json(noise.p99_m) : Json(nullptr)},
                         {"reach_m", noise.reach_m},
                         {"slivers", slivers.slivers},
                         {"area_m2", overlaid.overlay.topology.grid.area_m2(slivers.twice_area)}};
    result["displacement"] = {{"a_to_b", displacement_json(noise.displacement[0], report.table.a_codes)},
                              {"b_to_a", displacement_json(noise.displacement[1], report.table.b_codes)}};
    result["cleaned"] = {{"a", overlaid.cleaned[0]},
                         {"a_m2", overlaid.cleaned_m2[0]},
                         {"b", overlaid.cleaned[1]},
                         {"b_m2", overlaid.cleaned_m2[1]}};
    if (report.people)
        result["places"] = {{"places", report.people->places},
                            {"in_slivers", report.people->places_in_slivers},
                            {"in_neither", report.people->places_in_neither},
                            {"at_nearest", report.people->places_at_nearest},
                            {"people_at_nearest", report.people->people_at_nearest},
                            {"greatest_reach_m", report.people->greatest_reach_m}};
}

}  // namespace

Json alignment_json(const AlignmentToReport& report) {
    const shapes::CrossTable& table = report.table;
    Json result;
    result["measured"] = measured_name(report);
    result["counted"] = report.counted;
    result["tolerance_share"] = report.tolerance_share;
    result["partial"] = report.is_partial;
    result["geographies"] = {
        {"a", {{"title", report.a.title}, {"path", report.a.path}, {"units", table.a_codes.size()}}},
        {"b", {{"title", report.b.title}, {"path", report.b.path}, {"units", table.b_codes.size()}}}};
    result["totals"] = {{"a", map_total_json(report.totals.a)},
                        {"b", map_total_json(report.totals.b)},
                        {"in_neither", report.totals.in_neither},
                        {"left_out", report.people_left_out},
                        {"all", report.totals.all}};
    result["plan"] = plan_json(report);
    if (report.overlaid) add_overlay(report, result);
    result["pairs"] = pairs_json(report);
    result["a"] = units_json(report.alignment.a, table.a_codes, report.a.names, table.b_codes);
    if (report.is_partial) add_partial(report, result["a"]);
    result["b"] = units_json(report.alignment.b, table.b_codes, report.b.names, table.a_codes);
    if (report.ground) {
        add_ground(report.ground->a, result["a"]);
        add_ground(report.ground->b, result["b"]);
    }
    return result;
}

}  // namespace cli
