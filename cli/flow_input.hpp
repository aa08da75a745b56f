// The flows of a plan as commands and reviews take them: the table, and where its patients live and are
// treated.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/report.hpp"
#include "geo/finding.hpp"
#include "shapes/area_flows.hpp"
#include "shapes/area_values.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/lookup.hpp"
#include "shapes/plan.hpp"

namespace cli {

class Arguments;

struct FlowInputOptions {
    std::string path;
    shapes::FlowColumns columns;
    std::string population;  ///< file, for shares
    shapes::ValueColumns population_columns;
    std::string site_lookup;  ///< file; empty: sites are areas
    shapes::LookupOptions site_columns = shapes::site_lookup_options();
};

/// The options that flows, validate, evaluate and rank share. `population` is the option with the population
/// of origins, for shares.
/// @throws UsageError for options that contradict each other.
[[nodiscard]] FlowInputOptions flow_input_options(const Arguments& arguments, std::string path,
                                                  const std::string& population = "--population");

/// Where the steps below put what they read, joined and found.
struct FlowRecords {
    std::function<void(const std::string& path, std::size_t records)> add_input;
    Report& report;
    std::vector<geo::Finding>& findings;
};

/// Reads the flows. @throws InputError as shapes::read_flow_table() does.
[[nodiscard]] shapes::FlowTable read_flows(const FlowInputOptions& options, const FlowRecords& records);

/// Places origins in areas and sites in footprints, and adds the flows up by area.
/// @throws InputError as the functions of shapes/placement.hpp do.
[[nodiscard]] std::vector<shapes::AreaFlow> place_flows(const FlowInputOptions& options,
                                                        const shapes::FlowTable& table,
                                                        std::span<const std::string> area_codes,
                                                        const shapes::Plan& plan, const FlowRecords& records);

}  // namespace cli
