#include "render/cairo_shapes.hpp"

#include "render/hatch.hpp"
#include "render/palette.hpp"
#include "render/path_points.hpp"

namespace render {

namespace {

void add_path(cairo_t* cairo, const Path& path, LineRange lines, bool closed) {
    cairo_new_path(cairo);
    for (std::size_t i = lines.first; i < lines.end; ++i) {
        const PagePoint* last = nullptr;
        for (std::uint32_t p = path.start[i]; p < path.start[i + 1]; ++p) {
            const PagePoint& point = path.points[p];
            if (last == nullptr) {
                cairo_move_to(cairo, point.x_pt, point.y_pt);
            } else if (!(point == *last)) {
                cairo_line_to(cairo, point.x_pt, point.y_pt);
            }
            last = &point;
        }
        if (closed || (last != nullptr && *last == path.points[path.start[i]])) cairo_close_path(cairo);
    }
}

void set_colour(cairo_t* cairo, Colour colour) {
    cairo_set_source_rgb(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
}

void hatch(cairo_t* cairo, const Path& path, LineRange rings) {
    cairo_save(cairo);
    add_path(cairo, path, rings, true);
    cairo_clip(cairo);
    const Path lines = hatch_lines(bounds_of(points_of(path, rings)));
    stroke_lines(cairo, lines, {0, lines.lines()}, {hatch_colour, hatch_width_pt});
    cairo_restore(cairo);
}

}  // namespace

void set_up_shapes(cairo_t* cairo) {
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
}

void fill_rings(cairo_t* cairo, const Path& path, LineRange rings, const Fill& fill) {
    add_path(cairo, path, rings, true);
    set_colour(cairo, fill.colour);
    if (fill.bleed_pt > 0.0) {
        cairo_fill_preserve(cairo);
        cairo_set_line_width(cairo, fill.bleed_pt);
        cairo_stroke(cairo);
    } else {
        cairo_fill(cairo);
    }
    if (fill.hatched) hatch(cairo, path, rings);
}

void fill_rings_on_pixels(cairo_t* cairo, const Path& path, LineRange rings, const Fill& fill) {
    add_path(cairo, path, rings, true);
    set_colour(cairo, fill.colour);
    if (fill.bleed_pt > 0.0) {
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
        cairo_fill_preserve(cairo);
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
    }
    cairo_fill(cairo);
    if (fill.hatched) hatch(cairo, path, rings);
}

void stroke_lines(cairo_t* cairo, const Path& path, LineRange lines, const Stroke& stroke) {
    add_path(cairo, path, lines, false);
    set_colour(cairo, stroke.colour);
    cairo_set_line_width(cairo, stroke.width_pt);
    cairo_stroke(cairo);
}

}  // namespace render
