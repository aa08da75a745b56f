#include "geo/code_column.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "geo/error.hpp"
#include "geo/text.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

struct Verdict {
    bool candidate = false;
    bool distinct = false;
    bool gss = false;
};

bool has_distinct_cells(const Column& column) {
    // As in most files of areas.
    if (are_ascending(column.cells)) return true;
    std::unordered_set<std::string_view> seen;
    return std::ranges::all_of(column.cells, [&](const std::string& cell) {
        const std::string_view value = trimmed(cell);
        return value.empty() || seen.insert(value).second;
    });
}

Verdict judge(const Column& column) {
    Verdict verdict;
    if (column.type != ColumnType::text) return verdict;
    std::size_t values = 0;
    std::size_t gss = 0;
    std::size_t ods = 0;
    bool digits = false;
    for (const std::string& cell : column.cells) {
        const std::string_view value = trimmed(cell);
        if (value.empty()) continue;
        ++values;
        if (looks_like_gss(value))
            ++gss;
        else if (looks_like_ods(value))
            ++ods;
        digits = digits || std::ranges::any_of(value, is_digit);
        // One value in twenty may be something else; a column of names fails early.
        if (values >= 1000 && gss + ods == 0) return verdict;
    }
    constexpr std::size_t percent_needed = 95;
    verdict.candidate = values > 0 && digits && (gss + ods) * 100 >= values * percent_needed;
    verdict.gss = gss >= ods;
    verdict.distinct = verdict.candidate && has_distinct_cells(column);
    return verdict;
}

std::vector<std::string> names_of(const Table& table, const std::vector<std::size_t>& indices) {
    std::vector<std::string> names;
    for (const std::size_t i : indices)
        names.push_back(table.columns[i].name);
    return names;
}

bool is_called_code(const Column& column) {
    const std::string name = to_lower(column.name);
    return name.ends_with("cd") || name.ends_with("code");
}

// The name with the last `from` in it replaced, in small letters; empty when there is none.
std::string with_last_replaced(std::string name, std::string_view from, std::string_view to) {
    const std::size_t at = name.rfind(from);
    return at == std::string::npos ? std::string() : name.replace(at, from.size(), to);
}

std::vector<Verdict> judge_all(const Table& table) {
    std::vector<Verdict> verdicts(table.columns.size());
    in_shares(table.rows() * verdicts.size(), verdicts.size(),
              [&](std::size_t i) { verdicts[i] = judge(table.columns[i]); });
    return verdicts;
}

std::vector<std::size_t> candidates_among(const Table& table, const std::vector<Verdict>& verdicts) {
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (!verdicts[i].candidate) continue;
        const auto twin = std::ranges::find_if(candidates, [&](std::size_t other) {
            return table.columns[other].cells == table.columns[i].cells;
        });
        if (twin == candidates.end())
            candidates.push_back(i);
        else if (is_called_code(table.columns[i]) && !is_called_code(table.columns[*twin]))
            *twin = i;
    }
    std::ranges::stable_sort(candidates, [&](std::size_t a, std::size_t b) {
        if (verdicts[a].distinct != verdicts[b].distinct) return verdicts[a].distinct;
        return verdicts[a].gss && !verdicts[b].gss;
    });
    return candidates;
}

}  // namespace

bool looks_like_gss(std::string_view value) {
    constexpr std::string_view countries = "EWSNKJL";
    return value.size() == 9 && countries.find(value[0]) != std::string_view::npos &&
           std::ranges::all_of(value.substr(1), is_digit);
}

bool looks_like_ods(std::string_view value) {
    if (value.size() != 3 && value.size() != 5) return false;
    const auto digits = std::ranges::count_if(value, is_digit);
    const auto capitals = std::ranges::count_if(value, is_capital);
    if (digits + capitals != static_cast<std::ptrdiff_t>(value.size()) || capitals == 0) return false;
    if (value.size() == 5) return digits > 0;
    if (is_digit(value[0])) return is_digit(value[1]) && is_capital(value[2]);
    return digits > 0 || value[0] == 'R';
}

bool are_ascending(std::span<const std::string> cells) {
    std::string_view before;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view value = trimmed(cells[i]);
        if (i > 0 && value <= before) return false;
        before = value;
    }
    return true;
}

std::vector<std::size_t> code_candidates(const Table& table) {
    return candidates_among(table, judge_all(table));
}

std::size_t find_code_column(const Table& table, std::string_view wanted) {
    if (!wanted.empty()) return static_cast<std::size_t>(&table.require(wanted) - table.columns.data());
    const std::vector<Verdict> verdicts = judge_all(table);
    const std::vector<std::size_t> candidates = candidates_among(table, verdicts);
    if (candidates.empty()) {
        std::vector<std::size_t> all(table.columns.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = i;
        throw InputError(table.path, "no column holds GSS or ODS codes",
                         all.empty() ? "there are no columns"
                                     : "choose one with --code; there are: " + join(names_of(table, all)));
    }
    if (candidates.size() == 1) return candidates.front();
    if (verdicts[candidates[0]].distinct && !verdicts[candidates[1]].distinct) return candidates.front();
    throw InputError(table.path, "several columns hold codes: " + join(names_of(table, candidates)),
                     "choose one with --code");
}

std::optional<std::size_t> find_name_column(const Table& table, std::size_t code_column,
                                            std::string_view wanted) {
    if (!wanted.empty()) return static_cast<std::size_t>(&table.require(wanted) - table.columns.data());
    const std::string code = to_lower(table.columns[code_column].name);
    for (const std::string& name :
         {with_last_replaced(code, "cd", "nm"), with_last_replaced(code, "code", "name")}) {
        if (const auto found = name.empty() ? std::nullopt : table.find(name)) return found;
    }
    if (const auto found = table.find("name")) return found;
    std::vector<std::size_t> endings;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string name = to_lower(table.columns[i].name);
        if (i != code_column && (name.ends_with("nm") || name.find("name") != std::string::npos))
            endings.push_back(i);
    }
    if (endings.empty()) return std::nullopt;
    return endings.front();
}

}  // namespace geo
