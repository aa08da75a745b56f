// Everything that flows say about a plan: matrix, measures, pairs, misfits, and what of it may be shown.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "shapes/area_flows.hpp"
#include "shapes/flow_disclosure.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/flow_pairs.hpp"
#include "shapes/internal_cohesion.hpp"
#include "shapes/misfits.hpp"
#include "shapes/plan.hpp"

namespace shapes {

struct FlowAnalysis {
    std::vector<PlaceFlow> matrix;
    FlowResult result;
    FlowDisclosure disclosure;
    std::vector<FlowPair> pairs;
    Misfits misfits_open;
    Misfits misfits_closed;
    /// Of each footprint; nullopt when sites are known by footprint only.
    std::optional<std::vector<InternalCohesion>> cohesion;
};

/// Which flows of a pair are suppressed in the matrix. Both are, for figures of the two together.
struct SuppressedPair {
    bool a_to_b = false;
    bool b_to_a = false;

    [[nodiscard]] bool any() const { return a_to_b || b_to_a; }
};
[[nodiscard]] SuppressedPair suppressed_of(const FlowAnalysis& analysis, const FlowPair& pair);

/// `between_areas` are the same flows with places of treatment as areas, where these are known.
/// @throws UsageError as measure_flows() does.
[[nodiscard]] FlowAnalysis analyse_flows(std::span<const AreaFlow> by_area,
                                         const std::optional<std::vector<AreaFlow>>& between_areas,
                                         const Plan& plan, const FlowParameters& parameters,
                                         const DisclosureRule& rule);

}  // namespace shapes
