// Criteria of the guidance on the plan itself: cover, contiguity, population, members, distance from the
// ideal. Each is a function from values to a verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/contiguity.hpp"
#include "shapes/criterion.hpp"
#include "shapes/guidance_rules.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"
#include "shapes/population_deviation.hpp"

namespace shapes {

/// Populations of areas, and of footprints as their sums.
struct FootprintPopulations {
    std::vector<std::optional<double>> of_area;     ///< without those below 0
    std::vector<std::string> negative;              ///< areas whose population was below 0
    std::vector<std::optional<double>> known;       ///< of footprints: sum over the areas that have one
    std::vector<std::vector<std::string>> missing;  ///< areas of each footprint that have none

    /// The population of each footprint whose areas all have one.
    [[nodiscard]] std::vector<std::optional<double>> complete() const;
};

/// O(areas). @pre one population, or nullopt, for each area of the plan.
[[nodiscard]] FootprintPopulations footprint_populations(const Plan& plan,
                                                         std::span<const std::string> area_codes,
                                                         std::span<const std::optional<double>> populations);

/// Complete and disjoint cover of the study area: every area in one footprint and none in two, no area twice,
/// no footprint of the lookup without an area, and no violation among the findings of the coverage (gaps up
/// to gap_width_m, overlaps, bad outlines). O(areas log areas + findings).
[[nodiscard]] Criterion judge_cover(const Plan& plan, const Lookup& lookup,
                                    std::span<const std::string> area_codes,
                                    std::span<const geo::Finding> coverage, double gap_width_m);

/// What contiguity is judged by.
struct ContiguityFacts {
    std::span<const std::string> area_codes;
    std::span<const std::string> area_names;
    std::size_t areas_in_parts = 0;  ///< areas of several parts
    std::span<const NamedLink> links;
    const Contiguity& contiguity;
    std::span<const std::vector<PiecePlace>> detached;  ///< of each footprint, its pieces after the first
    std::span<const FootprintIndex> embedded_in;
};

/// Each footprint in one piece. A detached piece gives a finding of kind `detached` with its place. Notes:
/// links that were needed, those that were not, and footprints embedded in another.
[[nodiscard]] Criterion judge_contiguity(const Plan& plan, const ContiguityFacts& facts);

/// Population of each footprint between the bounds, both included. A footprint that lacks the population of
/// an area fails only when it is above the greatest without it. Not judged without populations (null).
[[nodiscard]] Criterion judge_population(const Plan& plan, const FootprintPopulations* populations,
                                         const GuidanceRules& rules);

/// Number of members of each footprint between the bounds, both included.
[[nodiscard]] Criterion judge_members(const Plan& plan, std::span<const std::int32_t> member_of,
                                      const GuidanceRules& rules);

/// The three distances from the ideal population. Judged only when a greatest deviation is set and there are
/// populations (not null).
[[nodiscard]] Criterion judge_deviation(const Plan& plan, const PopulationDeviation* deviation,
                                        const GuidanceRules& rules);

/// Members of a footprint, and those of them of which a part is elsewhere.
struct MemberCount {
    std::size_t members = 0;
    std::size_t parts = 0;
};

/// Members of each footprint: its areas, or where areas are parts of members (`member_of`, the number of each
/// area's member, -1 for none) the members that have an area in it. O(areas log areas).
[[nodiscard]] std::vector<MemberCount> count_members(const Plan& plan,
                                                     std::span<const std::int32_t> member_of = {});

}  // namespace shapes
