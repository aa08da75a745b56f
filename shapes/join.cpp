#include "shapes/join.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shapes/code_key.hpp"
#include "shapes/vintages.hpp"

namespace shapes {

namespace {

/// Sorted distinct codes; those met twice are added to `duplicated`. Views of `codes`.
std::vector<CodeKey> distinct(std::span<const std::string> codes, std::vector<std::string>& duplicated) {
    std::vector<CodeKey> sorted;
    sorted.reserve(codes.size());
    for (const std::string& code : codes)
        if (!code.empty()) sorted.emplace_back(code);
    if (!std::is_sorted(sorted.begin(), sorted.end())) std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i] == sorted[i - 1]) duplicated.emplace_back(sorted[i].code);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    return sorted;
}

/// Sorted codes of `some` that are not among `others`.
std::vector<std::string> missing(const std::vector<CodeKey>& some, const std::vector<CodeKey>& others) {
    std::vector<CodeKey> keys;
    std::set_difference(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(keys));
    std::vector<std::string> codes;
    for (const CodeKey& key : keys)
        codes.emplace_back(key.code);
    return codes;
}

}  // namespace

JoinReport join_codes(std::string name, std::span<const std::string> left,
                      std::span<const std::string> right) {
    JoinReport report;
    report.name = std::move(name);
    const std::vector<CodeKey> left_codes = distinct(left, report.duplicated);
    const std::vector<CodeKey> right_codes = distinct(right, report.duplicated);
    std::sort(report.duplicated.begin(), report.duplicated.end());
    report.duplicated.erase(std::unique(report.duplicated.begin(), report.duplicated.end()),
                            report.duplicated.end());
    report.left = left_codes.size();
    report.right = right_codes.size();
    report.unmatched_left = missing(left_codes, right_codes);
    report.unmatched_right = missing(right_codes, left_codes);
    report.matched = report.left - report.unmatched_left.size();
    report.left_vintage = known_vintages().words_for(report.unmatched_left, left);
    report.right_vintage = known_vintages().words_for(report.unmatched_right, right);
    return report;
}

std::string vintage_hint(const JoinReport& join, std::string_view left, std::string_view right) {
    const bool is_mostly_unmatched = join.left > 0 && 2 * join.matched < join.left;
    const bool tells_years = !join.left_vintage.empty() && !join.right_vintage.empty();
    if (!is_mostly_unmatched && !tells_years) return {};
    std::string text =
        "only " + std::to_string(join.matched) + " of " + std::to_string(join.left) + " codes of ";
    text.append(left).append(" are in ").append(right);
    text.append(": it seems to be of another year");
    if (!tells_years) text.append(" or geography");
    text.append(" (").append(left).append(" have codes such as ").append(join.unmatched_left.front());
    if (!join.left_vintage.empty()) text.append(", of ").append(join.left_vintage);
    if (!join.unmatched_right.empty())
        text.append(", the other has codes such as ").append(join.unmatched_right.front());
    if (!join.right_vintage.empty()) text.append(", of ").append(join.right_vintage);
    text.append(")");
    return text;
}

std::string list_codes(std::span<const std::string> codes, std::size_t most) {
    std::string text;
    const std::size_t shown = std::min(codes.size(), most);
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text.append(i + 1 == codes.size() ? " and " : ", ");
        text.append(codes[i]);
    }
    if (codes.size() > shown)
        text.append(" and ").append(std::to_string(codes.size() - shown)).append(" more");
    return text;
}

std::string count_of(std::size_t count, std::string_view noun) {
    std::string text = std::to_string(count) + " ";
    text.append(noun);
    if (count != 1) text.append("s");
    return text;
}

}  // namespace shapes
