#include "shapes/plan_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace shapes {

namespace {

/// Gains below this are rounding: a millionth of a patient of England.
constexpr double least_gain = 1e-13;

std::size_t below(std::mt19937_64& random, std::size_t n) {
    return static_cast<std::size_t>(random() % n);
}

double unit(std::mt19937_64& random) {
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

bool is_no_worse(LimitExcess after, LimitExcess before) {
    return after.people <= before.people && after.members <= before.members;
}

LimitExcess operator+(LimitExcess a, LimitExcess b) {
    return {a.people + b.people, a.members + b.members};
}

}  // namespace

PlanSearch::PlanSearch(const FlowGraph& flows, const Neighbourhood& neighbourhood,
                       std::span<const AreaFacts> facts, std::vector<FootprintIndex> start,
                       const SearchRules& rules, SearchClock& clock)
    : m_plan(flows, neighbourhood, facts, std::move(start)),
      m_rules(rules),
      m_clock(clock),
      m_probe(neighbourhood) {}

LimitExcess PlanSearch::excess() const {
    LimitExcess result;
    for (std::size_t f = 0; f < m_plan.footprints(); ++f) {
        const FootprintSums& sums = m_plan.sums(static_cast<FootprintIndex>(f));
        if (sums.members > 0) result = result + limit_excess(sums, m_rules.limits);
    }
    return result;
}

bool PlanSearch::may_leave(std::int32_t area) const {
    const auto a = static_cast<std::size_t>(area);
    const FootprintIndex own = m_plan.footprint_of()[a];
    return own >= 0 && m_rules.keeps_area[a] == 0 &&
           m_rules.keeps_footprint[static_cast<std::size_t>(own)] == 0;
}

bool PlanSearch::may_join(FootprintIndex footprint) const {
    return footprint >= 0 && m_rules.keeps_footprint[static_cast<std::size_t>(footprint)] == 0;
}

void PlanSearch::find_effects(std::int32_t area) {
    const Neighbourhood& around = m_plan.neighbourhood();
    const auto a = static_cast<std::size_t>(area);
    const FootprintIndex own = m_plan.footprint_of()[a];
    m_targets.clear();
    m_effects.clear();
    for (std::size_t n = around.start[a]; n < around.start[a + 1]; ++n) {
        const FootprintIndex to = m_plan.footprint_of()[static_cast<std::size_t>(around.area[n])];
        if (to != own && may_join(to) && std::ranges::find(m_targets, to) == m_targets.end())
            m_targets.push_back(to);
    }
    if (m_targets.empty()) return;
    m_plan.effects(area, m_targets, m_effects);
    if (m_effects.front().from_after.members == 0) m_effects.clear();
    m_clock.count(m_targets.size());
}

bool PlanSearch::improve(std::int32_t area) {
    if (!may_leave(area)) return false;
    find_effects(area);
    const MoveEffect* best = nullptr;
    double most = least_gain;
    for (const MoveEffect& effect : m_effects) {
        const double gained = gain(effect);
        if (gained <= most || breaks_limits(m_plan, effect, m_rules.limits)) continue;
        best = &effect;
        most = gained;
    }
    if (best == nullptr || breaks_contiguity(area)) return false;
    m_plan.apply(*best);
    return true;
}

bool PlanSearch::improve_by_swap(std::int32_t area) {
    if (!may_leave(area)) return false;
    find_effects(area);
    std::vector<MoveEffect> refused;
    for (const MoveEffect& effect : m_effects)
        if (gain(effect) > least_gain && breaks_limits(m_plan, effect, m_rules.limits))
            refused.push_back(effect);
    if (refused.empty() || breaks_contiguity(area)) return false;
    for (const MoveEffect& effect : refused) {
        const double gained = gain(effect);
        const LimitExcess from_before = limit_excess(m_plan.sums(effect.from), m_rules.limits);
        const LimitExcess to_before = limit_excess(m_plan.sums(effect.to), m_rules.limits);
        m_plan.apply(effect);
        if (make_partner_move(effect, gained, from_before, to_before)) return true;
        std::vector<MoveEffect> back;
        const FootprintIndex from[] = {effect.from};
        m_plan.effects(area, from, back);
        m_plan.apply(back.front());
    }
    return false;
}

bool PlanSearch::make_partner_move(const MoveEffect& first, double gained, LimitExcess from_before,
                                   LimitExcess to_before) {
    const Neighbourhood& around = m_plan.neighbourhood();
    const FootprintIndex target[] = {first.from};
    for (std::size_t other = 0; other < around.areas(); ++other) {
        const auto partner = static_cast<std::int32_t>(other);
        if (m_plan.footprint_of()[other] != first.to || partner == first.area || !may_leave(partner))
            continue;
        const auto begin = around.area.begin() + static_cast<std::ptrdiff_t>(around.start[other]);
        const auto end = around.area.begin() + static_cast<std::ptrdiff_t>(around.start[other + 1]);
        if (std::none_of(begin, end, [&](std::int32_t n) {
                return m_plan.footprint_of()[static_cast<std::size_t>(n)] == first.from;
            }))
            continue;
        m_effects.clear();
        m_plan.effects(partner, target, m_effects);
        m_clock.count(1);
        const MoveEffect& back = m_effects.front();
        if (gained + gain(back) <= least_gain ||
            !is_no_worse(limit_excess(back.to_after, m_rules.limits), from_before) ||
            !is_no_worse(limit_excess(back.from_after, m_rules.limits), to_before) ||
            breaks_contiguity(partner))
            continue;
        m_plan.apply(back);
        return true;
    }
    return false;
}

void PlanSearch::mend_limits() {
    const Neighbourhood& around = m_plan.neighbourhood();
    const auto is_broken = [&](FootprintIndex f) {
        return f >= 0 && limit_excess(m_plan.sums(f), m_rules.limits).any();
    };
    while (excess().any() && !m_clock.is_stopped()) {
        MoveEffect best;
        double most = -std::numeric_limits<double>::infinity();
        for (std::size_t area = 0; area < around.areas(); ++area) {
            const auto node = static_cast<std::int32_t>(area);
            if (!may_leave(node)) continue;
            bool is_near = is_broken(m_plan.footprint_of()[area]);
            for (std::size_t n = around.start[area]; n < around.start[area + 1] && !is_near; ++n)
                is_near = is_broken(m_plan.footprint_of()[static_cast<std::size_t>(around.area[n])]);
            if (!is_near) continue;
            find_effects(node);
            for (const MoveEffect& effect : m_effects) {
                const LimitExcess before = limit_excess(m_plan.sums(effect.from), m_rules.limits) +
                                           limit_excess(m_plan.sums(effect.to), m_rules.limits);
                const LimitExcess after = limit_excess(effect.from_after, m_rules.limits) +
                                          limit_excess(effect.to_after, m_rules.limits);
                const bool is_nearer = is_no_worse(after, before) &&
                                       (after.people < before.people || after.members < before.members);
                const double gained = gain(effect);
                if (!is_nearer || gained <= most || breaks_contiguity(node)) continue;
                best = effect;
                most = gained;
            }
        }
        if (best.area < 0) return;
        m_plan.apply(best);
    }
}

void PlanSearch::climb() {
    const std::size_t areas = m_plan.neighbourhood().areas();
    bool has_improved = true;
    while (has_improved && !m_clock.is_stopped()) {
        has_improved = false;
        for (std::size_t area = 0; area < areas && !m_clock.is_stopped(); ++area)
            while (improve(static_cast<std::int32_t>(area)))
                has_improved = true;
        // Swaps cost more: only where no move is left.
        for (std::size_t area = 0; area < areas && !has_improved && !m_clock.is_stopped(); ++area)
            if (improve_by_swap(static_cast<std::int32_t>(area))) has_improved = true;
    }
}

double PlanSearch::mean_gain(std::mt19937_64& random) {
    double sum = 0.0;
    std::size_t counted = 0;
    const std::size_t areas = m_plan.neighbourhood().areas();
    for (std::size_t i = 0; i < areas && counted < 1000; ++i) {
        const auto area = static_cast<std::int32_t>(below(random, areas));
        if (!may_leave(area)) continue;
        find_effects(area);
        for (const MoveEffect& effect : m_effects) {
            sum += std::abs(gain(effect));
            ++counted;
        }
    }
    return counted > 0 ? sum / static_cast<double>(counted) : 0.0;
}

void PlanSearch::anneal(std::size_t sweeps, std::mt19937_64& random) {
    const Neighbourhood& around = m_plan.neighbourhood();
    const std::size_t areas = around.areas();
    const std::size_t tries = std::max<std::size_t>(areas, 256);  // a handful of areas would cool too fast
    const double hottest = mean_gain(random);
    if (!(hottest > 0.0)) return;
    for (std::size_t sweep = 0; sweep < sweeps && !m_clock.is_stopped(); ++sweep) {
        const double temperature =
            hottest * std::pow(1e-3, static_cast<double>(sweep) / static_cast<double>(sweeps));
        for (std::size_t i = 0; i < tries; ++i) {
            const std::size_t area = below(random, areas);
            const std::size_t degree = around.start[area + 1] - around.start[area];
            if (degree == 0) continue;
            const auto neighbour =
                static_cast<std::size_t>(around.area[around.start[area] + below(random, degree)]);
            const FootprintIndex to = m_plan.footprint_of()[neighbour];
            const auto node = static_cast<std::int32_t>(area);
            if (to == m_plan.footprint_of()[area] || !may_join(to) || !may_leave(node)) continue;
            m_targets.assign(1, to);
            m_effects.clear();
            m_plan.effects(node, m_targets, m_effects);
            m_clock.count(1);
            const MoveEffect& effect = m_effects.front();
            const double gained = gain(effect);
            if (gained < 0.0 && unit(random) >= std::exp(gained / temperature)) continue;
            if (effect.from_after.members == 0 || breaks_limits(m_plan, effect, m_rules.limits) ||
                breaks_contiguity(node))
                continue;
            m_plan.apply(effect);
        }
    }
}

}  // namespace shapes
