#include "render/hatch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

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

Path falling_lines_within(const Path& rings, double spacing_pt) {
    // Line n holds x - y = n * spacing; where it crosses an edge is told by x + y.
    std::map<long, std::vector<double>> crossings;
    for (std::size_t r = 0; r < rings.lines(); ++r) {
        const std::uint32_t begin = rings.start[r];
        const std::uint32_t end = rings.start[r + 1];
        for (std::uint32_t i = begin; i < end; ++i) {
            const PagePoint& a = rings.points[i];
            const PagePoint& b = rings.points[i + 1 < end ? i + 1 : begin];
            const double from = (a.x_pt - a.y_pt) / spacing_pt;
            const double to = (b.x_pt - b.y_pt) / spacing_pt;
            // Half-open, so that a line through a corner crosses one of its two edges or both or none.
            for (double n = std::ceil(std::min(from, to)); n < std::max(from, to); n += 1.0) {
                const double share = (n - from) / (to - from);
                crossings[std::lround(n)].push_back(std::lerp(a.x_pt + a.y_pt, b.x_pt + b.y_pt, share));
            }
        }
    }
    Path lines;
    for (auto& [n, sums] : crossings) {
        std::ranges::sort(sums);
        const double difference = static_cast<double>(n) * spacing_pt;
        for (std::size_t i = 0; i + 1 < sums.size(); i += 2) {
            for (const double sum : {sums[i], sums[i + 1]})
                lines.points.push_back({(sum + difference) / 2, (sum - difference) / 2});
            lines.close_line();
        }
    }
    return lines;
}

}  // namespace render
