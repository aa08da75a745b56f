// Pages of an atlas: where the map, the country, the legend and the table go, so that the footprint is large.
#pragma once

#include <span>
#include <string>

#include "geo/point.hpp"
#include "render/atlas.hpp"
#include "render/layout.hpp"
#include "render/legend.hpp"
#include "render/map_content.hpp"
#include "render/text_measure.hpp"

namespace render {

/// What a page shows.
struct AtlasPage {
    geo::Box footprint_m;
    geo::Box country_m;  ///< of the locator
    const LegendContent& legend;
    std::span<const AtlasFigure> figures;  ///< rows of the table
};

struct AtlasLayout {
    MapFit map;        ///< the footprint in the middle, and the ground round it as far as its box reaches
    AtlasParts parts;  ///< boxes and table; the locator is not drawn yet
    Legend legend;
    ScaleBar scale_bar;
    std::string misfit;  ///< what has no room on the page; empty when all have
};

/// The boxes of a page in the frame that its texts leave. On a page wider than high, the map stands left of a
/// column with locator and legend and one with the table. On others, all three stand in one column at its
/// right, or side by side below it where the footprint comes out larger so by a tenth or more: that of a
/// footprint wider than high. O(rows of the table).
/// @pre `layout` has page, style and frame
[[nodiscard]] AtlasLayout arrange_atlas_page(const Layout& layout, const AtlasPage& page,
                                             const TextMeasure& measure);

}  // namespace render
