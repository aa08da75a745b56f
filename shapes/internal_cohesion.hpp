// Internal cohesion: whether the areas of a footprint send patients to one another.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "shapes/area_flows.hpp"
#include "shapes/plan.hpp"
#include "shapes/ranges.hpp"

namespace shapes {

/// Of one footprint. Only flows that begin and end in areas of the footprint count.
struct InternalCohesion {
    std::size_t members = 0;
    std::size_t links = 0;  ///< ordered pairs of two members with patients
    /// links / (n (n - 1)); undefined for under two members.
    std::optional<double> link_share;
    double within = 0.0;   ///< patients from a member to a member
    double between = 0.0;  ///< those from one member to another
    /// between / within; undefined without patients within.
    std::optional<double> flow_share;
    /// nullopt when no flow within is suppressed; exact, unless a suppressed row is divided.
    std::optional<RatioRange> link_share_bounds;
    std::optional<RatioRange> flow_share_bounds;
};

/// Internal cohesion of each footprint, as Istat's LabourMarketAreas reports it (there in percent). Needs
/// flows from area to area, so sites must have been placed in areas. O(flows).
/// @pre in `between_areas` both ends are indices of areas of the plan (or outside or unknown), and no pair
///   stands twice.
[[nodiscard]] std::vector<InternalCohesion> internal_cohesion(std::span<const AreaFlow> between_areas,
                                                              const Plan& plan,
                                                              const SuppressedRow& suppressed);

}  // namespace shapes
