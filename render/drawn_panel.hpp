// Panels: areas, borders, flows and symbols of the map itself and of its insets, in page positions.
#pragma once

#include "render/map.hpp"
#include "render/map_content.hpp"

namespace render {

/// Fills `content.panel` and `content.insets` from the classes and the layout that `content` has, with their
/// labels (label_panels()). Areas in an inset are cut at its frame and have no id there: that is the map's.
/// An arrow that lies wholly within one is drawn there alone. O(points + what labels need).
void draw_panels(const MapSpec& spec, const MapData& data, MapPlan::Content& content);

/// One panel without labels. @param frame at which the context ends: that of the page or of an inset
[[nodiscard]] DrawnPanel draw_panel(const MapSpec& spec, const MapData& data, const MapResult& result,
                                    const MapFit& fit, const PageBox& frame, const Style& style);

/// Cuts a panel at a frame and takes the ids of all but arrows away. Arrows that leave the frame are left
/// out: half of one misleads.
void cut_panel(DrawnPanel& panel, const PageBox& frame);

}  // namespace render
