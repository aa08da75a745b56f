#include "render/clip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace render {

namespace {

/// How far inside of one edge of the box a point lies; negative outside.
using Inside = double (*)(const PageBox&, PagePoint);
constexpr std::array<Inside, 4> edges = {
    [](const PageBox& box, PagePoint p) { return p.x_pt - box.left_pt; },
    [](const PageBox& box, PagePoint p) { return box.right_pt() - p.x_pt; },
    [](const PageBox& box, PagePoint p) { return p.y_pt - box.top_pt; },
    [](const PageBox& box, PagePoint p) { return box.bottom_pt() - p.y_pt; }};

PagePoint between(PagePoint a, PagePoint b, double share) {
    return {a.x_pt + share * (b.x_pt - a.x_pt), a.y_pt + share * (b.y_pt - a.y_pt)};
}

std::vector<PagePoint> cut(const std::vector<PagePoint>& ring, const PageBox& box, Inside inside) {
    std::vector<PagePoint> kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const PagePoint& from = ring[i];
        const PagePoint& to = ring[i + 1 < ring.size() ? i + 1 : 0];
        const double a = inside(box, from);
        const double b = inside(box, to);
        if (a >= 0.0) kept.push_back(from);
        if ((a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0)) kept.push_back(between(from, to, a / (a - b)));
    }
    return kept;
}

/// The shares of a side at which it enters and leaves the box.
std::optional<std::pair<double, double>> within(PagePoint from, PagePoint to, const PageBox& box) {
    double enter = 0.0;
    double leave = 1.0;
    for (const Inside inside : edges) {
        const double a = inside(box, from);
        const double b = inside(box, to);
        if (a < 0.0 && b < 0.0) return std::nullopt;
        if (a < 0.0) enter = std::max(enter, a / (a - b));
        if (b < 0.0) leave = std::min(leave, a / (a - b));
    }
    if (enter >= leave) return std::nullopt;
    return std::pair{enter, leave};
}

}  // namespace

Path clip_rings(const Path& rings, const PageBox& box) {
    Path result;
    for (std::size_t line = 0; line < rings.lines(); ++line) {
        std::vector<PagePoint> ring(rings.points.begin() + rings.start[line],
                                    rings.points.begin() + rings.start[line + 1]);
        for (const Inside inside : edges)
            ring = cut(ring, box, inside);
        if (ring.size() < 3) continue;
        result.points.insert(result.points.end(), ring.begin(), ring.end());
        result.close_line();
    }
    return result;
}

Path clip_lines(const Path& lines, const PageBox& box) {
    Path result;
    const auto end_line = [&] {
        if (result.points.size() > result.start.back()) result.close_line();
    };
    for (std::size_t line = 0; line < lines.lines(); ++line) {
        for (std::uint32_t p = lines.start[line]; p + 1 < lines.start[line + 1]; ++p) {
            const PagePoint& from = lines.points[p];
            const PagePoint& to = lines.points[p + 1];
            const auto part = within(from, to, box);
            if (!part || part->first > 0.0) end_line();
            if (!part) continue;
            if (result.points.size() == result.start.back())
                result.points.push_back(between(from, to, part->first));
            result.points.push_back(between(from, to, part->second));
            if (part->second < 1.0) end_line();
        }
        end_line();
    }
    return result;
}

}  // namespace render
