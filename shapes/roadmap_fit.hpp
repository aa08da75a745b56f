// Fit of footprints to local digital roadmaps, of which as a rule only some are known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/join.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// An area whose roadmap is not known.
inline constexpr std::int32_t no_roadmap = -1;

enum class RoadmapFit {
    one,       ///< the footprint is a roadmap
    several,   ///< it is several whole roadmaps
    part,      ///< it is part of one roadmap
    crossing,  ///< a roadmap lies partly in it and partly outside, and it has another one too
    unknown,   ///< too few of its areas have a known roadmap to say
};

/// Name as it stands in reports: "one", "several", "part", "crossing", "unknown".
[[nodiscard]] std::string_view to_string(RoadmapFit fit);

struct FootprintRoadmaps {
    RoadmapFit fit = RoadmapFit::unknown;
    std::size_t known = 0;               ///< areas with a known roadmap
    std::size_t areas = 0;               ///< all areas
    std::vector<std::int32_t> roadmaps;  ///< in it, sorted
};

/// Fit of each footprint. `roadmap_of` gives the roadmap of each area or no_roadmap. What is not known never
/// counts against a footprint: `crossing` needs two roadmaps seen in it, of which one is seen outside; every
/// other answer needs all its areas known. Members of a roadmap beyond the study area, or unknown, are not
/// seen. O(areas log areas).
[[nodiscard]] std::vector<FootprintRoadmaps> fit_roadmaps(std::span<const FootprintIndex> footprint_of,
                                                          std::size_t footprints,
                                                          std::span<const std::int32_t> roadmap_of);

/// Roadmaps of areas, from a lookup of which every row is a member.
struct RoadmapTable {
    std::vector<std::string> names;        ///< of roadmaps, sorted by code
    std::vector<std::int32_t> roadmap_of;  ///< of each area, or no_roadmap
    JoinReport join;
    std::vector<geo::Finding> findings;  ///< those of the lookup as warnings, and codes that are no area
};

/// Areas that the lookup lacks have no known roadmap, which is normal and no finding. O(n log n).
/// @throws InputError when none of the lookup's codes is an area: another year, or another column.
[[nodiscard]] RoadmapTable make_roadmaps(const Lookup& lookup, std::span<const std::string> area_codes);

}  // namespace shapes
