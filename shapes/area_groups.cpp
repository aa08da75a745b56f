#include "shapes/area_groups.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/ons_columns.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Columns with the codes of groups.
std::vector<std::size_t> group_columns(const geo::Table& table, std::size_t areas) {
    std::vector<std::size_t> codes;
    std::vector<std::size_t> plain;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c == areas) continue;
        const std::optional<OnsColumn> ons = parse_ons_column(table.columns[c].name);
        if (ons && ons->kind != OnsKind::name) codes.push_back(c);
        if (!ons) plain.push_back(c);
    }
    return codes.empty() ? plain : codes;
}

std::size_t column_of(const geo::Table& table, const std::string& name) {
    return static_cast<std::size_t>(&table.require(name) - table.columns.data());
}

}  // namespace

GroupTable make_groups(const geo::Table& table, const std::string& area_column,
                       std::span<const std::string> area_codes) {
    GroupTable result;
    const std::size_t areas = column_of(table, area_column);
    const CodeIndex index(area_codes);
    std::vector<std::int32_t> area_of;
    for (const std::string& cell : table.columns[areas].cells)
        area_of.push_back(index.find(trim_code(cell)));
    for (const std::size_t c : group_columns(table, areas)) {
        std::map<std::int32_t, std::set<std::string, std::less<>>> groups_of;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            const std::string_view code = trim_code(table.columns[c].cells[row]);
            if (area_of[row] >= 0 && !code.empty()) groups_of[area_of[row]].emplace(code);
        }
        std::vector<std::string> in_several;
        for (const auto& [area, groups] : groups_of) {
            if (groups.size() > 1)
                in_several.push_back(area_codes[static_cast<std::size_t>(area)]);
            else
                result.groups[*groups.begin()].push_back(area);
        }
        result.columns.push_back(table.columns[c].name);
        if (in_several.empty()) continue;
        std::string text = count_of(in_several.size(), "area") + " in several groups of column " +
                           table.columns[c].name + " of " + table.path +
                           ", taken to be in none of it: " + list_codes(in_several);
        result.findings.push_back(table_finding(geo::FindingKind::assumption, geo::Severity::note,
                                                std::move(in_several), std::move(text)));
    }
    // Two columns may use one code, such as that of a unitary authority.
    for (auto& [code, members] : result.groups) {
        std::ranges::sort(members);
        members.erase(std::unique(members.begin(), members.end()), members.end());
    }
    return result;
}

void add_groups(AreaGroups& groups, const AreaGroups& more) {
    for (const auto& [code, members] : more) {
        std::vector<std::int32_t>& own = groups[code];
        std::vector<std::int32_t> both;
        std::ranges::set_union(own, members, std::back_inserter(both));
        own = std::move(both);
    }
}

Membership make_membership(const geo::Table& table, const std::string& area_column,
                           const std::string& member_column, std::span<const std::string> area_codes) {
    Membership result;
    const std::size_t areas = column_of(table, area_column);
    const geo::Column& members = table.columns[column_of(table, member_column)];
    const CodeIndex index(area_codes);
    result.member_of.assign(area_codes.size(), -1);
    std::map<std::string, std::int32_t, std::less<>> numbers;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::int32_t area = index.find(trim_code(table.columns[areas].cells[row]));
        const std::string_view code = trim_code(members.cells[row]);
        if (area < 0 || code.empty()) continue;
        const auto [at, is_new] =
            numbers.try_emplace(std::string(code), static_cast<std::int32_t>(result.codes.size()));
        if (is_new) result.codes.emplace_back(code);
        std::int32_t& own = result.member_of[static_cast<std::size_t>(area)];
        if (own >= 0 && own != at->second)
            throw geo::InputError(table.place(row),
                                  "area " + area_codes[static_cast<std::size_t>(area)] + " is part of " +
                                      result.codes[static_cast<std::size_t>(own)] + " and of " +
                                      std::string(code),
                                  "name a column in which each area is part of one member");
        own = at->second;
    }
    if (result.codes.empty() && !area_codes.empty())
        throw geo::InputError(table.path, "none of the areas has a member in column " + members.name,
                              "name the column of the members with --member-column");
    return result;
}

}  // namespace shapes
