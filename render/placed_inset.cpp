#include "render/placed_inset.hpp"

#include <algorithm>

namespace render {

namespace {
constexpr double bar_share = 0.4;  // of the width of an inset
constexpr double gap_pt = 3.0;
}  // namespace

PlacedInset measure_inset(const Inset& inset, double magnification, const MapFit& map, const Style& style,
                          const TextMeasure& measure) {
    PlacedInset placed;
    placed.name = inset.name;
    placed.magnification = magnification;
    placed.fit.extent_m = inset.box_m;
    placed.fit.pt_per_metre = map.pt_per_metre * magnification;
    const double width = inset.box_m.width() * placed.fit.pt_per_metre;
    const double height = inset.box_m.height() * placed.fit.pt_per_metre;
    double top = set_lines(inset.name, style.legend_title(), width, {0.0, 0.0}, measure, placed.lines);
    if (top > 0.0) top += style.pt(gap_pt);
    placed.fit.box = {0.0, top, width, height};
    placed.scale_bar = place(measure_scale_bar(placed.fit.pt_per_metre, bar_share * width, style, measure),
                             {0.0, top + height + style.pt(gap_pt)});
    placed.box = {0.0, 0.0, std::max(width, placed.scale_bar.box.width_pt), placed.scale_bar.box.bottom_pt()};
    for (const TextLine& line : placed.lines)
        placed.box.width_pt = std::max(placed.box.width_pt, line.box.width_pt);
    const PagePoint corner = map.to_page({inset.box_m.min_x, inset.box_m.max_y});
    placed.on_map = {corner.x_pt, corner.y_pt, width / magnification, height / magnification};
    return placed;
}

PlacedInset place(PlacedInset inset, PagePoint corner) {
    for (PageBox* box : {&inset.box, &inset.fit.box}) {
        box->left_pt += corner.x_pt;
        box->top_pt += corner.y_pt;
    }
    for (TextLine& line : inset.lines) {
        line.baseline.x_pt += corner.x_pt;
        line.baseline.y_pt += corner.y_pt;
        line.box.left_pt += corner.x_pt;
        line.box.top_pt += corner.y_pt;
    }
    const PageBox& bar = inset.scale_bar.box;
    inset.scale_bar = place(inset.scale_bar, {bar.left_pt + corner.x_pt, bar.top_pt + corner.y_pt});
    return inset;
}

}  // namespace render
