#include "render/class_colours.hpp"

#include <algorithm>

#include "render/colour_vision.hpp"
#include "render/palette.hpp"

namespace render {

ClassColours class_colours(const Classification& classes, std::string_view palette_name,
                           std::span<const std::string> labels) {
    // The name is looked up even when no class needs a colour: a wrong one is an error on every map.
    const std::size_t k = classes.classes();
    const Palette found = classes.midpoint ? palette_from_midpoint(palette_name, classes.classes_below,
                                                                   k - classes.classes_below)
                                           : palette(palette_name, std::max<std::size_t>(k, 1));
    ClassColours result;
    if (k == 0) return result;
    result.colours = found.colours;
    for (const auto& warning :
         {colour_vision_warning(result.colours, labels), contrast_warning(result.colours, labels)}) {
        if (warning) result.warnings.push_back("palette \"" + found.name + "\": " + *warning);
    }
    return result;
}

}  // namespace render
