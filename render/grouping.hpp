// Other groupings: groups of areas that are not those of the map, shown over it as outlines or hatching, such
// as accountable care systems over footprints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/grid.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"
#include "render/canvas.hpp"
#include "render/layout.hpp"
#include "render/legend.hpp"
#include "render/style.hpp"

namespace render {

enum class GroupingStyle {
    outline,  ///< a heavy coloured line
    hatch,    ///< coloured lines that fall to the right, within a thin outline
};

/// "outline" or "hatch". @throws UsageError naming these.
[[nodiscard]] GroupingStyle grouping_style_from_name(std::string_view name);

/// Some of the areas in groups; the others are in none.
struct Grouping {
    std::string label;               ///< its key in the legend
    std::vector<std::string> names;  ///< of the groups
    GroupingStyle style = GroupingStyle::outline;
    geo::GridRings groups;  ///< the ground of each
    std::vector<geo::GridPoint> points;
    std::vector<std::uint32_t> start{0};  ///< border i has the points [start[i], start[i + 1])
};

/// The grouping of the areas of a topology: its borders are the arcs with a group on one side and another or
/// none on the other, each once. O(arcs log arcs).
/// @throws InternalError unless there is one group an area.
[[nodiscard]] Grouping grouping_of(const geo::Topology& topology, std::span<const std::int32_t> group_of,
                                   std::vector<std::string> names);

/// A grouping on the page.
struct DrawnGrouping {
    std::string title;                  ///< its label and the names of its groups
    std::vector<StrokedLines> strokes;  ///< one over the other
};

/// `number` is that of the grouping on the map, from 0; each has a colour of its own.
[[nodiscard]] DrawnGrouping draw_grouping(const Grouping& grouping, std::size_t number, const geo::Grid& grid,
                                          const MapFit& fit, const Style& style);

/// Its row of the legend.
[[nodiscard]] LegendRow grouping_key(const Grouping& grouping, std::size_t number, const Style& style);

/// "Accountable care systems: Dorset, Frimley Health." for those who cannot see the map.
[[nodiscard]] std::string grouping_text(const Grouping& grouping);

}  // namespace render
