#include "shapes/flow_measures.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

std::optional<double> ratio(double part, double whole) {
    if (!(whole > 0.0)) return std::nullopt;
    return part / whole;
}

/// The ratios that follow from L, out and in. R and W are sums of L, so that containment is exactly 1 without
/// flows across the border.
FlowMeasure measure(double local, double out, double in, const FlowParameters& parameters) {
    FlowMeasure result;
    result.local = local;
    result.out = out;
    result.in = in;
    result.resident = local + out;
    result.treated = local + in;
    result.net = in - out;
    result.li = ratio(local, result.resident);
    result.lofi = ratio(local, result.treated);
    result.msi = ratio(in, result.treated);
    result.npf = ratio(in, out);
    result.elzinga_hogarty = elzinga_hogarty(result.li, result.lofi, parameters.containment);
    if (result.li && result.lofi)
        result.validity =
            x_equation_validity(result.resident, std::min(*result.li, *result.lofi), parameters.x_equation);
    return result;
}

PlanFlow measure_plan(std::span<const FootprintFlows> footprints, FlowMeasure FootprintFlows::*side,
                      double total, double resolution) {
    CompensatedSum local;
    CompensatedSum resident;
    CompensatedSum modularity;
    for (const FootprintFlows& footprint : footprints) {
        const FlowMeasure& of = footprint.*side;
        local.add(of.local);
        resident.add(of.resident);
        if (total > 0.0)
            modularity.add(of.local / total - resolution * (of.resident / total) * (of.treated / total));
    }
    PlanFlow result;
    result.total = total;
    result.li = ratio(local.value(), resident.value());
    result.within = ratio(local.value(), total);
    if (total > 0.0) result.modularity = modularity.value();
    return result;
}

}  // namespace

FlowResult measure_flows(std::span<const PlaceFlow> flows, std::size_t footprints,
                         const FlowParameters& parameters) {
    check_parameters(parameters.x_equation);
    if (!std::isfinite(parameters.resolution) || parameters.resolution < 0.0)
        throw geo::UsageError("--resolution", "the resolution of modularity must be 0 or more");

    struct Sums {
        CompensatedSum local;
        CompensatedSum out;  // to other footprints
        CompensatedSum in;
        CompensatedSum to_outside;
        CompensatedSum to_unknown;
        CompensatedSum from_outside;
        CompensatedSum from_unknown;
    };
    std::vector<Sums> sums(footprints);
    CompensatedSum total;
    CompensatedSum total_closed;
    CompensatedSum origin_outside;
    CompensatedSum origin_unknown;
    CompensatedSum site_outside;
    CompensatedSum site_unknown;
    for (const PlaceFlow& flow : flows) {
        total.add(flow.patients);
        if (flow.from < 0) (flow.from == unknown_place ? origin_unknown : origin_outside).add(flow.patients);
        if (flow.to < 0) (flow.to == unknown_place ? site_unknown : site_outside).add(flow.patients);
        if (flow.from >= 0 && flow.to >= 0) total_closed.add(flow.patients);
        if (flow.from >= 0) {
            Sums& of = sums[static_cast<std::size_t>(flow.from)];
            if (flow.to == flow.from)
                of.local.add(flow.patients);
            else if (flow.to >= 0)
                of.out.add(flow.patients);
            else
                (flow.to == unknown_place ? of.to_unknown : of.to_outside).add(flow.patients);
        }
        if (flow.to >= 0 && flow.to != flow.from) {
            Sums& of = sums[static_cast<std::size_t>(flow.to)];
            if (flow.from >= 0)
                of.in.add(flow.patients);
            else
                (flow.from == unknown_place ? of.from_unknown : of.from_outside).add(flow.patients);
        }
    }

    FlowResult result;
    result.footprints.reserve(footprints);
    for (const Sums& of : sums) {
        FootprintFlows footprint;
        footprint.to_outside = of.to_outside.value();
        footprint.to_unknown = of.to_unknown.value();
        footprint.from_outside = of.from_outside.value();
        footprint.from_unknown = of.from_unknown.value();
        footprint.closed = measure(of.local.value(), of.out.value(), of.in.value(), parameters);
        footprint.open =
            measure(of.local.value(), of.out.value() + footprint.to_outside + footprint.to_unknown,
                    of.in.value() + footprint.from_outside + footprint.from_unknown, parameters);
        result.footprints.push_back(footprint);
    }
    result.open =
        measure_plan(result.footprints, &FootprintFlows::open, total.value(), parameters.resolution);
    result.closed =
        measure_plan(result.footprints, &FootprintFlows::closed, total_closed.value(), parameters.resolution);
    result.origin_outside_share = ratio(origin_outside.value(), total.value()).value_or(0.0);
    result.origin_unknown_share = ratio(origin_unknown.value(), total.value()).value_or(0.0);
    result.site_outside_share = ratio(site_outside.value(), total.value()).value_or(0.0);
    result.site_unknown_share = ratio(site_unknown.value(), total.value()).value_or(0.0);
    return result;
}

geo::Table flow_matrix_table(const Plan& plan, std::span<const PlaceFlow> flows) {
    geo::Table table;
    table.columns = {{"from", geo::ColumnType::text, {}},
                     {"to", geo::ColumnType::text, {}},
                     {"patients", geo::ColumnType::real, {}}};
    for (const PlaceFlow& flow : flows) {
        table.columns[0].cells.push_back(place_code(plan, flow.from));
        table.columns[1].cells.push_back(place_code(plan, flow.to));
        table.columns[2].cells.push_back(geo::format_number(flow.patients));
    }
    return table;
}

}  // namespace shapes
