// Sheets: small maps of several values side by side, with one classification and one legend, so that a colour
// means the same on all of them.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "render/map.hpp"

namespace render {

/// One of the small maps.
struct SheetPanel {
    std::string heading;
    std::variant<NumberValues, CategoryValues> values;  ///< one an area
};

/// What was made of one of them.
struct SheetPanelResult {
    std::string heading;
    std::vector<std::size_t> counts;  ///< areas in each class
    std::size_t missing = 0;
};

struct Sheet {
    MapPlan plan;
    std::vector<SheetPanelResult> panels;
};

/// Classifies the values of all panels together and sets the maps in rows and columns: those in which they
/// are largest, with the legend in a free cell, at the right or below. Each has its heading and, under it,
/// how many areas have no value. `data` has areas, borders, other groupings and context; its own values are
/// of no account. O(panels x points).
/// @throws UsageError as plan_map() does, and for insets and a north arrow, for which small maps have no
/// room.
/// @throws InternalError when a panel has not one value an area, or when panels differ in kind.
[[nodiscard]] Sheet plan_sheet(const MapSpec& spec, const MapData& data, std::span<const SheetPanel> panels);

}  // namespace render
