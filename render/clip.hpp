// Clipping: what of rings and lines lies in a box of the page.
#pragma once

#include "render/page.hpp"

namespace render {

/// Rings cut to the box (Sutherland and Hodgman, 1974): right for even-odd fills, with sides along the edge
/// of the box where a ring leaves and comes back. Rings outside are left out. O(points).
[[nodiscard]] Path clip_rings(const Path& rings, const PageBox& box);

/// Lines cut to the box (Liang and Barsky, 1984); one that leaves and comes back becomes two. O(points).
[[nodiscard]] Path clip_lines(const Path& lines, const PageBox& box);

}  // namespace render
