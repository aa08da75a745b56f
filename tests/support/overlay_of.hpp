// Overlays of two coverages that are on one grid already.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/overlay.hpp"
#include "geo/snap.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace support {

/// The areas of both in one set, those of the second behind those of the first.
inline geo::GridRings side_by_side(const geo::GridRings& first, const geo::GridRings& second) {
    geo::GridRings both = first;
    const auto points = static_cast<std::uint32_t>(first.points.size());
    const auto rings = static_cast<std::uint32_t>(first.rings());
    both.points.insert(both.points.end(), second.points.begin(), second.points.end());
    for (std::size_t r = 1; r < second.ring_start.size(); ++r)
        both.ring_start.push_back(points + second.ring_start[r]);
    for (std::size_t a = 1; a < second.area_start.size(); ++a)
        both.area_start.push_back(rings + second.area_start[a]);
    return both;
}

/// The same rings moved by some cells.
inline geo::GridRings moved(geo::GridRings rings, std::int32_t dx, std::int32_t dy) {
    for (geo::GridPoint& p : rings.points)
        p = {p.x + dx, p.y + dy};
    return rings;
}

/// The overlay of two coverages that are noded exactly, on a millimetre grid.
inline geo::Overlay overlay_of(const geo::GridRings& a, const geo::GridRings& b,
                               double sliver_width_m = 0.0) {
    geo::SnapReport report;
    return geo::overlay_coverages(geo::build_snapped_topology(side_by_side(a, b), {}, 0.0, report), a.areas(),
                                  sliver_width_m, 0.0);
}

/// The overlay of two drawings, each cell 1 m wide.
inline geo::Overlay overlay_of(const std::vector<std::string>& a, const std::vector<std::string>& b,
                               double sliver_width_m = 0.0) {
    return overlay_of(draw(a).rings, draw(b).rings, sliver_width_m);
}

}  // namespace support
