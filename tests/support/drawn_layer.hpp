// Drawings as layers on the National Grid.
#pragma once

#include <string>
#include <vector>

#include "geo/layer.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace support {

/// A drawing as a layer, one square kilometre a letter, its lower left corner at (400000, 300000), moved by
/// some metres. Its path is its first row.
inline geo::Layer layer_of(const std::vector<std::string>& rows, double moved_m = 0) {
    const AsciiCoverage drawing = draw(rows);
    geo::Layer layer;
    layer.path = rows.front();
    layer.crs = "EPSG:27700";
    layer.codes = drawing.codes;
    layer.rings.ring_start = drawing.rings.ring_start;
    layer.rings.area_start = drawing.rings.area_start;
    for (const geo::GridPoint p : drawing.rings.points)
        layer.rings.points.push_back({400000.0 + p.x + moved_m, 300000.0 + p.y});
    return layer;
}

}  // namespace support
