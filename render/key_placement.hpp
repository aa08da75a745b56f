// Room for keys: legend, insets, scale bar and north arrow in the empty parts of a map or beside it.
#pragma once

#include "render/layout.hpp"

namespace render {

/// Places legend, insets, scale bar and north arrow, in this order, on a map that has its place: the first
/// from the top right, the others from the bottom, none over land, marks or one another.
/// @pre `layout` has frame, map and style
/// @param magnification of insets that have none of their own
/// @return false when one finds no room, or a mark leaves the frame; the keys of `layout` are then of no
/// account
[[nodiscard]] bool place_keys(Layout& layout, const Legend& legend, const Additions& additions,
                              double magnification, const Occupancy& land, const TextMeasure& measure);

}  // namespace render
