// Hatching: the slanted lines over areas without a value, and those over groups of areas.
#pragma once

#include <span>

#include "render/page.hpp"

namespace render {

inline constexpr double hatch_spacing_pt = 3.2;  ///< across the page
inline constexpr double hatch_width_pt = 0.5;

/// Box round all points; empty at the origin for none.
[[nodiscard]] PageBox bounds_of(std::span<const PagePoint> points);

/// Lines rising to the right that cross the box. They lie on one lattice over the page, so that the hatching
/// runs on from one area into the next.
[[nodiscard]] Path hatch_lines(const PageBox& box);

inline constexpr double falling_spacing_pt = 5.0;  ///< across the page, of lines that fall to the right

/// Lines falling to the right, as far as they lie within the rings (even-odd). They lie on one lattice over
/// the page. O(points + lines x what they cross).
[[nodiscard]] Path falling_lines_within(const Path& rings, double spacing_pt);

}  // namespace render
