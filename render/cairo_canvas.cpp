#include "render/cairo_canvas.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/banded_raster.hpp"
#include "render/cairo_shapes.hpp"
#include "render/pdf_tags.hpp"
#include "render/png_chunks.hpp"
#include "render/png_pixels.hpp"

namespace render {

namespace {

constexpr double most_pixels = 20'000.0;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct DestroyPattern {
    void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Context = std::unique_ptr<cairo_t, DestroyContext>;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status, std::string_view what) {
    if (status != CAIRO_STATUS_SUCCESS) throw geo::OutputError(what, cairo_status_to_string(status));
}

/// The date in the file must not depend on the clock: the reproducible-builds convention, or none to speak
/// of.
std::string document_date() {
    std::time_t seconds = 0;
    if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) {
        seconds = static_cast<std::time_t>(geo::parse_number(given).value_or(0.0));
    }
    std::tm date{};
    if (gmtime_r(&seconds, &date) == nullptr) return "1970-01-01T00:00:00Z";
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &date);
    return text.data();
}

Picture picture_of(cairo_surface_t* surface) {
    return {reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(surface)),
            cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface),
            cairo_image_surface_get_stride(surface)};
}

const char* tag_of(Role role) {
    switch (role) {
        case Role::heading:
            return "H1";
        case Role::paragraph:
            return "P";
        case Role::figure:
            return "Figure";
        case Role::layer:
            break;
    }
    return nullptr;
}

}  // namespace

struct CairoCanvas::State {
    const TextMeasure& text;
    DocumentInfo info;
    bool is_pdf;
    double dpi;
    std::string bytes;
    Surface surface;
    Context context;
    std::unique_ptr<BandedRaster> raster;  ///< of PNG
    std::vector<const char*> open_tags;

    /// Of a PNG, before anything that is to lie over them.
    void draw_shapes() const {
        if (!raster) return;
        cairo_surface_flush(surface.get());
        raster->draw();
        cairo_surface_mark_dirty(surface.get());
    }
};

CairoCanvas::CairoCanvas(std::unique_ptr<State> state) : m_state(std::move(state)) {
    set_up_shapes(m_state->context.get());
}

CairoCanvas::~CairoCanvas() = default;

std::unique_ptr<CairoCanvas> CairoCanvas::png(PageSize page, double dpi, const DocumentInfo& info,
                                              const TextMeasure& text) {
    const double width_px = std::round(page.width_mm / 25.4 * dpi);
    const double height_px = std::round(page.height_mm / 25.4 * dpi);
    if (!(width_px >= 1.0 && height_px >= 1.0 && width_px <= most_pixels && height_px <= most_pixels)) {
        throw geo::UsageError("resolution",
                              geo::format_number(dpi) + " dpi gives a picture of " +
                                  geo::format_number(width_px) + " x " + geo::format_number(height_px) +
                                  " pixels",
                              "each side must have 1 to " + geo::format_number(most_pixels));
    }
    auto state = std::unique_ptr<State>(new State{text, info, false, dpi, {}, {}, {}, {}, {}});
    state->surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width_px),
                                                    static_cast<int>(height_px)));
    state->context.reset(cairo_create(state->surface.get()));
    check(cairo_status(state->context.get()), "PNG");
    cairo_set_source_rgb(state->context.get(), 1.0, 1.0, 1.0);
    cairo_paint(state->context.get());
    cairo_scale(state->context.get(), dpi / 72.0, dpi / 72.0);
    cairo_surface_flush(state->surface.get());
    state->raster = std::make_unique<BandedRaster>(picture_of(state->surface.get()), dpi / 72.0);
    return std::unique_ptr<CairoCanvas>(new CairoCanvas(std::move(state)));
}

std::unique_ptr<CairoCanvas> CairoCanvas::pdf(PageSize page, const DocumentInfo& info,
                                              const TextMeasure& text) {
    auto state = std::unique_ptr<State>(new State{text, info, true, 72.0, {}, {}, {}, {}, {}});
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(
        append, &state->bytes, page.width_mm * pt_per_mm, page.height_mm * pt_per_mm);
    state->surface.reset(surface);
    const std::string date = document_date();
    std::string keywords;
    for (const std::string& word : info.keywords)
        keywords.append(keywords.empty() ? "" : ", ").append(word);
    const auto set = [&](cairo_pdf_metadata_t key, const std::string& value) {
        if (!value.empty()) cairo_pdf_surface_set_metadata(surface, key, value.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, info.title);
    set(CAIRO_PDF_METADATA_SUBJECT, info.description);
    set(CAIRO_PDF_METADATA_AUTHOR, info.author);
    set(CAIRO_PDF_METADATA_KEYWORDS, keywords);
    set(CAIRO_PDF_METADATA_CREATOR, "Footprint");
    set(CAIRO_PDF_METADATA_CREATE_DATE, date);
    set(CAIRO_PDF_METADATA_MOD_DATE, date);
    state->context.reset(cairo_create(surface));
    check(cairo_status(state->context.get()), "PDF");
    return std::unique_ptr<CairoCanvas>(new CairoCanvas(std::move(state)));
}

void CairoCanvas::begin_group(const Group& group) {
    const char* tag = m_state->is_pdf ? tag_of(group.role) : nullptr;
    if (tag != nullptr) cairo_tag_begin(m_state->context.get(), tag, nullptr);
    m_state->open_tags.push_back(tag);
}

void CairoCanvas::end_group() {
    const char* tag = m_state->open_tags.back();
    m_state->open_tags.pop_back();
    if (tag != nullptr) cairo_tag_end(m_state->context.get(), tag);
}

void CairoCanvas::fill(const Path& rings, const Fill& fill, const Annotation&) {
    if (rings.empty()) return;
    if (m_state->raster) {
        m_state->raster->fill(rings, fill);
    } else {
        fill_rings(m_state->context.get(), rings, {0, rings.lines()}, fill);
    }
}

void CairoCanvas::stroke(const Path& lines, const Stroke& stroke) {
    if (lines.empty()) return;
    if (m_state->raster) {
        m_state->raster->stroke(lines, stroke);
    } else {
        stroke_lines(m_state->context.get(), lines, {0, lines.lines()}, stroke);
    }
}

void CairoCanvas::text(PagePoint baseline, const std::string& line, const TextStyle& style) {
    m_state->draw_shapes();
    m_state->text.draw(m_state->context.get(), baseline, line, style);
}

void CairoCanvas::next_page() {
    cairo_show_page(m_state->context.get());
}

void CairoCanvas::bookmark(const std::string& name, std::size_t page) {
    const std::string place = "page=" + std::to_string(page);
    cairo_pdf_surface_add_outline(m_state->surface.get(), CAIRO_PDF_OUTLINE_ROOT, name.c_str(), place.c_str(),
                                  static_cast<cairo_pdf_outline_flags_t>(0));
}

std::string CairoCanvas::finish() {
    State& state = *m_state;
    check(cairo_status(state.context.get()), state.is_pdf ? "PDF" : "PNG");
    if (!state.is_pdf) {
        state.draw_shapes();
        cairo_surface_flush(state.surface.get());
        return describe_png(encode_png(picture_of(state.surface.get())), state.dpi, state.info);
    }
    cairo_show_page(state.context.get());
    state.context.reset();
    cairo_surface_finish(state.surface.get());
    check(cairo_surface_status(state.surface.get()), "PDF");
    return tag_pdf(state.bytes, state.info);
}

}  // namespace render
