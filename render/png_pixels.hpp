// Pictures as PNG.
#pragma once

#include <string>

#include "render/banded_raster.hpp"

namespace render {

/// The picture as PNG with 8 bits a channel, in sRGB. Rows are compressed as they are, without filters: flat
/// colours come out smaller that way than with them, and in a third of the time. O(pixels).
/// @throws OutputError when libpng fails.
[[nodiscard]] std::string encode_png(const Picture& picture);

}  // namespace render
