// A plan held against the one before it: its criteria, what it splits and makes whole, and whose patients
// cross a border now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "shapes/criterion_change.hpp"
#include "shapes/plan_figures.hpp"
#include "shapes/proposal.hpp"

namespace shapes {

/// A unit of another geography (an authority, a roadmap) that the change splits, makes whole, or divides
/// otherwise.
struct SplitChange {
    std::string geography;  ///< name of the criterion
    std::string code;
    std::string name;
    std::size_t parts_before = 0;  ///< footprints that have a part of it
    std::size_t parts_after = 0;
    double minority_before = 0.0;  ///< outside the footprint with its greatest part
    double minority_after = 0.0;
    std::string weighed_by;  ///< "people", ...
};

/// Patients of one area, treated in one place, who cross a border in one of the plans and not in the other.
/// The place is as in PlaceFlows. A suppressed row counts as its middle.
struct CrossingChange {
    std::int32_t area;
    std::int32_t place;
    double patients;
    bool is_inside_after;   ///< else inside before
    FootprintIndex inside;  ///< the footprint they are inside, of the plan in which they are
};

/// Two plans compared.
struct PlanComparison {
    std::vector<CriterionChange> criteria;  ///< those of the guidance first, in their order
    std::vector<SplitChange> splits;        ///< units that differ, by geography and code
    std::vector<CrossingChange> crossings;  ///< by area and place
    double newly_inside = 0.0;              ///< patients
    double newly_outside = 0.0;
    std::vector<std::string> touched;  ///< codes of footprints, of either plan, that differ, sorted

    /// For each limit that breaks, that it does (a violation where it is required, else a warning), and what
    /// the criterion finds that it did not find before.
    std::vector<geo::Finding> findings;

    /// Whether a required limit breaks that held before.
    [[nodiscard]] bool breaks_a_limit() const;
};

/// Compares a proposed plan with the one before; see compare_criteria(). O(flows + areas).
/// @pre the figures are of these plans.
[[nodiscard]] PlanComparison compare_plans(const PlanInput& input, const ProposedPlan& proposed,
                                           const PlanFigures& before, const PlanFigures& after);

}  // namespace shapes
