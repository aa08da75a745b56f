// How the ground lies on the page.
#pragma once

#include "geo/point.hpp"
#include "render/page.hpp"

namespace render {

/// How positions on the ground become positions on the page: north up, one scale.
struct MapFit {
    geo::Box extent_m;
    double pt_per_metre = 0.0;
    PageBox box;  ///< of the extent on the page

    [[nodiscard]] PagePoint to_page(geo::Point p) const {
        return {box.left_pt + (p.x - extent_m.min_x) * pt_per_metre,
                box.top_pt + (extent_m.max_y - p.y) * pt_per_metre};
    }
    /// The ground under a box of the page.
    [[nodiscard]] geo::Box to_ground(const PageBox& on_page) const;
};

/// The extent in a box, as large as it can be times `shrink`. What room is left goes to its left and above it
/// by the shares of `align`: 0.5 and 0.5 is the middle.
[[nodiscard]] MapFit fit_in(const geo::Box& extent_m, const PageBox& box, double shrink = 1.0,
                            PagePoint align = {0.5, 0.5});

}  // namespace render
