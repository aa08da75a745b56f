#include "render/hatch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace render {

PageBox bounds_of(std::span<const PagePoint> points) {
    if (points.empty()) return {};
    PagePoint low = points.front();
    PagePoint high = low;
    for (const PagePoint& p : points) {
        low = {std::min(low.x_pt, p.x_pt), std::min(low.y_pt, p.y_pt)};
        high = {std::max(high.x_pt, p.x_pt), std::max(high.y_pt, p.y_pt)};
    }
    return {low.x_pt, low.y_pt, high.x_pt - low.x_pt, high.y_pt - low.y_pt};
}

Path hatch_lines(const PageBox& box) {
    Path lines;
    // A line x + y = n * spacing meets the box when its sum lies between those of two corners.
    const double first = std::ceil((box.left_pt + box.top_pt) / hatch_spacing_pt);
    const double last = std::floor((box.right_pt() + box.bottom_pt()) / hatch_spacing_pt);
    for (double n = first; n <= last; n += 1.0) {
        const double sum = n * hatch_spacing_pt;
        const double left = std::max(box.left_pt, sum - box.bottom_pt());
        const double right = std::min(box.right_pt(), sum - box.top_pt);
        lines.points.push_back({left, sum - left});
        lines.points.push_back({right, sum - right});
        lines.close_line();
    }
    return lines;
}

}  // namespace render
