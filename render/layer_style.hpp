// The look of a classified layer for other programs: a QGIS style (QML) and a Styled Layer Descriptor (OGC
// SLD 1.1), by the words of the classes, so that no bound is rounded twice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/colour.hpp"
#include "render/style.hpp"

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
    std::string missing_label;      ///< of areas without a value, which are hatched
    bool is_of_footprints = false;  ///< borders are those between footprints, else those between members
    Style style;                    ///< of the map: its lines
    std::optional<std::string> label_column;  ///< what is written on areas, if anything
    std::string font;
};

/// A style for QGIS 3: one category for each class, in order, and one for missing. Borders are as on the map,
/// by symbol levels: between footprints dark on a light edge; between members white, grey between pale fills,
/// with a dark coast, which is what shows of a broad line under all fills. Footprints have no lighter coast:
/// that no polygon can tell. The same for the same style.
[[nodiscard]] std::string qgis_style(const LayerStyle& style);

/// The same as rules of a Styled Layer Descriptor for the layer of that name, with one line round all areas:
/// there are no symbol levels. Hatching is a graphic fill with two marks, of which a program takes the first
/// it knows (OGC Symbology Encoding 1.1, 11.3): "slash", which QGIS reads and writes, and "shape://slash" of
/// GeoServer; neither is of the standard, which has no slanted line.
[[nodiscard]] std::string sld_style(const LayerStyle& style, const std::string& layer);

}  // namespace render
