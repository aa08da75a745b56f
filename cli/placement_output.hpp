// What placing the patients of a flow table did, for people and for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/shown_figures.hpp"
#include "shapes/placement_totals.hpp"

namespace cli {

/// Patients before and after, inside, outside and unknown by origin and by site, and what is divided, as
/// `shown` shows counts.
[[nodiscard]] nlohmann::ordered_json placement_json(const shapes::PlacementTotals& totals,
                                                    const ShownFigures& shown);

/// The same in a few lines.
[[nodiscard]] std::string placement_text(const shapes::PlacementTotals& totals, const ShownFigures& shown);

}  // namespace cli
