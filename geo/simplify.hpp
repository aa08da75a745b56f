// Simplifying a coverage: fewer vertices along shared borders, and the same areas, parts and neighbours.
#pragma once

#include <cstddef>
#include <optional>

#include "geo/topology.hpp"

namespace geo {

/// How far to go: exactly one of `tolerance_m` and `keep_share` is set.
struct SimplifyOptions {
    std::optional<double> tolerance_m;  ///< vertices whose weight is at most its square go
    std::optional<double> keep_share;   ///< share of the removable vertices that stays, 0..1
    double weighting = 0.7;             ///< how much sooner spikes go than curves; 0 is by area alone
    double apart_m = 0.0;  ///< new segments keep farther than this from vertices beside them, so that
                           ///< coordinates may be rounded afterwards; 0 is as near as it comes
};

/// What simplifying did, for the report.
struct SimplifyReport {
    std::size_t vertices_before = 0;   ///< distinct vertices of the topology
    std::size_t vertices_after = 0;    ///< the same, after
    std::size_t removable = 0;         ///< vertices before that are no junctions
    std::size_t removed = 0;           ///< of these
    std::size_t vetoed = 0;            ///< vertices due to go that stay so that no border breaks or comes
                                       ///< nearer than apart_m
    double tolerance_m = 0.0;          ///< as given, or as it follows from the share to keep; may be infinite
    double greatest_distance_m = 0.0;  ///< of a removed vertex from the segment that took its place
};

/// Removes vertices of arcs in the order of their weight, lightest first (Visvalingam and Whyatt 1993). The
/// weight of a vertex b between a and c is the area of the triangle abc in m2, times 1 - weighting * cos of
/// the angle at b, so that a spike counts less and a flat bend more than its area. Ties go by position.
///
/// With `tolerance_m` every vertex goes that weighs at most tolerance_m squared. With `keep_share` the least
/// tolerance is taken at which, vetoes aside, no more than that share of the removable vertices is left,
/// rounded to whole vertices; a share of 0 has no limit. Junctions stay. A vertex also stays, for as long as
/// that is so, when
///   1. its ring has no junction and three vertices only,
///   2. its arc leads from a junction back to it and has two other vertices only,
///   3. its arc would become straight while another straight arc joins the same two junctions,
///   4. another vertex of any arc lies in the closed triangle abc, or beside ac and no farther from it than
///      apart_m.
///
/// So a planar coverage stays planar at any tolerance: no gap, no overlap, no ring that crosses or touches
/// itself, no area, part or hole lost, and the same areas share arcs or touch in points as before. Of several
/// layers in one topology each keeps this promise, and they stay nested where they share arcs. Crossings that
/// the input has may stay.
///
/// Each arc is taken on its own until a step depends on what becomes of another arc; the arcs that come to
/// such a step go on together after that. The result has the same areas, rings and arcs under the same
/// indices, with fewer vertices, numbered anew in the old order, and depends on the plane graph alone, not on
/// the order of its areas. O(n log n) for n vertices, plus the vertices met in triangles.
/// @throws UsageError when not exactly one of the two is set, or a value is out of range.
[[nodiscard]] Topology simplify(const Topology& topology, const SimplifyOptions& options,
                                SimplifyReport& report);

}  // namespace geo
