// What placing the patients of a flow table did, for people and for machines.
#pragma once

#include <string>

#include "cli/shown_figures.hpp"
#include "shapes/placement_totals.hpp"

namespace cli {

class Report;

/// Adds `placement` to the result: patients before and after, inside, outside and unknown by origin and by
/// site, and what is divided, as `shown` shows counts. Call it when the result is there.
void set_placement(Report& report, const shapes::PlacementTotals& totals, const ShownFigures& shown);

/// The same in a few lines.
[[nodiscard]] std::string placement_text(const shapes::PlacementTotals& totals, const ShownFigures& shown);

}  // namespace cli
