// Placement: the area or footprint in which the origins and the sites of flows lie, in parts where one lies
// in several.
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

/// The places of each of a list of codes, in parts that add up to 1. Places are indices of areas or of
/// footprints, as the function that made them says, or outside or unknown.
struct Placement {
    std::vector<std::size_t> start{0};  ///< code i has the parts [start[i], start[i + 1])
    std::vector<std::int32_t> place;    ///< of each part
    std::vector<double> weight;         ///< of each part: its share of the code, above 0
    JoinReport join;
    std::vector<geo::Finding> findings;

    [[nodiscard]] std::size_t size() const { return start.size() - 1; }
    /// Adds a part to the code that is being placed.
    void add_part(std::int32_t of_place, double of_weight);
    /// Ends the code that is being placed.
    void end_code() { start.push_back(place.size()); }
    /// Places a code whole.
    void add(std::int32_t of_place);
};

/// Places codes that are codes of areas: the origins of flows, and the sites of flows from area to area.
/// Places are indices into `area_codes`. Codes that are no area's give a warning and are outside; under half
/// matched, a hint that they are of another year or geography.
/// @throws InputError when there are codes and none of them is an area's.
[[nodiscard]] Placement place_in_areas(std::string name, std::span<const std::string> codes,
                                       std::span<const std::string> area_codes);

/// The footprints of a placement in areas; an area in no footprint is outside. Parts of one code in one
/// footprint become one part. O(parts log parts of a code).
[[nodiscard]] Placement to_footprints(Placement in_areas, const Plan& plan);

/// Places sites in footprints by a site lookup. Sites that the lookup lacks, or has without a footprint or
/// with one the plan does not have, are outside and are named in warnings.
/// @throws InputError when there are sites and the lookup has none of them: a wrong column or a wrong table.
[[nodiscard]] Placement place_by_lookup(std::string name, std::span<const std::string> codes,
                                        const Lookup& lookup, const Plan& plan);

/// Code of a place as it stands in tables: that of the footprint, "outside" or "unknown".
[[nodiscard]] const std::string& place_code(const Plan& plan, FootprintIndex place);

}  // namespace shapes
