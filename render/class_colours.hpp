// Class colours: the palette of a classification, and whether readers can tell its classes apart.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/classify.hpp"
#include "render/colour.hpp"

namespace render {

struct ClassColours {
    std::vector<Colour> colours;        ///< one a class
    std::vector<std::string> warnings;  ///< pairs that are hard to tell apart, by colour vision or in grey
};

/// Colours of the classes; with a midpoint they diverge from there. Warnings name classes by `labels`, or by
/// their colour alone where there are none.
/// @throws UsageError as palette() and palette_from_midpoint() do.
[[nodiscard]] ClassColours class_colours(const Classification& classes, std::string_view palette_name,
                                         std::span<const std::string> labels = {});

}  // namespace render
