// The search for a better plan from one start: by moves and swaps, uphill and by simulated annealing, with
// contiguity, limits and pins kept at every step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "shapes/moves.hpp"

namespace shapes {

/// What holds during a search.
struct SearchRules {
    MoveRules limits;
    double resolution = 1.0;
    std::vector<char> keeps_area;       ///< of each area, 1: it stays in its footprint
    std::vector<char> keeps_footprint;  ///< of each footprint, 1: nobody leaves it and nobody joins it
};

/// Counts the work of a search, and asks now and then whether it is to end.
class SearchClock {
public:
    explicit SearchClock(std::function<bool()> stop) : m_stop(std::move(stop)) {}

    void count(std::size_t evaluations) {
        m_evaluations += evaluations;
        if (m_evaluations < m_next) return;
        m_next = m_evaluations + 4096;
        m_is_stopped = m_is_stopped || (m_stop && m_stop());
    }
    [[nodiscard]] bool is_stopped() const { return m_is_stopped; }
    [[nodiscard]] std::uint64_t evaluations() const { return m_evaluations; }

private:
    std::function<bool()> m_stop;
    std::uint64_t m_evaluations = 0;
    std::uint64_t m_next = 0;
    bool m_is_stopped = false;
};

/// A plan under search. Flows, neighbourhood, facts, rules and clock are kept by reference.
class PlanSearch {
public:
    /// @pre as for MovablePlan; rules have a value for each area and each footprint.
    PlanSearch(const FlowGraph& flows, const Neighbourhood& neighbourhood, std::span<const AreaFacts> facts,
               std::vector<FootprintIndex> start, const SearchRules& rules, SearchClock& clock);

    [[nodiscard]] std::span<const FootprintIndex> footprint_of() const { return m_plan.footprint_of(); }
    /// How far all footprints together lie outside the limits.
    [[nodiscard]] LimitExcess excess() const;

    /// Moves areas until every footprint keeps the limits, or no move brings one nearer to them: of the moves
    /// that do, the one that gains most or costs least. O(areas of the broken footprints) a move.
    void mend_limits();

    /// Makes moves, and swaps where a limit forbids the move alone, that gain, until there is none.
    void climb();

    /// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983; for communities Guimera and Amaral 2005):
    /// random moves, `sweeps` tries an area, those that lose taken with a chance that falls as the
    /// temperature does, from the mean size of a gain geometrically to a thousandth of it.
    void anneal(std::size_t sweeps, std::mt19937_64& random);

private:
    /// The best move of the area that gains, made when there is one.
    bool improve(std::int32_t area);
    /// The first swap that gains and begins with a move of the area that a limit forbids.
    bool improve_by_swap(std::int32_t area);
    bool make_partner_move(const MoveEffect& first, double gain, LimitExcess from_before,
                           LimitExcess to_before);
    void find_effects(std::int32_t area);
    [[nodiscard]] bool may_leave(std::int32_t area) const;
    [[nodiscard]] bool may_join(FootprintIndex footprint) const;
    [[nodiscard]] bool breaks_contiguity(std::int32_t area) {
        return m_rules.limits.contiguity && !m_probe.stays_together(area, m_plan.footprint_of());
    }
    [[nodiscard]] double gain(const MoveEffect& effect) const {
        return modularity_gain(m_plan, effect, m_rules.resolution);
    }
    [[nodiscard]] double mean_gain(std::mt19937_64& random);

    MovablePlan m_plan;
    const SearchRules& m_rules;
    SearchClock& m_clock;
    std::vector<FootprintIndex> m_targets;
    std::vector<MoveEffect> m_effects;
    LeaveProbe m_probe;
};

}  // namespace shapes
