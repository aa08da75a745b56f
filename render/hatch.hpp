// Hatching: the slanted lines over areas without a value.
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

}  // namespace render
