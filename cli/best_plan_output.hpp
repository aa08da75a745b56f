// The best plan found, how far the given plan is from it, and the way there: as a lookup, as lines for
// people, and as part of the report.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/moves_input.hpp"
#include "cli/text_table.hpp"
#include "geo/table.hpp"
#include "shapes/best_plan.hpp"
#include "shapes/kept_groups.hpp"
#include "shapes/move_path.hpp"
#include "shapes/plan_distance.hpp"

namespace cli {

/// What a search came to.
struct BestPlanToShow {
    const MovesInput& input;
    const shapes::BestPlan& best;  ///< of groups
    const shapes::KeptGroups& groups;
    const shapes::MovePath& path;                             ///< of groups
    const std::vector<shapes::FootprintIndex>& footprint_of;  ///< the best plan, of areas
    const shapes::PlanDistance& distance;
    double given_value = 0.0;     ///< objective of the given plan
    double patients_moved = 0.0;  ///< residents of areas that change footprint
    std::string objective;
    double resolution = 1.0;
    shapes::FlowParameters parameters;
    std::uint64_t seed = 1;
    std::size_t restarts = 0;
    std::size_t sweeps = 0;
    std::string ended;  ///< "complete", "time limit" or "interrupted"
    shapes::DisclosureRule disclosure;
};

/// Codes and names of the footprints of the best plan: those given, and for new ones codes that are not
/// taken.
struct FootprintNames {
    std::vector<std::string> codes;
    std::vector<std::string> names;
};
[[nodiscard]] FootprintNames footprint_names(const BestPlanToShow& show);

/// Columns area, footprint, footprint_name, given_footprint: a lookup that other commands read.
[[nodiscard]] geo::Table best_plan_lookup(const BestPlanToShow& show);

[[nodiscard]] nlohmann::ordered_json best_plan_json(const BestPlanToShow& show);

/// Footprints before and after, the way, and what the search came to; `top` moves of the way.
[[nodiscard]] std::string best_plan_text(const BestPlanToShow& show, std::size_t top);

/// A limit that the best plan breaks, and pieces that nothing joins.
[[nodiscard]] std::vector<geo::Finding> best_plan_findings(const BestPlanToShow& show);

}  // namespace cli
