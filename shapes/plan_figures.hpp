// Everything that is measured of one plan: guidance, flows, outlines, borders, sums. Two plans on the same
// areas measured alike can be compared.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "shapes/area_flows.hpp"
#include "shapes/area_values.hpp"
#include "shapes/authority_splits.hpp"
#include "shapes/compose.hpp"
#include "shapes/flow_analysis.hpp"
#include "shapes/guidance.hpp"
#include "shapes/plan.hpp"
#include "shapes/shape_measures.hpp"

namespace shapes {

/// Flows under any plan: by place of treatment, which is a footprint of the plan before or an area, as
/// flows_under() takes them; and between areas, where sites are areas.
struct PlaceFlows {
    std::vector<AreaFlow> by_place;
    std::optional<std::vector<AreaFlow>> between_areas;
};

/// What plans on the same areas are measured by.
struct PlanInput {
    GuidanceInput guidance;  ///< of the plan before, without flows
    GuidanceRules rules;
    const PlaceFlows* flows = nullptr;
    FlowParameters parameters;
    std::span<const NumberColumn> sums;       ///< columns to be summed over footprints
    std::span<const AuthorityTable> aligned;  ///< further geographies that footprints may split
};

struct PlanFigures {
    Guidance guidance;
    std::optional<FlowAnalysis> flows;
    Composition composition;  ///< outlines, areas and sums of footprints
    /// Of each summed column, the sum over all areas in footprints, in the order of the areas: equal to the
    /// last bit for all plans with the same areas in footprints.
    std::vector<double> totals;
    std::vector<ShapeMeasure> shapes;  ///< of footprints, without neighbours
    std::vector<double> border_m;      ///< of each footprint with other footprints: coast does not count
    double border_between_m = 0.0;     ///< between footprints, each border once
    std::size_t cut_edges = 0;
    std::vector<AuthoritySplits> aligned;  ///< of each further geography
    std::optional<Splits> roadmaps;        ///< over footprints, by people, or by areas without populations
};

/// Measures a plan. `successor` takes the footprints of the plan before to those of this one; see
/// ProposedPlan. O(arcs log arcs + areas log areas + flows log flows + points of the outlines).
/// @throws UsageError as measure_flows() does.
[[nodiscard]] PlanFigures measure_plan(const PlanInput& input, const Plan& plan,
                                       std::span<const FootprintIndex> successor);

/// The successors of a plan that stays as it is: each footprint its own.
[[nodiscard]] std::vector<FootprintIndex> no_successors(const Plan& plan);

}  // namespace shapes
