// Names beside points: none over another, over a point or over a key.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "render/legend.hpp"
#include "render/page.hpp"
#include "render/style.hpp"
#include "render/text_measure.hpp"

namespace render {

/// A dot or a circle on the page.
struct MarkedPoint {
    PagePoint centre;
    double radius_pt = 0.0;
    std::string name;  ///< to be written beside it; empty: no name is wanted
};

/// Where a name stands from its point: -1, 0 or 1 to the right and down.
struct NameSide {
    int right = 0;
    int down = 0;

    friend bool operator==(const NameSide&, const NameSide&) = default;
};

/// The eight places round a point from best to worst: the corners from the upper right against the clock,
/// then right, above, left and below (Yoeli, The logic of automated map lettering, 1972, as ranked by
/// Christensen, Marks and Shieber, 1995; that the upper right is best: Imhof, Positioning names on maps,
/// 1975).
inline constexpr std::array<NameSide, 8> name_sides = {
    {{1, -1}, {-1, -1}, {-1, 1}, {1, 1}, {1, 0}, {0, -1}, {-1, 0}, {0, 1}}};

struct PointLabel {
    std::size_t point = 0;
    NameSide side;
    std::vector<TextLine> lines;
    PageBox box;
};

struct PointLabelling {
    std::vector<PointLabel> placed;    ///< by point
    std::vector<std::size_t> dropped;  ///< points beside which there is no room
};

struct PointLabelRequest {
    PageBox frame;                        ///< which no name leaves
    std::span<const MarkedPoint> points;  ///< all that are marked, with a name or without
    std::vector<PageBox> obstacles;       ///< legend, insets and the like
    Style style;
};

/// Sets each name in one line or two, at two sizes, in the first of the eight places that is free: those with
/// the least choice first, of equals in the order of the points. Where none is free, a name that is in the
/// way of it alone moves to another of its places. No two boxes overlap, none covers an obstacle or a point,
/// and all lie in the frame.
/// O(n places x (points in a strip as wide as a name + names placed)), n the number of names.
[[nodiscard]] PointLabelling place_point_labels(const PointLabelRequest& request, const TextMeasure& measure);

}  // namespace render
