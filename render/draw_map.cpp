#include "geo/error.hpp"
#include "render/hatch.hpp"
#include "render/map.hpp"
#include "render/map_content.hpp"
#include "render/moved_canvas.hpp"

namespace render {

namespace {

void draw_lines(Canvas& canvas, const std::vector<TextLine>& lines) {
    for (const TextLine& line : lines)
        canvas.text(line.baseline, line.text, line.style);
}

void draw_texts(Canvas& canvas, const std::string& id, Role role, const std::vector<TextLine>& lines) {
    if (lines.empty()) return;
    canvas.begin_group({id, role, {}});
    draw_lines(canvas, lines);
    canvas.end_group();
}

Path outline_of(const PageBox& box) {
    Path path;
    path.points = {{box.left_pt, box.top_pt},
                   {box.right_pt(), box.top_pt},
                   {box.right_pt(), box.bottom_pt()},
                   {box.left_pt, box.bottom_pt()},
                   {box.left_pt, box.top_pt}};
    path.close_line();
    return path;
}

void draw_legend(Canvas& canvas, const Legend& legend, const Style& style) {
    canvas.begin_group({"legend", Role::layer, legend.description});
    for (const Swatch& swatch : legend.swatches) {
        const PageBox& box = swatch.box;
        if (swatch.mark == KeyMark::circle) {
            const PagePoint centre{box.left_pt + box.width_pt / 2, box.top_pt + box.height_pt / 2};
            canvas.fill(circle_at(centre, box.width_pt / 2), *swatch.fill, {});
            continue;
        }
        const Path outline = outline_of(box);
        if (swatch.fill) canvas.fill(outline, *swatch.fill, {});
        if (swatch.mark == KeyMark::falling_lines) {
            canvas.stroke(falling_lines_within(outline, style.pt(falling_spacing_pt)), *swatch.line);
            canvas.stroke(outline, *swatch.line);
        } else if (swatch.line) {
            const double middle = swatch.box.top_pt + swatch.box.height_pt / 2;
            canvas.stroke({{{swatch.box.left_pt, middle}, {swatch.box.right_pt(), middle}}, {0, 2}},
                          *swatch.line);
        } else {
            canvas.stroke(outline, style.swatch_border());
        }
    }
    draw_lines(canvas, legend.lines);
    canvas.end_group();
}

std::string_view id_of(OutlineKind kind) {
    switch (kind) {
        case OutlineKind::member:
            return "member-borders";
        case OutlineKind::coast:
            return "coast";
        case OutlineKind::footprint:
            return "footprint-borders";
    }
    throw geo::InternalError("a kind of outline has no name");
}

/// A dot that stands for a point, as a ring of eight corners.
Path dot_at(PagePoint centre, double radius_pt) {
    constexpr double corner = 0.70710678;
    Path dot;
    for (const PagePoint& p : {PagePoint{1.0, 0.0}, PagePoint{corner, corner}, PagePoint{0.0, 1.0},
                               PagePoint{-corner, corner}, PagePoint{-1.0, 0.0}, PagePoint{-corner, -corner},
                               PagePoint{0.0, -1.0}, PagePoint{corner, -corner}})
        dot.points.push_back({centre.x_pt + radius_pt * p.x_pt, centre.y_pt + radius_pt * p.y_pt});
    dot.close_line();
    return dot;
}

void draw_labels(Canvas& canvas, const std::vector<AreaLabel>& labels, const Style& style,
                 const std::string& prefix) {
    if (labels.empty()) return;
    canvas.begin_group({prefix + "labels", Role::layer, {}});
    for (const AreaLabel& label : labels) {
        if (label.leader.empty()) continue;
        canvas.stroke(label.leader, style.leader_casing());
        canvas.stroke(label.leader, style.leader());
        canvas.fill(dot_at(label.point, style.pt(1.0)), Fill{Style::ink}, {});
    }
    for (const AreaLabel& label : labels)
        draw_lines(canvas, label.lines);
    canvas.end_group();
}

void draw_point_labels(Canvas& canvas, const std::vector<PointLabel>& labels, const std::string& prefix) {
    if (labels.empty()) return;
    canvas.begin_group({prefix + "point-labels", Role::layer, {}});
    for (const PointLabel& label : labels)
        draw_lines(canvas, label.lines);
    canvas.end_group();
}

void draw_context(Canvas& canvas, const DrawnContext& context, const Style& style,
                  const std::string& prefix) {
    if (context.ground.empty()) return;
    canvas.begin_group({prefix + "context", Role::layer, {}});
    canvas.fill(context.ground, Fill{Style::context_ground}, {});
    canvas.stroke(context.shore, {Style::context_shore, style.coast().width_pt});
    canvas.end_group();
}

void draw_groupings(Canvas& canvas, const std::vector<DrawnGrouping>& groupings, const std::string& prefix) {
    for (std::size_t g = 0; g < groupings.size(); ++g) {
        canvas.begin_group({prefix + "overlay-" + std::to_string(g + 1), Role::layer, groupings[g].title});
        for (const StrokedLines& stroked : groupings[g].strokes)
            canvas.stroke(stroked.lines, stroked.stroke);
        canvas.end_group();
    }
}

void draw_symbols(Canvas& canvas, const std::vector<DrawnSymbols>& layers, const Style& style,
                  const std::string& prefix) {
    for (std::size_t l = 0; l < layers.size(); ++l) {
        canvas.begin_group({prefix + "symbols-" + std::to_string(l + 1), Role::layer, layers[l].title});
        for (const DrawnSymbol& symbol : layers[l].symbols) {
            canvas.fill(symbol.outline, Fill{layers[l].colour}, symbol.annotation);
            canvas.stroke(symbol.outline, style.symbol_edge());
        }
        canvas.end_group();
    }
}

void draw_panel(Canvas& canvas, const DrawnPanel& panel, const Style& style, const std::string& prefix) {
    draw_context(canvas, panel.context, style, prefix);
    canvas.begin_group({prefix + "areas", Role::layer, {}});
    for (const DrawnArea& area : panel.areas)
        canvas.fill(area.rings, area.fill, area.annotation);
    canvas.end_group();
    for (const DrawnOutline& outline : panel.outlines) {
        canvas.begin_group({prefix + std::string(id_of(outline.kind)), Role::layer, {}});
        for (const StrokedLines& stroked : outline.strokes) {
            if (!stroked.lines.points.empty()) canvas.stroke(stroked.lines, stroked.stroke);
        }
        canvas.end_group();
    }
    draw_groupings(canvas, panel.groupings, prefix);
    if (!panel.flows.empty()) {
        canvas.begin_group({prefix + "flows", Role::layer, {}});
        for (const DrawnFlow& flow : panel.flows) {
            if (flow.outline.empty()) continue;
            canvas.stroke(flow.outline, style.flow_casing());
            canvas.fill(flow.outline, Fill{flow.colour}, flow.annotation);
        }
        canvas.end_group();
    }
    draw_symbols(canvas, panel.symbols, style, prefix);
    draw_point_labels(canvas, panel.point_labels, prefix);
    draw_labels(canvas, panel.labels, style, prefix);
}

/// A white ground under keys that may stand on context.
void clear_keys(Canvas& canvas, const MapPlan::Content& content) {
    if (content.panel.context.ground.empty() || content.atlas) return;
    canvas.begin_group({"key-grounds", Role::layer, {}});
    for (const PageBox& key : content.layout.keys())
        canvas.fill(outline_of(key.grown(content.layout.style.key_margin_pt())), Fill{rgb(0xffffff)}, {});
    canvas.end_group();
}

void draw_inset(Canvas& canvas, const PlacedInset& inset, const DrawnPanel& panel, const Style& style,
                std::size_t number) {
    const std::string id = "inset-" + std::to_string(number);
    canvas.begin_group({id, Role::layer, "Inset: " + inset.name});
    canvas.stroke(outline_of(inset.on_map), style.inset_frame());
    draw_panel(canvas, panel, style, id + "-");
    canvas.stroke(outline_of(inset.fit.box), style.inset_frame());
    draw_lines(canvas, inset.lines);
    canvas.stroke(inset.scale_bar.line, {Style::grey_ink, style.pt(0.7)});
    draw_lines(canvas, inset.scale_bar.lines);
    canvas.end_group();
}

void draw_sheet(Canvas& canvas, const MapPlan::Content& content) {
    for (std::size_t m = 0; m < content.sheet.size(); ++m) {
        const SheetMap& map = content.sheet[m];
        const std::string id = "map-" + std::to_string(m + 1);
        canvas.begin_group({id, Role::layer, map.heading});
        draw_lines(canvas, map.lines);
        draw_panel(canvas, map.panel, content.layout.style, id + "-");
        canvas.end_group();
    }
}

void draw_atlas_parts(Canvas& canvas, const AtlasParts& parts, const Style& style) {
    canvas.stroke(outline_of(parts.map_box), style.inset_frame());
    canvas.begin_group({"locator", Role::layer, "Where it lies"});
    draw_panel(canvas, parts.locator, style, "locator-");
    canvas.end_group();
    canvas.begin_group({"figures", Role::layer, {}});
    canvas.stroke(parts.rules, style.swatch_border());
    draw_lines(canvas, parts.table);
    canvas.end_group();
}

void draw_plate(Canvas& canvas, const std::vector<PlateMap>& maps) {
    for (std::size_t m = 0; m < maps.size(); ++m) {
        const std::string id = "map-" + std::to_string(m + 1);
        canvas.begin_group({id, Role::layer, {}});
        MovedCanvas own(canvas, maps[m].corner, id + "-");
        draw_map(maps[m].plan, own);
        canvas.end_group();
    }
}

/// All that a map has beside the texts above and below it.
void draw_figure(Canvas& canvas, const MapPlan::Content& content) {
    const Layout& layout = content.layout;
    canvas.begin_group({"map", Role::figure, {}});
    if (content.sheet.empty()) draw_panel(canvas, content.panel, layout.style, "");
    draw_sheet(canvas, content);
    if (content.atlas) draw_atlas_parts(canvas, *content.atlas, layout.style);
    clear_keys(canvas, content);
    for (std::size_t i = 0; i < layout.insets.size(); ++i)
        draw_inset(canvas, layout.insets[i], content.insets[i], layout.style, i + 1);
    draw_texts(canvas, "captions", Role::paragraph, content.captions);
    draw_legend(canvas, layout.legend, layout.style);
    if (!layout.scale_bar.lines.empty()) {
        canvas.begin_group({"scale-bar", Role::layer, {}});
        canvas.stroke(layout.scale_bar.line, {Style::grey_ink, layout.style.pt(0.7)});
        draw_lines(canvas, layout.scale_bar.lines);
        canvas.end_group();
    }
    if (layout.north_arrow) {
        canvas.begin_group({"north-arrow", Role::layer, {}});
        canvas.fill(layout.north_arrow->shape, Fill{Style::grey_ink}, {});
        draw_lines(canvas, layout.north_arrow->lines);
        canvas.end_group();
    }
    canvas.end_group();
}

}  // namespace

void draw_map(const MapPlan& plan, Canvas& canvas) {
    const MapPlan::Content& content = plan.content();
    const Layout& layout = content.layout;
    draw_texts(canvas, "map-title", Role::heading, layout.title);
    draw_texts(canvas, "map-subtitle", Role::paragraph, layout.subtitle);
    if (content.plate.empty()) {
        draw_figure(canvas, content);
    } else {
        draw_plate(canvas, content.plate);
    }
    draw_texts(canvas, "map-source", Role::paragraph, layout.footer);
}

}  // namespace render
