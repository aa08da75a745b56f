#include "shapes/guidance.hpp"

#include <algorithm>
#include <utility>

#include "shapes/code_index.hpp"

namespace shapes {

namespace {

/// Areas with more than one shell.
std::size_t areas_in_parts(const geo::Topology& topology) {
    std::size_t count = 0;
    for (std::size_t area = 0; area < topology.areas(); ++area) {
        std::size_t shells = 0;
        for (std::uint32_t r = topology.area_start[area]; r < topology.area_start[area + 1]; ++r)
            if (topology.ring_is_hole[r] == 0) ++shells;
        if (shells > 1) ++count;
    }
    return count;
}

/// Places of the pieces of each footprint after its first.
std::vector<std::vector<PiecePlace>> place_detached(const geo::Topology& topology,
                                                    const Contiguity& contiguity) {
    std::vector<std::vector<std::int32_t>> detached;
    for (const auto& pieces : contiguity.pieces)
        for (std::size_t p = 1; p < pieces.size(); ++p)
            detached.push_back(pieces[p]);
    const std::vector<PiecePlace> places = place_pieces(topology, detached);
    std::vector<std::vector<PiecePlace>> result;
    auto next = places.begin();
    for (const auto& pieces : contiguity.pieces) {
        const auto count = static_cast<std::ptrdiff_t>(pieces.empty() ? 0 : pieces.size() - 1);
        result.emplace_back(next, next + count);
        next += count;
    }
    return result;
}

Criterion judge_pieces(const GuidanceInput& input, Guidance& result) {
    const Contiguity contiguity =
        find_pieces(input.plan.footprint_of, input.plan.footprints(), geo::borders(input.topology),
                    input.links, geo::twice_areas(input.topology));
    const std::vector<std::vector<PiecePlace>> detached = place_detached(input.topology, contiguity);
    const std::vector<FootprintIndex> around =
        embedded_in(input.topology, input.plan.footprint_of, input.plan.footprints());
    for (std::size_t f = 0; f < result.footprints.size(); ++f) {
        result.footprints[f].pieces = contiguity.pieces[f].size();
        result.footprints[f].embedded_in = around[f];
    }
    result.link_use = contiguity.use;
    return judge_contiguity(input.plan, {.area_codes = input.area_codes,
                                         .area_names = input.area_names,
                                         .areas_in_parts = areas_in_parts(input.topology),
                                         .links = input.links,
                                         .contiguity = contiguity,
                                         .detached = detached,
                                         .embedded_in = around});
}

std::optional<AuthorityFit> fit_authorities(const GuidanceInput& input, const AuthorityTable* table,
                                            std::span<const std::optional<double>> populations) {
    if (table == nullptr) return std::nullopt;
    return AuthorityFit{
        *table, split_authorities(*table, populations, input.plan.footprint_of, input.plan.footprints())};
}

template <class T>
const T* pointer(const std::optional<T>& value) {
    return value ? &*value : nullptr;
}

void add_fails(const Plan& plan, Guidance& result) {
    const CodeIndex footprints(plan.codes);
    for (const Criterion& criterion : result.criteria) {
        if (criterion.verdict != Verdict::fail) continue;
        // A cover fails by its areas, authorities by themselves; a code of theirs may equal a footprint's.
        if (criterion.name == "cover" || criterion.name.starts_with("authorities")) continue;
        for (const std::string& code : criterion.concerned) {
            const std::int32_t f = footprints.find(code);
            if (f != CodeIndex::none)
                result.footprints[static_cast<std::size_t>(f)].fails.push_back(criterion.name);
        }
    }
}

}  // namespace

bool Guidance::passes() const {
    return std::ranges::none_of(criteria,
                                [](const Criterion& c) { return c.required && c.verdict == Verdict::fail; });
}

std::vector<geo::Finding> Guidance::findings() const {
    std::vector<geo::Finding> all;
    for (const Criterion& criterion : criteria)
        all.insert(all.end(), criterion.findings.begin(), criterion.findings.end());
    return all;
}

Guidance judge_plan(const GuidanceInput& input, const GuidanceRules& rules) {
    const Plan& plan = input.plan;
    Guidance result;
    result.footprints.resize(plan.footprints());
    std::optional<FootprintPopulations> populations;
    if (!input.populations.empty()) {
        populations = footprint_populations(plan, input.area_codes, input.populations);
        result.deviation = population_deviation(populations->complete());
    }
    const std::span<const std::optional<double>> of_area =
        populations ? std::span<const std::optional<double>>(populations->of_area)
                    : std::span<const std::optional<double>>();
    result.lower = fit_authorities(input, input.lower, of_area);
    result.upper = fit_authorities(input, input.upper, of_area);
    if (input.roadmaps != nullptr)
        result.roadmaps = RoadmapFacts{
            *input.roadmaps, fit_roadmaps(plan.footprint_of, plan.footprints(), input.roadmaps->roadmap_of)};

    std::vector<Criterion>& criteria = result.criteria;
    criteria.push_back(judge_cover(plan, input.lookup, input.area_codes, input.coverage, input.gap_width_m));
    criteria.push_back(judge_pieces(input, result));
    criteria.push_back(judge_population(plan, pointer(populations), rules));
    criteria.push_back(judge_members(plan, input.member_of, rules));
    criteria.push_back(judge_self_containment(plan, input.flows, rules, input.disclosure));
    criteria.push_back(judge_validity(plan, input.flows, rules, input.disclosure));
    criteria.push_back(judge_authorities(plan, pointer(result.lower), AuthorityTier::lower, rules));
    criteria.push_back(judge_authorities(plan, pointer(result.upper), AuthorityTier::upper, rules));
    criteria.push_back(judge_roadmaps(plan, pointer(result.roadmaps)));
    criteria.push_back(judge_deviation(plan, pointer(result.deviation), rules));
    for (Criterion& criterion : criteria)
        set_required(criterion, std::ranges::find(rules.required, criterion.name) != rules.required.end());

    const std::vector<MemberCount> members = count_members(plan, input.member_of);
    const auto complete = populations ? populations->complete() : std::vector<std::optional<double>>();
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        FootprintGuidance& of = result.footprints[f];
        of.members = members[f].members;
        of.member_parts = members[f].parts;
        if (populations) {
            of.population = complete[f];
            of.deviation = result.deviation->signed_share[f];
        }
        if (input.flows != nullptr) {
            const FlowMeasure& measure = input.flows->footprints[f].open;
            of.li = measure.li;
            of.lofi = measure.lofi;
            of.validity = measure.validity;
            of.may = showable_rates(measure, input.disclosure);
        }
        if (result.lower) of.split_lower = result.lower->splits.shared[f];
        if (result.upper) of.split_upper = result.upper->splits.shared[f];
        if (result.roadmaps) of.roadmaps = result.roadmaps->fits[f].fit;
    }
    add_fails(plan, result);
    return result;
}

}  // namespace shapes
