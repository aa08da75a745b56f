// A table of successions derived from two vintages of one geography: which codes go on, end and begin, and
// what share of each old unit lies in each new one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/table.hpp"
#include "shapes/cross_table.hpp"

namespace shapes {

/// What happened between an old unit and a new one. Two units are linked when more than the tolerance of
/// either lies in the other.
enum class ChangeKind {
    unchanged,        ///< linked with each other alone, same code
    recoded,          ///< linked with each other alone, another code
    merger,           ///< the old unit is linked with this one alone, which has other predecessors too
    split,            ///< the new unit is linked with this one alone, which has other successors too
    boundary_change,  ///< both are linked with others; or the code, or nine tenths of both units, goes on
    begun,            ///< a new unit that is linked with none
    ended             ///< an old unit that is linked with none
};

/// Name of a kind as it stands in tables: "boundary change".
[[nodiscard]] std::string_view to_string(ChangeKind kind);

struct DerivedStep {
    UnitRow from = no_unit;  ///< row of A, none for `begun`
    UnitRow to = no_unit;    ///< row of B, none for `ended`
    ChangeKind kind = ChangeKind::unchanged;
    double amount = 0.0;  ///< in common, without noise
    std::optional<double> share_of_old;
    std::optional<double> share_of_new;
};

/// What became of the codes, letter by letter. One code may be that of another organisation in the other
/// vintage: then it has a step to another code, and its own is a boundary change.
struct DerivedSuccession {
    std::vector<DerivedStep> steps;        ///< sorted by a, then b; begun last
    std::vector<std::string> codes_ended;  ///< of A, not in B, sorted
    std::vector<std::string> codes_begun;  ///< of B, not in A, sorted
    std::size_t codes_kept = 0;
    std::size_t below_tolerance = 0;  ///< pairs of which too little is in common to be a step
    double amount_below = 0.0;        ///< theirs
};

/// Derives the successions from A, the earlier vintage, to B. O(cells log cells).
/// @param tolerance_share 0 for common units; 0.01 allows for outlines of different detail
/// @throws geo::UsageError when the tolerance is not from 0 to below 0.5.
[[nodiscard]] DerivedSuccession derive_succession(const CrossTable& table, double tolerance_share);

/// The steps as a table that make_succession() and make_code_changes() read: old, new, date, kind, weight,
/// share_of_old, share_of_new. The weight is the amount in common, so that it divides an old code among its
/// successors and a new one among its predecessors alike.
[[nodiscard]] geo::Table succession_table(const CrossTable& table, const DerivedSuccession& derived,
                                          const std::string& date);

}  // namespace shapes
