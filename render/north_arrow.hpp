// The north arrow: where north is, and which north.
#pragma once

#include <vector>

#include "render/legend.hpp"

namespace render {

/// Which way north points at the middle of the map.
struct North {
    double degrees = 0.0;  ///< clockwise from the top of the page
    std::string label;     ///< "Grid north"
};

struct NorthArrow {
    PageBox box;
    Path shape;  ///< to be filled
    std::vector<TextLine> lines;
};

/// The arrow over its label, at the origin.
[[nodiscard]] NorthArrow measure_north_arrow(const North& north, const Style& style,
                                             const TextMeasure& measure);

/// The same at another place.
[[nodiscard]] NorthArrow place(NorthArrow arrow, PagePoint corner);

}  // namespace render
