#include "render/map_fit.hpp"

#include <algorithm>

namespace render {

geo::Box MapFit::to_ground(const PageBox& on_page) const {
    geo::Box result;
    result.min_x = extent_m.min_x + (on_page.left_pt - box.left_pt) / pt_per_metre;
    result.max_x = extent_m.min_x + (on_page.right_pt() - box.left_pt) / pt_per_metre;
    result.max_y = extent_m.max_y - (on_page.top_pt - box.top_pt) / pt_per_metre;
    result.min_y = extent_m.max_y - (on_page.bottom_pt() - box.top_pt) / pt_per_metre;
    return result;
}

MapFit fit_in(const geo::Box& extent_m, const PageBox& box, double shrink, PagePoint align) {
    MapFit fit;
    fit.extent_m = extent_m;
    const double width_m = std::max(extent_m.width(), 1e-6);
    const double height_m = std::max(extent_m.height(), 1e-6);
    fit.pt_per_metre = shrink * std::min(box.width_pt / width_m, box.height_pt / height_m);
    const double width = width_m * fit.pt_per_metre;
    const double height = height_m * fit.pt_per_metre;
    fit.box = {box.left_pt + align.x_pt * (box.width_pt - width),
               box.top_pt + align.y_pt * (box.height_pt - height), width, height};
    return fit;
}

}  // namespace render
