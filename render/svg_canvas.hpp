// SVG by a writer of our own: real text, a name for everything, one path an area.
#pragma once

#include <cstddef>
#include <string>

#include "render/canvas.hpp"

namespace render {

/// Draws a page as SVG 1.1. The picture has role img with title and description; each annotated fill is a
/// path with id, data attributes and a title of its own. Coordinates have two decimals of a point, a tenth of
/// a printer's dot.
class SvgCanvas : public Canvas {
public:
    SvgCanvas(PageSize page, const std::string& title, const std::string& description,
              const std::string& font_family, const std::string& record = {});

    void begin_group(const Group& group) override;
    void end_group() override;
    void fill(const Path& rings, const Fill& fill, const Annotation& annotation) override;
    void stroke(const Path& lines, const Stroke& stroke) override;
    void text(PagePoint baseline, const std::string& line, const TextStyle& style) override;

    /// Ends the drawing and gives the file.
    [[nodiscard]] std::string finish();

private:
    void path_data(const Path& path, bool closed);
    void indent();
    /// The paint of a hatched fill on this ground; its pattern is written when it is first needed.
    std::string hatched(Colour ground);

    std::string m_svg;
    std::size_t m_depth = 1;
    std::vector<Colour> m_hatched;  ///< grounds with a pattern
};

}  // namespace render
