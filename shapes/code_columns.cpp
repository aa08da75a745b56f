#include "shapes/code_columns.hpp"

#include <compare>
#include <unordered_set>

#include "geo/error.hpp"
#include "geo/text.hpp"
#include "shapes/code_index.hpp"
#include "shapes/join.hpp"
#include "shapes/ons_columns.hpp"

namespace shapes {

namespace {

/// How likely a column is to be meant, among those that hold equally many of the codes.
int likelihood(const geo::Column& column, std::string_view plain) {
    if (geo::to_lower(column.name) == plain) return 4;
    const std::optional<OnsColumn> ons = parse_ons_column(column.name);
    if (!ons) return 1;
    return ons->kind == OnsKind::code ? 3 : ons->kind == OnsKind::ods ? 2 : 0;
}

}  // namespace

std::optional<std::size_t> column_with(const geo::Table& table, std::span<const std::string> codes,
                                       std::string_view plain, std::optional<std::size_t> other,
                                       const std::string& option) {
    struct Rank {
        std::size_t matching;
        int likelihood;
        auto operator<=>(const Rank&) const = default;
    };
    std::optional<std::size_t> best;
    Rank highest{0, 0};
    std::vector<std::string> equals;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c == other) continue;
        const std::size_t matching = matching_codes(table.columns[c], codes);
        if (matching == 0) continue;
        const Rank rank{matching, likelihood(table.columns[c], plain)};
        if (!best || rank > highest) equals.clear();
        if (!best || rank >= highest) equals.push_back(table.columns[c].name);
        if (!best || rank > highest) {
            best = c;
            highest = rank;
        }
    }
    if (equals.size() > 1)
        throw geo::InputError(
            table.path,
            "several columns may hold the codes of the " + std::string(plain) + ": " + list_codes(equals, 10),
            option.empty() ? "call the one that is meant `" + std::string(plain) + "`"
                           : "name the one that is meant with " + option);
    return best;
}

std::vector<std::string> possible_codes(const geo::Table& table) {
    std::unordered_set<std::string_view> cells;
    std::vector<std::string> codes;
    for (const geo::Column& column : table.columns) {
        const std::optional<OnsColumn> ons = parse_ons_column(column.name);
        if (ons && ons->kind == OnsKind::name) continue;
        for (const std::string& cell : column.cells) {
            const std::string_view code = trim_code(cell);
            if (!code.empty() && cells.insert(code).second) codes.emplace_back(code);
        }
    }
    return codes;
}

std::string column_names(const geo::Table& table) {
    std::vector<std::string> names;
    for (const geo::Column& column : table.columns)
        names.push_back(column.name);
    return list_codes(names, 12);
}

}  // namespace shapes
