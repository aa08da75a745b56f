// Classes of a map, and the legend that tells them: what single maps, sheets and pages of an atlas share.
#pragma once

#include "render/legend.hpp"
#include "render/map.hpp"

namespace render {

/// Classes or categories, colours, labels, counts and warnings of the values.
/// @throws UsageError as plan_map() does.
[[nodiscard]] MapResult classify_data(const MapSpec& spec, const MapData& data);

/// The legend of everything on the map: classes, the missing class where there is one, lines, other groupings
/// and symbols.
[[nodiscard]] LegendContent legend_content(const MapSpec& spec, const MapData& data, const MapResult& result,
                                           const Style& style);

/// Box of areas, outlines and captions. @throws InputError when no area has a shape. O(points).
[[nodiscard]] geo::Box extent_of(const MapData& data);

}  // namespace render
