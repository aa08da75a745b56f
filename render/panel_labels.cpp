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

/// The places of symbols and of their names and the ends of arrows, over which no label of an area goes.
void add_obstacles(const DrawnPanel& panel, std::vector<PageBox>& obstacles) {
    for (const DrawnFlow& flow : panel.flows) {
        if (flow.outline.empty()) continue;
        obstacles.push_back(flow.tail);
        obstacles.push_back(flow.head);
    }
    for (const PointLabel& name : panel.point_labels)
        obstacles.push_back(name.box);
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

/// Names the points of a panel that are to have a name, but for those within a box that is theirs elsewhere.
/// What found no room is added to the report.
void name_points(DrawnPanel& panel, const PageBox& frame, const std::vector<PageBox>& elsewhere,
                 std::vector<PageBox> obstacles, const Style& style, const TextMeasure& measure,
                 PointLabelReport& report) {
    std::vector<MarkedPoint> points;
    std::vector<const DrawnSymbol*> symbols;
    for (const DrawnSymbols& layer : panel.symbols) {
        for (const DrawnSymbol& symbol : layer.symbols) {
            const PageBox place{symbol.centre.x_pt, symbol.centre.y_pt, 0.0, 0.0};
            const bool is_elsewhere =
                std::ranges::any_of(elsewhere, [&](const PageBox& box) { return box.contains(place); });
            points.push_back({symbol.centre, symbol.radius_pt, is_elsewhere ? "" : symbol.written});
            symbols.push_back(&symbol);
        }
    }
    PointLabelling labelling = place_point_labels({frame, points, std::move(obstacles), style}, measure);
    panel.point_labels = std::move(labelling.placed);
    report.placed += panel.point_labels.size();
    for (const std::size_t point : labelling.dropped)
        report.dropped.push_back(symbols[point]->called);
}

/// Labels a panel with the texts that are not empty. @return the areas whose label found no room
std::vector<std::size_t> label_areas(DrawnPanel& panel, const std::vector<std::string>& texts,
                                     const PageBox& frame, std::vector<PageBox> obstacles, const Style& style,
                                     const TextMeasure& measure) {
    add_obstacles(panel, obstacles);
    const Path nothing;
    std::vector<std::reference_wrapper<const Path>> rings(texts.size(), std::cref(nothing));
    for (const DrawnArea& area : panel.areas)
        rings[area.index] = std::cref(area.rings);
    Labelling labelling = place_labels({frame, rings, texts, std::move(obstacles), style}, measure);
    panel.labels = std::move(labelling.placed);
    colour_labels(panel);
    return labelling.dropped;
}

/// What stands on the map and takes no label, but for its symbols.
std::vector<PageBox> keys_and_captions(const MapData& data, const MapPlan::Content& content) {
    const Layout& layout = content.layout;
    std::vector<PageBox> taken = layout.keys();
    // Where there is context, keys have a white ground of their own round them.
    if (!data.context_m.points.empty())
        std::ranges::transform(taken, taken.begin(),
                               [&](const PageBox& key) { return key.grown(layout.style.key_margin_pt()); });
    for (const TextLine& caption : content.captions)
        taken.push_back(caption.box);
    for (const PlacedInset& inset : layout.insets)
        taken.push_back(inset.on_map);
    return taken;
}

void name_all_points(MapPlan::Content& content, const std::vector<PageBox>& taken) {
    const Layout& layout = content.layout;
    PointLabelReport report;
    std::vector<PageBox> in_insets;
    for (std::size_t i = 0; i < layout.insets.size(); ++i) {
        const PlacedInset& inset = layout.insets[i];
        name_points(content.insets[i], inset.fit.box, {}, {}, layout.style, *content.measure, report);
        in_insets.push_back(inset.on_map);
    }
    name_points(content.panel, layout.frame, in_insets, taken, layout.style, *content.measure, report);
    std::ranges::sort(report.dropped);
    content.result.point_labels = std::move(report);
}

void label_all_areas(const MapData& data, MapPlan::Content& content, const std::vector<PageBox>& taken) {
    const Layout& layout = content.layout;
    std::vector<std::string> texts = data.labels;
    for (std::size_t a = 0; a < texts.size(); ++a) {
        const bool has_shape = data.areas.area_start[a] != data.areas.area_start[a + 1];
        if (!has_shape) texts[a].clear();
    }
    std::vector<std::size_t> dropped;
    for (std::size_t i = 0; i < layout.insets.size(); ++i) {
        const MapFit& fit = layout.insets[i].fit;
        std::vector<std::string> own(texts.size());
        for (std::size_t a = 0; a < texts.size(); ++a) {
            if (share_within(data, a, fit.extent_m) > 0.5) std::swap(own[a], texts[a]);
        }
        const auto left_over =
            label_areas(content.insets[i], own, fit.box, {}, layout.style, *content.measure);
        dropped.insert(dropped.end(), left_over.begin(), left_over.end());
    }
    const auto left_over =
        label_areas(content.panel, texts, layout.frame, taken, layout.style, *content.measure);
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

}  // namespace

void label_panels(const MapData& data, MapPlan::Content& content) {
    const std::vector<PageBox> taken = keys_and_captions(data, content);
    const bool has_names = std::ranges::any_of(data.symbols, [](const SymbolLayer& layer) {
        return std::ranges::any_of(layer.symbols, [](const Symbol& s) { return !s.written.empty(); });
    });
    if (has_names) name_all_points(content, taken);
    if (!data.labels.empty()) label_all_areas(data, content, taken);
}

}  // namespace render
