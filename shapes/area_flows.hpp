// Flows added up: by area of residence and place of treatment, and by footprint. Work on a plan starts from
// the former, since the area that moves is the unit of a boundary proposal.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shapes/flow_table.hpp"
#include "shapes/placement.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// Patients who live in one area and are treated in one place. Areas are indices, outside_place or
/// unknown_place; places of treatment are footprints, outside_place or unknown_place.
struct AreaFlow {
    std::int32_t area;
    FootprintIndex to;
    double patients;          ///< without suppressed rows
    double suppressed = 0.0;  ///< suppressed rows, in parts where origin or site lies in several places
};

/// Patients who live in one place and are treated in another. Places are footprints, outside_place,
/// unknown_place.
struct PlaceFlow {
    FootprintIndex from;
    FootprintIndex to;
    double patients;          ///< without suppressed rows
    double suppressed = 0.0;  ///< suppressed rows
};

/// Flows by area, sorted by (area, to); pairs without flows are absent. A cell whose origin or site lies in
/// several places is divided by their weights. O(parts log parts).
/// @pre `origins` places each origin in areas, `sites` each site in footprints.
[[nodiscard]] std::vector<AreaFlow> flows_by_area(const FlowTable& flows, const Placement& origins,
                                                  const Placement& sites);

/// Flows of a plan from flows whose places of treatment do not hang on one: the footprints of another plan
/// first, for sites that are known by footprint, then the areas, for sites that are known by area. The former
/// follow `successor`, the footprint here of each footprint there; the latter go where their area is. Sorted
/// by (area, to). O(flows log flows).
[[nodiscard]] std::vector<AreaFlow> flows_under(std::span<const AreaFlow> by_place,
                                                std::span<const FootprintIndex> successor, const Plan& plan);

/// Flows by footprint of residence, sorted by (from, to). O(flows log flows).
/// @pre areas are indices into plan.footprint_of.
[[nodiscard]] std::vector<PlaceFlow> flows_by_footprint(std::span<const AreaFlow> flows, const Plan& plan);

}  // namespace shapes
