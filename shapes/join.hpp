// Joins: which codes of two inputs meet, and which do not. Every join of the tool makes a report; nothing is
// dropped without being named in one.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shapes {

/// What a join by code did. All lists are sorted and name each code once.
struct JoinReport {
    std::string name;                          ///< the two sides, for example "areas to lookup"
    std::size_t left = 0;                      ///< distinct codes on the left
    std::size_t right = 0;                     ///< distinct codes on the right
    std::size_t matched = 0;                   ///< distinct codes on both sides
    std::vector<std::string> unmatched_left;   ///< codes the right side does not have
    std::vector<std::string> unmatched_right;  ///< codes the left side does not have
    std::vector<std::string> duplicated;       ///< codes that stand more than once on either side
    /// Which year's codes the unmatched ones of a side are, as Vintages::words_for() has it; often empty.
    std::string left_vintage = {};
    std::string right_vintage = {};
};

/// Compares two lists of codes, letter by letter: "00t" is not "00T". Empty codes are left out. O(n log n).
[[nodiscard]] JoinReport join_codes(std::string name, std::span<const std::string> left,
                                    std::span<const std::string> right);

/// A sentence for joins in which the sides seem to be of different years or geographies. When codes on both
/// sides tell their years, it names these; otherwise it comes when under half of the left codes have a match,
/// with an example of either. Empty for other joins. `left` and `right` name the sides, for example "areas"
/// and "ccg17_stp17.csv, column CCG17CD".
[[nodiscard]] std::string vintage_hint(const JoinReport& join, std::string_view left, std::string_view right);

/// The codes in a row for a sentence: "E1, E2, E3 and 5 more".
[[nodiscard]] std::string list_codes(std::span<const std::string> codes, std::size_t most = 3);

/// A number and its noun: "1 area", "12 areas".
[[nodiscard]] std::string count_of(std::size_t count, std::string_view noun);

}  // namespace shapes
