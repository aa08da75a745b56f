// Maps small enough to draw, for tests.
#pragma once

#include <string>
#include <vector>

#include "geo/dissolve.hpp"
#include "geo/topology.hpp"
#include "render/map.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace render {

/// The areas of a drawing, all borders by `group_of`, no values yet.
inline MapData drawn_data(const std::vector<std::string>& rows,
                          const std::vector<std::int32_t>& group_of = {}) {
    const support::AsciiCoverage drawing = support::draw(rows);
    MapData data;
    data.areas = drawing.rings;
    data.codes = drawing.codes;
    for (const std::string& code : drawing.codes)
        data.names.push_back("Area " + code);
    data.outlines = outlines_of(geo::build_topology(drawing.rings, data.grid), group_of);
    return data;
}

/// Four squares in a square: a 1, b 2, c 3, d missing; a and b make one footprint, c and d another.
inline MapData four_squares() {
    MapData data = drawn_data({"ab", "cd"}, {0, 0, 1, 1});
    data.values = NumberValues{1.0, 2.0, 3.0, std::nullopt};
    return data;
}

inline MapSpec small_spec() {
    MapSpec spec;
    spec.title = "Four squares";
    spec.subtitle = "Made up";
    spec.source = "Source: none.";
    spec.legend_title = "Measure (unit)";
    spec.page = {120.0, 100.0};
    spec.dpi = 60.0;
    spec.classes.classes = 3;
    return spec;
}

}  // namespace render
