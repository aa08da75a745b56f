// A canvas that is a part of another.
#pragma once

#include "render/canvas.hpp"

namespace render {

/// Draws on another canvas, with everything moved and with a word before each id, so that several drawings
/// fit on one page. @pre `onto` outlives it
class MovedCanvas : public Canvas {
public:
    MovedCanvas(Canvas& onto, PagePoint corner, std::string prefix)
        : m_onto(onto), m_corner(corner), m_prefix(std::move(prefix)) {}

    void begin_group(const Group& group) override;
    void end_group() override;
    void fill(const Path& rings, const Fill& fill, const Annotation& annotation) override;
    void stroke(const Path& lines, const Stroke& stroke) override;
    void text(PagePoint baseline, const std::string& line, const TextStyle& style) override;

private:
    [[nodiscard]] PagePoint moved(PagePoint p) const;
    [[nodiscard]] Path moved(Path path) const;
    [[nodiscard]] std::string prefixed(const std::string& id) const;

    Canvas& m_onto;
    PagePoint m_corner;
    std::string m_prefix;
};

}  // namespace render
