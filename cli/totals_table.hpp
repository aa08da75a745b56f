// Totals before and after composing, as every result shows them.
#pragma once

#include "cli/text_table.hpp"
#include "shapes/compose.hpp"

namespace cli {

/// One row for the area in km2 and one for each summed column: over all areas, over all footprints, in no
/// footprint, and the difference.
[[nodiscard]] TextTable totals_table(const shapes::Composition& composition);

}  // namespace cli
