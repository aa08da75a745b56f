// Tables and layers of an alignment: pairs, the units of either geography, and the pieces of the overlay.
#pragma once

#include <vector>

#include "cli/alignment_report.hpp"
#include "geo/table.hpp"
#include "geo/write_layer.hpp"

namespace cli {

/// One row a pair. Empty cells for what was not counted or is undefined, and for no unit.
[[nodiscard]] geo::Table pairs_table(const AlignmentToReport& report);

enum class WhichMap { a, b };

/// One row a unit with its verdict and measures.
[[nodiscard]] geo::Table units_table(const AlignmentToReport& report, WhichMap map);

/// The pieces of the overlay with their ground, slivers marked, and the tables of pairs and units.
/// @pre there is an overlay
[[nodiscard]] std::vector<geo::OutputLayer> alignment_layers(const AlignmentToReport& report);

}  // namespace cli
