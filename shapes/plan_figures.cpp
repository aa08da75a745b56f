#include "shapes/plan_figures.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "geo/measure.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

/// The lookup as it would be for this plan: its footprints are those of the plan, and those that have no area
/// in the plan before either.
Lookup lookup_of(const PlanInput& input, const Plan& plan) {
    Lookup lookup = input.guidance.lookup;
    const std::vector<std::string>& before = input.guidance.plan.codes;
    std::erase_if(lookup.footprints, [&](const std::string& code) {
        return std::ranges::binary_search(before, code) && !std::ranges::binary_search(plan.codes, code);
    });
    return lookup;
}

void measure_borders(std::span<const geo::Border> borders, const Plan& plan, PlanFigures& figures) {
    figures.border_m.assign(plan.footprints(), 0.0);
    for (const geo::Border& border : borders) {
        const FootprintIndex a = plan.footprint_of[static_cast<std::size_t>(border.a)];
        const FootprintIndex b = plan.footprint_of[static_cast<std::size_t>(border.b)];
        if (a == b || a < 0 || b < 0) continue;
        figures.border_m[static_cast<std::size_t>(a)] += border.length_m;
        figures.border_m[static_cast<std::size_t>(b)] += border.length_m;
        figures.border_between_m += border.length_m;
    }
    figures.cut_edges = cut_edges(borders, plan.footprint_of);
}

double total_in_footprints(const NumberColumn& column, const Plan& plan) {
    CompensatedSum sum;
    for (std::size_t area = 0; area < column.values.size(); ++area)
        if (plan.footprint_of[area] >= 0 && column.values[area]) sum.add(*column.values[area]);
    return sum.value();
}

/// Populations of areas, those below 0 left out.
std::vector<std::optional<double>> populations_of(const GuidanceInput& input) {
    std::vector<std::optional<double>> populations(input.populations.begin(), input.populations.end());
    for (std::optional<double>& people : populations)
        if (people && *people < 0.0) people.reset();
    return populations;
}

std::optional<Splits> split_roadmaps(const GuidanceInput& input, const Plan& plan,
                                     std::span<const std::optional<double>> populations) {
    if (input.roadmaps == nullptr) return std::nullopt;
    std::vector<SplitPart> parts;
    for (std::size_t area = 0; area < plan.footprint_of.size(); ++area) {
        const std::int32_t roadmap = input.roadmaps->roadmap_of[area];
        if (roadmap == no_roadmap || plan.footprint_of[area] < 0) continue;
        const double weight = populations.empty() ? 1.0 : populations[area].value_or(0.0);
        parts.push_back({roadmap, plan.footprint_of[area], weight});
    }
    return measure_splits(std::move(parts), input.roadmaps->names.size());
}

}  // namespace

std::vector<FootprintIndex> no_successors(const Plan& plan) {
    std::vector<FootprintIndex> same(plan.footprints());
    std::iota(same.begin(), same.end(), 0);
    return same;
}

PlanFigures measure_plan(const PlanInput& input, const Plan& plan,
                         std::span<const FootprintIndex> successor) {
    PlanFigures figures;
    const GuidanceInput& given = input.guidance;
    if (input.flows != nullptr)
        figures.flows = analyse_flows(flows_under(input.flows->by_place, successor, plan),
                                      input.flows->between_areas, plan, input.parameters, given.disclosure);
    const Lookup lookup = lookup_of(input, plan);
    figures.guidance = judge_plan({.topology = given.topology,
                                   .area_codes = given.area_codes,
                                   .area_names = given.area_names,
                                   .lookup = lookup,
                                   .plan = plan,
                                   .coverage = given.coverage,
                                   .gap_width_m = given.gap_width_m,
                                   .links = given.links,
                                   .populations = given.populations,
                                   .member_of = given.member_of,
                                   .flows = figures.flows ? &figures.flows->result : nullptr,
                                   .disclosure = given.disclosure,
                                   .lower = given.lower,
                                   .upper = given.upper,
                                   .roadmaps = given.roadmaps},
                                  input.rules);
    figures.composition = compose(given.topology, plan, input.sums);
    for (const NumberColumn& column : input.sums)
        figures.totals.push_back(total_in_footprints(column, plan));
    figures.shapes =
        measure_shapes(geo::measure_outlines(figures.composition.outlines, given.topology.grid), {});
    measure_borders(geo::borders(given.topology), plan, figures);
    const std::vector<std::optional<double>> populations = populations_of(given);
    for (const AuthorityTable& table : input.aligned)
        figures.aligned.push_back(
            split_authorities(table, populations, plan.footprint_of, plan.footprints()));
    figures.roadmaps = split_roadmaps(given, plan, populations);
    return figures;
}

}  // namespace shapes
