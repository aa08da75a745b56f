// Context: the ground round the areas of a map, such as neighbouring nations, pale and under everything else.
#pragma once

#include "geo/ring_set.hpp"
#include "render/canvas.hpp"
#include "render/layout.hpp"

namespace render {

/// Context on the page, cut at a frame.
struct DrawnContext {
    Path ground;
    Path shore;  ///< its edge; none along the frame
};

/// @param rings_m on the ground, in metres; they may reach far beyond the map, whose extent they do not
/// stretch. O(points).
[[nodiscard]] DrawnContext draw_context(const geo::Rings& rings_m, const MapFit& fit, const PageBox& frame);

}  // namespace render
