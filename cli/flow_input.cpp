#include "cli/flow_input.hpp"

#include <optional>
#include <utility>

#include "cli/arguments.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/placement.hpp"

namespace cli {
namespace {

void append(std::vector<geo::Finding>& findings, const std::vector<geo::Finding>& more) {
    findings.insert(findings.end(), more.begin(), more.end());
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

}  // namespace

FlowInputOptions flow_input_options(const Arguments& arguments, std::string path,
                                    const std::string& population) {
    FlowInputOptions options;
    options.path = std::move(path);
    options.site_lookup = arguments.text("--site-lookup");
    options.columns.origin = arguments.text("--origin-column");
    options.columns.site = arguments.text("--site-column");
    options.columns.count = arguments.text("--count-column");
    options.columns.share = arguments.text("--share-column");
    options.population = arguments.text(population);
    if (options.columns.share.empty() != options.population.empty()) {
        throw geo::UsageError(options.population.empty() ? "--share-column" : population,
                              "needs the other of --share-column and " + population,
                              "patients are share x population");
    }
    if (!options.columns.share.empty() && arguments.given("--count-column")) {
        throw geo::UsageError("--count-column", "contradicts --share-column", "give one of them");
    }
    return options;
}

shapes::FlowTable read_flows(const FlowInputOptions& options, const FlowRecords& records) {
    const geo::Table rows = geo::read_table(options.path, records.findings);
    std::optional<shapes::AreaValues> population;
    if (!options.population.empty()) {
        const std::vector<std::string>& origins = rows.require(options.columns.origin).cells;
        population = shapes::read_area_values(options.population, options.population_columns, origins);
        append(records.findings, population->findings);
    }
    shapes::FlowTable table =
        shapes::make_flow_table(rows, options.columns, population ? &*population : nullptr);
    append(records.findings, table.findings);
    records.add_input(options.path, table.rows);
    if (population) records.add_input(options.population, population->codes.size());
    for (const shapes::JoinReport& join : table.joins)
        records.report.add_join(join);
    return table;
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

}  // namespace cli
