// A plan judged by every criterion of the guidance on footprints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/topology.hpp"
#include "shapes/criterion.hpp"
#include "shapes/flow_disclosure.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/guidance_criteria.hpp"
#include "shapes/guidance_fit.hpp"
#include "shapes/guidance_rules.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// What a plan is judged by. Null and empty inputs are those that are missing; their criteria are not judged.
struct GuidanceInput {
    const geo::Topology& topology;
    std::span<const std::string> area_codes;
    std::span<const std::string> area_names;
    const Lookup& lookup;
    const Plan& plan;
    std::span<const geo::Finding> coverage;  ///< findings of reading and checking the areas
    double gap_width_m = 0.0;                ///< at which they were made
    std::span<const NamedLink> links = {};
    std::span<const std::optional<double>> populations = {};  ///< of areas
    std::span<const std::int32_t> member_of = {};  ///< the member that each area is part of; empty: areas are
    const FlowResult* flows = nullptr;
    DisclosureRule disclosure = {};  ///< of figures about patients
    const AuthorityTable* lower = nullptr;
    const AuthorityTable* upper = nullptr;
    const RoadmapTable* roadmaps = nullptr;
};

/// One footprint in the light of all criteria.
struct FootprintGuidance {
    std::size_t members = 0;
    std::size_t member_parts = 0;      ///< of these, those with a part elsewhere
    std::optional<double> population;  ///< when all its areas have one
    std::optional<double> deviation;   ///< signed, (p - ideal) / ideal
    std::size_t pieces = 0;
    FootprintIndex embedded_in = no_footprint;
    std::optional<double> li;
    std::optional<double> lofi;
    std::optional<double> validity;
    ShowableRates may;                       ///< which of these three may be shown
    std::optional<std::size_t> split_lower;  ///< authorities that it shares with other footprints
    std::optional<std::size_t> split_upper;
    std::optional<RoadmapFit> roadmaps;
    std::vector<std::string> fails;  ///< names of the criteria that it fails by itself
};

struct Guidance {
    std::vector<Criterion> criteria;  ///< in the order of criterion_names
    std::vector<FootprintGuidance> footprints;
    std::vector<LinkUse> link_use;  ///< of each link
    std::optional<PopulationDeviation> deviation;
    std::optional<AuthorityFit> lower;
    std::optional<AuthorityFit> upper;
    std::optional<RoadmapFacts> roadmaps;

    /// No required criterion fails.
    [[nodiscard]] bool passes() const;
    /// Findings of all criteria.
    [[nodiscard]] std::vector<geo::Finding> findings() const;
};

/// Judges a plan. Values in, values out: nothing of the inputs is changed. O(arcs log arcs + areas log areas
/// + common ground log common ground).
/// @pre find_bad_rule(rules) finds none.
[[nodiscard]] Guidance judge_plan(const GuidanceInput& input, const GuidanceRules& rules);

}  // namespace shapes
