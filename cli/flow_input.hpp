// The flows of a plan as commands and reviews take them: the table, and where its patients live and are
// treated.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/report.hpp"
#include "geo/finding.hpp"
#include "geo/layer.hpp"
#include "geo/table.hpp"
#include "shapes/area_flows.hpp"
#include "shapes/area_values.hpp"
#include "shapes/flow_table.hpp"
#include "shapes/placement.hpp"
#include "shapes/placement_totals.hpp"
#include "shapes/plan.hpp"
#include "shapes/site_places.hpp"

namespace cli {

class Arguments;
struct Areas;

struct FlowInputOptions {
    std::string path;   ///< a file, or a database when there is a query
    std::string query;  ///< SQL; empty: the path is a table
    shapes::FlowColumns columns;
    std::string population;  ///< file, for shares
    shapes::ValueColumns population_columns;
    std::vector<std::string> origin_lookups;  ///< files, in the order of the chain; empty: origins are areas
    std::string origin_weights;               ///< file with the population of the finest units
    std::string origin_weights_column;
    std::string origin_succession;  ///< file
    std::string site_lookup;        ///< file; empty: sites are areas
    shapes::SiteColumns site_columns;
    std::string succession;  ///< file, of sites
    std::string areas;       ///< file, for positions of sites where the command has no areas
    geo::ReadOptions areas_read;
    std::string crs = "EPSG:27700";  ///< to work in
    double site_reach_m = 0.0;
    bool for_changes = false;  ///< wanted: PlacedFlows::by_place

    /// The codes by which to tell the area column of the lookup: the origins, unless these are no areas.
    [[nodiscard]] std::span<const std::string> area_hint(const shapes::FlowTable& table) const {
        if (!origin_lookups.empty()) return {};
        return table.origins;
    }
};

/// Where a command has the population of origins, for shares.
struct FlowPopulation {
    std::string option = "--population";
    std::string code_column_option = "--population-code-column";
    std::string column_option = "--population-column";
    bool stands_alone = false;  ///< the command wants it for more than shares: it may stand beside counts
};

/// The options that flows, catchments, validate, evaluate and rank share.
/// @throws UsageError for options that contradict each other.
[[nodiscard]] FlowInputOptions flow_input_options(const Arguments& arguments, std::string path,
                                                  const FlowPopulation& population = {});

/// The source of the flows for people, without passwords.
[[nodiscard]] std::string flow_source(const FlowInputOptions& options);

/// Where the steps below put what they read, joined and found.
struct FlowRecords {
    std::function<void(const std::string& path, std::size_t records)> add_input;
    Report& report;
    std::vector<geo::Finding>& findings;

    /// Into a report, which lists a file once however often it is read.
    [[nodiscard]] static FlowRecords each_file_once(Report& report, std::vector<geo::Finding>& findings);

    void add_findings(std::span<const geo::Finding> more) const {
        findings.insert(findings.end(), more.begin(), more.end());
    }
    /// Reads a table and keeps that it was read. @throws InputError as geo::read_table() does.
    [[nodiscard]] geo::Table read(const std::string& path) const;
    /// Keeps what placing codes joined and found.
    void add_placement(const shapes::Placement& placement) const;
};

/// Reads the flows. @throws InputError as shapes::read_flow_table() does.
[[nodiscard]] shapes::FlowTable read_flows(const FlowInputOptions& options, const FlowRecords& records);

/// Where sites lie.
struct PlacedSites {
    shapes::Placement in_footprints;
    std::optional<shapes::Placement> in_areas;  ///< when sites are areas
};

/// Places the sites of flows: through the site lookup, as areas, or by the succession. `areas` are those of
/// the plan, in which to place sites by position; without them those of --areas.
/// @throws InputError as the functions of shapes/site_places.hpp and placement.hpp do.
[[nodiscard]] PlacedSites place_sites(const FlowInputOptions& options, const shapes::FlowTable& table,
                                      std::span<const std::string> area_codes, const shapes::Plan& plan,
                                      const FlowRecords& records, const Areas* areas = nullptr);

/// Flows where their patients live and are treated.
struct PlacedFlows {
    std::vector<shapes::AreaFlow> by_area;
    /// With areas of treatment instead of footprints; nullopt where sites are known by footprint.
    std::optional<std::vector<shapes::AreaFlow>> between_areas;
    /// With places of treatment that stay when the plan changes, as shapes::flows_under() takes them: the
    /// area of a site that is known by area or position, the footprint of one that is known by footprint
    /// only.
    std::vector<shapes::AreaFlow> by_place;
    shapes::PlacementTotals totals;
};

/// Places origins in areas and sites as place_sites() does, and adds the flows up by area.
/// @throws InputError as place_sites() and the functions of shapes/origin_lookup.hpp do.
[[nodiscard]] PlacedFlows place_flows(const FlowInputOptions& options, const shapes::FlowTable& table,
                                      std::span<const std::string> area_codes, const shapes::Plan& plan,
                                      const FlowRecords& records, const Areas* areas = nullptr);

}  // namespace cli
