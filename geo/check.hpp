// Coverage validity: where areas overlap, leave gaps or fail to match.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Findings in single outlines, before snapping: rings that cross or touch themselves (GEOS isValid), areas
/// without geometry. `codes` names the areas. O(n log n).
[[nodiscard]] std::vector<Finding> check_outlines(const Rings& rings, std::span<const std::string> codes);

/// Findings of the coverage: overlaps, duplicates, areas inside others, unmatched borders, and gaps. A gap
/// whose width is at most `gap_width_m` is a violation, a wider one a note. What the topology gives for free
/// decides which areas are compared (those with a side conflict or with a border that its neighbour does not
/// share); the size of an overlap is measured with GEOS. Overlaps and gaps under two cells wide are reported
/// as unmatched_vertex.
///
/// Not seen: two areas whose every border is matched by a third and that overlap all the same, as in a file
/// that holds two complete coverages of different outlines. O(arcs log arcs + pairs compared).
[[nodiscard]] std::vector<Finding> check_coverage(const Topology& topology,
                                                  std::span<const std::string> codes, double gap_width_m);

}  // namespace geo
