#include "shapes/area_values.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <utility>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/ons_columns.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

std::size_t choose_column(const geo::Table& table, const std::string& named,
                          std::span<const std::string_view> usual) {
    if (!named.empty()) return static_cast<std::size_t>(&table.require(named) - table.columns.data());
    for (const std::string_view name : usual)
        if (const auto found = table.find(name)) return *found;
    // None of them exists: let the table say what there is.
    return static_cast<std::size_t>(&table.require(usual.front()) - table.columns.data());
}

std::size_t choose_code_column(const geo::Table& table, const std::string& named,
                               std::span<const std::string> area_codes) {
    constexpr std::array<std::string_view, 3> usual{"code", "area", "origin"};
    if (named.empty() && !area_codes.empty()) {
        std::size_t best = 0;
        std::size_t most = 0;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const std::size_t matching = matching_codes(table.columns[c], area_codes);
            if (matching > most) {
                most = matching;
                best = c;
            }
        }
        if (most > 0) return best;
    }
    return choose_column(table, named, usual);
}

/// The column named, `population`, `value`, or the one that ONS calls pop_ and the geography of the codes
/// (pop_msoa11 beside MSOA11CD).
std::size_t choose_value_column(const geo::Table& table, const std::string& named, std::size_t code_column) {
    constexpr std::array<std::string_view, 2> usual{"population", "value"};
    const std::optional<OnsColumn> code = parse_ons_column(table.columns[code_column].name);
    if (named.empty() && !table.find("population") && !table.find("value") && code &&
        !code->geography.empty()) {
        if (const auto found = table.find("pop_" + code->geography + code->year)) return *found;
    }
    return choose_column(table, named, usual);
}

}  // namespace

NumberColumn read_numbers(const geo::Table& table, const std::string& column,
                          std::vector<geo::Finding>& findings, std::size_t most_named) {
    const geo::Column& cells = table.require(column);
    NumberColumn numbers{cells.name, {}};
    numbers.values.reserve(table.rows());
    std::size_t bad = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string& cell = cells.cells[row];
        numbers.values.push_back(geo::parse_number(cell));
        if (numbers.values.back() || trim_code(cell).empty()) continue;
        if (++bad > most_named) continue;
        findings.push_back(table_finding(geo::FindingKind::bad_value, geo::Severity::warning, {},
                                         table.place(row) + ": `" + cell + "` in column " + cells.name +
                                             " is not a finite number; counted as missing"));
    }
    if (bad > most_named) {
        findings.push_back(table_finding(geo::FindingKind::bad_value, geo::Severity::warning, {},
                                         table.path + ": " + count_of(bad - most_named, "more value") +
                                             " in column " + cells.name +
                                             " that are not finite numbers; counted as missing",
                                         static_cast<double>(bad - most_named)));
    }
    return numbers;
}

AreaValues make_area_values(const geo::Table& table, const ValueColumns& columns,
                            std::span<const std::string> area_codes) {
    AreaValues result;
    const std::size_t code_column = choose_code_column(table, columns.code, area_codes);
    const std::size_t value_column = choose_value_column(table, columns.value, code_column);
    const std::vector<std::string>& cells = table.columns[code_column].cells;
    result.path = table.path;
    result.code_column = table.columns[code_column].name;
    result.value_column = table.columns[value_column].name;
    const NumberColumn numbers = read_numbers(table, result.value_column, result.findings);

    std::vector<std::size_t> order(table.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return trim_code(cells[a]) < trim_code(cells[b]); });
    std::vector<std::string> repeated;
    std::size_t without_code = 0;
    std::size_t first_row = 0;
    for (const std::size_t row : order) {
        const std::string_view code = trim_code(cells[row]);
        if (code.empty()) {
            ++without_code;
            continue;
        }
        if (result.codes.empty() || result.codes.back() != code) {
            result.codes.emplace_back(code);
            result.values.push_back(numbers.values[row]);
            first_row = row;
            continue;
        }
        if (result.values.back() != numbers.values[row])
            throw geo::InputError(table.place(row),
                                  std::string(code) + " has another value of " + result.value_column +
                                      " than in " + table.place(first_row),
                                  "leave one row a code");
        if (repeated.empty() || repeated.back() != code) repeated.emplace_back(code);
    }
    if (without_code > 0) {
        result.findings.push_back(
            table_finding(geo::FindingKind::missing_code, geo::Severity::warning, {},
                          table.path + ": " + count_of(without_code, "row") + " without a code, left out",
                          static_cast<double>(without_code)));
    }
    if (!repeated.empty()) {
        result.findings.push_back(
            table_finding(geo::FindingKind::duplicate_code, geo::Severity::note, repeated,
                          table.path + ": " + count_of(repeated.size(), "code") +
                              " on several rows, each time with the same value: " + list_codes(repeated),
                          static_cast<double>(repeated.size())));
    }
    return result;
}

AreaValues read_area_values(const std::filesystem::path& path, const ValueColumns& columns,
                            std::span<const std::string> area_codes) {
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_table(path, findings);
    AreaValues result = make_area_values(table, columns, area_codes);
    result.findings.insert(result.findings.begin(), std::make_move_iterator(findings.begin()),
                           std::make_move_iterator(findings.end()));
    return result;
}

JoinedValues join_values(std::span<const std::string> area_codes, const AreaValues& values) {
    JoinedValues result;
    result.join = join_codes("areas to values", area_codes, values.codes);
    const CodeIndex index(values.codes);
    result.values.reserve(area_codes.size());
    for (const std::string& code : area_codes) {
        const std::int32_t entry = index.find(code);
        result.values.push_back(entry < 0 ? std::nullopt : values.values[static_cast<std::size_t>(entry)]);
    }
    const std::string source =
        (values.path.empty() ? "the values" : values.path) + " (column " + values.code_column + ")";
    const auto add = [&](std::vector<std::string> codes, std::string text) {
        result.findings.push_back(table_finding(geo::FindingKind::unmatched, geo::Severity::warning,
                                                std::move(codes), std::move(text)));
    };
    if (std::string hint = vintage_hint(result.join, "the areas", source); !hint.empty())
        add({}, std::move(hint));
    if (const auto& missing = result.join.unmatched_left; !missing.empty())
        add(missing,
            count_of(missing.size(), "code") + " without a value in " + source + ": " + list_codes(missing));
    if (const auto& unused = result.join.unmatched_right; !unused.empty())
        add(unused,
            count_of(unused.size(), "code") + " of " + source + " with no area: " + list_codes(unused));
    return result;
}

}  // namespace shapes
