// Layout: where everything goes on the page, decided before anything is drawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/point.hpp"
#include "render/legend.hpp"
#include "render/map_fit.hpp"
#include "render/north_arrow.hpp"
#include "render/occupancy.hpp"
#include "render/page.hpp"
#include "render/placed_inset.hpp"
#include "render/scale_bar.hpp"
#include "render/style.hpp"
#include "render/text_measure.hpp"

namespace render {

/// The words round the map.
struct PageTexts {
    std::string title;
    std::string subtitle;
    std::vector<std::string> notes;
    std::string source;
    std::string page_number = {};  ///< at the right of the foot
    bool is_part = false;          ///< of a page with several maps: the title is a heading among others
};

/// The empty edge of a page: 7 % of its shorter side, but 4 to 20 mm.
[[nodiscard]] double margin_pt(PageSize page);

/// Something round on the map, which no key may cover.
struct PlacedMark {
    geo::Point place_m;
    double radius_pt = 0.0;
};

/// What a map has beside its legend and scale bar.
struct Additions {
    std::vector<Inset> insets;
    std::optional<North> north;
    std::vector<PlacedMark> marks;
    bool has_scale_bar = true;
};

struct Layout {
    PageSize page;
    Style style;
    std::vector<TextLine> title;
    std::vector<TextLine> subtitle;
    std::vector<TextLine> footer;  ///< notes, then the source line
    PageBox frame;                 ///< what the texts leave, within the margins
    MapFit map;
    Legend legend;
    ScaleBar scale_bar;
    std::optional<NorthArrow> north_arrow;
    std::vector<PlacedInset> insets;

    /// What stands in the frame beside the map itself.
    [[nodiscard]] std::vector<PageBox> keys() const;
};

/// The texts in their places, and the frame that they leave; everything else is still to come.
[[nodiscard]] Layout place_texts(PageSize page, const PageTexts& texts, const TextMeasure& measure);

/// The least size in points of a map that can be read.
inline constexpr double least_map_pt = 70.0;

/// Texts above and below, and in the frame between them the greatest map beside which, or in whose empty
/// parts, the legend, the insets, the scale bar and the north arrow find room: at its right first, from the
/// top. No two boxes overlap, none leaves the page, and none covers an area. Insets without a magnification
/// have the same, the greatest of 4 to 2 for which the map need not shrink by more than an eighth; only where
/// 2 is too much is it shrunk further.
/// @throws UsageError when the page is too small, saying what does not fit and the least page of that shape.
[[nodiscard]] Layout arrange(PageSize page, const PageTexts& texts, const LegendContent& legend,
                             const geo::Box& extent_m, const Occupancy& land, const TextMeasure& measure,
                             const Additions& additions = {});

}  // namespace render
