// Placement: the footprint in which the origins and the sites of flows lie.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/join.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// Places that are not footprints. A code that is known but lies in no footprint is outside the study area;
/// the empty code is unknown.
inline constexpr FootprintIndex outside_place = no_footprint;
inline constexpr FootprintIndex unknown_place = -2;

/// The place of each of a list of codes: a footprint of the plan, outside or unknown.
struct Placement {
    std::vector<FootprintIndex> place_of;
    JoinReport join;
    std::vector<geo::Finding> findings;
};

/// Places codes that are codes of areas: the origins of flows, and the sites of flows from area to area.
/// `area_codes` are those the plan was made for, in its order. Codes that are no area's give a warning and
/// are outside; under half matched, a hint that they are of another year or geography.
/// @throws InputError when there are codes and none of them is an area's.
[[nodiscard]] Placement place_by_area(std::string name, std::span<const std::string> codes,
                                      std::span<const std::string> area_codes, const Plan& plan);

/// Places sites by a site lookup. Sites that the lookup lacks, or has without a footprint or with one the
/// plan does not have, are outside and are named in warnings. Placing sites by their position yields the same
/// type.
/// @throws InputError when there are sites and the lookup has none of them: a wrong column or a wrong table.
[[nodiscard]] Placement place_by_lookup(std::string name, std::span<const std::string> codes,
                                        const Lookup& lookup, const Plan& plan);

/// Code of a place as it stands in tables: that of the footprint, "outside" or "unknown".
[[nodiscard]] const std::string& place_code(const Plan& plan, FootprintIndex place);

}  // namespace shapes
