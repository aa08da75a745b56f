// What crosswalk found, as a table of the units of B, as JSON and as text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/crosswalk_input.hpp"
#include "geo/finding.hpp"
#include "geo/table.hpp"
#include "shapes/crosswalk.hpp"
#include "shapes/derived_succession.hpp"

namespace cli {

/// A column carried to B. `before` and `after` are totals of a count, and the mean or the rate over all units
/// of another kind of value.
struct CarriedColumn {
    std::string name;
    std::string kind;  ///< extensive, intensive or rate
    shapes::CarriedValues values;
    std::optional<double> before;  ///< of a count: over the whole table, codes of no unit included
    std::optional<double> after;
    double outside = 0.0;     ///< of a count
    double unplaced = 0.0;    ///< of a count
    double in_no_unit = 0.0;  ///< of a count: of codes that are no unit of A
};

struct CrosswalkToReport {
    const CrosswalkBasis& basis;
    const std::vector<CarriedColumn>& columns;
    std::string outside_rule;                     ///< apart or spread
    const shapes::DerivedSuccession* succession;  ///< or nullptr
};

/// Columns code and name, and for each carried column its value, the number of units without one behind it,
/// and the share of the unit that is covered by units with one; no value is an empty cell.
[[nodiscard]] geo::Table crosswalk_table(const CrosswalkToReport& crosswalk);

/// The lookup of best fit: code, the code it is fitted to, and what it was fitted by.
[[nodiscard]] geo::Table best_fit_table(const CrosswalkBasis& basis);

/// Units without a value, outside B, not to be placed, and units of B without a source or covered in part.
[[nodiscard]] std::vector<geo::Finding> crosswalk_findings(const CrosswalkToReport& crosswalk);

[[nodiscard]] nlohmann::ordered_json crosswalk_json(const CrosswalkToReport& crosswalk);

/// Totals before and after of each column, and where the difference is.
[[nodiscard]] std::string crosswalk_totals_text(const CrosswalkToReport& crosswalk);

/// Codes kept, ended and begun, and steps by kind.
[[nodiscard]] std::string succession_text(const CrosswalkBasis& basis,
                                          const shapes::DerivedSuccession& derived);

}  // namespace cli
