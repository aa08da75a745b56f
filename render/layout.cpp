#include "render/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <variant>

#include "geo/error.hpp"
#include "geo/table.hpp"

namespace render {

namespace {

constexpr double least_shrink = 0.35;  // beyond that the legend is the picture
constexpr double shrink_step = 0.02;
constexpr double clearance_pt = 7.0;  // between the legend and land
constexpr double header_gap_pt = 12.0;
constexpr double title_gap_pt = 4.0;
constexpr double footer_gap_pt = 10.0;
constexpr double note_gap_pt = 2.0;
constexpr double most_legend_pt = 190.0;
constexpr double scale_bar_share = 0.22;  // of the width of the map
constexpr double inset_bar_share = 0.4;   // of the width of an inset
constexpr double inset_gap_pt = 3.0;
constexpr std::array<double, 5> magnifications = {4.0, 3.5, 3.0, 2.5, 2.0};
constexpr double shrink_for_insets = 0.875;  // that a larger inset is worth

/// What did not fit, in the words of the error.
struct Misfit {
    std::string what;
};

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

    [[nodiscard]] bool is_free(const PageBox& box, std::span<const PageBox> taken) const {
        const PageBox around = box.grown(m_clearance);
        return m_frame.contains(box) &&
               std::ranges::none_of(taken, [&](const PageBox& other) { return other.overlaps(around); }) &&
               m_land.is_free(m_map.to_ground(around));
    }

    [[nodiscard]] std::optional<PagePoint> find(const PageBox& size, std::span<const double> lefts,
                                                bool from_top, std::span<const PageBox> taken) const {
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

PlacedInset measure_inset(const Inset& inset, double magnification, const MapFit& map, const Style& style,
                          const TextMeasure& measure) {
    PlacedInset placed;
    placed.name = inset.name;
    placed.magnification = magnification;
    placed.fit.extent_m = inset.box_m;
    placed.fit.pt_per_metre = map.pt_per_metre * magnification;
    const double width = inset.box_m.width() * placed.fit.pt_per_metre;
    const double height = inset.box_m.height() * placed.fit.pt_per_metre;
    double top = set_lines(inset.name, style.legend_title(), width, {0.0, 0.0}, measure, placed.lines);
    if (top > 0.0) top += style.pt(inset_gap_pt);
    placed.fit.box = {0.0, top, width, height};
    placed.scale_bar =
        place(measure_scale_bar(placed.fit.pt_per_metre, inset_bar_share * width, style, measure),
              {0.0, top + height + style.pt(inset_gap_pt)});
    placed.box = {0.0, 0.0, std::max(width, placed.scale_bar.box.width_pt), placed.scale_bar.box.bottom_pt()};
    for (const TextLine& line : placed.lines)
        placed.box.width_pt = std::max(placed.box.width_pt, line.box.width_pt);
    const PagePoint corner = map.to_page({inset.box_m.min_x, inset.box_m.max_y});
    placed.on_map = {corner.x_pt, corner.y_pt, width / magnification, height / magnification};
    return placed;
}

void move_to(PlacedInset& inset, PagePoint corner) {
    for (PageBox* box : {&inset.box, &inset.fit.box}) {
        box->left_pt += corner.x_pt;
        box->top_pt += corner.y_pt;
    }
    for (TextLine& line : inset.lines) {
        line.baseline.x_pt += corner.x_pt;
        line.baseline.y_pt += corner.y_pt;
        line.box.left_pt += corner.x_pt;
        line.box.top_pt += corner.y_pt;
    }
    const PageBox& bar = inset.scale_bar.box;
    inset.scale_bar = place(inset.scale_bar, {bar.left_pt + corner.x_pt, bar.top_pt + corner.y_pt});
}

/// Places legend, insets, scale bar and north arrow, in this order, on a map that has its place.
class KeyPlacement {
public:
    KeyPlacement(Layout& layout, const Occupancy& land, const TextMeasure& measure)
        : m_layout(layout),
          m_measure(measure),
          m_placer(layout.frame, layout.map, land, layout.style.pt(clearance_pt)) {}

    /// @param magnification of insets that have none of their own
    bool place_all(const Legend& legend, const Additions& additions, double magnification) {
        m_layout.insets.clear();
        for (const PlacedMark& mark : additions.marks) {
            const PagePoint centre = m_layout.map.to_page(mark.place_m);
            m_taken.push_back(PageBox{centre.x_pt, centre.y_pt, 0.0, 0.0}.grown(mark.radius_pt));
            if (!m_layout.frame.contains(m_taken.back())) return false;
        }
        const auto corner = find(legend.box, true, true);
        if (!corner) return false;
        m_layout.legend = place(legend, *corner);
        m_taken.push_back(m_layout.legend.box);
        for (const Inset& inset : additions.insets) {
            if (!place_inset(inset, inset.magnification.value_or(magnification))) return false;
        }
        return (!additions.has_scale_bar || place_bar()) &&
               (!additions.north || place_north(*additions.north));
    }

private:
    /// Beside the map, but not further from it than it needs to be.
    [[nodiscard]] double right_edge(double width) const {
        const MapFit& map = m_layout.map;
        const double beside = map.box.right_pt() + m_layout.style.pt(2 * clearance_pt) + width;
        return std::min(m_layout.frame.right_pt(), std::max(beside, map.box.left_pt + width)) - width;
    }

    [[nodiscard]] std::optional<PagePoint> find(const PageBox& size, bool from_top, bool beside_first) const {
        const MapFit& map = m_layout.map;
        const double within = map.box.right_pt() - size.width_pt;
        const double beside = right_edge(size.width_pt);
        const std::array<double, 4> lefts = {within, beside_first ? beside : map.box.left_pt,
                                             beside_first ? map.box.left_pt : beside, m_layout.frame.left_pt};
        return m_placer.find(size, lefts, from_top, m_taken);
    }

    bool place_inset(const Inset& inset, double magnification) {
        constexpr double step_pt = 6.0;
        PlacedInset placed = measure_inset(inset, magnification, m_layout.map, m_layout.style, m_measure);
        auto corner = find(placed.box, false, true);
        if (!corner) {
            // An inset is large: any place will do.
            std::vector<double> lefts;
            for (double left = m_layout.frame.left_pt;
                 left + placed.box.width_pt <= m_layout.frame.right_pt(); left += step_pt)
                lefts.push_back(left);
            corner = m_placer.find(placed.box, lefts, false, m_taken);
        }
        if (!corner) return false;
        move_to(placed, *corner);
        m_taken.push_back(placed.box);
        m_layout.insets.push_back(std::move(placed));
        return true;
    }

    bool place_bar() {
        const MapFit& map = m_layout.map;
        const ScaleBar bar = measure_scale_bar(map.pt_per_metre, scale_bar_share * map.box.width_pt,
                                               m_layout.style, m_measure);
        const auto corner = find(bar.box, false, false);
        if (!corner) return false;
        m_layout.scale_bar = place(bar, *corner);
        m_taken.push_back(m_layout.scale_bar.box);
        return true;
    }

    bool place_north(const North& north) {
        const NorthArrow arrow = measure_north_arrow(north, m_layout.style, m_measure);
        const auto corner = find(arrow.box, false, false);
        if (!corner) return false;
        m_layout.north_arrow = place(arrow, *corner);
        return true;
    }

    Layout& m_layout;
    const TextMeasure& m_measure;
    Placer m_placer;
    std::vector<PageBox> m_taken;
};

/// The greatest map, and then the greatest insets, for which there is room.
bool place_map_and_keys(Layout& layout, const Legend& legend, const geo::Box& extent_m, const Occupancy& land,
                        const TextMeasure& measure, const Additions& additions) {
    constexpr std::array<PagePoint, 4> alignments = {{{0.5, 0.5}, {0.0, 0.5}, {0.5, 0.0}, {0.0, 0.0}}};
    const auto try_all = [&](double magnification, double least) {
        for (double shrink = 1.0; shrink >= least; shrink -= shrink_step) {
            for (const PagePoint& align : alignments) {
                layout.map = fit_map(extent_m, layout.frame, shrink, align.x_pt, align.y_pt);
                if (KeyPlacement(layout, land, measure).place_all(legend, additions, magnification))
                    return true;
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

MapFit fit_in(const geo::Box& extent_m, const PageBox& box) {
    return fit_map(extent_m, box, 1.0, 0.5, 0.5);
}

double margin_pt(PageSize page) {
    const double side_mm = std::min(page.width_mm, page.height_mm);
    return std::clamp(0.07 * side_mm, 4.0, 20.0) * pt_per_mm;
}

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
