#include "shapes/unit_groups.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "geo/error.hpp"
#include "shapes/authority_table.hpp"
#include "shapes/code_index.hpp"
#include "shapes/lookup.hpp"
#include "shapes/ons_columns.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {
namespace {

bool is_upper_tier(std::string_view column) {
    constexpr std::array<std::string_view, 4> geographies{"CTY", "UTLA", "CTYUA", "UA"};
    const std::optional<OnsColumn> ons = parse_ons_column(column);
    return ons && ons->kind == OnsKind::code &&
           std::find(geographies.begin(), geographies.end(), ons->geography) != geographies.end();
}

/// Whether the groups are upper-tier authorities: by the column named, or by the columns that there are.
bool groups_to_upper_tier(const geo::Table& lookup, const std::string& column) {
    if (!column.empty()) return is_upper_tier(column);
    if (lookup.find("footprint")) return false;
    return std::any_of(lookup.columns.begin(), lookup.columns.end(),
                       [](const geo::Column& c) { return is_upper_tier(c.name); });
}

UnitGroups to_upper_tier(const geo::Table& lookup, const std::string& column,
                         std::span<const std::string> codes, std::span<const std::string> names) {
    AuthorityTable lower;
    lower.path = lookup.path;
    lower.codes.assign(codes.begin(), codes.end());
    lower.names.assign(names.empty() ? codes.begin() : names.begin(),
                       names.empty() ? codes.end() : names.end());
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const auto index = static_cast<std::int32_t>(row);
        lower.ground.push_back({index, index, 1.0, 0.0});
    }
    AuthorityTable upper =
        make_upper_authorities(lookup, {.area = {}, .authority = column, .people = {}}, lower);
    UnitGroups groups;
    groups.title = upper.authority_column;
    groups.group_of.resize(codes.size());
    for (const CommonGround& ground : upper.ground)
        groups.group_of[static_cast<std::size_t>(ground.area)] =
            upper.codes[static_cast<std::size_t>(ground.authority)];
    for (std::size_t row = 0; row < upper.codes.size(); ++row)
        groups.names.emplace(upper.codes[row], upper.names[row]);
    groups.join = std::move(upper.join);
    groups.findings = std::move(upper.findings);
    return groups;
}

UnitGroups to_groups(const geo::Table& table, const std::string& column, const std::string& option,
                     std::span<const std::string> codes) {
    LookupOptions options;
    options.footprint_column = column;
    options.unit_option.clear();
    options.footprint_option = option;
    const Lookup lookup = make_lookup(table, options, codes);
    UnitGroups groups;
    groups.title = lookup.footprint_column;
    groups.findings = lookup.findings;
    groups.join = join_codes("units to groups", codes, lookup.codes);
    const std::string source = lookup.path + ", column " + lookup.unit_column;
    const std::string hint = vintage_hint(groups.join, "the units", source);
    if (groups.join.matched == 0)
        throw geo::InputError(lookup.path, hint, "give a lookup with the codes of these units");
    if (!hint.empty())
        groups.findings.push_back(
            table_finding(geo::FindingKind::unmatched, geo::Severity::warning, {}, hint));
    if (const auto& missing = groups.join.unmatched_left; !missing.empty())
        groups.findings.push_back(
            table_finding(geo::FindingKind::unmatched, geo::Severity::warning, missing,
                          count_of(missing.size(), "unit") + " that " + source +
                              " does not have, left in no group: " + list_codes(missing)));
    const CodeIndex rows(lookup.codes);
    for (const std::string& code : codes) {
        const std::int32_t row = rows.find(code);
        groups.group_of.push_back(
            row == CodeIndex::none ? std::string() : lookup.footprint_of[static_cast<std::size_t>(row)]);
    }
    for (std::size_t f = 0; f < lookup.footprints.size(); ++f)
        groups.names.emplace(lookup.footprints[f], lookup.footprint_names[f]);
    return groups;
}

}  // namespace

UnitGroups group_units(const geo::Table& lookup, const std::string& column, const std::string& option,
                       std::span<const std::string> codes, std::span<const std::string> names) {
    UnitGroups groups = groups_to_upper_tier(lookup, column) ? to_upper_tier(lookup, column, codes, names)
                                                             : to_groups(lookup, column, option, codes);
    groups.path = lookup.path;
    return groups;
}

}  // namespace shapes
