#include "render/context.hpp"

#include "render/clip.hpp"

namespace render {

DrawnContext draw_context(const geo::Rings& rings_m, const MapFit& fit, const PageBox& frame) {
    Path rings;
    Path lines;
    for (std::size_t r = 0; r < rings_m.rings(); ++r) {
        const auto ring = rings_m.ring(r);
        for (const geo::Point p : ring)
            rings.points.push_back(fit.to_page(p));
        rings.close_line();
        lines.points.insert(lines.points.end(), rings.points.end() - static_cast<std::ptrdiff_t>(ring.size()),
                            rings.points.end());
        if (!ring.empty()) lines.points.push_back(fit.to_page(ring.front()));
        lines.close_line();
    }
    return {clip_rings(rings, frame), clip_lines(lines, frame)};
}

}  // namespace render
