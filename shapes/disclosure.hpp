// Disclosure control: small numbers of patients are not shown, and the others are rounded.
//
// The rule is that of NHS Digital for hospital episode statistics since September 2018: counts of 1 to 7 are
// suppressed, the others rounded to the nearest 5, and 0 stays 0; rates come from exact counts. On top of it
// a matrix whose totals are shown suppresses a second cell where one alone could be had by subtraction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace shapes {

struct DisclosureRule {
    bool is_on = true;
    double suppress_to = 7.0;
    double round_to = 5.0;

    /// Whether a count is small: above 0 and at most suppress_to once rounded to a whole number. The sign of
    /// a difference of counts does not matter. A part of a patient counts as 1. False when the rule is off.
    [[nodiscard]] bool is_small(double count) const;
    /// The count as it may be shown: nullopt when it is small, else rounded (halves away from 0); as it is
    /// when the rule is off.
    [[nodiscard]] std::optional<double> shown(double count) const;
    /// Whether a rate may be shown that is made of these counts: its numerator, its denominator and their
    /// difference, which the rate would give away.
    [[nodiscard]] bool may_show_rate(std::initializer_list<double> counts) const;
};

/// A cell of a matrix of counts; cells that are not listed are 0.
struct CountCell {
    std::int32_t row;
    std::int32_t column;
    double count;
};

struct ShownCell {
    std::optional<double> count;  ///< nullopt: suppressed
    bool is_secondary = false;    ///< suppressed only for the sake of another cell
};

/// The cells as they may be shown beside row and column totals. A row or column with one suppressed cell and
/// other patients gets its next smallest cell above 0 suppressed too (of equal ones that of the lowest row,
/// then column), until no row or column has a lone one. In the order of `cells`. O(cells^2) at worst.
/// @pre no cell stands twice.
[[nodiscard]] std::vector<ShownCell> protect_matrix(std::span<const CountCell> cells,
                                                    const DisclosureRule& rule);

}  // namespace shapes
