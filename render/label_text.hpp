// The text of a label, set in lines as narrow as can be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "render/legend.hpp"
#include "render/text_measure.hpp"

namespace render {

/// A text set in lines, in a box whose upper left corner is the origin.
struct SetText {
    std::vector<TextLine> lines;
    double width_pt = 0.0;
    double height_pt = 0.0;
};

/// A text in one line, in two and so on, as far as more lines make it narrower; each line in the middle.
/// O(most_lines x words squared).
[[nodiscard]] std::vector<SetText> set_in_lines(const std::string& text, std::size_t most_lines,
                                                const TextStyle& style, const TextMeasure& measure);

/// The same with short lines somewhere else: 0 at the left, 0.5 in the middle, 1 at the right.
[[nodiscard]] SetText aligned(SetText text, double align);

/// Its lines with the corner somewhere else.
[[nodiscard]] std::vector<TextLine> lines_at(const SetText& text, PagePoint corner);

/// The words of a text in at most `lines` lines, the widest of which is as narrow as can be.
[[nodiscard]] std::vector<std::string> balanced_lines(const std::string& text, std::size_t lines,
                                                      const TextStyle& style, const TextMeasure& measure);

}  // namespace render
