// What the commands about moves start from: a plan with its areas, flows and neighbours in the form in which
// it can be changed, and the limits that a change must keep.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/areas_input.hpp"
#include "cli/flow_input.hpp"
#include "cli/flow_results.hpp"
#include "cli/guidance_input.hpp"
#include "cli/guidance_options.hpp"
#include "cli/lookup_input.hpp"
#include "cli/plan_input.hpp"
#include "shapes/disclosure.hpp"
#include "shapes/flow_analysis.hpp"
#include "shapes/moves.hpp"

namespace cli {

struct MovesOptions {
    AreasOptions areas;
    LookupInput lookup;
    PopulationInput population;
    FlowInputOptions flows;
    shapes::FlowParameters parameters;
    shapes::DisclosureRule disclosure;
    GuidanceOptions guidance;
};

/// The options that rank and optimise share. Opens nothing. @throws UsageError for those that contradict each
/// other.
[[nodiscard]] MovesOptions moves_options(const Arguments& arguments);

struct MovesInput {
    Areas areas;
    shapes::Plan plan;
    GuidanceTables tables;
    shapes::FlowAnalysis analysis;  ///< of the plan as it is
    shapes::PlacementTotals totals;
    shapes::FlowGraph flows;
    shapes::Neighbourhood neighbourhood;  ///< over borders and named links
    std::vector<shapes::AreaFacts> facts;
    bool has_populations = false;
    bool sites_stay = false;  ///< some sites are known by footprint only, and do not move with areas
    shapes::MoveRules rules;
    std::string source;  ///< of the limits, or empty

    [[nodiscard]] FlowsToReport flows_to_report() const {
        return {plan, areas.layer.codes, analysis, totals};
    }
};

/// Reads everything. Findings about the cover become warnings: moves do not depend on it. Limits of
/// population hold when there are populations; those of members when an option or a file of guidance sets
/// them.
/// @throws InputError as the readers do, and UsageError as settle_guidance().
[[nodiscard]] MovesInput read_moves_input(const MovesOptions& options, const FlowRecords& records,
                                          Console& console);

/// A line each: contiguity and its links, limits that hold, and whether sites move with areas.
[[nodiscard]] std::string rules_text(const MovesInput& input);
[[nodiscard]] nlohmann::ordered_json rules_json(const MovesInput& input);

}  // namespace cli
