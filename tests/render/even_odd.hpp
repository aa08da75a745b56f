// Whether a point lies in rings by the even-odd rule: the slow twin of what render does with rasters.
#pragma once

#include "render/page.hpp"

namespace render {

inline bool even_odd(const Path& rings, PagePoint at) {
    bool inside = false;
    for (std::size_t line = 0; line < rings.lines(); ++line) {
        const std::uint32_t begin = rings.start[line];
        const std::uint32_t end = rings.start[line + 1];
        for (std::uint32_t p = begin; p < end; ++p) {
            const PagePoint& a = rings.points[p];
            const PagePoint& b = rings.points[p + 1 < end ? p + 1 : begin];
            if ((a.y_pt > at.y_pt) == (b.y_pt > at.y_pt)) continue;
            if (at.x_pt < a.x_pt + (at.y_pt - a.y_pt) / (b.y_pt - a.y_pt) * (b.x_pt - a.x_pt))
                inside = !inside;
        }
    }
    return inside;
}

}  // namespace render
