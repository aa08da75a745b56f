#include "shapes/ons_columns.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
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

class Matcher {
public:
    explicit Matcher(std::span<const std::string> codes) {
        m_numbers.reserve(codes.size());
        for (const std::string& code : codes)
            m_numbers.try_emplace(code, m_numbers.size());
    }

    /// How many of the codes stand in the column.
    [[nodiscard]] std::size_t matching(const geo::Column& column) const {
        std::vector<bool> is_seen(m_numbers.size(), false);
        std::size_t seen = 0;
        std::string_view before;
        for (const std::string& cell : column.cells) {
            const std::string_view code = trim_code(cell);
            // Columns of coarser geographies often come in runs.
            if (code.empty() || code == before) continue;
            before = code;
            const auto found = m_numbers.find(code);
            if (found == m_numbers.end() || is_seen[found->second]) continue;
            is_seen[found->second] = true;
            ++seen;
        }
        return seen;
    }

private:
    std::unordered_map<std::string_view, std::size_t> m_numbers;
};

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
    return Matcher(codes).matching(column);
}

std::vector<std::size_t> matching_codes(const geo::Table& table, std::span<const OnsColumn> columns,
                                        std::span<const std::string> codes) {
    const Matcher matcher(codes);
    std::vector<std::size_t> matching;
    for (const OnsColumn& column : columns)
        matching.push_back(matcher.matching(table.columns[column.column]));
    return matching;
}

}  // namespace shapes
