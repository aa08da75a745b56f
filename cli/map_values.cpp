#include "cli/map_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/error.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_index.hpp"

namespace cli {
namespace {

std::string key_column(const geo::Table& table, const ValueChoice& choice) {
    if (!choice.key.empty()) return table.require(choice.key).name;
    const auto code = table.find("code");
    return table.columns[code.value_or(0)].name;
}

JoinedCells join_words(const geo::Table& table, const ValueChoice& choice,
                       std::span<const std::string> codes) {
    const geo::Column& keys = table.require(key_column(table, choice));
    const geo::Column& values = table.require(choice.column);
    const shapes::CodeIndex index(codes);
    JoinedCells joined;
    joined.words.resize(codes.size());
    std::vector<std::string> found;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string code(shapes::trim_code(keys.cells[row]));
        if (code.empty()) continue;
        found.push_back(code);
        const std::int32_t at = index.find(code);
        const std::string word(shapes::trim_code(values.cells[row]));
        if (at == shapes::CodeIndex::none || word.empty()) continue;
        auto& target = joined.words[static_cast<std::size_t>(at)];
        if (target && *target != word) {
            throw geo::InputError(table.place(row),
                                  fmt::format("{} has the values {} and {}", code, *target, word),
                                  "keep one row a code");
        }
        target = word;
    }
    joined.join = shapes::join_codes("areas to " + table.path, codes, found);
    add_unmatched(joined.join.unmatched_left, fmt::format("without a value in {}", table.path),
                  joined.findings);
    add_unmatched(joined.join.unmatched_right, fmt::format("of {} not on the map", table.path),
                  joined.findings);
    return joined;
}

}  // namespace

void add_unmatched(std::vector<std::string> codes, const std::string& what,
                   std::vector<geo::Finding>& findings) {
    if (codes.empty()) return;
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    std::string text =
        fmt::format("{} {}: {}", shapes::count_of(codes.size(), "code"), what, shapes::list_codes(codes));
    findings.push_back({.kind = geo::FindingKind::unmatched,
                        .severity = geo::Severity::warning,
                        .codes = std::move(codes),
                        .text = std::move(text)});
}

JoinedCells join_cells(const geo::Table& table, const ValueChoice& choice,
                       std::span<const std::string> codes) {
    if (choice.categories) return join_words(table, choice, codes);
    const shapes::AreaValues values = shapes::make_area_values(
        table, {.code = key_column(table, choice), .value = table.require(choice.column).name}, codes);
    if (std::ranges::none_of(values.values, [](const auto& v) { return v.has_value(); })) {
        throw geo::InputError(table.path, fmt::format("column {} holds no number", choice.column),
                              "--scheme categories maps words");
    }
    shapes::JoinedValues joined = shapes::join_values(codes, values);
    JoinedCells out;
    out.numbers = std::move(joined.values);
    out.join = std::move(joined.join);
    out.findings = values.findings;
    out.findings.insert(out.findings.end(), joined.findings.begin(), joined.findings.end());
    return out;
}

}  // namespace cli
