// The canvas: what can be drawn, the same for PNG, PDF, SVG and the tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "render/colour.hpp"
#include "render/page.hpp"

namespace render {

/// What a group is to a reader who cannot see it; heading and paragraph become tags of a PDF.
enum class Role { heading, paragraph, figure, layer };

struct Group {
    std::string id;
    Role role = Role::layer;
    std::string title;  ///< spoken name; empty for none
};

/// What stands behind a shape: its identity, a title of its own, and facts about it in order.
struct Annotation {
    std::string id;
    std::string title;
    std::vector<std::pair<std::string, std::string>> data;  ///< "code" -> "E54000007"
};

struct Fill {
    Colour colour;
    bool hatched = false;   ///< with lines of hatch_colour
    double bleed_pt = 0.0;  ///< width of a line in the fill's own colour round it, which closes hairline gaps
};

struct Stroke {
    Colour colour;
    double width_pt = 0.5;
};

struct StrokedLines {
    Path lines;
    Stroke stroke;
};

struct TextStyle {
    double size_pt = 9.0;
    bool bold = false;
    Colour colour;
    double halo_pt = 0.0;  ///< width of a line under the letters' edges; 0 for none
    Colour halo = rgb(0xffffff);

    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// Something to draw on. Coordinates are points from the top left corner of the page; text stands on its
/// baseline and begins at the left. Groups nest.
class Canvas {
public:
    Canvas() = default;
    virtual ~Canvas() = default;
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    virtual void begin_group(const Group& group) = 0;
    virtual void end_group() = 0;
    /// Fills rings (even-odd), so that holes stay open.
    virtual void fill(const Path& rings, const Fill& fill, const Annotation& annotation) = 0;
    /// Draws open lines with round joins and caps; a line whose ends meet looks closed.
    virtual void stroke(const Path& lines, const Stroke& stroke) = 0;
    virtual void text(PagePoint baseline, const std::string& line, const TextStyle& style) = 0;
};

}  // namespace render
