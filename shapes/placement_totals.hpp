// Patients before and after they are placed: what lies in the study area, outside it, or is unknown.
#pragma once

#include <span>
#include <string>

#include "shapes/area_flows.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/placement.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// Patients by where they live or are treated.
struct PlacedPatients {
    double inside = 0.0;  ///< in an area of the plan that is in a footprint; in a footprint
    double outside = 0.0;
    double unknown = 0.0;
};

/// Sums of patients, without suppressed rows.
struct PlacementTotals {
    double before = 0.0;  ///< of the flow table
    double after = 0.0;   ///< of the placed flows
    PlacedPatients origins;
    PlacedPatients sites;
    double both_inside = 0.0;
    double suppressed_before = 0.0;  ///< suppressed rows
    double suppressed_after = 0.0;
    Division divided_between_areas;       ///< origins that lie in several areas; filled by who places
    Division divided_between_footprints;  ///< origins that lie in several footprints
    Division divided_sites;               ///< sites that lie in several footprints
};

/// Adds up. O(cells + flows).
/// @throws InternalError when the sums before and after differ by more than rounding: patients were lost.
[[nodiscard]] PlacementTotals placement_totals(const FlowTable& table, std::span<const AreaFlow> placed,
                                               const Plan& plan);

}  // namespace shapes
