// The look of a classified layer for other programs: a QGIS style (QML) and a Styled Layer Descriptor (OGC
// SLD 1.1), by the words of the classes, so that no bound is rounded twice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/colour.hpp"

namespace render {

/// A class as the layer and its legend name it.
struct StyledClass {
    std::string label;
    Colour colour;
};

/// What a layer looks like.
struct LayerStyle {
    std::string class_column = "class";  ///< holds the label of the class of each area
    std::vector<StyledClass> classes;
    std::string missing_label;                ///< of areas without a value, which are hatched
    std::optional<std::string> label_column;  ///< what is written on areas, if anything
    std::string font;
};

/// A style for QGIS 3: one category for each class, in order, and one for missing. The same for the same
/// style.
[[nodiscard]] std::string qgis_style(const LayerStyle& style);

/// The same as rules of a Styled Layer Descriptor for the layer of that name.
[[nodiscard]] std::string sld_style(const LayerStyle& style, const std::string& layer);

}  // namespace render
