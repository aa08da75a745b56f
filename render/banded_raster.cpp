#include "render/banded_raster.hpp"

#include <algorithm>
#include <atomic>
#include <memory>

#include "geo/error.hpp"
#include "geo/two_threads.hpp"
#include "render/cairo_shapes.hpp"
#include "render/hatch.hpp"
#include "render/path_points.hpp"

namespace render {

namespace {

constexpr std::size_t lines_at_a_time = 1024;
// More bands than threads, so that a thread with an empty sea takes more of them.
constexpr int bands = 16;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};

}  // namespace

void BandedRaster::keep(const Path& path, LineRange lines, const std::variant<Fill, Stroke>& style,
                        double reach_pt) {
    const auto points = points_of(path, lines);
    if (points.empty()) return;
    const PageBox bounds = bounds_of(points);
    m_shapes.push_back({{m_lines.lines(), m_lines.lines() + lines.end - lines.first},
                        style,
                        bounds.top_pt - reach_pt,
                        bounds.bottom_pt() + reach_pt});
    const auto before = static_cast<std::uint32_t>(m_lines.points.size());
    m_lines.points.insert(m_lines.points.end(), points.begin(), points.end());
    for (std::size_t i = lines.first; i < lines.end; ++i)
        m_lines.start.push_back(before + path.start[i + 1] - path.start[lines.first]);
}

void BandedRaster::fill(const Path& rings, const Fill& fill) {
    keep(rings, {0, rings.lines()}, fill, fill.bleed_pt);
}

void BandedRaster::stroke(const Path& lines, const Stroke& stroke) {
    for (std::size_t first = 0; first < lines.lines(); first += lines_at_a_time) {
        const LineRange share{first, std::min(first + lines_at_a_time, lines.lines())};
        keep(lines, share, stroke, stroke.width_pt);
    }
}

void BandedRaster::draw_band(Rows rows) const {
    auto* first_row =
        reinterpret_cast<unsigned char*>(m_picture.first) + std::ptrdiff_t{m_picture.row_bytes} * rows.first;
    const std::unique_ptr<cairo_surface_t, DestroySurface> band(cairo_image_surface_create_for_data(
        first_row, CAIRO_FORMAT_RGB24, m_picture.width, rows.end - rows.first, m_picture.row_bytes));
    const std::unique_ptr<cairo_t, DestroyContext> context(cairo_create(band.get()));
    cairo_t* cairo = context.get();
    cairo_translate(cairo, 0.0, -rows.first);
    cairo_scale(cairo, m_pixels_per_pt, m_pixels_per_pt);
    set_up_shapes(cairo);
    const double top_pt = (rows.first - 1) / m_pixels_per_pt;
    const double bottom_pt = (rows.end + 1) / m_pixels_per_pt;
    for (const Shape& shape : m_shapes) {
        if (shape.bottom_pt < top_pt || shape.top_pt > bottom_pt) continue;
        if (const auto* fill = std::get_if<Fill>(&shape.style)) {
            fill_rings_on_pixels(cairo, m_lines, shape.lines, *fill);
        } else {
            stroke_lines(cairo, m_lines, shape.lines, std::get<Stroke>(shape.style));
        }
    }
    const cairo_status_t status = cairo_status(cairo);
    if (status != CAIRO_STATUS_SUCCESS) throw geo::OutputError("PNG", cairo_status_to_string(status));
    cairo_surface_flush(band.get());
}

void BandedRaster::draw() {
    if (m_shapes.empty()) return;
    const int height = m_picture.height;
    std::atomic<int> next{0};
    geo::in_two_halves(m_lines.points.size(), [&](std::size_t) {
        for (int band = next++; band < bands; band = next++)
            draw_band({height * band / bands, height * (band + 1) / bands});
    });
    m_lines = {};
    m_shapes.clear();
}

}  // namespace render
