// Coverage validity: where areas overlap, leave gaps or fail to match.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/faces.hpp"
#include "geo/finding.hpp"
#include "geo/ring_set.hpp"
#include "geo/snap.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Findings in single outlines as they were read: rings that cross or touch themselves (GEOS isValid). Looks
/// at the areas of `suspects` only, indices of areas. Places are in the CRS of the rings. `codes` names the
/// areas. O(n log n) of those.
[[nodiscard]] std::vector<Finding> check_outlines(const Rings& rings, std::span<const std::uint32_t> suspects,
                                                  std::span<const std::string> codes);

/// Areas whose outline as read may be invalid: snapping took a point or a ring from it, or after noding it
/// visits one vertex twice or is irregular (see Faces). Every other outline is simple. Sorted. O(arcs).
[[nodiscard]] std::vector<std::uint32_t> suspect_outlines(const Topology& topology, const Faces& faces,
                                                          const SnapReport& snap);

/// What check_coverage() is to make of gaps.
struct CheckOptions {
    double gap_width_m = 0.0;         ///< a gap at most this wide is a violation, a wider one a note
    std::vector<Point> allowed_gaps;  ///< a gap that holds one of these places is a note, however narrow
};

/// Findings of a noded coverage (build_snapped_topology()), each with place, size, width, perimeter, outline
/// and the areas concerned, from the faces that more than one area claims or none:
/// - overlap: connected ground that two or more areas claim; duplicate: all that they claim; contained: all
///   that one of them claims. Sizes are exact sums of cells;
/// - gap: ground that the coverage encloses and none claims;
/// - unmatched_vertex: an overlap or gap under two cells wide;
/// - inlet: open ground between two areas that is at most gap_width_m wide and much deeper (a warning).
/// The width is the diameter of the largest inscribed circle, which makes "narrower than" monotone: what is a
/// violation at one width is one at every larger width. O(arcs log arcs + vertices of what is found).
[[nodiscard]] std::vector<Finding> check_coverage(const Topology& topology, const Faces& faces,
                                                  std::span<const std::string> codes,
                                                  const CheckOptions& options);
[[nodiscard]] std::vector<Finding> check_coverage(const Topology& topology,
                                                  std::span<const std::string> codes, double gap_width_m);

/// Whether ground of that outline holds one of the places of options.allowed_gaps. Even-odd rule.
[[nodiscard]] bool is_allowed(const std::vector<std::vector<Point>>& outline, const CheckOptions& options);

/// Vertices that neighbours lacked and snapping put in, one finding for each pair of areas (a warning: the
/// border is shared now, and other tools would call the file as it is invalid).
[[nodiscard]] std::vector<Finding> missing_vertices(const SnapReport& snap, const Grid& grid,
                                                    std::span<const std::string> codes);

}  // namespace geo
