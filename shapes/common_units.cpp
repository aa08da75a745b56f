#include "shapes/common_units.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "geo/error.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/code_index.hpp"
#include "shapes/lookup.hpp"
#include "shapes/ons_columns.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {
namespace {

Lookup lookup_of(const geo::Table& table, const GeographyColumns& columns,
                 std::span<const std::string> unit_codes) {
    LookupOptions options;
    options.unit_column = columns.unit;
    options.footprint_column = columns.geography;
    options.unit_option = columns.unit_option;
    options.footprint_option = columns.geography_option;
    return make_lookup(table, options, unit_codes);
}

/// The column with the codes of the common units where no lookup is to be joined: the one named, `area`, or
/// that of the finest ONS codes; nothing where none can be told.
const geo::Column* unit_column(const geo::Table& table, const std::string& named) {
    if (!named.empty()) return &table.require(named);
    if (const auto plain = table.find("area")) return &table.columns[*plain];
    const geo::Column* finest = nullptr;
    std::size_t most = 0;
    for (const OnsColumn& column : ons_columns(table)) {
        const geo::Column& candidate = table.columns[column.column];
        if (column.kind == OnsKind::name) continue;
        if (const std::size_t distinct = distinct_codes(candidate); distinct > most) {
            most = distinct;
            finest = &candidate;
        }
    }
    return finest;
}

/// Whether the geography named is that of the common units themselves.
bool is_of_units(const geo::Table& table, const GeographyColumns& columns) {
    return !columns.geography.empty() &&
           unit_column(table, columns.unit) == &table.require(columns.geography);
}

UnitGeography geography_of(const Lookup& lookup, std::span<const std::string> units) {
    UnitGeography geography;
    geography.path = lookup.path;
    geography.title = lookup.footprint_column;
    geography.unit_column = lookup.unit_column;
    const CodeIndex rows(lookup.codes);
    for (const std::string& unit : units) {
        const std::int32_t row = rows.find(unit);
        geography.of_unit.push_back(
            row == CodeIndex::none ? std::string() : lookup.footprint_of[static_cast<std::size_t>(row)]);
    }
    for (std::size_t f = 0; f < lookup.footprints.size(); ++f)
        geography.names.emplace(lookup.footprints[f], lookup.footprint_names[f]);
    return geography;
}

/// The common units as a geography, with the names that ONS lookups have beside their codes.
UnitGeography geography_of_units(const geo::Table& table, const Lookup& lookup) {
    UnitGeography geography;
    geography.path = lookup.path;
    geography.title = lookup.unit_column;
    geography.unit_column = lookup.unit_column;
    geography.of_unit = lookup.codes;
    const geo::Column& codes = table.require(lookup.unit_column);
    const geo::Column* names = &codes;
    const std::optional<OnsColumn> own = parse_ons_column(codes.name);
    for (const OnsColumn& column : ons_columns(table))
        if (own && column.kind == OnsKind::name && column.same_geography(*own))
            names = &table.columns[column.column];
    for (std::size_t row = 0; row < table.rows(); ++row)
        geography.names.try_emplace(std::string(trim_code(codes.cells[row])),
                                    std::string(trim_code(names->cells[row])));
    return geography;
}

void add(std::vector<geo::Finding>& findings, const std::vector<geo::Finding>& more) {
    // Both lookups may be one table, whose rows are found wanting once.
    for (const geo::Finding& found : more)
        if (std::none_of(findings.begin(), findings.end(),
                         [&](const geo::Finding& known) { return known.text == found.text; }))
            findings.push_back(found);
}

void name_strangers(const std::vector<std::string>& strangers, const std::string& of, const std::string& in,
                    std::vector<geo::Finding>& findings) {
    if (strangers.empty()) return;
    findings.push_back(table_finding(geo::FindingKind::unmatched, geo::Severity::warning, strangers,
                                     count_of(strangers.size(), "common unit") + " of " + of + " that " + in +
                                         " does not have: " + list_codes(strangers),
                                     static_cast<double>(strangers.size())));
}

}  // namespace

const std::string& UnitGeography::name_of(const std::string& code) const {
    const auto found = names.find(code);
    return found == names.end() || found->second.empty() ? code : found->second;
}

CommonUnits make_common_units(const geo::Table& lookup, const GeographyColumns& a,
                              const GeographyColumns& b) {
    if (!a.geography.empty() && &lookup.require(a.geography) == &lookup.require(b.geography))
        throw geo::InputError(lookup.path, "column " + a.geography + " is taken for both geographies",
                              "name two columns with " + a.geography_option + " and " + b.geography_option);
    CommonUnits units;
    const bool a_is_of_units = is_of_units(lookup, a);
    const bool b_is_of_units = !a_is_of_units && is_of_units(lookup, b);
    const auto with_unit_column = [&](GeographyColumns columns) {
        if (a_is_of_units) columns.unit = a.geography;
        if (b_is_of_units) columns.unit = b.geography;
        return columns;
    };
    const Lookup of_b = lookup_of(lookup, with_unit_column(b_is_of_units ? a : b), {});
    units.codes = of_b.codes;
    units.b = b_is_of_units ? geography_of_units(lookup, of_b) : geography_of(of_b, units.codes);
    add(units.findings, of_b.findings);
    if (a_is_of_units) {
        units.a = geography_of_units(lookup, of_b);
    } else if (b_is_of_units) {
        units.a = geography_of(of_b, units.codes);
    } else {
        GeographyColumns columns = a;
        columns.unit = of_b.unit_column;
        const Lookup of_a = lookup_of(lookup, columns, {});
        units.a = geography_of(of_a, units.codes);
        add(units.findings, of_a.findings);
    }
    units.join = join_codes("common units of " + lookup.path, units.codes, units.codes);
    return units;
}

CommonUnits make_common_units(const geo::Table& a_lookup, const GeographyColumns& a,
                              const geo::Table& b_lookup, const GeographyColumns& b, UnitsOfB units_of_b) {
    CommonUnits units;
    const Lookup of_a = lookup_of(a_lookup, a, possible_codes(b_lookup));
    const Lookup of_b = lookup_of(b_lookup, b, of_a.codes);
    units.join = join_codes("common units of A to those of B", of_a.codes, of_b.codes);
    const std::string source_a = of_a.path + ", column " + of_a.unit_column;
    const std::string source_b = of_b.path + ", column " + of_b.unit_column;
    const std::string hint = vintage_hint(units.join, source_a, source_b);
    if (units.join.matched == 0)
        throw geo::InputError(of_b.path, hint,
                              "give lookups of the same common units, or name their columns with " +
                                  a.unit_option + " and " + b.unit_option);
    std::set_union(of_a.codes.begin(), of_a.codes.end(), of_b.codes.begin(), of_b.codes.end(),
                   std::back_inserter(units.codes));
    units.a = geography_of(of_a, units.codes);
    units.b = geography_of(of_b, units.codes);
    add(units.findings, of_a.findings);
    add(units.findings, of_b.findings);
    const bool is_whole = units_of_b == UnitsOfB::all;
    if (is_whole && !hint.empty())
        units.findings.push_back(
            table_finding(geo::FindingKind::unmatched, geo::Severity::warning, {}, hint));
    if (is_whole) name_strangers(units.join.unmatched_left, source_a, source_b, units.findings);
    name_strangers(units.join.unmatched_right, source_b, source_a, units.findings);
    return units;
}

}  // namespace shapes
