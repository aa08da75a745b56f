// The scale bar: a round length on the ground.
#pragma once

#include <vector>

#include "render/legend.hpp"

namespace render {

struct ScaleBar {
    PageBox box;
    double length_m = 0.0;
    Path line;  ///< with a tick at both ends and in the middle
    std::vector<TextLine> lines;
};

/// The greatest of 1, 2, 5 x 10^n metres that is at most `most_length_pt` long, at the origin.
/// @pre both are positive
[[nodiscard]] ScaleBar measure_scale_bar(double pt_per_metre, double most_length_pt, const Style& style,
                                         const TextMeasure& measure);

/// The same at another place.
[[nodiscard]] ScaleBar place(ScaleBar bar, PagePoint corner);

}  // namespace render
