// Insets on the page: name, picture and scale bar in one box.
#pragma once

#include <string>
#include <vector>

#include "render/inset.hpp"
#include "render/legend.hpp"
#include "render/map_fit.hpp"
#include "render/scale_bar.hpp"
#include "render/style.hpp"
#include "render/text_measure.hpp"

namespace render {

/// An inset on the page: its name above, its picture, and its own scale bar below.
struct PlacedInset {
    std::string name;
    double magnification = 1.0;  ///< times the scale of the map
    PageBox box;                 ///< of all of it
    MapFit fit;                  ///< its box is that of the picture
    std::vector<TextLine> lines;
    ScaleBar scale_bar;
    PageBox on_map;  ///< the frame on the map round what it shows
};

/// An inset of a map that has its place, at the origin.
[[nodiscard]] PlacedInset measure_inset(const Inset& inset, double magnification, const MapFit& map,
                                        const Style& style, const TextMeasure& measure);

/// The same at another place; its frame on the map stays.
[[nodiscard]] PlacedInset place(PlacedInset inset, PagePoint corner);

}  // namespace render
