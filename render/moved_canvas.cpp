#include "render/moved_canvas.hpp"

namespace render {

void MovedCanvas::begin_group(const Group& group) {
    m_onto.begin_group({prefixed(group.id), group.role, group.title});
}

void MovedCanvas::end_group() {
    m_onto.end_group();
}

void MovedCanvas::fill(const Path& rings, const Fill& fill, const Annotation& annotation) {
    m_onto.fill(moved(rings), fill, {prefixed(annotation.id), annotation.title, annotation.data});
}

void MovedCanvas::stroke(const Path& lines, const Stroke& stroke) {
    m_onto.stroke(moved(lines), stroke);
}

void MovedCanvas::text(PagePoint baseline, const std::string& line, const TextStyle& style) {
    m_onto.text(moved(baseline), line, style);
}

PagePoint MovedCanvas::moved(PagePoint p) const {
    return {p.x_pt + m_corner.x_pt, p.y_pt + m_corner.y_pt};
}

Path MovedCanvas::moved(Path path) const {
    for (PagePoint& p : path.points)
        p = moved(p);
    return path;
}

std::string MovedCanvas::prefixed(const std::string& id) const {
    return id.empty() ? id : m_prefix + id;
}

}  // namespace render
