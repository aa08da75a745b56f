#include "shapes/flow_analysis.hpp"

#include <algorithm>
#include <utility>

namespace shapes {

FlowAnalysis analyse_flows(std::span<const AreaFlow> by_area,
                           const std::optional<std::vector<AreaFlow>>& between_areas, const Plan& plan,
                           const FlowParameters& parameters, const DisclosureRule& rule) {
    FlowAnalysis analysis;
    analysis.matrix = flows_by_footprint(by_area, plan);
    analysis.result = measure_flows(analysis.matrix, plan.footprints(), parameters);
    analysis.disclosure = protect_flows(analysis.matrix, analysis.result, rule);
    analysis.pairs = flow_pairs(analysis.matrix, analysis.result);
    analysis.misfits_open = find_misfits(by_area, plan, parameters.suppressed, Preference::open);
    analysis.misfits_closed = find_misfits(by_area, plan, parameters.suppressed, Preference::closed);
    if (between_areas) analysis.cohesion = internal_cohesion(*between_areas, plan, parameters.suppressed);
    return analysis;
}

SuppressedPair suppressed_of(const FlowAnalysis& analysis, const FlowPair& pair) {
    const auto is_suppressed = [&](FootprintIndex from, FootprintIndex to) {
        const auto found =
            std::ranges::lower_bound(analysis.matrix, std::pair(from, to), {},
                                     [](const PlaceFlow& flow) { return std::pair(flow.from, flow.to); });
        if (found == analysis.matrix.end() || found->from != from || found->to != to) return false;
        const auto cell = static_cast<std::size_t>(found - analysis.matrix.begin());
        return !analysis.disclosure.matrix[cell].count;
    };
    return {is_suppressed(pair.a, pair.b), is_suppressed(pair.b, pair.a)};
}

}  // namespace shapes
