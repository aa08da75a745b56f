// Plates: several maps, each with its own classes, legend and scale, under one title on one page.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "render/map.hpp"

namespace render {

/// One of the maps, still to be planned for the part of the page that it gets.
struct PlatePart {
    geo::Box extent_m;
    /// Plans the map for a page of this size; its title is set as a heading (MapSpec::is_part).
    std::function<MapPlan(PageSize)> plan;
};

struct Plate {
    MapPlan plan;
    std::vector<MapResult> maps;  ///< of each part
};

/// Sets the maps in rows of equal cells, in reading order: of all numbers of columns that in which the maps
/// are largest (the greatest product of their scales; of equals the fewest). Title and subtitle of `spec`
/// stand above, notes and source below; its other fields but page, dpi, font, author, keywords and record are
/// of no account. O(what the parts need).
/// @throws UsageError when the page is too small, saying which map has no room.
/// @throws InternalError when there is no part.
[[nodiscard]] Plate plan_plate(const MapSpec& spec, std::span<const PlatePart> parts);

}  // namespace render
