// What a PNG says about itself: resolution, title and description.
#pragma once

#include <string>
#include <string_view>

#include "render/cairo_canvas.hpp"

namespace render {

/// The PNG with a pHYs chunk for `dpi` and iTXt chunks (UTF-8) for what `info` holds, after its header (PNG
/// specification, second edition, 11.3). @pre `png` begins with a signature and an IHDR chunk.
[[nodiscard]] std::string describe_png(std::string_view png, double dpi, const DocumentInfo& info);

}  // namespace render
