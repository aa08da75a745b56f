#include "shapes/ons_columns.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "shapes/code_index.hpp"

namespace shapes {

namespace {

// The locale must not decide what a letter is.
bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string upper_case(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return result;
}

struct Ending {
    std::string_view text;
    OnsKind kind;
    bool needs_year;  // "CD" alone ends too many words
};

// The longest first, so that CCG17CDH is not taken for a name that ends in H.
constexpr std::array<Ending, 5> endings{{{"_CODE", OnsKind::code, false},
                                         {"_NAME", OnsKind::name, false},
                                         {"CDH", OnsKind::ods, true},
                                         {"CD", OnsKind::code, true},
                                         {"NM", OnsKind::name, true}}};

std::unordered_set<std::string_view> distinct_cells(const geo::Column& column) {
    std::unordered_set<std::string_view> result;
    for (const std::string& cell : column.cells)
        if (const std::string_view code = trim_code(cell); !code.empty()) result.insert(code);
    return result;
}

/// How many of the indexed codes stand in the column; fewer where it is clear that `least` do not.
std::size_t matching(const CodeIndex& codes, std::size_t positions, const geo::Column& column,
                     std::size_t least) {
    std::vector<bool> is_seen(positions, false);
    std::size_t seen = 0;
    std::string_view before;
    for (std::size_t row = 0; row < column.cells.size() && seen + (column.cells.size() - row) >= least;
         ++row) {
        const std::string_view code = trim_code(column.cells[row]);
        // Columns of coarser geographies often come in runs.
        if (code.empty() || code == before) continue;
        before = code;
        const std::int32_t found = codes.find(code);
        if (found == CodeIndex::none || is_seen[static_cast<std::size_t>(found)]) continue;
        is_seen[static_cast<std::size_t>(found)] = true;
        ++seen;
    }
    return seen;
}

}  // namespace

std::optional<OnsColumn> parse_ons_column(std::string_view name) {
    const std::string text = upper_case(trim_code(name));
    if (text == "CODE") return OnsColumn{};
    for (const Ending& ending : endings) {
        if (!text.ends_with(ending.text)) continue;
        std::string_view stem = std::string_view(text).substr(0, text.size() - ending.text.size());
        OnsColumn column;
        column.kind = ending.kind;
        if (stem.size() > 2 && is_digit(stem[stem.size() - 1]) && is_digit(stem[stem.size() - 2])) {
            column.year = std::string(stem.substr(stem.size() - 2));
            stem.remove_suffix(2);
        } else if (ending.needs_year) {
            return std::nullopt;
        }
        if (stem.empty() || !std::all_of(stem.begin(), stem.end(), is_letter)) return std::nullopt;
        column.geography = std::string(stem);
        return column;
    }
    return std::nullopt;
}

std::vector<OnsColumn> ons_columns(const geo::Table& table) {
    std::vector<OnsColumn> result;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (std::optional<OnsColumn> column = parse_ons_column(table.columns[i].name)) {
            column->column = i;
            result.push_back(*std::move(column));
        }
    }
    return result;
}

std::size_t distinct_codes(const geo::Column& column) {
    return distinct_cells(column).size();
}

std::size_t matching_codes(const geo::Column& column, std::span<const std::string> codes) {
    return matching(CodeIndex(codes), codes.size(), column, 0);
}

std::vector<std::size_t> matching_codes(const geo::Table& table, std::span<const OnsColumn> columns,
                                        std::span<const std::string> codes) {
    const CodeIndex index(codes);
    std::vector<std::size_t> counts;
    std::size_t most = 0;
    for (const OnsColumn& column : columns) {
        counts.push_back(matching(index, codes.size(), table.columns[column.column], most));
        most = std::max(most, counts.back());
    }
    return counts;
}

}  // namespace shapes
