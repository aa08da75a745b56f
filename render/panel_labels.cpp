#include "render/panel_labels.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "render/clip.hpp"
#include "render/colour_vision.hpp"
#include "render/hatch.hpp"
#include "render/path_points.hpp"

namespace render {

namespace {

constexpr Colour white = rgb(0xffffff);

/// The share of an area's box that lies in another box.
double share_within(const MapData& data, std::size_t area, const geo::Box& box_m) {
    geo::Box own;
    for (std::uint32_t r = data.areas.area_start[area]; r < data.areas.area_start[area + 1]; ++r) {
        for (const geo::GridPoint p : data.areas.ring(r))
            own.add(data.grid.to_point(p));
    }
    const double width = std::min(own.max_x, box_m.max_x) - std::max(own.min_x, box_m.min_x);
    const double height = std::min(own.max_y, box_m.max_y) - std::max(own.min_y, box_m.min_y);
    if (width <= 0.0 || height <= 0.0) return 0.0;
    return width * height / (own.width() * own.height());
}

/// The places of symbols, over which no label goes.
void add_obstacles(const DrawnPanel& panel, std::vector<PageBox>& obstacles) {
    for (const DrawnSymbols& layer : panel.symbols) {
        for (const DrawnSymbol& symbol : layer.symbols)
            obstacles.push_back(bounds_of(symbol.outline.points));
    }
}

// Of the box of a label that may be white: less, and letters run out of the fill.
constexpr double least_share_for_white = 0.75;

/// The share of a box that rings cover.
double share_covered(const Path& rings, const PageBox& box) {
    const Path within = clip_rings(rings, box);
    double twice_area = 0.0;
    for (std::size_t line = 0; line < within.lines(); ++line) {
        PagePoint before = within.points[within.start[line + 1] - 1];
        for (const PagePoint& p : points_of(within, {line, line + 1})) {
            twice_area += before.x_pt * p.y_pt - p.x_pt * before.y_pt;
            before = p;
        }
    }
    return std::abs(twice_area) / (2 * box.width_pt * box.height_pt);
}

}  // namespace

void colour_labels(DrawnPanel& panel) {
    std::map<std::size_t, const DrawnArea*> area_of;
    for (const DrawnArea& area : panel.areas)
        area_of.emplace(area.index, &area);
    for (AreaLabel& label : panel.labels) {
        const auto found = area_of.find(label.area);
        if (found == area_of.end() || label.place == LabelPlace::led) continue;
        const Fill& fill = found->second->fill;
        const bool is_dark = contrast_ratio(fill.colour, white) > contrast_ratio(fill.colour, Style::ink);
        if (fill.hatched || !is_dark) continue;
        if (share_covered(found->second->rings, label.box) < least_share_for_white) continue;
        for (TextLine& line : label.lines) {
            line.style.colour = white;
            line.style.halo = fill.colour;
        }
    }
}

namespace {

/// Labels a panel with the texts that are not empty. @return the areas whose label found no room
std::vector<std::size_t> label_panel(DrawnPanel& panel, const std::vector<std::string>& texts,
                                     const PageBox& frame, std::vector<PageBox> obstacles, const Style& style,
                                     const TextMeasure& measure) {
    const Path nothing;
    std::vector<std::reference_wrapper<const Path>> rings(texts.size(), std::cref(nothing));
    for (const DrawnArea& area : panel.areas)
        rings[area.index] = std::cref(area.rings);
    Labelling labelling = place_labels({frame, rings, texts, std::move(obstacles), style}, measure);
    panel.labels = std::move(labelling.placed);
    colour_labels(panel);
    return labelling.dropped;
}

}  // namespace

void label_panels(const MapData& data, MapPlan::Content& content) {
    if (data.labels.empty()) return;
    const Layout& layout = content.layout;
    std::vector<std::string> texts = data.labels;
    for (std::size_t a = 0; a < texts.size(); ++a) {
        const bool has_shape = data.areas.area_start[a] != data.areas.area_start[a + 1];
        if (!has_shape) texts[a].clear();
    }
    std::vector<std::size_t> dropped;
    std::vector<PageBox> obstacles = layout.keys();
    // Where there is context, keys have a white ground of their own round them.
    if (!data.context_m.points.empty())
        std::ranges::transform(obstacles, obstacles.begin(),
                               [&](const PageBox& key) { return key.grown(layout.style.key_margin_pt()); });
    for (const TextLine& caption : content.captions)
        obstacles.push_back(caption.box);
    for (std::size_t i = 0; i < layout.insets.size(); ++i) {
        const PlacedInset& inset = layout.insets[i];
        std::vector<std::string> own(texts.size());
        for (std::size_t a = 0; a < texts.size(); ++a) {
            if (share_within(data, a, inset.fit.extent_m) > 0.5) std::swap(own[a], texts[a]);
        }
        std::vector<PageBox> own_obstacles;
        add_obstacles(content.insets[i], own_obstacles);
        const auto left_over = label_panel(content.insets[i], own, inset.fit.box, std::move(own_obstacles),
                                           layout.style, *content.measure);
        dropped.insert(dropped.end(), left_over.begin(), left_over.end());
        obstacles.push_back(inset.on_map);
    }
    add_obstacles(content.panel, obstacles);
    const auto left_over =
        label_panel(content.panel, texts, layout.frame, obstacles, layout.style, *content.measure);
    dropped.insert(dropped.end(), left_over.begin(), left_over.end());
    std::ranges::sort(dropped);

    LabelReport report;
    std::vector<const DrawnPanel*> panels = {&content.panel};
    for (const DrawnPanel& inset : content.insets)
        panels.push_back(&inset);
    for (const DrawnPanel* panel : panels) {
        for (const AreaLabel& label : panel->labels)
            ++(label.place == LabelPlace::led ? report.led : report.in_area);
    }
    for (const std::size_t area : dropped)
        report.dropped.push_back(data.codes[area]);
    content.result.area_labels = std::move(report);
}

}  // namespace render
