// Atlas: a page for each footprint, with its areas at the footprint's own scale, its neighbours in context,
// where it lies in the country, and its figures in a table; one classification for all pages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "render/map.hpp"

namespace render {

/// A row of the table of a page.
struct AtlasFigure {
    std::string label;
    std::string value;
    bool is_heading = false;  ///< words over the rows below
};

/// What the pages are made of.
struct AtlasData {
    MapData areas;                 ///< with values, and the borders of areas and footprints
    bool is_by_footprint = false;  ///< values are of footprints: these are classified, and areas have theirs
    std::vector<std::int32_t> group_of;  ///< footprint of each area; geo::no_group for none
    MapData footprints;                  ///< their outlines, codes and names; values are of account where
                                         ///< is_by_footprint
    std::vector<std::string> labels;     ///< of areas on the page of their footprint
    std::vector<std::vector<AtlasFigure>> figures;  ///< one table a footprint
};

struct Atlas {
    MapResult result;                ///< classes of all areas together
    std::vector<MapPlan> pages;      ///< in the order of the footprints
    std::vector<std::string> names;  ///< of the pages
};

/// One page a footprint, made up so that the footprint is large (arrange_atlas_page()). Areas of other
/// footprints are pale and have the name of theirs. A label without room is in the result of its page.
/// O(footprints x points).
/// @throws UsageError when the page is too small for its table, naming the footprint; InputError when a
/// footprint has no area with a shape.
[[nodiscard]] Atlas plan_atlas(const MapSpec& spec, const AtlasData& data);

/// All pages as one tagged PDF, with an outline (bookmarks) and an alternative text for each map.
/// @throws OutputError when Cairo or qpdf fails.
[[nodiscard]] std::string render_atlas(const Atlas& atlas);

}  // namespace render
