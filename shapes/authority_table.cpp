#include "shapes/authority_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "geo/error.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_index.hpp"
#include "shapes/ons_columns.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

/// Geographies in the order in which they are preferred: a lookup of counties and unitary authorities tells
/// more than one of counties alone.
constexpr std::array<std::string_view, 3> lower_names{"LAD", "LTLA", "LAU"};
constexpr std::array<std::string_view, 4> upper_names{"UTLA", "CTYUA", "CTY", "UA"};

struct Words {
    std::string_view area_option;
    std::string_view authority_option;
    std::span<const std::string_view> geographies;
};

Words words_of(AuthorityTier tier) {
    if (tier == AuthorityTier::lower) return {"--authority-area-column", "--authority-column", lower_names};
    return {"--upper-authority-area-column", "--upper-authority-column", upper_names};
}

std::string column_names(const geo::Table& table) {
    std::vector<std::string> names;
    for (const geo::Column& column : table.columns)
        names.push_back(column.name);
    return list_codes(names, 12);
}

/// The column of GSS or ODS codes, or of that plain name, that holds most of `codes`, or nothing.
std::optional<std::size_t> best_match(const geo::Table& table, std::string_view plain,
                                      std::span<const std::string> codes) {
    std::vector<std::size_t> candidates;
    if (const auto column = table.find(plain)) candidates.push_back(*column);
    for (const OnsColumn& column : ons_columns(table))
        if (column.kind != OnsKind::name) candidates.push_back(column.column);
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (const std::size_t candidate : candidates) {
        const std::size_t matching = matching_codes(table.columns[candidate], codes);
        if (matching <= most) continue;
        most = matching;
        best = candidate;
    }
    return best;
}

const geo::Column& unit_column(const geo::Table& table, const std::string& named, std::string_view plain,
                               std::span<const std::string> codes, std::string_view what,
                               std::string_view option) {
    if (!named.empty()) return table.require(named);
    if (const auto best = best_match(table, plain, codes)) return table.columns[*best];
    throw geo::InputError(table.path,
                          "no column holds codes of " + std::string(what) +
                              ": it seems to be of another year or geography (the columns are " +
                              column_names(table) + "; " + std::string(what) + " have codes such as " +
                              (codes.empty() ? "none" : codes.front()) + ")",
                          "name the column with " + std::string(option));
}

const geo::Column& authority_column(const geo::Table& table, const std::string& named, AuthorityTier tier,
                                    const geo::Column& other) {
    if (!named.empty()) return table.require(named);
    const Words words = words_of(tier);
    if (const auto plain = table.find("authority")) return table.columns[*plain];
    std::vector<std::string> several;
    for (const std::string_view geography : words.geographies) {
        const geo::Column* found = nullptr;
        for (const OnsColumn& column : ons_columns(table)) {
            if (column.kind != OnsKind::code || column.geography != geography) continue;
            if (&table.columns[column.column] == &other) continue;
            found = &table.columns[column.column];
            several.push_back(found->name);
        }
        if (several.size() > 1)
            throw geo::InputError(table.path,
                                  "several columns may hold the authorities: " + list_codes(several, 12),
                                  "name the column with " + std::string(words.authority_option));
        if (found != nullptr) return *found;
    }
    throw geo::InputError(table.path,
                          std::string("no column of ") + (tier == AuthorityTier::lower ? "lower" : "upper") +
                              "-tier authorities; the columns are " + column_names(table),
                          "name the column with " + std::string(words.authority_option));
}

/// Names that stand beside a column of codes, by code.
std::map<std::string, std::string, std::less<>> names_beside(const geo::Table& table,
                                                             const geo::Column& codes) {
    std::map<std::string, std::string, std::less<>> names;
    const std::optional<OnsColumn> code = parse_ons_column(codes.name);
    if (!code || code->geography.empty()) return names;
    for (const OnsColumn& column : ons_columns(table)) {
        if (column.kind != OnsKind::name || !column.same_geography(*code)) continue;
        for (std::size_t row = 0; row < table.rows(); ++row)
            names.try_emplace(std::string(trim_code(codes.cells[row])),
                              trim_code(table.columns[column.column].cells[row]));
        break;
    }
    return names;
}

void name_authorities(const std::map<std::string, std::string, std::less<>>& names, AuthorityTable& result) {
    for (const std::string& code : result.codes) {
        const auto name = names.find(code);
        result.names.push_back(name == names.end() || name->second.empty() ? code : name->second);
    }
}

/// Sorts the authorities by code and adds up the ground of each pair.
void sort_ground(std::vector<std::string> codes, AuthorityTable& result) {
    result.codes = codes;
    std::ranges::sort(result.codes);
    const CodeIndex sorted(result.codes);
    std::map<std::pair<std::int32_t, std::int32_t>, CommonGround> pairs;
    for (const CommonGround& ground : result.ground) {
        const std::int32_t authority = sorted.find(codes[static_cast<std::size_t>(ground.authority)]);
        CommonGround& pair =
            pairs.try_emplace({ground.area, authority}, CommonGround{ground.area, authority, 0.0, 0.0})
                .first->second;
        pair.units += ground.units;
        pair.people += ground.people;
    }
    result.ground.clear();
    for (const auto& [key, ground] : pairs)
        result.ground.push_back(ground);
}

/// People of each row, those that are missing or negative as 0 with a warning.
std::vector<double> people_of_rows(const geo::Table& table, const std::string& column,
                                   std::vector<geo::Finding>& findings) {
    std::vector<double> people(table.rows(), 0.0);
    if (column.empty()) return people;
    const NumberColumn numbers = read_numbers(table, column, findings);
    std::size_t missing = 0;
    for (std::size_t row = 0; row < people.size(); ++row) {
        const double value = numbers.values[row].value_or(-1.0);
        if (value >= 0.0)
            people[row] = value;
        else
            ++missing;
    }
    if (missing > 0)
        findings.push_back(table_finding(geo::FindingKind::bad_value, geo::Severity::warning, {},
                                         table.path + ": " + count_of(missing, "row") +
                                             " without people or with fewer than 0 in column " + column +
                                             ", counted as 0",
                                         static_cast<double>(missing)));
    return people;
}

/// Small areas that stand on several rows, by the finest column of codes beside the two in use.
void warn_of_repeated_units(const geo::Table& table, const geo::Column& areas, const geo::Column& authorities,
                            std::vector<geo::Finding>& findings) {
    const geo::Column* units = nullptr;
    std::size_t most = 0;
    for (const OnsColumn& column : ons_columns(table)) {
        const geo::Column& candidate = table.columns[column.column];
        if (column.kind != OnsKind::code || &candidate == &areas || &candidate == &authorities) continue;
        if (const std::size_t distinct = distinct_codes(candidate); distinct > most) {
            most = distinct;
            units = &candidate;
        }
    }
    // A column with far fewer codes than rows is another geography, not that of the rows.
    if (units == nullptr || 2 * most < table.rows() || most == table.rows()) return;
    findings.push_back(table_finding(geo::FindingKind::duplicate_code, geo::Severity::warning, {},
                                     table.path + ": " + count_of(table.rows() - most, "row") +
                                         " of small areas that stand more than once in column " +
                                         units->name + ", each counted",
                                     static_cast<double>(table.rows() - most)));
}

/// Metropolitan counties (E11) and Inner and Outer London (E13) group authorities for statistics; their
/// councils were abolished in 1986, and each district or borough in them has all powers.
bool has_no_council(std::string_view code) {
    return code.size() == 9 && (code.starts_with("E11") || code.starts_with("E13"));
}

void note_alone(std::vector<std::string> codes, const std::string& why, AuthorityTable& result) {
    if (codes.empty()) return;
    std::string text = std::to_string(codes.size()) + " lower-tier authorities" + why +
                       ", taken as their own upper tier: " + list_codes(codes);
    result.findings.push_back(
        table_finding(geo::FindingKind::assumption, geo::Severity::note, std::move(codes), std::move(text)));
}

void refuse_empty(const geo::Table& table) {
    if (table.rows() == 0) throw geo::InputError(table.path, "has no rows", "give a lookup of authorities");
}

}  // namespace

bool holds_areas(const geo::Table& table, const std::string& column,
                 std::span<const std::string> area_codes) {
    if (!column.empty()) return matching_codes(table.require(column), area_codes) > 0;
    return best_match(table, "area", area_codes).has_value();
}

AuthorityTable make_authorities(const geo::Table& table, const AuthorityColumns& columns, AuthorityTier tier,
                                std::span<const std::string> area_codes) {
    refuse_empty(table);
    AuthorityTable result;
    const geo::Column& areas =
        unit_column(table, columns.area, "area", area_codes, "the areas", words_of(tier).area_option);
    const geo::Column& authorities = authority_column(table, columns.authority, tier, areas);
    result.path = table.path;
    result.area_column = areas.name;
    result.authority_column = authorities.name;
    result.counts_people = !columns.people.empty();
    result.rows = table.rows();
    const std::vector<double> people = people_of_rows(table, columns.people, result.findings);
    warn_of_repeated_units(table, areas, authorities, result.findings);
    const CodeIndex index(area_codes);
    CodeIndex codes;
    std::vector<std::string> seen;
    std::size_t without_code = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view area = trim_code(areas.cells[row]);
        const std::string_view authority = trim_code(authorities.cells[row]);
        if (area.empty() || authority.empty()) {
            ++without_code;
            continue;
        }
        if (seen.empty() || seen.back() != area) seen.emplace_back(area);
        const std::int32_t of_area = index.find(area);
        if (of_area == CodeIndex::none)
            ++result.units_outside;
        else
            result.ground.push_back({of_area, codes.intern(authority), 1.0, people[row]});
    }
    const std::string source = table.path + ", column " + areas.name;
    std::ranges::sort(seen);
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    result.join = join_codes("areas to authorities", area_codes, seen);
    const std::string hint = vintage_hint(result.join, "the areas", source);
    if (result.join.matched == 0)
        throw geo::InputError(table.path, hint, "give a lookup with the codes of these areas");
    const auto warn = [&](geo::FindingKind kind, std::vector<std::string> of, std::string text) {
        result.findings.push_back(
            table_finding(kind, geo::Severity::warning, std::move(of), std::move(text)));
    };
    if (!hint.empty()) warn(geo::FindingKind::unmatched, {}, hint);
    if (const auto& missing = result.join.unmatched_left; !missing.empty())
        warn(geo::FindingKind::unmatched, missing,
             count_of(missing.size(), "area") + " without any row in " + source + ": " + list_codes(missing) +
                 "; the authorities there are not judged");
    if (without_code > 0)
        warn(geo::FindingKind::missing_code, {},
             table.path + ": " + count_of(without_code, "row") + " without a code of area or authority");
    sort_ground(codes.codes(), result);
    name_authorities(names_beside(table, authorities), result);
    return result;
}

AuthorityTable make_upper_authorities(const geo::Table& table, const AuthorityColumns& columns,
                                      const AuthorityTable& lower) {
    refuse_empty(table);
    const geo::Column& units =
        unit_column(table, columns.area, "authority", lower.codes, "the lower-tier authorities",
                    words_of(AuthorityTier::upper).area_option);
    const geo::Column& authorities = authority_column(table, columns.authority, AuthorityTier::upper, units);
    AuthorityTable result;
    result.path = table.path;
    result.area_column = lower.area_column;
    result.authority_column = authorities.name;
    result.counts_people = lower.counts_people;
    result.rows = table.rows();
    result.units_outside = lower.units_outside;
    result.join = join_codes("lower-tier to upper-tier authorities", lower.codes, units.cells);
    if (result.join.matched == 0)
        throw geo::InputError(
            table.path,
            vintage_hint(result.join, "the lower-tier authorities", table.path + ", column " + units.name),
            "give a lookup with the codes of " + lower.path);
    // What the lookup has of other countries and years is no news here.
    result.join.unmatched_right.clear();
    CodeIndex codes;
    std::map<std::string, std::string, std::less<>> names = names_beside(table, authorities);
    const CodeIndex rows{std::span<const std::string>(units.cells)};
    std::vector<std::int32_t> upper_of;
    std::vector<std::string> absent;
    std::vector<std::string> grouped;
    for (std::size_t a = 0; a < lower.codes.size(); ++a) {
        const std::int32_t row = rows.find(lower.codes[a]);
        std::string_view upper;
        if (row != CodeIndex::none) upper = trim_code(authorities.cells[static_cast<std::size_t>(row)]);
        const bool is_group = has_no_council(upper);
        if (is_group) grouped.push_back(lower.codes[a]);
        if (upper.empty()) absent.push_back(lower.codes[a]);
        if (is_group || upper.empty()) {
            upper = lower.codes[a];
            names.try_emplace(lower.codes[a], lower.names[a]);
        }
        upper_of.push_back(codes.intern(upper));
    }
    note_alone(std::move(absent), " not in " + table.path + " (column " + units.name + ")", result);
    note_alone(std::move(grouped),
               " in a metropolitan county or a part of London (E11, E13), which has no council", result);
    for (CommonGround ground : lower.ground) {
        ground.authority = upper_of[static_cast<std::size_t>(ground.authority)];
        result.ground.push_back(ground);
    }
    sort_ground(codes.codes(), result);
    name_authorities(names, result);
    return result;
}

}  // namespace shapes
