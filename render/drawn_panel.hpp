// Panels: areas, borders, flows and labels of the map itself and of its insets, in page positions.
#pragma once

#include "render/map.hpp"
#include "render/map_content.hpp"

namespace render {

/// Fills `content.panel` and `content.insets` from the classes and the layout that `content` has, and the
/// labels of `content.result`. An area more than half of which (of its box) an inset shows is labelled there
/// and not on the map; so is an arrow that lies wholly within one. Areas in an inset are cut at its frame and
/// have no id there: that is the map's.
/// O(points + what labels need, see place_labels()).
void draw_panels(const MapSpec& spec, const MapData& data, MapPlan::Content& content);

/// One panel without labels. @param frame at which the context ends: that of the page or of an inset
[[nodiscard]] DrawnPanel draw_panel(const MapSpec& spec, const MapData& data, const MapResult& result,
                                    const MapFit& fit, const PageBox& frame, const Style& style);

/// Writes labels white, with the fill for a halo, where at least three quarters of their box lie in their
/// area and its fill is dark. Others, and those of what is no area of the panel, stay dark on white.
void colour_labels(DrawnPanel& panel);

/// Cuts a panel at a frame and takes the ids of all but arrows away. Arrows that leave the frame are left
/// out: half of one misleads.
void cut_panel(DrawnPanel& panel, const PageBox& frame);

}  // namespace render
