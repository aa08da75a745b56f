// Labels of a map and of its insets: names of points and areas, over no key and no symbol, each where the map
// shows it largest.
#pragma once

#include "render/map.hpp"
#include "render/map_content.hpp"

namespace render {

/// Writes the names of points and the labels of areas on the panels that `content` has, and fills those of
/// its result. A point that an inset shows has its name there and not on the map, and so has an area more
/// than half of which (of its box) the inset shows. Points come first: they have fewer places for a name.
/// Cost: that of place_point_labels() and place_labels().
void label_panels(const MapData& data, MapPlan::Content& content);

/// Writes labels white, with the fill for a halo, where at least three quarters of their box lie in their
/// area and its fill is dark. Others, and those of what is no area of the panel, stay dark on white.
void colour_labels(DrawnPanel& panel);

}  // namespace render
