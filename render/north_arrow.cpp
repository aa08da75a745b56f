#include "render/north_arrow.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace render {

namespace {

constexpr double arrow_height_pt = 20.0;
constexpr double arrow_width_pt = 9.0;
constexpr double notch_share = 0.28;  // of the height, at the foot
constexpr double label_gap_pt = 3.0;

}  // namespace

NorthArrow measure_north_arrow(const North& north, const Style& style, const TextMeasure& measure) {
    const double height = style.pt(arrow_height_pt);
    const double half = style.pt(arrow_width_pt) / 2;
    const double label_width = measure.width_pt(north.label, style.scale_bar());
    // Room for the arrow whichever way it is turned.
    const double room = std::hypot(height, 2 * half);
    NorthArrow arrow;
    arrow.box = {0.0, 0.0, std::max(label_width, room), room};
    const PagePoint centre{arrow.box.width_pt / 2, room / 2};
    const double angle = north.degrees * std::numbers::pi / 180.0;
    for (const PagePoint p : {PagePoint{0.0, -height / 2}, PagePoint{half, height / 2},
                              PagePoint{0.0, height * (0.5 - notch_share)}, PagePoint{-half, height / 2}}) {
        arrow.shape.points.push_back({centre.x_pt + p.x_pt * std::cos(angle) - p.y_pt * std::sin(angle),
                                      centre.y_pt + p.x_pt * std::sin(angle) + p.y_pt * std::cos(angle)});
    }
    arrow.shape.close_line();
    arrow.box.height_pt += style.pt(label_gap_pt);
    arrow.box.height_pt +=
        set_lines(north.label, style.scale_bar(), label_width + 1.0,
                  {centre.x_pt - label_width / 2, arrow.box.height_pt}, measure, arrow.lines);
    return arrow;
}

NorthArrow place(NorthArrow arrow, PagePoint corner) {
    const PagePoint by{corner.x_pt - arrow.box.left_pt, corner.y_pt - arrow.box.top_pt};
    arrow.box.left_pt += by.x_pt;
    arrow.box.top_pt += by.y_pt;
    for (PagePoint& p : arrow.shape.points)
        p = {p.x_pt + by.x_pt, p.y_pt + by.y_pt};
    for (TextLine& line : arrow.lines) {
        line.baseline.x_pt += by.x_pt;
        line.baseline.y_pt += by.y_pt;
        line.box.left_pt += by.x_pt;
        line.box.top_pt += by.y_pt;
    }
    return arrow;
}

}  // namespace render
