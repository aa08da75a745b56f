// Criteria of two plans held against each other, one by one, in words and never in one score.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shapes/plan_figures.hpp"
#include "shapes/proposal.hpp"

namespace shapes {

/// What a change does to one criterion.
enum class Effect {
    better,
    worse,
    unchanged,
    breaks_limit,  ///< that held before
    mends_limit,   ///< that was broken before, and the measure is not worse
    not_judged,    ///< an input is missing, or the measure is undefined before or after
};

/// Name as it stands in reports: "better", "worse", "unchanged", "breaks_limit", "mends_limit", "not_judged".
[[nodiscard]] std::string_view to_string(Effect effect);

enum class MeasureUnit { count, share, number, metres };

/// One criterion before and after.
struct CriterionChange {
    std::string name;     ///< "contiguity"
    std::string measure;  ///< what is compared: "pieces beyond the first of each footprint"
    MeasureUnit unit = MeasureUnit::count;
    bool more_is_better = false;
    bool required = false;  ///< its limit fails the plan
    Effect effect = Effect::not_judged;
    std::optional<double> before;
    std::optional<double> after;
    bool may_show = true;             ///< under disclosure control
    std::vector<std::string> broken;  ///< codes that keep the limit no longer
    std::vector<std::string> mended;  ///< codes that keep it now and did not
};

/// Every criterion of the guidance, in their order, then modularity, compactness, cut edges, border length
/// and further geographies. A limit breaks when a footprint fails a criterion that it did not fail before (a
/// new footprint did not); limits on the plan as a whole (cover, authorities) when the plan fails and did
/// not. Otherwise the measure decides; equal to 12 digits is unchanged. A limit is mended where none breaks
/// and the measure is not worse. O(footprints log footprints).
/// @pre the figures are of these plans; `touched` are sorted codes of footprints that differ, of either plan.
[[nodiscard]] std::vector<CriterionChange> compare_criteria(const PlanInput& input,
                                                            const ProposedPlan& proposed,
                                                            std::span<const std::string> touched,
                                                            const PlanFigures& before,
                                                            const PlanFigures& after);

}  // namespace shapes
