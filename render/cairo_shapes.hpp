// Shapes as Cairo draws them. Private: only .cpp files of render include it.
#pragma once

#include <cairo.h>

#include "render/canvas.hpp"

namespace render {

/// Round joins and caps, even-odd fills.
void set_up_shapes(cairo_t* cairo);

/// Canvas::fill() of these rings. O(points).
void fill_rings(cairo_t* cairo, const Path& path, LineRange rings, const Fill& fill);

/// The same on pixels. A fill that bleeds has its whole pixels under its smooth edge instead of a line round
/// it: no gap shows either, in half the time. O(points).
void fill_rings_on_pixels(cairo_t* cairo, const Path& path, LineRange rings, const Fill& fill);

/// Canvas::stroke() of these lines, all at once. O(points).
void stroke_lines(cairo_t* cairo, const Path& path, LineRange lines, const Stroke& stroke);

}  // namespace render
