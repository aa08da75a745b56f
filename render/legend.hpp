// The legend: what the fills and lines of the map mean, measured before it is placed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "render/canvas.hpp"
#include "render/style.hpp"
#include "render/text_measure.hpp"

namespace render {

/// A line of text with the box it takes up.
struct TextLine {
    PagePoint baseline;
    std::string text;
    TextStyle style;
    PageBox box;
};

/// One line of the legend, as words.
struct LegendRow {
    std::string label;
    std::optional<std::size_t> count;  ///< areas in the class
    std::optional<Fill> fill;          ///< absent for a border alone
    std::optional<Stroke> line;        ///< a border: drawn across the swatch
};

struct LegendContent {
    std::string title;
    std::string description;  ///< for readers who cannot see it: how the classes were made
    std::string counted;      ///< heading of the counts, in the plural
    std::vector<LegendRow> rows;
};

struct Swatch {
    PageBox box;
    std::optional<Fill> fill;  ///< absent for a border alone
    std::optional<Stroke> line;
};

/// A legend with all positions, in a box whose corner is where it was placed.
struct Legend {
    PageBox box;
    std::string description;
    std::vector<TextLine> lines;
    std::vector<Swatch> swatches;
};

/// Lines set one under the other from the top left corner, wrapped at the width, appended to `lines`.
/// @return the height taken up
double set_lines(const std::string& text, const TextStyle& style, double width_pt, PagePoint corner,
                 const TextMeasure& measure, std::vector<TextLine>& lines);

/// The legend at the origin; labels and title wrap at `most_width_pt`.
[[nodiscard]] Legend measure_legend(const LegendContent& content, const Style& style, double most_width_pt,
                                    const TextMeasure& measure);

/// The same at another place.
[[nodiscard]] Legend place(Legend legend, PagePoint corner);

}  // namespace render
