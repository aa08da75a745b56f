// Limits that no plan can meet, found before any search.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "shapes/best_plan.hpp"
#include "shapes/kept_groups.hpp"

namespace shapes {

/// Which limit, by how much, and what may be done.
struct ImpossibleLimit {
    std::string option;  ///< by which it was set, such as "--least-population"
    std::string what;
    std::string remedy;
};

/// The first of: more footprints than areas; populations or members that do not go into so many footprints;
/// an area, or areas kept together, above the greatest population by itself; a pinned footprint outside the
/// bounds, or pinned areas of one above the greatest; pins in more footprints than there may be; areas that
/// hang together with no others and have too few people for a footprint. Not every set of limits that no plan
/// meets is found. O(areas + borders). `names` are those of the areas of a group in a message; `codes` those
/// of footprints.
/// @pre the problem is one of groups; area codes are those of areas.
[[nodiscard]] std::optional<ImpossibleLimit> find_impossible_limit(
    const PlanProblem& problem, const KeptGroups& groups, std::span<const std::string> area_codes,
    std::span<const std::string> footprint_codes);

}  // namespace shapes
