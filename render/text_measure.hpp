// Text measure: how wide words are on the page, so that boxes are known before anything is drawn.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/canvas.hpp"

namespace render {

/// Measures and draws text with Pango, unhinted, so that a layout holds at any resolution and in every
/// format.
class TextMeasure {
public:
    /// With the font family, or with the family fontconfig puts in its place when it is not installed.
    explicit TextMeasure(std::string family);
    ~TextMeasure();
    TextMeasure(const TextMeasure&) = delete;
    TextMeasure& operator=(const TextMeasure&) = delete;

    /// The family in use.
    [[nodiscard]] const std::string& family() const;
    /// A sentence when the family asked for is not installed; else empty.
    [[nodiscard]] const std::string& warning() const;

    [[nodiscard]] double width_pt(std::string_view text, const TextStyle& style) const;
    /// Height of letters above the baseline, and of their tails below it.
    [[nodiscard]] double ascent_pt(const TextStyle& style) const;
    [[nodiscard]] double descent_pt(const TextStyle& style) const;
    /// Lines of at most the width, broken at blanks; a word that is wider is broken between letters. Line
    /// feeds break.
    [[nodiscard]] std::vector<std::string> wrap(std::string_view text, const TextStyle& style,
                                                double width_pt) const;

    /// Draws a line on a Cairo context (untyped here, so that no header needs Cairo).
    void draw(void* cairo_context, PagePoint baseline, const std::string& line, const TextStyle& style) const;

private:
    struct Pango;
    std::unique_ptr<Pango> m_pango;
};

}  // namespace render
