#include "render/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <variant>

#include "geo/error.hpp"
#include "geo/table.hpp"

namespace render {

namespace {

constexpr double least_map_pt = 70.0;  // a map smaller than an inch tells nothing
constexpr double least_shrink = 0.35;  // beyond that the legend is the picture
constexpr double shrink_step = 0.02;
constexpr double clearance_pt = 7.0;  // between the legend and land
constexpr double header_gap_pt = 12.0;
constexpr double title_gap_pt = 4.0;
constexpr double footer_gap_pt = 10.0;
constexpr double note_gap_pt = 2.0;
constexpr double most_legend_pt = 190.0;
constexpr double scale_bar_share = 0.22;  // of the width of the map

/// What did not fit, in the words of the error.
struct Misfit {
    std::string what;
};

double margin_pt(PageSize page) {
    const double side_mm = std::min(page.width_mm, page.height_mm);
    return std::clamp(0.07 * side_mm, 4.0, 20.0) * pt_per_mm;
}

std::string in_mm(double pt) {
    return geo::format_number(std::ceil(pt / pt_per_mm));
}

MapFit fit_map(const geo::Box& extent_m, const PageBox& frame, double shrink, double align_x,
               double align_y) {
    MapFit fit;
    fit.extent_m = extent_m;
    const double width_m = std::max(extent_m.width(), 1e-6);
    const double height_m = std::max(extent_m.height(), 1e-6);
    fit.pt_per_metre = shrink * std::min(frame.width_pt / width_m, frame.height_pt / height_m);
    const double width = width_m * fit.pt_per_metre;
    const double height = height_m * fit.pt_per_metre;
    fit.box = {frame.left_pt + align_x * (frame.width_pt - width),
               frame.top_pt + align_y * (frame.height_pt - height), width, height};
    return fit;
}

/// Tries the places of one box: at each left edge offered, from the top down or from the bottom up.
class Placer {
public:
    Placer(const PageBox& frame, const MapFit& map, const Occupancy& land, double clearance)
        : m_frame(frame), m_map(map), m_land(land), m_clearance(clearance) {}

    [[nodiscard]] bool is_free(const PageBox& box, const std::optional<PageBox>& taken) const {
        const PageBox around = box.grown(m_clearance);
        return m_frame.contains(box) && !(taken && taken->overlaps(around)) &&
               m_land.is_free(m_map.to_ground(around));
    }

    [[nodiscard]] std::optional<PagePoint> find(const PageBox& size, std::initializer_list<double> lefts,
                                                bool from_top, const std::optional<PageBox>& taken) const {
        constexpr double step_pt = 3.0;
        for (const double left : lefts) {
            for (double down = 0.0; down <= m_frame.height_pt - size.height_pt; down += step_pt) {
                const double top =
                    from_top ? m_frame.top_pt + down : m_frame.bottom_pt() - size.height_pt - down;
                if (is_free({left, top, size.width_pt, size.height_pt}, taken)) return PagePoint{left, top};
            }
        }
        return std::nullopt;
    }

private:
    PageBox m_frame;
    MapFit m_map;
    const Occupancy& m_land;
    double m_clearance;
};

bool place_keys(Layout& layout, const Legend& legend, const Occupancy& land, const TextMeasure& measure) {
    const MapFit& map = layout.map;
    const PageBox& frame = layout.frame;
    const Style& style = layout.style;
    // Beside the map, but not further from it than it needs to be.
    const auto right_edge = [&](double width) {
        const double beside = map.box.right_pt() + style.pt(2 * clearance_pt) + width;
        return std::min(frame.right_pt(), std::max(beside, map.box.left_pt + width)) - width;
    };
    const Placer placer(frame, map, land, style.pt(clearance_pt));
    const double legend_width = legend.box.width_pt;
    const auto corner = placer.find(
        legend.box,
        {map.box.right_pt() - legend_width, right_edge(legend_width), map.box.left_pt, frame.left_pt}, true,
        std::nullopt);
    if (!corner) return false;
    layout.legend = place(legend, *corner);

    const ScaleBar bar =
        measure_scale_bar(map.pt_per_metre, scale_bar_share * map.box.width_pt, style, measure);
    const double bar_width = bar.box.width_pt;
    const auto bar_corner = placer.find(
        bar.box, {map.box.right_pt() - bar_width, map.box.left_pt, right_edge(bar_width), frame.left_pt},
        false, layout.legend.box);
    if (!bar_corner) return false;
    layout.scale_bar = place(bar, *bar_corner);
    return true;
}

std::variant<Layout, Misfit> try_arrange(PageSize page, const PageTexts& texts, const LegendContent& content,
                                         const geo::Box& extent_m, const Occupancy& land,
                                         const TextMeasure& measure) {
    Layout layout;
    layout.page = page;
    layout.style = Style::of(page);
    const Style& style = layout.style;
    const double margin = margin_pt(page);
    const double width = page.width_mm * pt_per_mm - 2 * margin;
    const double page_bottom = page.height_mm * pt_per_mm - margin;

    double top = margin;
    top += set_lines(texts.title, style.title(), width, {margin, top}, measure, layout.title);
    if (top > margin && !texts.subtitle.empty()) top += style.pt(title_gap_pt);
    top += set_lines(texts.subtitle, style.subtitle(), width, {margin, top}, measure, layout.subtitle);
    if (top > margin) top += style.pt(header_gap_pt);

    double footer_height = 0.0;
    std::vector<std::string> paragraphs = texts.notes;
    paragraphs.push_back(texts.source);
    for (const std::string& paragraph : paragraphs) {
        if (paragraph.empty()) continue;
        if (footer_height > 0.0) footer_height += style.pt(note_gap_pt);
        footer_height +=
            set_lines(paragraph, style.source(), width, {margin, footer_height}, measure, layout.footer);
    }
    for (TextLine& line : layout.footer) {
        line.baseline.y_pt += page_bottom - footer_height;
        line.box.top_pt += page_bottom - footer_height;
    }
    const double bottom = page_bottom - footer_height - (footer_height > 0.0 ? style.pt(footer_gap_pt) : 0.0);
    layout.frame = {margin, top, width, bottom - top};
    if (layout.frame.width_pt < least_map_pt || layout.frame.height_pt < least_map_pt) {
        return Misfit{"the title, notes and source leave no room for a map"};
    }

    const Legend legend = measure_legend(content, style, std::min(style.pt(most_legend_pt), width), measure);
    if (legend.box.width_pt > layout.frame.width_pt || legend.box.height_pt > layout.frame.height_pt) {
        return Misfit{"the legend needs " + in_mm(legend.box.width_pt) + " x " + in_mm(legend.box.height_pt) +
                      " mm, and the page leaves " + in_mm(layout.frame.width_pt) + " x " +
                      in_mm(layout.frame.height_pt) + " mm"};
    }
    constexpr std::array<PagePoint, 4> alignments = {{{0.5, 0.5}, {0.0, 0.5}, {0.5, 0.0}, {0.0, 0.0}}};
    for (double shrink = 1.0; shrink >= least_shrink; shrink -= shrink_step) {
        for (const PagePoint& align : alignments) {
            layout.map = fit_map(extent_m, layout.frame, shrink, align.x_pt, align.y_pt);
            if (place_keys(layout, legend, land, measure)) return layout;
        }
    }
    return Misfit{"beside the legend (" + in_mm(legend.box.width_pt) + " x " + in_mm(legend.box.height_pt) +
                  " mm) there is no room for a map that can be read"};
}

}  // namespace

Style Style::of(PageSize page) {
    const double side_mm = std::min(page.width_mm, page.height_mm);
    return {std::clamp(std::sqrt(side_mm / 210.0), 0.75, 1.5)};
}

geo::Box MapFit::to_ground(const PageBox& on_page) const {
    geo::Box result;
    result.min_x = extent_m.min_x + (on_page.left_pt - box.left_pt) / pt_per_metre;
    result.max_x = extent_m.min_x + (on_page.right_pt() - box.left_pt) / pt_per_metre;
    result.max_y = extent_m.max_y - (on_page.top_pt - box.top_pt) / pt_per_metre;
    result.min_y = extent_m.max_y - (on_page.bottom_pt() - box.top_pt) / pt_per_metre;
    return result;
}

Layout arrange(PageSize page, const PageTexts& texts, const LegendContent& legend, const geo::Box& extent_m,
               const Occupancy& land, const TextMeasure& measure) {
    const auto attempt = [&](PageSize size) {
        return try_arrange(size, texts, legend, extent_m, land, measure);
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
