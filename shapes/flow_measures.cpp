#include "shapes/flow_measures.hpp"

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

/// A sum of cells with its least and greatest value.
class EstimateSum {
public:
    void add(const Estimate& estimate) {
        m_value.add(estimate.value);
        m_low.add(estimate.low);
        m_high.add(estimate.high);
    }
    [[nodiscard]] Estimate value() const { return {m_value.value(), m_low.value(), m_high.value()}; }

private:
    CompensatedSum m_value;
    CompensatedSum m_low;
    CompensatedSum m_high;
};

std::optional<double> ratio(double part, double whole) {
    if (!(whole > 0.0)) return std::nullopt;
    return part / whole;
}

/// LI and LOFI both rise with L and fall with other cells, so one filling has the least of either.
FlowMeasureRange ranges(const Estimate& local, const Estimate& out, const Estimate& in,
                        const FlowParameters& parameters) {
    FlowMeasureRange result;
    result.local = local.range();
    result.out = out.range();
    result.in = in.range();
    result.resident = (local + out).range();
    result.treated = (local + in).range();
    result.net = {in.low - out.high, in.high - out.low};
    result.li = share_range(result.local, result.out);
    result.lofi = share_range(result.local, result.in);
    result.msi = share_range(result.in, result.local);
    result.npf = quotient_range(result.in, result.out);
    result.home_work_ratio = quotient_range({out.low - in.high, out.high - in.low}, result.local);
    result.commuter_ratio =
        quotient_range({(out.low + in.low) / 2.0, (out.high + in.high) / 2.0}, result.local);
    result.elzinga_hogarty_low = elzinga_hogarty(result.li.low, result.lofi.low, parameters.containment);
    result.elzinga_hogarty_high = elzinga_hogarty(result.li.high, result.lofi.high, parameters.containment);
    if (result.li.low && result.li.high && result.lofi.low && result.lofi.high) {
        const Range share{std::min(*result.li.low, *result.lofi.low),
                          std::min(*result.li.high, *result.lofi.high)};
        const Range validity = x_equation_range(result.resident, share, parameters.x_equation);
        result.validity = {validity.low, validity.high};
    }
    return result;
}

/// The ratios that follow from L, out and in. R and W are sums of L, so that containment is exactly 1 without
/// flows across the border.
FlowMeasure measure(const Estimate& local, const Estimate& out, const Estimate& in,
                    const FlowParameters& parameters) {
    FlowMeasure result;
    result.local = local.value;
    result.out = out.value;
    result.in = in.value;
    result.resident = result.local + result.out;
    result.treated = result.local + result.in;
    result.net = result.in - result.out;
    result.li = ratio(result.local, result.resident);
    result.lofi = ratio(result.local, result.treated);
    result.msi = ratio(result.in, result.treated);
    result.npf = ratio(result.in, result.out);
    result.home_work_ratio = ratio(result.out - result.in, result.local);
    result.commuter_ratio = ratio((result.out + result.in) / 2.0, result.local);
    result.elzinga_hogarty = elzinga_hogarty(result.li, result.lofi, parameters.containment);
    if (result.li && result.lofi)
        result.validity =
            x_equation_validity(result.resident, std::min(*result.li, *result.lofi), parameters.x_equation);
    if (!local.is_exact() || !out.is_exact() || !in.is_exact())
        result.bounds = ranges(local, out, in, parameters);
    return result;
}

/// What the measures of a plan are made of.
struct Parts {
    Estimate local;
    Estimate out;
    Estimate in;
};

/// Each footprint's R / N and W / N has exact bounds; their products and the sum of them take them as if they
/// were independent.
RatioRange modularity_range(std::span<const Parts> footprints, const RatioRange& within,
                            const Estimate& total, double resolution) {
    if (!within.low || !within.high) return {};
    double low = *within.low;
    double high = *within.high;
    for (const Parts& of : footprints) {
        const Estimate resident = of.local + of.out;
        const Estimate treated = of.local + of.in;
        const RatioRange lives = share_range(resident.range(), without(total, resident).range());
        const RatioRange treats = share_range(treated.range(), without(total, treated).range());
        low -= resolution * lives.high.value_or(0.0) * treats.high.value_or(0.0);
        high -= resolution * lives.low.value_or(0.0) * treats.low.value_or(0.0);
    }
    return {low, high};
}

PlanFlow measure_plan(std::span<const Parts> footprints, const Estimate& total, double resolution) {
    EstimateSum local_sum;
    EstimateSum out_sum;
    CompensatedSum modularity;
    for (const Parts& of : footprints) {
        local_sum.add(of.local);
        out_sum.add(of.out);
        if (total.value > 0.0)
            modularity.add(of.local.value / total.value -
                           resolution * ((of.local.value + of.out.value) / total.value) *
                               ((of.local.value + of.in.value) / total.value));
    }
    const Estimate local = local_sum.value();
    const Estimate out = out_sum.value();
    PlanFlow result;
    result.total = total.value;
    result.li = ratio(local.value, local.value + out.value);
    result.within = ratio(local.value, total.value);
    if (total.value > 0.0) result.modularity = modularity.value();
    if (!total.is_exact()) {
        PlanFlowRange& bounds = result.bounds.emplace();
        bounds.total = total.range();
        bounds.li = share_range(local.range(), out.range());
        bounds.within = share_range(local.range(), without(total, local).range());
        bounds.modularity = modularity_range(footprints, bounds.within, total, resolution);
    }
    return result;
}

}  // namespace

FlowResult measure_flows(std::span<const PlaceFlow> flows, std::size_t footprints,
                         const FlowParameters& parameters) {
    check_parameters(parameters.x_equation);
    check_suppressed(parameters.suppressed);
    if (!std::isfinite(parameters.resolution) || parameters.resolution < 0.0)
        throw geo::UsageError("--resolution", "the resolution of modularity must be 0 or more");

    struct Sums {
        EstimateSum local;
        EstimateSum out;  // to other footprints
        EstimateSum in;
        EstimateSum to_outside;
        EstimateSum to_unknown;
        EstimateSum from_outside;
        EstimateSum from_unknown;
    };
    std::vector<Sums> sums(footprints);
    EstimateSum total;
    EstimateSum total_closed;
    CompensatedSum suppressed_rows;
    CompensatedSum origin_outside;
    CompensatedSum origin_unknown;
    CompensatedSum site_outside;
    CompensatedSum site_unknown;
    for (const PlaceFlow& flow : flows) {
        const Estimate patients = estimate(flow.patients, flow.suppressed, parameters.suppressed);
        total.add(patients);
        suppressed_rows.add(flow.suppressed);
        if (flow.from < 0) (flow.from == unknown_place ? origin_unknown : origin_outside).add(patients.value);
        if (flow.to < 0) (flow.to == unknown_place ? site_unknown : site_outside).add(patients.value);
        if (flow.from >= 0 && flow.to >= 0) total_closed.add(patients);
        if (flow.from >= 0) {
            Sums& of = sums[static_cast<std::size_t>(flow.from)];
            if (flow.to == flow.from)
                of.local.add(patients);
            else if (flow.to >= 0)
                of.out.add(patients);
            else
                (flow.to == unknown_place ? of.to_unknown : of.to_outside).add(patients);
        }
        if (flow.to >= 0 && flow.to != flow.from) {
            Sums& of = sums[static_cast<std::size_t>(flow.to)];
            if (flow.from >= 0)
                of.in.add(patients);
            else
                (flow.from == unknown_place ? of.from_unknown : of.from_outside).add(patients);
        }
    }

    FlowResult result;
    result.parameters = parameters;
    result.suppressed_rows = suppressed_rows.value();
    result.footprints.reserve(footprints);
    std::vector<Parts> open;
    std::vector<Parts> closed;
    for (const Sums& of : sums) {
        FootprintFlows footprint;
        footprint.to_outside = of.to_outside.value();
        footprint.to_unknown = of.to_unknown.value();
        footprint.from_outside = of.from_outside.value();
        footprint.from_unknown = of.from_unknown.value();
        const Parts within{of.local.value(), of.out.value(), of.in.value()};
        const Parts all{within.local, within.out + footprint.to_outside + footprint.to_unknown,
                        within.in + footprint.from_outside + footprint.from_unknown};
        footprint.closed = measure(within.local, within.out, within.in, parameters);
        footprint.open = measure(all.local, all.out, all.in, parameters);
        closed.push_back(within);
        open.push_back(all);
        result.footprints.push_back(footprint);
    }
    result.open = measure_plan(open, total.value(), parameters.resolution);
    result.closed = measure_plan(closed, total_closed.value(), parameters.resolution);
    const double all = result.open.total;
    result.origin_outside_share = ratio(origin_outside.value(), all).value_or(0.0);
    result.origin_unknown_share = ratio(origin_unknown.value(), all).value_or(0.0);
    result.site_outside_share = ratio(site_outside.value(), all).value_or(0.0);
    result.site_unknown_share = ratio(site_unknown.value(), all).value_or(0.0);
    return result;
}

}  // namespace shapes
