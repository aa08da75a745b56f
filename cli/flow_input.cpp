#include "cli/flow_input.hpp"

#include <optional>
#include <utility>

#include "cli/arguments.hpp"
#include "geo/error.hpp"
#include "geo/sql_query.hpp"
#include "shapes/flow_amounts.hpp"
#include "shapes/placement.hpp"

namespace cli {
namespace {

void append(std::vector<geo::Finding>& findings, const std::vector<geo::Finding>& more) {
    findings.insert(findings.end(), more.begin(), more.end());
}

}  // namespace

FlowInputOptions flow_input_options(const Arguments& arguments, std::string path, bool needs_population) {
    FlowInputOptions options;
    options.path = std::move(path);
    options.query = arguments.text("--flows-query");
    if (geo::is_database(options.path) && options.query.empty()) {
        throw geo::UsageError(flow_source(options), "is a database, from which flows are got by a query",
                              "give --flows-query");
    }
    if (!geo::is_database(options.path) && !options.query.empty()) {
        throw geo::UsageError("--flows-query", "needs a database, and " + options.path + " is none",
                              "name one as PG:dbname=..., or leave the query out");
    }
    options.site_lookup = arguments.text("--site-lookup");
    options.columns.origin = arguments.text("--origin-column");
    options.columns.site = arguments.text("--site-column");
    options.columns.count = arguments.text("--count-column");
    options.columns.share = arguments.text("--share-column");
    options.population = arguments.text("--population");
    if (options.columns.share.empty() != options.population.empty() && !needs_population) {
        throw geo::UsageError(options.population.empty() ? "--share-column" : "--population",
                              "needs the other of --share-column and --population",
                              "patients are share x population");
    }
    if (!options.columns.share.empty() && arguments.given("--count-column")) {
        throw geo::UsageError("--count-column", "contradicts --share-column", "give one of them");
    }
    return options;
}

std::string flow_source(const FlowInputOptions& options) {
    return geo::without_password(options.path);
}

shapes::FlowTable read_flows(const FlowInputOptions& options, const FlowRecords& records) {
    shapes::FlowAmounts amounts =
        options.query.empty()
            ? shapes::read_flow_amounts(options.path, options.columns)
            : shapes::make_flow_amounts(geo::run_query(options.path, options.query), options.columns);
    std::optional<shapes::AreaValues> population;
    if (!options.population.empty()) {
        population =
            shapes::read_area_values(options.population, options.population_columns, amounts.flows.origins);
        append(records.findings, population->findings);
    }
    shapes::FlowTable table = shapes::to_patients(std::move(amounts), population ? &*population : nullptr);
    append(records.findings, table.findings);
    if (options.query.empty())
        records.add_input(options.path, table.rows);
    else
        records.report.add_query(flow_source(options), options.query, table.rows);
    if (population) records.add_input(options.population, population->codes.size());
    for (const shapes::JoinReport& join : table.joins)
        records.report.add_join(join);
    return table;
}

shapes::Placement place_sites(const FlowInputOptions& options, const shapes::FlowTable& table,
                              std::span<const std::string> area_codes, const shapes::Plan& plan,
                              const FlowRecords& records) {
    if (options.site_lookup.empty())
        return shapes::to_footprints(shapes::place_in_areas("sites to areas", table.sites, area_codes), plan);
    const shapes::Lookup lookup = shapes::read_lookup(options.site_lookup, options.site_columns, table.sites);
    records.add_input(options.site_lookup, lookup.rows);
    append(records.findings, lookup.findings);
    return shapes::place_by_lookup("sites to footprints", table.sites, lookup, plan);
}

std::vector<shapes::AreaFlow> place_flows(const FlowInputOptions& options, const shapes::FlowTable& table,
                                          std::span<const std::string> area_codes, const shapes::Plan& plan,
                                          const FlowRecords& records) {
    const shapes::Placement origins = shapes::place_in_areas("origins to areas", table.origins, area_codes);
    const shapes::Placement sites = place_sites(options, table, area_codes, plan, records);
    for (const shapes::Placement* placement : {&origins, &sites}) {
        records.report.add_join(placement->join);
        append(records.findings, placement->findings);
    }
    return shapes::flows_by_area(table, origins, sites);
}

std::optional<std::vector<shapes::AreaFlow>> flows_between_areas(const FlowInputOptions& options,
                                                                 const shapes::FlowTable& table,
                                                                 std::span<const std::string> area_codes) {
    if (!options.site_lookup.empty()) return std::nullopt;
    return shapes::flows_by_area(table, shapes::place_in_areas("origins to areas", table.origins, area_codes),
                                 shapes::place_in_areas("sites to areas", table.sites, area_codes));
}

}  // namespace cli
