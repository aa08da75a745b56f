// A plan: the footprint of each area. Everything that is composed, measured or compared starts from one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/join.hpp"
#include "shapes/lookup.hpp"

namespace shapes {

/// Index of a footprint in a plan.
using FootprintIndex = std::int32_t;
/// An area that belongs to no footprint; equal to geo::no_group, so that a plan can be dissolved as it is.
inline constexpr FootprintIndex no_footprint = -1;

struct Plan {
    std::vector<std::string> codes;            ///< of footprints, sorted
    std::vector<std::string> names;            ///< the code where there is no name
    std::vector<FootprintIndex> footprint_of;  ///< of each area, in the order of the layer
    JoinReport join;                           ///< areas to lookup
    std::vector<geo::Finding> findings;        ///< of this join; those of the lookup stay with the lookup

    [[nodiscard]] std::size_t footprints() const { return codes.size(); }
};

/// Assigns areas to footprints by their codes. Findings: areas in no footprint (a violation that names them),
/// lookup codes with no area (a warning), footprints left out because they have no area (a warning), and a
/// warning when under half of the codes match. Rows with one code are all assigned; the join names the code.
/// O(n log n).
/// @throws InputError when there are areas and none of them is in the lookup.
[[nodiscard]] Plan make_plan(std::span<const std::string> area_codes, const Lookup& lookup);

/// The plan of a lookup on its own: its areas are lookup.codes, in that order. For work without geometry.
[[nodiscard]] Plan make_plan(const Lookup& lookup);

}  // namespace shapes
