// Code changes: a table of successions taken date by date, to carry values of an earlier year to a later one.
//
// Succession (succession.hpp) finds the place of a code that a lookup lacks, in either direction, and needs
// no dates. Here every row counts, those from a code to itself too: they say what a code keeps when its
// ground changes. So a code that is reused for another organisation (the ODS code 01H was that of Cumbria,
// and from April 2017 that of North Cumbria) passes on what it gave away and is not taken for what it was.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/cross_table.hpp"

namespace shapes {

/// Which changes are taken, by their dates (2017, 2017-04 or 2017-04-01); empty for no bound.
struct ChangePeriod {
    std::string after;  ///< the date of the values: later changes only
    std::string until;  ///< the date that is wanted: changes up to it
};

struct CodeChanges {
    struct Step {
        std::string from;
        std::string to;      ///< empty: the code ends
        double share = 1.0;  ///< of what `from` has; those of one code on one date add up to 1
    };
    struct Change {
        std::string date;         ///< empty: of rows without one
        std::vector<Step> steps;  ///< sorted by `from`
    };
    std::string path;
    std::size_t rows = 0;
    std::vector<Change> changes;         ///< those of the period, by date; rows without a date first
    std::vector<std::string> new_codes;  ///< every code that a row of the period gives as new, sorted
    std::size_t rows_outside_period = 0;
    std::vector<geo::Finding> findings;
};

/// Makes code changes of a table with the columns `old` and `new`, and if they are there `date` and `weight`.
/// An empty `new` is a code that ends; rows with an empty `old` begin a code and carry nothing. Weights of
/// the rows of one old code on one date divide it, whatever they add up to; without weights its parts are
/// equal, which a finding says (assumption, a warning). Repeated rows give a note. Dates of different
/// precision order as text does: 2017 comes before 2017-04. O(rows log rows).
/// @throws InputError naming line and code: for a row with neither code; a weight that is negative or no
///   finite number; a code some of whose rows have a weight and others none, or all of whose weights are 0; a
///   date that does not read year-month-day; rows without a date in which a code both begins and goes over to
///   another, so that their order is unknown; and when the table has no row, or none in the period.
[[nodiscard]] CodeChanges make_code_changes(const geo::Table& table, const ChangePeriod& period = {});

/// What becomes of codes: A is the codes, sorted, each with the amount 1; B is the codes at the end of the
/// period, and none for what ended. A code without a row goes on as it is; so do codes that only the table
/// has as new, which get a unit of B without a source. O(codes x changes x log).
[[nodiscard]] CrossTable follow_codes(const CodeChanges& changes, std::span<const std::string> codes);

}  // namespace shapes
