// Crosswalk: values of the units of map A carried to the units of map B by what each two units have in
// common.
//
// count   extensive: adds up over units (people, patients, pounds); may be negative, as a balance is
// mean    intensive: does not add up (a score, a share); weighted by what the units have in common
// rate    a count over another count; both are carried, then divided, and no ratio is averaged
//
// Formulas, with a_ij what unit i of A has in common with unit j of B and without slivers (Goodchild and Lam
// 1980; Flowerdew and Green 1994). Every value of A ends in a unit of B or in a total of what did not.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "shapes/cross_table.hpp"

namespace shapes {

/// What becomes of the part of a unit of A that lies in no unit of B.
enum class OutsideRule {
    apart,  ///< shares are a_ij / a_i: the part keeps its share of the value, which is told as outside
    spread  ///< shares are a_ij / sum_k a_ik: the units of B that the unit lies in get all of it
};

/// Values of B, and what stands behind each; all vectors by row of B but where they say otherwise.
struct CarriedValues {
    std::vector<std::optional<double>> of_b;  ///< nothing where no unit with a value lies in it
    std::vector<std::size_t> sources;         ///< units of A with a value that lie in it
    std::vector<std::size_t> missing;         ///< units of A without a value that lie in it
    /// Share of the unit of B that lies in units of A with a value; nothing for a unit of B of amount 0.
    std::vector<std::optional<double>> covered_share;
    std::vector<UnitRow> without_value;   ///< rows of A
    std::vector<UnitRow> outside_b;       ///< rows of A that have a value and nothing in any unit of B
    std::vector<UnitRow> partly_outside;  ///< rows of A that have a value and a part in no unit of B
    std::vector<UnitRow> unplaced;  ///< rows of A with a value that lie in several places, but of amount
                                    ///< 0: nothing tells how to divide it
};

/// A sum before and after. before = after + outside + unplaced, to round-off.
struct CarriedTotals {
    double before = 0.0;    ///< over the units of A with a value
    double after = 0.0;     ///< over the units of B
    double outside = 0.0;   ///< of what lies in no unit of B
    double unplaced = 0.0;  ///< of the units that could not be placed
};

struct CarriedCounts : CarriedValues {
    CarriedTotals totals;
};

struct CarriedMeans : CarriedValues {
    std::optional<double> before;  ///< mean of A, each unit with its whole weight; nothing without weight
    std::optional<double> after;   ///< mean of B, each unit with what its sources weigh
};

/// `of_b` is the rate; a unit of A without numerator or denominator is without a value in both.
struct CarriedRates : CarriedValues {
    CarriedCounts numerator;
    CarriedCounts denominator;
    std::optional<double> before;  ///< of the sums over A
    std::optional<double> after;   ///< of the sums over B
};

class Crosswalk {
public:
    /// O(cells). The table must outlive the crosswalk.
    Crosswalk(const CrossTable& table, OutsideRule rule);

    /// Counts: sum over i of share_ij v_i. A unit of A of amount 0 that lies in one place goes there whole.
    /// O(cells). @throws InternalError when the total is not conserved to round-off.
    /// @pre one value for each unit of A
    [[nodiscard]] CarriedCounts counts(std::span<const std::optional<double>> values) const;

    /// Means: sum_i w_ij v_i / sum_i w_ij, over the units with a value. w_ij is a_ij; with denominators, of
    /// which a missing one makes the value missing, it is share_ij d_i. O(cells).
    /// @pre one value for each unit of A, and no denominators or as many, none negative
    [[nodiscard]] CarriedMeans means(std::span<const std::optional<double>> values,
                                     std::span<const std::optional<double>> denominators = {}) const;

    /// Rates: the sum of numerators over the sum of denominators, nothing where that is 0. O(cells).
    /// @pre one of each for each unit of A, no denominator negative
    [[nodiscard]] CarriedRates rates(std::span<const std::optional<double>> numerators,
                                     std::span<const std::optional<double>> denominators) const;

private:
    [[nodiscard]] CarriedValues sources_of(std::span<const std::optional<double>> values) const;

    const CrossTable* m_table;
    std::vector<double> m_share;     ///< of the unit of A, by cell; 0 in cells without one
    std::vector<double> m_b_amount;  ///< whole of each unit of B, what lies outside A included
    std::vector<bool> m_is_placed;   ///< by row of A: its shares are known
    std::vector<bool> m_is_outside;  ///< by row of A: nothing of it is in B
    std::vector<bool> m_has_part_outside;
};

}  // namespace shapes
