#include "shapes/movable_plan.hpp"

#include <utility>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

struct CompensatedSums {
    CompensatedSum local;
    CompensatedSum resident;
    CompensatedSum treated;
    CompensatedSum resident_closed;
    CompensatedSum treated_closed;
    CompensatedSum population;
    CompensatedSum area_m2;
    CompensatedSum perimeter_m;
    std::int32_t members = 0;

    [[nodiscard]] FootprintSums value() const {
        return {local.value(),           resident.value(),       treated.value(),
                resident_closed.value(), treated_closed.value(), population.value(),
                area_m2.value(),         perimeter_m.value(),    members};
    }
};

}  // namespace

MovablePlan::MovablePlan(const FlowGraph& flows, const Neighbourhood& neighbourhood,
                         std::span<const AreaFacts> facts, std::vector<FootprintIndex> footprint_of)
    : m_flows(flows),
      m_neighbourhood(neighbourhood),
      m_facts(facts),
      m_footprint_of(std::move(footprint_of)),
      m_totals(flows.areas),
      m_exchange(flows.footprints) {
    if (m_footprint_of.size() != flows.areas || neighbourhood.areas() != flows.areas ||
        facts.size() != flows.areas)
        throw geo::InternalError("a plan, its flows, its neighbourhood and its facts differ in length");
    std::vector<CompensatedSums> sums(flows.footprints);
    const auto add = [&](FootprintIndex from, FootprintIndex to, double patients) {
        const bool closed = from >= 0 && to >= 0;
        if (from >= 0) {
            CompensatedSums& of = sums[static_cast<std::size_t>(from)];
            of.resident.add(patients);
            if (closed) of.resident_closed.add(patients);
            if (from == to) of.local.add(patients);
        }
        if (to >= 0) {
            CompensatedSums& of = sums[static_cast<std::size_t>(to)];
            of.treated.add(patients);
            if (closed) of.treated_closed.add(patients);
        }
    };
    for (const FlowGraph::Fixed& flow : flows.fixed)
        add(flows.place_of(flow.from, m_footprint_of), flows.place_of(flow.to, m_footprint_of),
            flow.patients);
    for (std::size_t area = 0; area < flows.areas; ++area) {
        const FootprintIndex own = m_footprint_of[area];
        const auto node = static_cast<std::int32_t>(area);
        AreaTotals& totals = m_totals[area];
        for (std::size_t e = flows.out.start[area]; e < flows.out.start[area + 1]; ++e) {
            const FootprintIndex to = flows.place_of(flows.out.node[e], m_footprint_of);
            const double patients = flows.out.patients[e];
            add(own, to, patients);
            totals.resident += patients;
            if (to >= 0) totals.resident_closed += patients;
            if (flows.out.node[e] == node) totals.self = patients;
        }
        for (std::size_t e = flows.in.start[area]; e < flows.in.start[area + 1]; ++e) {
            const FootprintIndex from = flows.place_of(flows.in.node[e], m_footprint_of);
            const double patients = flows.in.patients[e];
            // Flows from areas are added where they begin.
            if (flows.in.node[e] >= static_cast<std::int32_t>(flows.areas)) add(from, own, patients);
            totals.treated += patients;
            if (from >= 0) totals.treated_closed += patients;
        }
        if (own < 0) continue;
        CompensatedSums& of = sums[static_cast<std::size_t>(own)];
        of.population.add(facts[area].population);
        of.area_m2.add(facts[area].area_m2);
        of.perimeter_m.add(facts[area].perimeter_m);
        of.members += facts[area].members;
        for (std::size_t n = neighbourhood.start[area]; n < neighbourhood.start[area + 1]; ++n) {
            const auto other = static_cast<std::size_t>(neighbourhood.area[n]);
            // Each of the two sides takes the common border off once.
            if (m_footprint_of[other] == own) of.perimeter_m.add(-neighbourhood.border_m[n]);
        }
    }
    m_sums.reserve(sums.size());
    for (const CompensatedSums& of : sums)
        m_sums.push_back(of.value());
}

MovablePlan::Exchange& MovablePlan::touch(FootprintIndex footprint) {
    Exchange& exchange = m_exchange[static_cast<std::size_t>(footprint)];
    if (!exchange.touched) {
        exchange.touched = true;
        m_touched.push_back(footprint);
    }
    return exchange;
}

void MovablePlan::effects(std::int32_t area, std::span<const FootprintIndex> targets,
                          std::vector<MoveEffect>& result) {
    const auto a = static_cast<std::size_t>(area);
    const auto gather = [&](const Edges& edges) {
        for (std::size_t e = edges.start[a]; e < edges.start[a + 1]; ++e) {
            const FootprintIndex place = m_flows.place_of(edges.node[e], m_footprint_of);
            if (place >= 0 && edges.node[e] != area) touch(place).patients += edges.patients[e];
        }
    };
    gather(m_flows.out);
    gather(m_flows.in);
    for (std::size_t n = m_neighbourhood.start[a]; n < m_neighbourhood.start[a + 1]; ++n) {
        const FootprintIndex place = m_footprint_of[static_cast<std::size_t>(m_neighbourhood.area[n])];
        if (place < 0 || m_neighbourhood.border_m[n] == 0.0) continue;
        Exchange& exchange = touch(place);
        exchange.border_m += m_neighbourhood.border_m[n];
        ++exchange.neighbours;
    }

    const FootprintIndex own = m_footprint_of[a];
    const AreaTotals& totals = m_totals[a];
    const AreaFacts& facts = m_facts[a];
    const auto changed = [&](const FootprintSums& before, const Exchange& common, double sign) {
        FootprintSums after = before;
        after.local += sign * (common.patients + totals.self);
        after.resident += sign * totals.resident;
        after.treated += sign * totals.treated;
        after.resident_closed += sign * totals.resident_closed;
        after.treated_closed += sign * totals.treated_closed;
        after.population += sign * facts.population;
        after.area_m2 += sign * facts.area_m2;
        after.perimeter_m += sign * (facts.perimeter_m - 2 * common.border_m);
        after.members += sign > 0 ? facts.members : -facts.members;
        return after;
    };
    const Exchange& left = m_exchange[static_cast<std::size_t>(own)];
    const FootprintSums from_after = changed(sums(own), left, -1.0);
    for (const FootprintIndex to : targets) {
        const Exchange& joined = m_exchange[static_cast<std::size_t>(to)];
        result.push_back({area, own, to, from_after, changed(sums(to), joined, 1.0), joined.patients,
                          left.patients, left.border_m - joined.border_m,
                          left.neighbours - joined.neighbours});
    }
    for (const FootprintIndex footprint : m_touched)
        m_exchange[static_cast<std::size_t>(footprint)] = {};
    m_touched.clear();
}

void MovablePlan::apply(const MoveEffect& effect) {
    m_footprint_of[static_cast<std::size_t>(effect.area)] = effect.to;
    m_sums[static_cast<std::size_t>(effect.from)] = effect.from_after;
    m_sums[static_cast<std::size_t>(effect.to)] = effect.to_after;
}

double modularity_term(const FootprintSums& sums, double total, double resolution) {
    if (!(total > 0.0)) return 0.0;
    return sums.local / total - resolution * (sums.resident / total) * (sums.treated / total);
}

double modularity_gain(const MovablePlan& plan, const MoveEffect& effect, double resolution) {
    const double total = plan.flows().total;
    return modularity_term(effect.from_after, total, resolution) -
           modularity_term(plan.sums(effect.from), total, resolution) +
           modularity_term(effect.to_after, total, resolution) -
           modularity_term(plan.sums(effect.to), total, resolution);
}

}  // namespace shapes
