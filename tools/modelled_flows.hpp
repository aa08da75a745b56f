// Patient flows as distance and size alone would have them.
#pragma once

#include "geo/table.hpp"

namespace tools {

/// `residents` has the columns code, easting, northing, residents: several places an area. `sites` has code,
/// easting, northing, patients. The result has the columns origin, site, patients, sorted, with the flows of
/// an area's places added up; it conserves the residents of each area exactly.
/// @throws InputError for a missing column or a cell that is not a number.
[[nodiscard]] geo::Table model_flows(const geo::Table& residents, const geo::Table& sites);

}  // namespace tools
