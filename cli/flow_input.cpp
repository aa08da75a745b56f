#include "cli/flow_input.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "cli/arguments.hpp"
#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/sql_query.hpp"
#include "shapes/flow_amounts.hpp"

namespace cli {
namespace {

bool declares(const Command& command, std::string_view name) {
    return std::ranges::find(command.options, name, &Option::name) != command.options.end();
}

/// Text of an option that not every command about flows has.
std::string text_of(const Arguments& arguments, std::string_view option) {
    return declares(arguments.command(), option) ? arguments.text(option) : std::string();
}

void place_options(const Arguments& arguments, FlowInputOptions& options) {
    const auto text = [&](const char* option) { return text_of(arguments, option); };
    if (declares(arguments.command(), "--origin-lookup"))
        options.origin_lookups = arguments.all("--origin-lookup");
    options.origin_weights = text("--origin-weights");
    options.origin_weights_column = text("--origin-weights-column");
    options.origin_succession = text("--origin-succession");
    options.succession = text("--succession");
    shapes::SiteColumns& columns = options.site_columns;
    columns.site = text("--site-code-column");
    columns.footprint = text("--site-footprint-column");
    columns.area = text("--site-area-column");
    columns.x = text("--x-column");
    columns.y = text("--y-column");
    columns.weight = text("--site-weight-column");
    columns.crs = text("--site-crs");
    columns.has_equal_weights = text("--site-weights") == "equal";
    options.site_reach_m = *arguments.number("--site-reach");
    options.crs = arguments.text("--crs");
    options.areas = text("--areas");
    options.areas_read.layer = arguments.text("--layer");
    options.areas_read.code_column = arguments.text("--code");
    options.areas_read.name_column = arguments.text("--name");
    const auto needs = [&](const char* option, const char* other) {
        if (!declares(arguments.command(), option) || !arguments.given(option) || arguments.given(other))
            return;
        throw geo::UsageError(option, std::string("says how to read ") + other + ", which is not given",
                              std::string("add ") + other + ", or leave it out");
    };
    needs("--origin-weights", "--origin-lookup");
    needs("--origin-weights-column", "--origin-weights");
    for (const char* option :
         {"--site-code-column", "--site-footprint-column", "--site-area-column", "--x-column", "--y-column",
          "--site-weight-column", "--site-crs", "--site-weights", "--site-reach", "--areas"})
        needs(option, "--site-lookup");
    if (columns.x.empty() != columns.y.empty())
        throw geo::UsageError(columns.x.empty() ? "--y-column" : "--x-column",
                              "needs the other of --x-column and --y-column");
    if (!columns.footprint.empty() + !columns.area.empty() + !columns.x.empty() > 1)
        throw geo::UsageError("--site-footprint-column, --site-area-column, --x-column",
                              "say three ways to place a site", "give one of them");
}

}  // namespace

FlowInputOptions flow_input_options(const Arguments& arguments, std::string path,
                                    const FlowPopulation& population) {
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
    options.population = arguments.text(population.option);
    options.population_columns.code = text_of(arguments, population.code_column_option);
    options.population_columns.value = text_of(arguments, population.column_option);
    place_options(arguments, options);
    if (options.columns.share.empty() != options.population.empty() && !population.stands_alone) {
        throw geo::UsageError(options.population.empty() ? "--share-column" : population.option,
                              "needs the other of --share-column and " + population.option,
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
        records.add_findings(population->findings);
    }
    shapes::FlowTable table = shapes::to_patients(std::move(amounts), population ? &*population : nullptr);
    records.add_findings(table.findings);
    if (options.query.empty())
        records.add_input(options.path, table.rows);
    else
        records.report.add_query(flow_source(options), options.query, table.rows);
    if (population) records.add_input(options.population, population->codes.size());
    for (const shapes::JoinReport& join : table.joins)
        records.report.add_join(join);
    return table;
}

FlowRecords FlowRecords::each_file_once(Report& report, std::vector<geo::Finding>& findings) {
    const auto add_once = [&report](const std::string& path, std::size_t rows) {
        if (std::ranges::find(report.inputs(), path, &InputRecord::path) == report.inputs().end())
            report.add_input(path, rows);
    };
    return {add_once, report, findings};
}

geo::Table FlowRecords::read(const std::string& path) const {
    geo::Table table = geo::read_table(path, findings);
    add_input(path, table.rows());
    return table;
}

void FlowRecords::add_placement(const shapes::Placement& placement) const {
    for (const shapes::JoinReport& join : placement.further_joins)
        report.add_join(join);
    report.add_join(placement.join);
    add_findings(placement.findings);
}

}  // namespace cli
