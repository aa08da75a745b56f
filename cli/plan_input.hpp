// What commands about a plan are given beside its areas and its lookup: populations and flows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/flow_input.hpp"
#include "geo/finding.hpp"
#include "geo/layer.hpp"
#include "shapes/area_values.hpp"

namespace cli {

class Arguments;

struct PopulationInput {
    std::string file;  ///< empty: a column of the areas, if there is one
    shapes::ValueColumns columns;
};

/// --population and its columns. @throws UsageError for a column of a table that is not given.
[[nodiscard]] PopulationInput population_input(const Arguments& arguments);

/// The population of each area; empty when none is given. @throws InputError as the readers do.
[[nodiscard]] std::vector<std::optional<double>> read_population(const PopulationInput& input,
                                                                 const geo::Layer& layer,
                                                                 const FlowRecords& records);

/// --flows and its options; nullopt when there are no flows. @throws UsageError as flow_input_options() does,
/// and for options about flows that are not given.
[[nodiscard]] std::optional<FlowInputOptions> plan_flows_input(const Arguments& arguments);

/// Makes warnings of violations: for defects that are there and not what a command judges.
void set_aside(std::vector<geo::Finding>& findings);

}  // namespace cli
