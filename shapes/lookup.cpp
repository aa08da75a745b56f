#include "shapes/lookup.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/text.hpp"
#include "shapes/code_index.hpp"
#include "shapes/code_key.hpp"
#include "shapes/join.hpp"
#include "shapes/ons_columns.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

std::string names_of(const geo::Table& table, std::span<const OnsColumn> columns) {
    std::vector<std::string> names;
    for (const OnsColumn& column : columns)
        names.push_back(table.columns[column.column].name);
    return list_codes(names, names.size());
}

std::size_t require(const geo::Table& table, const std::string& name) {
    return static_cast<std::size_t>(&table.require(name) - table.columns.data());
}

std::string remedy(const std::string& plain, const std::string& option) {
    return option.empty() ? "call the column `" + plain + "`" : "name the column with " + option;
}

geo::InputError no_such_column(const geo::Table& table, const std::string& plain, const std::string& option) {
    std::vector<std::string> names;
    for (const geo::Column& column : table.columns)
        names.push_back(column.name);
    return geo::InputError(table.path,
                           "no column `" + plain +
                               "` and none that follows the ONS names of codes; the columns are " +
                               list_codes(names, 12),
                           remedy(plain, option));
}

std::size_t choose_unit_column(const geo::Table& table, const LookupOptions& options,
                               std::span<const std::string> unit_codes) {
    if (!options.unit_column.empty()) return require(table, options.unit_column);
    const auto plain = table.find(options.unit);
    // A column called `site` may hold the names of sites; one that holds none of the codes is not the one
    // meant.
    if (plain && (unit_codes.empty() || matching_codes(table.columns[*plain], unit_codes) > 0)) return *plain;
    std::vector<OnsColumn> candidates = ons_columns(table);
    std::erase_if(candidates, [](const OnsColumn& column) { return column.kind == OnsKind::name; });
    if (candidates.empty() && plain) return *plain;
    if (candidates.empty()) throw no_such_column(table, options.unit, options.unit_option);

    // Best match first, then the finest geography, then GSS codes before ODS codes of the same areas.
    struct Rank {
        std::size_t matching;
        std::size_t distinct;
        bool gss;
        auto operator<=>(const Rank&) const = default;
    };
    const std::vector<std::size_t> matching = matching_codes(table, candidates, unit_codes);
    const std::size_t most = *std::max_element(matching.begin(), matching.end());
    const bool is_alone = std::count(matching.begin(), matching.end(), most) == 1;
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        // Counted only where it decides.
        const bool counts = matching[i] == most && !is_alone;
        ranks.push_back({matching[i], counts ? distinct_codes(table.columns[candidates[i].column]) : 0,
                         candidates[i].kind == OnsKind::code});
    }
    const Rank best = *std::max_element(ranks.begin(), ranks.end());
    std::vector<OnsColumn> winners;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (ranks[i] == best) winners.push_back(candidates[i]);
    if (winners.size() > 1)
        throw geo::InputError(
            table.path,
            "several columns may hold the " + options.unit + " codes: " + names_of(table, winners),
            remedy(options.unit, options.unit_option));
    return winners.front().column;
}

std::size_t choose_footprint_column(const geo::Table& table, const LookupOptions& options, std::size_t unit) {
    if (!options.footprint_column.empty()) return require(table, options.footprint_column);
    if (const auto plain = table.find("footprint"); plain && *plain != unit) return *plain;
    const std::optional<OnsColumn> unit_column = parse_ons_column(table.columns[unit].name);
    std::vector<OnsColumn> candidates = ons_columns(table);
    std::erase_if(candidates, [&](const OnsColumn& column) {
        return column.kind != OnsKind::code || column.column == unit ||
               (unit_column && column.same_geography(*unit_column));
    });
    if (candidates.empty()) throw no_such_column(table, "footprint", options.footprint_option);
    std::vector<OnsColumn> plans = candidates;
    std::erase_if(plans, [](const OnsColumn& column) { return column.geography != "STP"; });
    if (plans.size() == 1) return plans.front().column;
    if (candidates.size() == 1) return candidates.front().column;
    throw geo::InputError(table.path,
                          "several columns may hold the footprint codes: " + names_of(table, candidates),
                          remedy("footprint", options.footprint_option));
}

std::optional<std::size_t> choose_name_column(const geo::Table& table, const LookupOptions& options,
                                              std::size_t footprint) {
    if (!options.name_column.empty()) return require(table, options.name_column);
    if (const auto plain = table.find("footprint_name")) return plain;
    const std::optional<OnsColumn> code = parse_ons_column(table.columns[footprint].name);
    if (!code || code->geography.empty()) return std::nullopt;
    for (const OnsColumn& column : ons_columns(table))
        if (column.kind == OnsKind::name && column.same_geography(*code)) return column.column;
    // Tables made by hand pair "STP" with "STP_code".
    return table.find(code->geography + code->year);
}

/// Footprint codes and names, sorted by code.
void collect_footprints(const geo::Table& table, std::size_t footprint, std::optional<std::size_t> name,
                        Lookup& lookup) {
    std::map<std::string, std::string, std::less<>> names;
    std::vector<std::string> renamed;
    std::string_view code_before;
    std::string_view text_before;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string_view code = trim_code(table.columns[footprint].cells[row]);
        if (code.empty()) continue;
        const std::string_view text = name ? trim_code(table.columns[*name].cells[row]) : std::string_view{};
        // Lookups of small areas have them in runs.
        if (code == code_before && text == text_before) continue;
        code_before = code;
        text_before = text;
        auto entry = names.find(code);
        if (entry == names.end()) {
            names.emplace(code, text);
            continue;
        }
        if (text.empty()) continue;
        if (entry->second.empty())
            entry->second = text;
        else if (entry->second != text)
            renamed.emplace_back(code);
    }
    std::sort(renamed.begin(), renamed.end());
    renamed.erase(std::unique(renamed.begin(), renamed.end()), renamed.end());
    for (auto& [code, text] : names) {
        lookup.footprints.push_back(code);
        lookup.footprint_names.push_back(text.empty() ? code : text);
    }
    if (renamed.empty()) return;
    lookup.findings.push_back(
        table_finding(geo::FindingKind::duplicate_code, geo::Severity::warning, renamed,
                      lookup.path + ": " + count_of(renamed.size(), "footprint") +
                          " with more than one name, of which the first is used: " + list_codes(renamed)));
}

/// A row of the table by the code of its unit.
struct UnitRow {
    CodeKey key;
    std::size_t row;
    auto operator<=>(const UnitRow&) const = default;
};

std::vector<UnitRow> rows_by_code(const geo::Column& unit) {
    std::vector<UnitRow> rows;
    rows.reserve(unit.cells.size());
    for (std::size_t row = 0; row < unit.cells.size(); ++row)
        rows.push_back({CodeKey(trim_code(unit.cells[row])), row});
    if (!std::is_sorted(rows.begin(), rows.end())) std::sort(rows.begin(), rows.end());
    return rows;
}

/// The rows of one code: which footprint it gets, and what is wrong with them.
void add_unit(const geo::Table& table, const geo::Column& footprint, std::span<const UnitRow> rows,
              Lookup& lookup) {
    const std::string_view code = rows.front().key.code;
    const std::string_view first = trim_code(footprint.cells[rows.front().row]);
    lookup.codes.emplace_back(code);
    lookup.footprint_of.emplace_back(first);
    if (rows.size() == 1) return;
    lookup.duplicated.emplace_back(code);
    std::vector<std::string> several{std::string(first)};
    for (const UnitRow& row : rows.subspan(1)) {
        std::string value(trim_code(footprint.cells[row.row]));
        if (std::find(several.begin(), several.end(), value) == several.end())
            several.push_back(std::move(value));
    }
    if (several.size() == 1) return;
    for (std::string& value : several)
        if (value.empty()) value = "no footprint";
    lookup.findings.push_back(table_finding(
        geo::FindingKind::duplicate_code, geo::Severity::violation, {std::string(code)},
        table.place(rows.front().row) + ": " + lookup.unit + " " + std::string(code) + " is in " +
            count_of(several.size(), "footprint") + ": " + list_codes(several, 10) + "; the first is used",
        static_cast<double>(rows.size())));
}

void add_units(const geo::Table& table, const geo::Column& unit, const geo::Column& footprint,
               Lookup& lookup) {
    const std::vector<UnitRow> all = rows_by_code(unit);
    lookup.codes.reserve(all.size());
    lookup.footprint_of.reserve(all.size());
    std::size_t repeated = 0;
    for (std::size_t begin = 0; begin < all.size();) {
        std::size_t end = begin + 1;
        while (end < all.size() && all[end].key == all[begin].key)
            ++end;
        const std::span<const UnitRow> rows(all.data() + begin, end - begin);
        begin = end;
        if (rows.front().key.code.empty()) {
            lookup.findings.push_back(
                table_finding(geo::FindingKind::missing_code, geo::Severity::warning, {},
                              table.place(rows.front().row) + ": " + count_of(rows.size(), "row") +
                                  " without a code of " + lookup.unit + ", left out",
                              static_cast<double>(rows.size())));
            continue;
        }
        const std::size_t before = lookup.findings.size();
        add_unit(table, footprint, rows, lookup);
        if (rows.size() > 1 && lookup.findings.size() == before) ++repeated;
    }
    if (repeated == 0) return;
    lookup.findings.push_back(table_finding(geo::FindingKind::duplicate_code, geo::Severity::note, {},
                                            lookup.path + ": " + count_of(repeated, lookup.unit) +
                                                " on several rows of column " + unit.name +
                                                ", each time with the same footprint",
                                            static_cast<double>(repeated)));
}

/// Whether make_lookup() may look into a column of that name.
bool may_be_asked(const std::string& name, const LookupOptions& options) {
    if (options.footprint_column.empty()) return true;
    const std::optional<OnsColumn> footprint = parse_ons_column(options.footprint_column);
    const std::string plain_name = footprint ? footprint->geography + footprint->year : std::string();
    for (const std::string& asked : {options.unit, options.unit_column, options.footprint_column,
                                     options.name_column, std::string("footprint_name"), plain_name}) {
        if (geo::to_lower(name) == geo::to_lower(asked)) return true;
    }
    const std::optional<OnsColumn> column = parse_ons_column(name);
    if (!column) return false;
    return column->kind != OnsKind::name || (footprint && column->same_geography(*footprint));
}

}  // namespace

Lookup make_lookup(const geo::Table& table, const LookupOptions& options,
                   std::span<const std::string> unit_codes) {
    const std::size_t unit = choose_unit_column(table, options, unit_codes);
    const std::size_t footprint = choose_footprint_column(table, options, unit);
    const std::optional<std::size_t> name = choose_name_column(table, options, footprint);
    Lookup lookup;
    lookup.path = table.path;
    lookup.unit = options.unit;
    lookup.unit_column = table.columns[unit].name;
    lookup.footprint_column = table.columns[footprint].name;
    if (name) lookup.name_column = table.columns[*name].name;
    lookup.rows = table.rows();
    if (unit == footprint)
        throw geo::InputError(
            table.path,
            "column " + lookup.unit_column + " is taken for both the " + lookup.unit + " and the footprint",
            remedy("footprint", options.footprint_option));
    add_units(table, table.columns[unit], table.columns[footprint], lookup);
    if (lookup.codes.empty())
        throw geo::InputError(table.path, "column " + lookup.unit_column + " holds no code");
    collect_footprints(table, footprint, name, lookup);
    return lookup;
}

Lookup read_lookup(const std::filesystem::path& path, const LookupOptions& options,
                   std::span<const std::string> unit_codes) {
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_columns(
        path, findings, [&](const std::string& name) { return may_be_asked(name, options); });
    Lookup lookup = make_lookup(table, options, unit_codes);
    lookup.findings.insert(lookup.findings.begin(), std::make_move_iterator(findings.begin()),
                           std::make_move_iterator(findings.end()));
    return lookup;
}

LookupOptions site_lookup_options() {
    LookupOptions options;
    options.unit = "site";
    options.unit_option.clear();
    options.footprint_option.clear();
    return options;
}

}  // namespace shapes
