// The tables that a plan is judged by, as validate and the review read them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/flow_input.hpp"
#include "cli/guidance_file.hpp"
#include "geo/layer.hpp"
#include "shapes/authority_table.hpp"
#include "shapes/guidance.hpp"
#include "shapes/link_table.hpp"
#include "shapes/roadmap_fit.hpp"

namespace cli {

/// Those that are given.
struct GuidanceTables {
    std::optional<shapes::LinkTable> links;
    std::optional<shapes::AuthorityTable> lower;
    std::optional<shapes::AuthorityTable> upper;
    std::optional<shapes::RoadmapTable> roadmaps;

    /// Puts them into the input of judge_plan(), which must not outlive them.
    void give(shapes::GuidanceInput& input) const;
};

/// Reads links, authorities and roadmaps. Upper-tier authorities come from a lookup with the areas' codes, or
/// from one with those of the lower tier.
/// @throws InputError as the readers do, and for a lookup of upper-tier authorities with neither.
[[nodiscard]] GuidanceTables read_guidance_tables(const GuidanceFiles& files, const geo::Layer& areas,
                                                  const FlowRecords& records);

}  // namespace cli
