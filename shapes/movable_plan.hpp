// A plan that can be changed one area at a time: sums of each footprint, kept up at the cost of what the area
// touches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/flow_graph.hpp"
#include "shapes/neighbourhood.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// What an area brings to a footprint.
struct AreaFacts {
    double population = 0.0;
    double area_m2 = 0.0;
    double perimeter_m = 0.0;  ///< with the rings of holes
    std::int32_t members = 1;  ///< areas that it stands for: several when areas are kept together
};

/// Sums of one footprint. Open flows are all; closed ones have both ends in footprints.
struct FootprintSums {
    double local = 0.0;
    double resident = 0.0;
    double treated = 0.0;
    double resident_closed = 0.0;
    double treated_closed = 0.0;
    double population = 0.0;
    double area_m2 = 0.0;
    double perimeter_m = 0.0;
    std::int32_t members = 0;
};

/// What a move of an area from one footprint to another changes. The other footprints keep their sums.
struct MoveEffect {
    std::int32_t area = -1;
    FootprintIndex from = no_footprint;
    FootprintIndex to = no_footprint;
    FootprintSums from_after;
    FootprintSums to_after;
    double newly_inside = 0.0;   ///< patients who crossed a border of a footprint and no longer do
    double newly_outside = 0.0;  ///< patients who did not, and now do
    double cut_border_m = 0.0;   ///< change of the length of borders between footprints
    std::int32_t cut_edges = 0;  ///< change of the number of neighbouring areas in two footprints
};

/// Sums of a plan under moves. Flows, neighbourhood and facts are kept by reference.
class MovablePlan {
public:
    /// O(areas + flows + borders).
    /// @throws InternalError when lengths differ.
    MovablePlan(const FlowGraph& flows, const Neighbourhood& neighbourhood, std::span<const AreaFacts> facts,
                std::vector<FootprintIndex> footprint_of);

    [[nodiscard]] std::span<const FootprintIndex> footprint_of() const { return m_footprint_of; }
    [[nodiscard]] const FootprintSums& sums(FootprintIndex footprint) const {
        return m_sums[static_cast<std::size_t>(footprint)];
    }
    [[nodiscard]] std::size_t footprints() const { return m_sums.size(); }
    [[nodiscard]] const FlowGraph& flows() const { return m_flows; }
    [[nodiscard]] const Neighbourhood& neighbourhood() const { return m_neighbourhood; }

    /// Effects of moving an area to each of `targets`, footprints other than its own. The flows and borders
    /// of the area are gone through once, whatever the number of targets. O(flows and borders of the area).
    /// @pre the area is in a footprint. Not for two threads at once.
    void effects(std::int32_t area, std::span<const FootprintIndex> targets, std::vector<MoveEffect>& result);

    /// Makes the move. @pre as effects() has computed it for the plan as it is.
    void apply(const MoveEffect& effect);

private:
    /// Patients and borders that an area has in common with a footprint, itself left out.
    struct Exchange {
        double patients = 0.0;
        double border_m = 0.0;
        std::int32_t neighbours = 0;
        bool touched = false;
    };
    /// Patients of an area, whatever the footprint of the other end.
    struct AreaTotals {
        double resident = 0.0;
        double treated = 0.0;
        double resident_closed = 0.0;
        double treated_closed = 0.0;
        double self = 0.0;
    };
    Exchange& touch(FootprintIndex footprint);

    const FlowGraph& m_flows;
    const Neighbourhood& m_neighbourhood;
    std::span<const AreaFacts> m_facts;
    std::vector<FootprintIndex> m_footprint_of;
    std::vector<FootprintSums> m_sums;
    std::vector<AreaTotals> m_totals;
    std::vector<Exchange> m_exchange;       // of the area at hand with each footprint
    std::vector<FootprintIndex> m_touched;  // entries of it to be wiped
};

/// Directed modularity of one footprint, L / N - gamma R W / N^2 (Leicht and Newman 2008). 0 when N is 0.
[[nodiscard]] double modularity_term(const FootprintSums& sums, double total, double resolution);

/// Change of the plan's open directed modularity by a move.
[[nodiscard]] double modularity_gain(const MovablePlan& plan, const MoveEffect& effect, double resolution);

}  // namespace shapes
