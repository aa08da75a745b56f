#include "render/text_measure.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <cctype>

#include "geo/late_library.hpp"

namespace render {

namespace {

void set_colour(cairo_t* cairo, Colour colour) {
    cairo_set_source_rgb(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
}

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using GObjectPointer = std::unique_ptr<T, Unref>;

struct FreeDescription {
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using DescriptionPointer = std::unique_ptr<PangoFontDescription, FreeDescription>;

/// Takes out of a font what the settings of a desktop say about its pixels: letters on a page are smooth and
/// grey everywhere, and wanted as they are in print.
void draw_plainly(FcPattern* font, void*) {
    const auto set = [font](const char* setting, bool on) {
        FcPatternDel(font, setting);
        FcPatternAddBool(font, setting, on ? FcTrue : FcFalse);
    };
    set(FC_ANTIALIAS, true);
    set(FC_HINTING, false);
    set(FC_AUTOHINT, false);
    FcPatternDel(font, FC_RGBA);
    FcPatternAddInteger(font, FC_RGBA, FC_RGBA_NONE);
}

double to_pt(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

bool same_family(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::tolower(static_cast<unsigned char>(a[i])) !=
            std::tolower(static_cast<unsigned char>(b[i]))) {
            return false;
        }
    }
    return true;
}

}  // namespace

struct TextMeasure::Pango {
    GObjectPointer<PangoFontMap> map;
    GObjectPointer<PangoContext> context;
    std::string family;
    std::string warning;

    [[nodiscard]] DescriptionPointer description(const TextStyle& style) const {
        DescriptionPointer result(pango_font_description_new());
        pango_font_description_set_family(result.get(), family.c_str());
        pango_font_description_set_absolute_size(result.get(), style.size_pt * PANGO_SCALE);
        pango_font_description_set_weight(result.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        return result;
    }

    [[nodiscard]] GObjectPointer<PangoLayout> layout(std::string_view text, const TextStyle& style) const {
        GObjectPointer<PangoLayout> result(pango_layout_new(context.get()));
        pango_layout_set_font_description(result.get(), description(style).get());
        pango_layout_set_text(result.get(), text.data(), static_cast<int>(text.size()));
        return result;
    }

    [[nodiscard]] bool installed(const std::string& wanted) const {
        PangoFontFamily** families = nullptr;
        int count = 0;
        pango_font_map_list_families(map.get(), &families, &count);
        bool found = false;
        for (int i = 0; i < count; ++i) {
            found = found || same_family(pango_font_family_get_name(families[i]), wanted);
        }
        g_free(families);
        return found;
    }

    [[nodiscard]] std::string substitute() const {
        const GObjectPointer<PangoFont> font(
            pango_font_map_load_font(map.get(), context.get(), description({}).get()));
        if (!font) return "Sans";
        const DescriptionPointer found(pango_font_describe(font.get()));
        return pango_font_description_get_family(found.get());
    }
};

TextMeasure::TextMeasure(std::string family) : m_pango(std::make_unique<Pango>()) {
    // Cairo and libpng come with it, and no canvas is made without a TextMeasure.
    geo::load_library(FOOTPRINT_PANGO);
    m_pango->map.reset(pango_cairo_font_map_new());
    // One unit of the page is one point, whatever the resolution of a picture.
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(m_pango->map.get()), 72.0);
    pango_fc_font_map_set_default_substitute(PANGO_FC_FONT_MAP(m_pango->map.get()), draw_plainly, nullptr,
                                             nullptr);
    m_pango->context.reset(pango_font_map_create_context(m_pango->map.get()));
    pango_context_set_language(m_pango->context.get(), pango_language_from_string("en-gb"));
    pango_context_set_round_glyph_positions(m_pango->context.get(), FALSE);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(m_pango->context.get(), options);
    cairo_font_options_destroy(options);

    m_pango->family = std::move(family);
    if (!m_pango->installed(m_pango->family)) {
        const std::string wanted = m_pango->family;
        m_pango->family = m_pango->substitute();
        m_pango->warning =
            "the font \"" + wanted + "\" is not installed: text is set in \"" + m_pango->family + "\"";
    }
}

TextMeasure::~TextMeasure() = default;

const std::string& TextMeasure::family() const {
    return m_pango->family;
}
const std::string& TextMeasure::warning() const {
    return m_pango->warning;
}

double TextMeasure::width_pt(std::string_view text, const TextStyle& style) const {
    const auto layout = m_pango->layout(text, style);
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return to_pt(logical.width);
}

double TextMeasure::ascent_pt(const TextStyle& style) const {
    return to_pt(pango_layout_get_baseline(m_pango->layout("Xg", style).get()));
}

double TextMeasure::descent_pt(const TextStyle& style) const {
    const auto layout = m_pango->layout("Xg", style);
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    return to_pt(logical.height - pango_layout_get_baseline(layout.get()));
}

std::vector<std::string> TextMeasure::wrap(std::string_view text, const TextStyle& style,
                                           double width_pt) const {
    const auto layout = m_pango->layout(text, style);
    pango_layout_set_width(layout.get(), static_cast<int>(width_pt * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    std::vector<std::string> lines;
    const std::string_view whole = pango_layout_get_text(layout.get());
    for (const GSList* item = pango_layout_get_lines_readonly(layout.get()); item != nullptr;
         item = item->next) {
        const auto* line = static_cast<const PangoLayoutLine*>(item->data);
        std::string_view part =
            whole.substr(static_cast<std::size_t>(line->start_index), static_cast<std::size_t>(line->length));
        while (!part.empty() && part.back() == ' ')
            part.remove_suffix(1);
        lines.emplace_back(part);
    }
    return lines;
}

void TextMeasure::draw(void* cairo_context, PagePoint baseline, const std::string& line,
                       const TextStyle& style) const {
    auto* cairo = static_cast<cairo_t*>(cairo_context);
    const auto layout = m_pango->layout(line, style);
    if (style.halo_pt > 0.0) {
        cairo_new_path(cairo);
        cairo_move_to(cairo, baseline.x_pt, baseline.y_pt);
        pango_cairo_layout_line_path(cairo, pango_layout_get_line_readonly(layout.get(), 0));
        set_colour(cairo, style.halo);
        cairo_set_line_width(cairo, style.halo_pt);
        cairo_stroke(cairo);
    }
    set_colour(cairo, style.colour);
    cairo_move_to(cairo, baseline.x_pt, baseline.y_pt);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout.get(), 0));
}

}  // namespace render
