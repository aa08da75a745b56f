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

/// What a line of the legend shows beside its label.
enum class KeyMark {
    line,           ///< the fill as a box, and the line across it
    falling_lines,  ///< a box with lines that fall to the right
    circle,         ///< a circle of the fill, edged by the line
};

/// One line of the legend, as words.
struct LegendRow {
    std::string label;
    std::optional<std::size_t> count = std::nullopt;  ///< areas in the class
    std::optional<Fill> fill = std::nullopt;          ///< absent for a border alone
    std::optional<Stroke> line = std::nullopt;        ///< a border: drawn across the swatch
    KeyMark mark = KeyMark::line;
    double radius_pt = 0.0;     ///< of a circle
    bool is_heading = false;    ///< words over the rows below, without a mark
    bool begins_group = false;  ///< set off from the rows above
};

struct LegendContent {
    std::string title;
    std::string description;  ///< for readers who cannot see it: how the classes were made
    std::string counted;      ///< heading of the counts, in the plural
    std::vector<LegendRow> rows;
};

struct Swatch {
    PageBox box;               ///< of a circle: the square round it
    std::optional<Fill> fill;  ///< absent for a border alone
    std::optional<Stroke> line;
    KeyMark mark = KeyMark::line;
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
