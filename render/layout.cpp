#include "render/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <variant>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/key_placement.hpp"

namespace render {

namespace {

constexpr double least_shrink = 0.35;  // beyond that the legend is the picture
constexpr double shrink_step = 0.02;
constexpr double header_gap_pt = 12.0;
constexpr double title_gap_pt = 4.0;
constexpr double footer_gap_pt = 10.0;
constexpr double note_gap_pt = 2.0;
constexpr double most_legend_pt = 190.0;
constexpr std::array<double, 5> magnifications = {4.0, 3.5, 3.0, 2.5, 2.0};
constexpr double shrink_for_insets = 0.875;  // that a larger inset is worth

/// What did not fit, in the words of the error.
struct Misfit {
    std::string what;
};

std::string in_mm(double pt) {
    return geo::format_number(std::ceil(pt / pt_per_mm));
}

/// The greatest map, and then the greatest insets, for which there is room.
bool place_map_and_keys(Layout& layout, const Legend& legend, const geo::Box& extent_m, const Occupancy& land,
                        const TextMeasure& measure, const Additions& additions) {
    constexpr std::array<PagePoint, 4> alignments = {{{0.5, 0.5}, {0.0, 0.5}, {0.5, 0.0}, {0.0, 0.0}}};
    const auto try_all = [&](double magnification, double least) {
        for (double shrink = 1.0; shrink >= least; shrink -= shrink_step) {
            for (const PagePoint& align : alignments) {
                layout.map = fit_in(extent_m, layout.frame, shrink, align);
                if (place_keys(layout, legend, additions, magnification, land, measure)) return true;
            }
        }
        return false;
    };
    if (!additions.insets.empty()) {
        for (const double magnification : magnifications) {
            if (try_all(magnification, shrink_for_insets)) return true;
        }
    }
    return try_all(magnifications.back(), least_shrink);
}

}  // namespace

Layout place_texts(PageSize page, const PageTexts& texts, const TextMeasure& measure) {
    Layout layout;
    layout.page = page;
    layout.style = Style::of(page);
    const Style& style = layout.style;
    const double margin = margin_pt(page);
    const double width = page.width_mm * pt_per_mm - 2 * margin;
    const double page_bottom = page.height_mm * pt_per_mm - margin;

    double top = margin;
    top += set_lines(texts.title, texts.is_part ? style.heading() : style.title(), width, {margin, top},
                     measure, layout.title);
    if (top > margin && !texts.subtitle.empty()) top += style.pt(title_gap_pt);
    top += set_lines(texts.subtitle, style.subtitle(), width, {margin, top}, measure, layout.subtitle);
    if (top > margin) top += style.pt(header_gap_pt);

    double footer_width = width;
    if (!texts.page_number.empty())
        footer_width -= measure.width_pt(texts.page_number, style.source()) + style.pt(header_gap_pt);
    double footer_height = 0.0;
    std::vector<std::string> paragraphs = texts.notes;
    paragraphs.push_back(texts.source);
    for (const std::string& paragraph : paragraphs) {
        if (paragraph.empty()) continue;
        if (footer_height > 0.0) footer_height += style.pt(note_gap_pt);
        footer_height += set_lines(paragraph, style.source(), footer_width, {margin, footer_height}, measure,
                                   layout.footer);
    }
    if (!texts.page_number.empty()) {
        const double own = measure.width_pt(texts.page_number, style.source());
        const double height = measure.ascent_pt(style.source()) + measure.descent_pt(style.source());
        footer_height = std::max(footer_height, height);
        set_lines(texts.page_number, style.source(), own + 1.0,
                  {margin + width - own, footer_height - height}, measure, layout.footer);
    }
    for (TextLine& line : layout.footer) {
        line.baseline.y_pt += page_bottom - footer_height;
        line.box.top_pt += page_bottom - footer_height;
    }
    const double bottom = page_bottom - footer_height - (footer_height > 0.0 ? style.pt(footer_gap_pt) : 0.0);
    layout.frame = {margin, top, width, bottom - top};
    return layout;
}

namespace {

std::variant<Layout, Misfit> try_arrange(PageSize page, const PageTexts& texts, const LegendContent& content,
                                         const geo::Box& extent_m, const Occupancy& land,
                                         const TextMeasure& measure, const Additions& additions) {
    Layout layout = place_texts(page, texts, measure);
    const Style& style = layout.style;
    const double width = layout.frame.width_pt;
    if (layout.frame.width_pt < least_map_pt || layout.frame.height_pt < least_map_pt) {
        return Misfit{"the title, notes and source leave no room for a map"};
    }

    const Legend legend = measure_legend(content, style, std::min(style.pt(most_legend_pt), width), measure);
    if (legend.box.width_pt > layout.frame.width_pt || legend.box.height_pt > layout.frame.height_pt) {
        return Misfit{"the legend needs " + in_mm(legend.box.width_pt) + " x " + in_mm(legend.box.height_pt) +
                      " mm, and the page leaves " + in_mm(layout.frame.width_pt) + " x " +
                      in_mm(layout.frame.height_pt) + " mm"};
    }
    if (place_map_and_keys(layout, legend, extent_m, land, measure, additions)) return layout;
    return Misfit{"beside the legend (" + in_mm(legend.box.width_pt) + " x " + in_mm(legend.box.height_pt) +
                  " mm)" + (additions.insets.empty() ? "" : " and the insets") +
                  " there is no room for a map that can be read"};
}

}  // namespace

double margin_pt(PageSize page) {
    const double side_mm = std::min(page.width_mm, page.height_mm);
    return std::clamp(0.07 * side_mm, 4.0, 20.0) * pt_per_mm;
}

Style Style::of(PageSize page) {
    const double side_mm = std::min(page.width_mm, page.height_mm);
    return {std::clamp(std::sqrt(side_mm / 210.0), 0.75, 1.5)};
}

std::vector<PageBox> Layout::keys() const {
    std::vector<PageBox> boxes = {legend.box};
    if (!scale_bar.lines.empty()) boxes.push_back(scale_bar.box);
    if (north_arrow) boxes.push_back(north_arrow->box);
    for (const PlacedInset& inset : insets)
        boxes.push_back(inset.box);
    return boxes;
}

Layout arrange(PageSize page, const PageTexts& texts, const LegendContent& legend, const geo::Box& extent_m,
               const Occupancy& land, const TextMeasure& measure, const Additions& additions) {
    const auto attempt = [&](PageSize size) {
        return try_arrange(size, texts, legend, extent_m, land, measure, additions);
    };
    auto first = attempt(page);
    if (auto* layout = std::get_if<Layout>(&first)) return std::move(*layout);

    const std::string given =
        "page " + geo::format_number(page.width_mm) + " x " + geo::format_number(page.height_mm) + " mm";
    for (double factor = 1.02; factor < 30.0; factor *= 1.02) {
        const PageSize larger{std::ceil(page.width_mm * factor), std::ceil(page.height_mm * factor)};
        if (std::holds_alternative<Layout>(attempt(larger))) {
            throw geo::UsageError(given, std::get<Misfit>(first).what,
                                  "the least page of this shape is " + geo::format_number(larger.width_mm) +
                                      " x " + geo::format_number(larger.height_mm) + " mm");
        }
    }
    throw geo::UsageError(given, std::get<Misfit>(first).what,
                          "shorten the texts or choose another shape of page");
}

}  // namespace render
