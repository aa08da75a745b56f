// Slivers: pieces of an overlay that are noise along a border. For .cpp files of geo alone.
#pragma once

#include <cstdint>
#include <span>

#include "geo/overlay.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Whether the largest circle inside some ground, given by the arcs around it, is less than `width_m` wide.
/// Most ground is judged by two bounds on the radius r of that circle, and the circle is sought only between
/// them: area >= pi r^2, since the circle lies inside; and area <= r perimeter + pi r^2 (holes - 1), since
/// all ground lies within r of its outline, and an outline moved inwards by t grows by 2 pi t at most for
/// each hole but the first (Sz.-Nagy, Acta Sci. Math. 20, 1959). There are no more rings than arcs. O(1), or
/// O(n log n) of the vertices.
[[nodiscard]] bool is_narrower(const Topology& topology, std::span<const SignedArc> outline,
                               std::int64_t twice_area, double perimeter_m, double width_m);

/// Marks the pieces of an overlay that are slivers, see overlay_coverages(), and adds them up by pair.
/// `perimeter_m` is that of each piece. O(pieces), and what is_narrower() costs.
void mark_slivers(Overlay& overlay, std::span<const double> perimeter_m, double sliver_width_m);

}  // namespace geo
