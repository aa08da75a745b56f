// Tagged PDF: what makes a page readable to those who cannot see it.
#pragma once

#include <string>

#include "render/cairo_canvas.hpp"

namespace render {

/// The PDF marked as tagged, in British English, showing its title in the window, with the description as
/// alternative text of its figure, or a text of its own for each (ISO 32000-1, 14.8 and 14.9). The same bytes
/// in give the same bytes out.
/// @throws OutputError when qpdf cannot read or write it.
[[nodiscard]] std::string tag_pdf(const std::string& pdf, const DocumentInfo& info);

}  // namespace render
