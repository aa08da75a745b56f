// Labels of a map and of its insets: each area where it is shown largest, over no key and no symbol.
#pragma once

#include "render/map.hpp"
#include "render/map_content.hpp"

namespace render {

/// Labels the panels that `content` has, and fills the labels of its result. An area more than half of which
/// (of its box) an inset shows is labelled there and not on the map. Without labels in `data` there are none.
/// Cost: that of place_labels().
void label_panels(const MapData& data, MapPlan::Content& content);

/// Writes labels white, with the fill for a halo, where at least three quarters of their box lie in their
/// area and its fill is dark. Others, and those of what is no area of the panel, stay dark on white.
void colour_labels(DrawnPanel& panel);

}  // namespace render
