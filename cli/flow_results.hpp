// The flows part of the results of commands and reviews, as JSON.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "shapes/flow_analysis.hpp"
#include "shapes/placement_totals.hpp"
#include "shapes/plan.hpp"

namespace cli {

/// What an analysis of flows is reported with.
struct FlowsToReport {
    const shapes::Plan& plan;
    std::span<const std::string> area_codes;  ///< of the areas of the plan
    const shapes::FlowAnalysis& flows;
    const shapes::PlacementTotals& totals;
    std::size_t top = 10;  ///< of importers and exporters
};

[[nodiscard]] nlohmann::ordered_json flows_json(const FlowsToReport& report);

/// The measures of one footprint, as in the list of flows_json().
[[nodiscard]] nlohmann::ordered_json footprint_flows_json(const FlowsToReport& report, std::size_t footprint);

/// What concerns the plan as a whole: totals, measures, shares outside, parameters, disclosure control, and
/// the patients before and after placing.
[[nodiscard]] nlohmann::ordered_json flow_summary_json(const FlowsToReport& report);

}  // namespace cli
