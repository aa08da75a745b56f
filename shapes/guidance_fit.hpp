// Criteria of the guidance on how a plan fits what was there before it: patient flows, local authorities,
// digital roadmaps. Each is a function from values to a verdict.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shapes/authority_splits.hpp"
#include "shapes/criterion.hpp"
#include "shapes/flow_disclosure.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/guidance_rules.hpp"
#include "shapes/plan.hpp"
#include "shapes/roadmap_fit.hpp"

namespace shapes {

/// LI and LOFI of each footprint, patients from and to outside counted. Verdicts come from exact figures;
/// those that are shown are under disclosure control. A footprint with an undefined share fails by the other
/// or is not judged. Nothing is judged without flows (null).
[[nodiscard]] Criterion judge_self_containment(const Plan& plan, const FlowResult* flows,
                                               const GuidanceRules& rules, const DisclosureRule& disclosure);

/// Validity of each footprint by the X-equation of the flows. Nothing is judged without flows (null).
[[nodiscard]] Criterion judge_validity(const Plan& plan, const FlowResult* flows, const GuidanceRules& rules,
                                       const DisclosureRule& disclosure);

/// Authorities of one tier and how a plan splits them.
struct AuthorityFit {
    AuthorityTable table;
    AuthoritySplits splits;
};

/// Authorities that lie in more than one footprint; a finding for each. Not judged without them (null).
[[nodiscard]] Criterion judge_authorities(const Plan& plan, const AuthorityFit* fit, AuthorityTier tier,
                                          const GuidanceRules& rules);

/// Footprints that cross a roadmap. Part of one roadmap, or several whole ones, is a fit: either makes one
/// plan of the other. Unknown footprints are counted and never fail. Not judged without roadmaps (null).
struct RoadmapFacts {
    RoadmapTable table;
    std::vector<FootprintRoadmaps> fits;
};
[[nodiscard]] Criterion judge_roadmaps(const Plan& plan, const RoadmapFacts* facts);

}  // namespace shapes
