// A map as a layer of areas that carries its own style, for programs that draw maps themselves.
#pragma once

#include <string>

#include "geo/write_layer.hpp"
#include "render/map.hpp"

namespace cli {

/// The areas of a map with code, name, value, class and label, and the style by which QGIS opens them as the
/// map has them: classes, colours, hatching for missing, labels. The class is that of the legend, in its
/// words; areas without a value have the word for missing. The style's description is the title and the
/// record of the map.
/// @pre `result` is of `spec` and `data`
[[nodiscard]] geo::OutputLayer styled_layer(const std::string& name, const std::string& crs,
                                            const render::MapSpec& spec, const render::MapData& data,
                                            const render::MapResult& result);

}  // namespace cli
