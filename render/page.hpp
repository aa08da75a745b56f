// The page: sizes, positions and boxes, in points (1/72 inch) from the top left corner.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace render {

inline constexpr double pt_per_mm = 72.0 / 25.4;

struct PageSize {
    double width_mm = 210.0;
    double height_mm = 297.0;

    friend bool operator==(const PageSize&, const PageSize&) = default;
};

/// "a4", "a4-landscape", "a3", "a3-landscape", "web", "web-half" (960 and 480 px of CSS wide) in any case, or
/// "180x120" in millimetres.
/// @throws UsageError for anything else, and for sides under 40 or over 2,000 mm.
[[nodiscard]] PageSize page_from_name(std::string_view name);

struct PagePoint {
    double x_pt = 0.0;
    double y_pt = 0.0;

    friend bool operator==(const PagePoint&, const PagePoint&) = default;
};

struct PageBox {
    double left_pt = 0.0;
    double top_pt = 0.0;
    double width_pt = 0.0;
    double height_pt = 0.0;

    [[nodiscard]] double right_pt() const { return left_pt + width_pt; }
    [[nodiscard]] double bottom_pt() const { return top_pt + height_pt; }
    /// True when the insides have a point in common.
    [[nodiscard]] bool overlaps(const PageBox& other) const {
        return left_pt < other.right_pt() && other.left_pt < right_pt() && top_pt < other.bottom_pt() &&
               other.top_pt < bottom_pt();
    }
    [[nodiscard]] bool contains(const PageBox& other, double slack_pt = 1e-6) const {
        return left_pt <= other.left_pt + slack_pt && other.right_pt() <= right_pt() + slack_pt &&
               top_pt <= other.top_pt + slack_pt && other.bottom_pt() <= bottom_pt() + slack_pt;
    }
    [[nodiscard]] PageBox grown(double by_pt) const {
        return {left_pt - by_pt, top_pt - by_pt, width_pt + 2 * by_pt, height_pt + 2 * by_pt};
    }
};

/// Lines or rings on the page, flat: line i has the points [start[i], start[i + 1]).
struct Path {
    std::vector<PagePoint> points;
    std::vector<std::uint32_t> start{0};

    [[nodiscard]] std::size_t lines() const { return start.size() - 1; }
    [[nodiscard]] bool empty() const { return points.empty(); }
    void close_line() { start.push_back(static_cast<std::uint32_t>(points.size())); }
};

/// Lines of a path, [first, end).
struct LineRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

}  // namespace render
