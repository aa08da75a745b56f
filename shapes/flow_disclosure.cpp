#include "shapes/flow_disclosure.hpp"

namespace shapes {

FlowDisclosure protect_flows(std::span<const PlaceFlow> flows, const FlowResult& result,
                             const DisclosureRule& rule) {
    FlowDisclosure protection;
    protection.rule = rule;
    std::vector<CountCell> cells;
    cells.reserve(flows.size());
    for (const PlaceFlow& flow : flows)
        cells.push_back({flow.from, flow.to,
                         estimate(flow.patients, flow.suppressed, result.parameters.suppressed).value});
    protection.matrix = protect_matrix(cells, rule);
    protection.footprints.resize(result.footprints.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const ShownCell& cell = protection.matrix[c];
        if (cell.count) continue;
        ++(cell.is_secondary ? protection.secondary : protection.primary);
        const auto [from, to, count] = cells[c];
        if (from >= 0) {
            SuppressedCounts& of = protection.footprints[static_cast<std::size_t>(from)];
            if (to == from) of.local = true;
            if (to == outside_place) of.to_outside = true;
            if (to == unknown_place) of.to_unknown = true;
        }
        if (to >= 0 && from < 0) {
            SuppressedCounts& of = protection.footprints[static_cast<std::size_t>(to)];
            (from == outside_place ? of.from_outside : of.from_unknown) = true;
        }
    }
    for (std::size_t f = 0; f < result.footprints.size(); ++f) {
        SuppressedCounts& of = protection.footprints[f];
        const FootprintFlows& measured = result.footprints[f];
        of.out = of.local || rule.is_small(measured.open.out);
        of.in = of.local || rule.is_small(measured.open.in);
        of.closed_out = of.local || rule.is_small(measured.closed.out);
        of.closed_in = of.local || rule.is_small(measured.closed.in);
    }
    return protection;
}

ShowableRates showable_rates(const FlowMeasure& measure, const DisclosureRule& rule) {
    const bool li = rule.may_show_rate({measure.local, measure.resident, measure.out});
    const bool lofi = rule.may_show_rate({measure.local, measure.treated, measure.in});
    const bool of_local = rule.may_show_rate({measure.local, measure.in, measure.out});
    return {.li = li,
            .lofi = lofi,
            .msi = lofi,
            .npf = rule.may_show_rate({measure.in, measure.out}),
            .home_work_ratio = of_local,
            .commuter_ratio = of_local,
            .validity = li && lofi};
}

ShowableRates showable_closed_rates(const FlowMeasure& open, const FlowMeasure& closed,
                                    const DisclosureRule& rule) {
    const ShowableRates alone = showable_rates(closed, rule);
    const bool out = !rule.is_small(open.out - closed.out);
    const bool in = !rule.is_small(open.in - closed.in);
    return {.li = alone.li && out,
            .lofi = alone.lofi && in,
            .msi = alone.msi && in,
            .npf = alone.npf && out && in,
            .home_work_ratio = alone.home_work_ratio && out && in,
            .commuter_ratio = alone.commuter_ratio && out && in,
            .validity = alone.validity && out && in};
}

}  // namespace shapes
