// The points of a path without a copy.
#pragma once

#include <span>

#include "render/page.hpp"

namespace render {

/// The points of these lines, one line after the other. O(1).
[[nodiscard]] inline std::span<const PagePoint> points_of(const Path& path, LineRange lines) {
    return {path.points.data() + path.start[lines.first], path.points.data() + path.start[lines.end]};
}

}  // namespace render
