#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/crosswalk_input.hpp"
#include "cli/crosswalk_output.hpp"
#include "cli/findings_output.hpp"
#include "cli/joins_output.hpp"
#include "cli/outputs.hpp"
#include "cli/report.hpp"
#include "cli/text_table.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"
#include "shapes/code_changes.hpp"
#include "shapes/derived_succession.hpp"

namespace cli {
namespace {

constexpr std::string_view tables[] = {".csv", ".xlsx"};

struct CrosswalkOptions {
    std::optional<CrosswalkGeography> geography;  ///< or a succession
    std::string values;
    std::string key;
    std::vector<std::string> columns;
    std::string kind;
    std::string numerator;
    std::string denominator;
    std::string outside;
    std::string succession;
    shapes::ChangePeriod period;
    std::string succession_output;
    std::string date;
    std::string lookup_output;
    OutputOptions outputs;
};

CarriedColumn count_column(const UnitColumns& columns, std::size_t c, shapes::CarriedCounts counts) {
    CarriedColumn column{
        columns.names[c], "extensive", {}, counts.totals.before + columns.in_no_unit[c], counts.totals.after};
    column.outside = counts.totals.outside;
    column.unplaced = counts.totals.unplaced;
    column.in_no_unit = columns.in_no_unit[c];
    column.values = std::move(counts);
    return column;
}

void refuse_negative(const UnitColumns& columns, std::size_t c, std::span<const std::string> codes) {
    for (std::size_t a = 0; a < codes.size(); ++a)
        if (columns.values[c][a].value_or(0.0) < 0.0)
            throw geo::InputError(columns.path,
                                  "the denominator " + columns.names[c] + " of " + codes[a] + " is negative",
                                  "denominators are counts of 0 or more");
}

std::vector<CarriedColumn> carry_rate(const shapes::Crosswalk& crosswalk, const UnitColumns& columns,
                                      std::span<const std::string> codes) {
    refuse_negative(columns, 1, codes);
    shapes::CarriedRates rates = crosswalk.rates(columns.values[0], columns.values[1]);
    std::vector<CarriedColumn> carried;
    carried.push_back({columns.names[0] + "_per_" + columns.names[1], "rate", {}, rates.before, rates.after});
    carried.push_back(count_column(columns, 0, std::move(rates.numerator)));
    carried.push_back(count_column(columns, 1, std::move(rates.denominator)));
    carried.front().values = std::move(rates);
    return carried;
}

std::vector<CarriedColumn> carry(const CrosswalkOptions& options, const CrosswalkBasis& basis,
                                 const geo::Table& table, const FlowRecords& records) {
    std::vector<std::string> wanted = options.columns;
    if (options.kind == "rate") wanted = {options.numerator, options.denominator};
    const bool has_denominator = options.kind == "intensive" && !options.denominator.empty();
    if (has_denominator) wanted.push_back(options.denominator);
    const UnitColumns columns = join_columns(table, options.key, wanted, basis, records);
    const shapes::Crosswalk crosswalk(
        basis.table, options.outside == "spread" ? shapes::OutsideRule::spread : shapes::OutsideRule::apart);
    if (options.kind == "rate") return carry_rate(crosswalk, columns, basis.table.a_codes);
    std::span<const std::optional<double>> denominators;
    if (has_denominator) {
        refuse_negative(columns, columns.names.size() - 1, basis.table.a_codes);
        denominators = columns.values.back();
    }
    std::vector<CarriedColumn> carried;
    for (std::size_t c = 0; c < columns.names.size() - (has_denominator ? 1 : 0); ++c) {
        if (options.kind == "extensive") {
            carried.push_back(count_column(columns, c, crosswalk.counts(columns.values[c])));
            continue;
        }
        shapes::CarriedMeans means = crosswalk.means(columns.values[c], denominators);
        carried.push_back({columns.names[c], "intensive", {}, means.before, means.after});
        carried.back().values = std::move(means);
    }
    return carried;
}

/// The codes of the values, and what a table of successions makes of them.
CrosswalkBasis follow_successions(const CrosswalkOptions& options, const geo::Table& values,
                                  const FlowRecords& records) {
    const shapes::CodeChanges changes =
        shapes::make_code_changes(records.read(options.succession), options.period);
    records.add_findings(changes.findings);
    std::set<std::string> old_codes;
    for (const shapes::CodeChanges::Change& change : changes.changes)
        for (const shapes::CodeChanges::Step& step : change.steps)
            old_codes.insert(step.from);
    const std::vector<std::string> old(old_codes.begin(), old_codes.end());
    const ValueCodes codes = codes_of_values(values, options.key, old);
    const shapes::JoinReport join = shapes::join_codes("values to successions", codes.codes, old);
    if (join.matched == 0)
        throw geo::InputError(
            options.values,
            shapes::vintage_hint(join, "the values (column " + codes.column + ")",
                                 "the old codes of " + options.succession),
            "give values of the earlier year, or name the column of their codes with --key");
    records.report.add_join(join);
    return crosswalk_basis(changes, codes.codes);
}

Outcome crosswalk(const CrosswalkOptions& options, Console& console) {
    for (const std::string* path : {&options.succession_output, &options.lookup_output})
        refuse_unwritable(*path, options.outputs.overwrite);
    refuse_unwritable(options.outputs);
    Report report("crosswalk", !options.outputs.json.empty());
    std::vector<geo::Finding> findings;
    const FlowRecords records = FlowRecords::each_file_once(report, findings);
    std::optional<geo::Table> table;
    if (!options.values.empty()) table = records.read(options.values);
    const CrosswalkBasis basis = options.geography
                                     ? read_crosswalk_basis(*options.geography, records, console)
                                     : follow_successions(options, *table, records);
    std::vector<CarriedColumn> columns;
    if (table) columns = carry(options, basis, *table, records);
    std::optional<shapes::DerivedSuccession> derived;
    if (!options.succession_output.empty())
        derived = shapes::derive_succession(basis.table, basis.tolerance_share);

    const CrosswalkToReport found{basis, columns, options.outside, derived ? &*derived : nullptr};
    records.add_findings(crosswalk_findings(found));
    findings = worst_first(std::move(findings));
    report.add_findings(findings);
    report.result() = crosswalk_json(found);

    const geo::Table result = crosswalk_table(found);
    if (table && options.geography && options.geography->wants_outlines)
        write_output(options.outputs.output, geo::OutputLayer{"crosswalk", basis.crs, basis.b_rings, result},
                     options.outputs.overwrite, console);
    else if (table)
        write_output(options.outputs.output, result, options.outputs.overwrite, console);
    if (derived)
        write_output(options.succession_output, shapes::succession_table(basis.table, *derived, options.date),
                     options.outputs.overwrite, console);
    if (!options.lookup_output.empty())
        write_output(options.lookup_output, best_fit_table(basis), options.outputs.overwrite, console);
    write_report(report, options.outputs, console);
    if (table && options.outputs.output.empty()) console.result(to_text_table(result).text() + "\n");
    console.result("from " + basis.a_title + " to " + basis.b_title + ": " + basis.assumption + "\n");
    if (table) console.result(crosswalk_totals_text(found));
    if (derived) console.result(succession_text(basis, *derived));
    console.result("\n" + joins_text(report.joins()));
    if (!findings.empty()) console.note("\n" + findings_text(findings, 20));
    return any_violation(findings) ? Outcome::violations : Outcome::clean;
}

void require_columns_of_kind(const CrosswalkOptions& options) {
    const bool is_rate = options.kind == "rate";
    if (is_rate && (options.numerator.empty() || options.denominator.empty()))
        throw geo::UsageError("--kind", "a rate needs the counts it is made of, as ratios are not averaged",
                              "add --numerator COLUMN and --denominator COLUMN");
    if (is_rate && !options.columns.empty())
        throw geo::UsageError("--column", "a rate has a numerator and a denominator",
                              "leave it out, or give another --kind");
    if (!is_rate && !options.numerator.empty())
        throw geo::UsageError("--numerator", "belongs to a rate", "add --kind rate");
    if (options.kind == "extensive" && !options.denominator.empty())
        throw geo::UsageError("--denominator", "belongs to a rate or to means",
                              "add --kind rate or --kind intensive");
    if (!options.succession.empty() && options.kind == "intensive" && options.denominator.empty())
        throw geo::UsageError("--kind", "means of codes that merge need the people they are means of",
                              "add --denominator COLUMN");
}

void require_one_way(const CrosswalkOptions& options, const Arguments& arguments) {
    const bool by_succession = !options.succession.empty();
    if (by_succession && (arguments.inputs().size() > 1 || arguments.given("--values")))
        throw geo::UsageError(
            "--succession", "carries one table of values from year to year",
            "give the values as the only input: footprint crosswalk VALUES --succession CSV");
    if (by_succession)
        for (const char* option :
             {"--population", "--units", "--best-fit", "--succession-output", "--a-column", "--b-column",
              "--a-lookup", "--b-lookup", "--sliver-width", "--clean"})
            if (arguments.given(option))
                throw geo::UsageError(option, "belongs to two geographies, and --succession stands alone");
    for (const char* option : {"--after", "--until"})
        if (!by_succession && arguments.given(option))
            throw geo::UsageError(option, "belongs to --succession", "add --succession CSV");
    if (!options.lookup_output.empty() && !arguments.given("--best-fit"))
        throw geo::UsageError("--lookup-output", "writes the lookup of a best fit", "add --best-fit");
    if (arguments.given("--date") && options.succession_output.empty())
        throw geo::UsageError("--date", "belongs to --succession-output");
    if (options.values.empty() && options.succession_output.empty() && options.lookup_output.empty())
        throw geo::UsageError("--values", "is needed: the values to carry", "add --values CSV");
    if (options.values.empty())
        for (const char* option : {"--column", "--key", "--numerator", "--denominator", "--output"})
            if (arguments.given(option))
                throw geo::UsageError(option, "belongs to values that are not given", "add --values CSV");
}

void require_own_file(const std::string& option, const std::string& path, const OutputOptions& outputs) {
    require_ending(option, path, tables);
    if (path == "-" || (!path.empty() && (path == outputs.output || path == outputs.json)))
        throw geo::UsageError(option, "needs a file of its own");
}

}  // namespace

Job prepare_crosswalk(const Arguments& arguments) {
    static constexpr std::array<std::string_view, 3> layers{".gpkg", ".fgb", ".geojson"};
    CrosswalkOptions options;
    options.succession = arguments.text("--succession");
    options.values = options.succession.empty() ? arguments.text("--values") : arguments.inputs().front();
    options.key = arguments.text("--key");
    options.columns = arguments.all("--column");
    options.kind = arguments.text("--kind");
    options.numerator = arguments.text("--numerator");
    options.denominator = arguments.text("--denominator");
    options.outside = arguments.text("--outside");
    options.period = {arguments.text("--after"), arguments.text("--until")};
    options.succession_output = arguments.text("--succession-output");
    options.date = arguments.text("--date");
    options.lookup_output = arguments.text("--lookup-output");
    options.outputs = output_options(arguments);
    require_one_way(options, arguments);
    require_columns_of_kind(options);
    const bool is_layer =
        std::ranges::find(layers, geo::lower_extension(options.outputs.output)) != layers.end();
    if (options.succession.empty()) {
        CrosswalkGeography geography;
        geography.inputs = geography_inputs(arguments);
        for (const char* option : {"--sliver-width", "--snap", "--clean"})
            if (geography.inputs.are_lookups && arguments.given(option))
                throw geo::UsageError(option, "is about areas, and A and B are lookups over common units",
                                      "give two layers of areas");
        geography.people = people_input(arguments, geography.inputs.are_lookups);
        geography.sliver_width_m = sliver_width(arguments);
        geography.clean_overlaps = arguments.given("--clean");
        geography.best_fit = arguments.given("--best-fit");
        if (geography.best_fit && (geography.inputs.are_lookups || !geography.people.given()))
            throw geo::UsageError("--best-fit",
                                  "needs the people of A at places, and the areas of B to find them in",
                                  "give areas, and --population with points or with --units");
        geography.wants_outlines = !geography.inputs.are_lookups && is_layer;
        options.geography = std::move(geography);
    }
    if (!options.geography || !options.geography->wants_outlines)
        require_ending("--output", options.outputs.output, tables);
    require_own_file("--succession-output", options.succession_output, options.outputs);
    require_own_file("--lookup-output", options.lookup_output, options.outputs);
    if (!options.lookup_output.empty() && options.lookup_output == options.succession_output)
        throw geo::UsageError("--lookup-output", "needs a file of its own");
    return [options](Console& console) { return crosswalk(options, console); };
}

}  // namespace cli
