#include "shapes/flow_pairs.hpp"

#include <algorithm>
#include <tuple>

namespace shapes {

namespace {

const PlaceFlow* find_flow(std::span<const PlaceFlow> flows, FootprintIndex from, FootprintIndex to) {
    const auto found = std::ranges::lower_bound(
        flows, std::pair(from, to), {}, [](const PlaceFlow& flow) { return std::pair(flow.from, flow.to); });
    return found != flows.end() && found->from == from && found->to == to ? &*found : nullptr;
}

Estimate marginal(const FlowMeasure& measure, double FlowMeasure::*value, Range FlowMeasureRange::*range) {
    Estimate result{measure.*value, measure.*value, measure.*value};
    if (measure.bounds) {
        result.low = ((*measure.bounds).*range).low;
        result.high = ((*measure.bounds).*range).high;
    }
    return result;
}

/// f^2 / (R W) as the product of two shares; no patients or an empty marginal give 0.
Estimate term(const Estimate& flow, const FlowMeasure& residence, const FlowMeasure& treatment) {
    const Estimate resident = marginal(residence, &FlowMeasure::resident, &FlowMeasureRange::resident);
    const Estimate treated = marginal(treatment, &FlowMeasure::treated, &FlowMeasureRange::treated);
    const RatioRange lives = share_range(flow.range(), without(resident, flow).range());
    const RatioRange treats = share_range(flow.range(), without(treated, flow).range());
    Estimate result;
    if (resident.value > 0.0 && treated.value > 0.0)
        result.value = (flow.value / resident.value) * (flow.value / treated.value);
    if (flow.low > 0.0) result.low = lives.low.value_or(0.0) * treats.low.value_or(0.0);
    result.high = lives.high.value_or(0.0) * treats.high.value_or(0.0);
    return result;
}

void set_cohesion(const FlowPair& pair, const FlowMeasure& a, const FlowMeasure& b, double& cohesion,
                  std::optional<Range>& bounds) {
    const Estimate both = term(pair.a_to_b, a, b) + term(pair.b_to_a, b, a);
    cohesion = both.value;
    if (a.bounds || b.bounds) bounds = both.range();
}

std::vector<FootprintIndex> by_net(const FlowResult& result, std::size_t most, double sign) {
    std::vector<FootprintIndex> order;
    for (std::size_t f = 0; f < result.footprints.size(); ++f) {
        if (sign * result.footprints[f].open.net > 0.0) order.push_back(static_cast<FootprintIndex>(f));
    }
    std::ranges::stable_sort(order, std::ranges::greater(), [&](FootprintIndex f) {
        return sign * result.footprints[static_cast<std::size_t>(f)].open.net;
    });
    order.resize(std::min(order.size(), most));
    return order;
}

}  // namespace

std::vector<FlowPair> flow_pairs(std::span<const PlaceFlow> flows, const FlowResult& result) {
    const SuppressedRow& suppressed = result.parameters.suppressed;
    std::vector<FlowPair> pairs;
    for (const PlaceFlow& flow : flows) {
        if (flow.from < 0 || flow.to < 0 || flow.from == flow.to) continue;
        const PlaceFlow* back = find_flow(flows, flow.to, flow.from);
        // A pair with flows both ways is made where its lower footprint is the residence.
        if (flow.from > flow.to && back != nullptr) continue;
        const Estimate there = estimate(flow.patients, flow.suppressed, suppressed);
        const Estimate here =
            back != nullptr ? estimate(back->patients, back->suppressed, suppressed) : Estimate{};
        if (there.high == 0.0 && here.high == 0.0) continue;
        FlowPair pair{std::min(flow.from, flow.to),
                      std::max(flow.from, flow.to),
                      flow.from < flow.to ? there : here,
                      flow.from < flow.to ? here : there,
                      0.0,
                      0.0,
                      {},
                      {}};
        const FootprintFlows& a = result.footprints[static_cast<std::size_t>(pair.a)];
        const FootprintFlows& b = result.footprints[static_cast<std::size_t>(pair.b)];
        set_cohesion(pair, a.open, b.open, pair.cohesion, pair.cohesion_bounds);
        set_cohesion(pair, a.closed, b.closed, pair.cohesion_closed, pair.cohesion_closed_bounds);
        pairs.push_back(pair);
    }
    std::ranges::sort(pairs, {},
                      [](const FlowPair& pair) { return std::tuple(-pair.patients(), pair.a, pair.b); });
    return pairs;
}

std::vector<FootprintIndex> top_importers(const FlowResult& result, std::size_t most) {
    return by_net(result, most, 1.0);
}

std::vector<FootprintIndex> top_exporters(const FlowResult& result, std::size_t most) {
    return by_net(result, most, -1.0);
}

}  // namespace shapes
