#include "cli/geography_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cli/areas_input.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"
#include "shapes/code_index.hpp"
#include "shapes/unit_groups.hpp"

namespace cli {
namespace {

/// One of the two, `letter` being a or b.
GeographyInput geography_input(const Arguments& arguments, const std::string& path, char letter,
                               std::size_t input) {
    const auto option = [&](const char* rest) { return fmt::format("--{}-{}", letter, rest); };
    GeographyInput geography;
    geography.path = path;
    geography.read.layer = text_of_input(arguments, "--layer", input);
    geography.read.code_column = text_of_input(arguments, "--code", input);
    geography.read.name_column = text_of_input(arguments, "--name", input);
    geography.read.source_crs = arguments.text("--source-crs").find(',') == std::string::npos
                                    ? arguments.text("--source-crs")
                                    : text_of_input(arguments, "--source-crs", input);
    geography.columns = {.unit = arguments.text(option("unit-column")),
                         .geography = arguments.text(option("column")),
                         .unit_option = option("unit-column"),
                         .geography_option = option("column")};
    geography.groups = arguments.text(option("lookup"));
    geography.group_column_option = option("lookup-column");
    geography.group_column = arguments.text(geography.group_column_option);
    if (geography.groups.empty() && !geography.group_column.empty())
        throw geo::UsageError(geography.group_column_option, "names a column of a lookup that is not given",
                              "add " + option("lookup") + " CSV");
    return geography;
}

void require_columns_of_both(const GeographyInputs& inputs) {
    for (const GeographyInput* geography : {&inputs.a, &inputs.b})
        if (geography->columns.geography.empty())
            throw geo::UsageError(geography->columns.geography_option,
                                  "is needed where one lookup gives both geographies",
                                  "name the two columns with --a-column and --b-column");
}

void refuse_columns_of_lookups(const Arguments& arguments) {
    for (const char* option : {"--a-column", "--b-column", "--a-unit-column", "--b-unit-column"})
        if (arguments.given(option))
            throw geo::UsageError(
                option, "names a column of a lookup over common units, and A and B are areas",
                "--code names the column of an area layer, --a-lookup-column that of --a-lookup");
}

/// Column names that tell nothing of the geography.
bool is_plain(std::string_view column) {
    static constexpr std::array<std::string_view, 6> plain{"code", "area",     "id",
                                                           "fid",  "geo_code", "objectid"};
    return std::ranges::find(plain, geo::to_lower(column)) != plain.end();
}

shapes::UnitGroups read_groups(const GeographyInput& geography, std::span<const std::string> codes,
                               std::span<const std::string> names, const FlowRecords& records) {
    shapes::UnitGroups groups = shapes::group_units(records.read(geography.groups), geography.group_column,
                                                    geography.group_column_option, codes, names);
    records.report.add_join(groups.join);
    records.add_findings(groups.findings);
    return groups;
}

/// The areas dissolved by group; what is in no group is left out, which the findings of the groups tell.
geo::Layer grouped_layer(geo::Layer layer, const shapes::UnitGroups& groups,
                         const geo::CoverageOptions& options) {
    geo::Coverage coverage = geo::take_coverage(layer, options);
    geo::Layer grouped;
    grouped.path = layer.path;
    grouped.name = layer.name;
    grouped.crs = options.crs;
    grouped.code_column = groups.title;
    grouped.findings = std::move(coverage.findings);
    std::vector<std::string> codes = groups.group_of;
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    if (!codes.empty() && codes.front().empty()) codes.erase(codes.begin());
    const shapes::CodeIndex index(codes);
    std::vector<geo::GroupIndex> group_of;
    for (const std::string& group : groups.group_of)
        group_of.push_back(group.empty() ? geo::no_group : index.find(group));
    grouped.rings =
        geo::to_rings(geo::dissolve(coverage.topology, group_of, codes.size()), coverage.topology.grid);
    for (const std::string& code : codes) {
        const auto name = groups.names.find(code);
        grouped.names.push_back(name == groups.names.end() || name->second.empty() ? code : name->second);
    }
    grouped.codes = std::move(codes);
    return grouped;
}

GeographyLayer read_geography_layer(const GeographyInput& geography, const geo::CoverageOptions& options,
                                    const FlowRecords& records, Console& console) {
    console.progress("reading " + geography.path);
    GeographyLayer result{geo::read_layer(geography.path, geography.read), {}};
    geo::Layer& layer = result.layer;
    records.add_input(geography.path, layer.codes.size());
    console.detail(fmt::format("{}: {} areas of layer {}, codes in {}", geography.path, layer.codes.size(),
                               layer.name, layer.code_column));
    if (!geography.groups.empty()) {
        console.progress("grouping the areas of " + geography.path);
        const shapes::UnitGroups groups = read_groups(geography, layer.codes, layer.names, records);
        layer = grouped_layer(std::move(layer), groups, options);
    }
    result.title = is_plain(layer.code_column) ? layer.name : layer.code_column;
    return result;
}

void group_common_units(const GeographyInput& input, const FlowRecords& records,
                        shapes::UnitGeography& geography) {
    if (input.groups.empty()) return;
    std::vector<std::string> codes = geography.of_unit;
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    if (!codes.empty() && codes.front().empty()) codes.erase(codes.begin());
    std::vector<std::string> names;
    for (const std::string& code : codes)
        names.push_back(geography.name_of(code));
    const shapes::UnitGroups groups = read_groups(input, codes, names, records);
    const shapes::CodeIndex index(codes);
    for (std::string& of_unit : geography.of_unit)
        if (!of_unit.empty()) of_unit = groups.group_of[static_cast<std::size_t>(index.find(of_unit))];
    geography.names = groups.names;
    geography.title = groups.title;
}

}  // namespace

bool is_table_file(const std::string& path) {
    static constexpr std::array<std::string_view, 6> endings{".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"};
    return std::ranges::find(endings, geo::lower_extension(path)) != endings.end();
}

GeographyInputs geography_inputs(const Arguments& arguments) {
    GeographyInputs inputs;
    const std::vector<std::string>& paths = arguments.inputs();
    inputs.is_one_lookup = paths.size() == 1;
    inputs.a = geography_input(arguments, paths.front(), 'a', 0);
    inputs.b = geography_input(arguments, paths.back(), 'b', paths.size() - 1);
    inputs.are_lookups = is_table_file(inputs.a.path);
    inputs.coverage.crs = arguments.text("--crs");
    inputs.coverage.snap_tolerance_m = arguments.number("--snap");
    require_metric(inputs.coverage.crs, "--crs");
    if (inputs.are_lookups != is_table_file(inputs.b.path)) {
        const GeographyInput& lookup = inputs.are_lookups ? inputs.a : inputs.b;
        throw geo::UsageError(lookup.path, "is a lookup, and the other geography is areas",
                              fmt::format("give two layers of areas, or two lookups; to group areas by a "
                                          "lookup add --{}-lookup {}",
                                          inputs.are_lookups ? 'b' : 'a', lookup.path));
    }
    if (inputs.is_one_lookup && !inputs.are_lookups)
        throw geo::UsageError(inputs.a.path, "is one geography, and two are needed",
                              "give the areas or the lookup of the other one as well");
    if (inputs.is_one_lookup) require_columns_of_both(inputs);
    if (!inputs.are_lookups) refuse_columns_of_lookups(arguments);
    return inputs;
}

std::optional<double> sliver_width(const Arguments& arguments) {
    const std::string text = arguments.text("--sliver-width");
    if (text == "auto") return std::nullopt;
    const std::optional<double> width_m = geo::parse_number(text);
    if (!width_m || *width_m < 0.0)
        throw geo::UsageError("--sliver-width", fmt::format("'{}' is not a width", text),
                              "give metres, 0 or more, or auto");
    return width_m;
}

std::array<GeographyLayer, 2> read_geography_layers(const GeographyInputs& inputs, const FlowRecords& records,
                                                    Console& console) {
    return {read_geography_layer(inputs.a, inputs.coverage, records, console),
            read_geography_layer(inputs.b, inputs.coverage, records, console)};
}

shapes::CommonUnits read_common_units(const GeographyInputs& inputs, const FlowRecords& records,
                                      shapes::UnitsOfB units_of_b) {
    const geo::Table a = records.read(inputs.a.path);
    shapes::CommonUnits units =
        inputs.is_one_lookup ? shapes::make_common_units(a, inputs.a.columns, inputs.b.columns)
                             : shapes::make_common_units(a, inputs.a.columns, records.read(inputs.b.path),
                                                         inputs.b.columns, units_of_b);
    if (!inputs.is_one_lookup) records.report.add_join(units.join);
    records.add_findings(units.findings);
    group_common_units(inputs.a, records, units.a);
    group_common_units(inputs.b, records, units.b);
    return units;
}

}  // namespace cli
