#include "render/atlas.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/alt_text.hpp"
#include "render/clip.hpp"
#include "render/drawn_panel.hpp"
#include "render/map_classes.hpp"
#include "render/map_content.hpp"
#include "render/panel_labels.hpp"

namespace render {

namespace {

constexpr double column_pt = 150.0;  // at the right
constexpr double column_gap_pt = 14.0;
constexpr double part_gap_pt = 14.0;         // between locator, legend and table
constexpr double most_locator_share = 0.3;   // of the height of the frame
constexpr double ground_round_share = 0.12;  // of the extent of a footprint, on each side
constexpr double row_gap_pt = 3.0;
constexpr double cell_gap_pt = 8.0;
constexpr double locator_step_pt = 0.3;
constexpr double scale_bar_share = 0.3;  // of the width of the map
constexpr double bar_gap_pt = 4.0;
constexpr Colour neighbour_ground = rgb(0xeceef1);
constexpr Colour locator_ground = rgb(0xd5dae0);

/// What every page needs and none changes.
struct AtlasWork {
    const MapSpec& spec;
    const AtlasData& data;
    const MapResult& result;
    geo::Box extent_m;
    std::shared_ptr<const TextMeasure> measure;
};

geo::Box extent_of_area(const MapData& data, std::size_t area) {
    geo::Box box;
    for (std::uint32_t r = data.areas.area_start[area]; r < data.areas.area_start[area + 1]; ++r) {
        for (const geo::GridPoint p : data.areas.ring(r))
            box.add(data.grid.to_point(p));
    }
    return box;
}

/// The footprint in the middle of the box, and the ground round it as far as the box reaches.
MapFit fit_of_page(geo::Box footprint_m, const PageBox& box) {
    const double more_m = ground_round_share * std::max(footprint_m.width(), footprint_m.height());
    footprint_m = {footprint_m.min_x - more_m, footprint_m.min_y - more_m, footprint_m.max_x + more_m,
                   footprint_m.max_y + more_m};
    MapFit fit = fit_in(footprint_m, box);
    fit.extent_m = fit.to_ground(box);
    fit.box = box;
    return fit;
}

/// @param step_pt points nearer to the last one than that are left out
Path rings_on_page(const MapData& data, std::size_t area, const MapFit& fit, double step_pt = 0.0) {
    Path path;
    for (std::uint32_t r = data.areas.area_start[area]; r < data.areas.area_start[area + 1]; ++r) {
        const std::size_t first = path.points.size();
        for (const geo::GridPoint p : data.areas.ring(r)) {
            const PagePoint point = fit.to_page(data.grid.to_point(p));
            if (path.points.size() > first && std::hypot(point.x_pt - path.points.back().x_pt,
                                                         point.y_pt - path.points.back().y_pt) < step_pt)
                continue;
            path.points.push_back(point);
        }
        path.close_line();
    }
    return path;
}

/// Rings as lines that end where they begin.
Path closed(const Path& rings) {
    Path lines;
    for (std::size_t r = 0; r < rings.lines(); ++r) {
        const auto begin = rings.points.begin() + rings.start[r];
        const auto end = rings.points.begin() + rings.start[r + 1];
        if (begin == end) continue;
        lines.points.insert(lines.points.end(), begin, end);
        lines.points.push_back(*begin);
        lines.close_line();
    }
    return lines;
}

DrawnPanel draw_locator(const MapData& footprints, std::size_t own, const MapFit& fit, const Style& style) {
    DrawnPanel panel;
    Path borders;
    for (std::size_t f = 0; f < footprints.areas.areas(); ++f) {
        DrawnArea area;
        area.index = f;
        area.rings = rings_on_page(footprints, f, fit, locator_step_pt);
        area.fill = Fill{f == own ? Style::ink : locator_ground, false, style.pt(0.2)};
        const Path lines = closed(area.rings);
        const auto first = static_cast<std::uint32_t>(borders.points.size());
        borders.points.insert(borders.points.end(), lines.points.begin(), lines.points.end());
        for (std::size_t i = 1; i < lines.start.size(); ++i)
            borders.start.push_back(first + lines.start[i]);
        if (!area.rings.empty()) panel.areas.push_back(std::move(area));
    }
    panel.outlines.push_back(
        {OutlineKind::footprint, {{std::move(borders), {rgb(0xffffff), style.pt(0.25)}}}});
    return panel;
}

/// The map of a page: members in their colours, others pale, and a heavy border round the footprint.
DrawnPanel draw_page_map(const AtlasWork& work, const MapResult& result, std::size_t own, const MapFit& fit,
                         const PageBox& box, const Style& style) {
    const auto group = static_cast<std::int32_t>(own);
    DrawnPanel panel = draw_panel(work.spec, work.data.areas, result, fit, box, style);
    cut_panel(panel, box);
    for (DrawnArea& area : panel.areas) {
        if (work.data.group_of[area.index] == group) {
            area.annotation.id = work.data.areas.codes[area.index];
        } else {
            area.fill = Fill{neighbour_ground, false, area.fill.bleed_pt};
            area.annotation = {};
        }
    }
    const Path border = clip_lines(closed(rings_on_page(work.data.footprints, own, fit)), box);
    panel.outlines.push_back(
        {OutlineKind::footprint,
         {{border, {rgb(0xffffff), style.pt(3.0)}}, {border, {Style::ink, style.pt(1.5)}}}});
    return panel;
}

/// Labels of members and the names of neighbours; those of members without room go to the result.
void label_page(const AtlasWork& work, std::size_t own, const PageBox& box, MapPlan::Content& content) {
    const AtlasData& data = work.data;
    const Style& style = content.layout.style;
    std::vector<Path> neighbours(data.footprints.areas.areas());
    for (std::size_t f = 0; f < neighbours.size(); ++f) {
        if (f != own) neighbours[f] = clip_rings(rings_on_page(data.footprints, f, content.layout.map), box);
    }
    const Path nothing;
    const std::size_t areas = data.areas.areas.areas();
    std::vector<std::reference_wrapper<const Path>> rings(areas, std::cref(nothing));
    std::vector<std::string> texts(areas);
    for (const DrawnArea& area : content.panel.areas) {
        if (data.group_of[area.index] != static_cast<std::int32_t>(own)) continue;
        rings[area.index] = std::cref(area.rings);
        texts[area.index] = data.labels[area.index];
    }
    for (std::size_t f = 0; f < neighbours.size(); ++f) {
        rings.emplace_back(std::cref(neighbours[f]));
        texts.push_back(neighbours[f].empty() || data.footprints.codes[f].empty() ? ""
                                                                                  : data.footprints.names[f]);
    }
    const Labelling labelling = place_labels({box, rings, texts, {}, style}, *content.measure);
    LabelReport report;
    for (AreaLabel label : labelling.placed) {
        const bool is_neighbour = label.area >= areas;
        // A neighbour is named within its ground or not at all.
        if (is_neighbour && label.place != LabelPlace::inside) continue;
        if (is_neighbour) {
            for (TextLine& line : label.lines)
                line.style.colour = Style::grey_ink;
        } else {
            ++(label.place == LabelPlace::led ? report.led : report.in_area);
        }
        content.panel.labels.push_back(std::move(label));
    }
    colour_labels(content.panel);
    for (const std::size_t area : labelling.dropped) {
        if (area < areas) report.dropped.push_back(data.areas.codes[area]);
    }
    content.result.area_labels = std::move(report);
}

/// Rows with the label at the left and the value at the right, from the corner down. @return the height
double set_table(const std::vector<AtlasFigure>& figures, PagePoint corner, double width_pt,
                 const Style& style, const TextMeasure& measure, AtlasParts& parts) {
    double top = corner.y_pt;
    for (const AtlasFigure& figure : figures) {
        if (figure.is_heading && top > corner.y_pt) top += style.pt(2 * row_gap_pt);
        const TextStyle label_style = figure.is_heading ? style.legend_title() : style.legend();
        const double value_width = measure.width_pt(figure.value, style.legend()) + 1.0;
        const double label_width =
            figure.value.empty() ? width_pt
                                 : std::max(0.45 * width_pt, width_pt - value_width - style.pt(cell_gap_pt));
        const double height =
            set_lines(figure.label, label_style, label_width, {corner.x_pt, top}, measure, parts.table);
        double value_height = 0.0;
        if (!figure.value.empty()) {
            const double room = width_pt - label_width - style.pt(cell_gap_pt);
            const std::size_t first = parts.table.size();
            value_height =
                set_lines(figure.value, style.legend(), room, {corner.x_pt, top}, measure, parts.table);
            for (std::size_t i = first; i < parts.table.size(); ++i) {
                TextLine& line = parts.table[i];
                const double right = corner.x_pt + width_pt - line.box.width_pt;
                line.baseline.x_pt = right;
                line.box.left_pt = right;
            }
        }
        top += std::max(height, value_height) + style.pt(row_gap_pt) / 2;
        parts.rules.points.push_back({corner.x_pt, top});
        parts.rules.points.push_back({corner.x_pt + width_pt, top});
        parts.rules.close_line();
        top += style.pt(row_gap_pt) / 2;
    }
    return top - corner.y_pt;
}

std::string page_text(const AtlasWork& work, std::size_t own, std::size_t pages) {
    std::string text = work.data.footprints.names[own] + ", page " + std::to_string(own + 1) + " of " +
                       std::to_string(pages) + ".";
    for (const AtlasFigure& figure : work.data.figures[own])
        text += " " + figure.label +
                (figure.is_heading || figure.value.empty() ? ":" : ": " + figure.value + ".");
    return text;
}

MapPlan plan_page(const AtlasWork& work, std::size_t own, std::size_t pages) {
    const MapSpec& spec = work.spec;
    const AtlasData& data = work.data;
    auto content = std::make_shared<MapPlan::Content>();
    content->result = work.result;
    // Others have no class here: their borders are those between pale areas.
    for (std::size_t a = 0; a < data.group_of.size(); ++a) {
        if (data.group_of[a] != static_cast<std::int32_t>(own)) content->result.class_of[a].reset();
    }
    content->measure = work.measure;
    const TextMeasure& measure = *content->measure;
    const std::string& name = data.footprints.names[own];
    Layout& layout = content->layout;
    std::string subtitle = spec.title;
    if (!spec.subtitle.empty()) subtitle += (subtitle.empty() ? "" : ". ") + spec.subtitle;
    layout = place_texts(
        spec.page,
        {name, subtitle, spec.notes, spec.source, std::to_string(own + 1) + " of " + std::to_string(pages)},
        measure);
    const Style& style = layout.style;
    const PageBox& frame = layout.frame;
    const double column = style.pt(column_pt);
    // On a page that is wider than high the table has a column of its own.
    const bool is_wide = spec.page.width_mm > spec.page.height_mm;
    const double gap = style.pt(column_gap_pt);
    const double table_left = frame.right_pt() - column;
    const double left = is_wide ? table_left - gap - column : table_left;
    AtlasParts parts;

    const double bar_height =
        measure_scale_bar(1.0, 1.0, style, measure).box.height_pt + style.pt(bar_gap_pt);
    parts.map_box = {frame.left_pt, frame.top_pt, left - gap - frame.left_pt, frame.height_pt - bar_height};
    const double locator_height = std::min(most_locator_share * frame.height_pt,
                                           column * work.extent_m.height() / work.extent_m.width());
    parts.locator_box = {left, frame.top_pt, column, locator_height};
    const auto too_small = [&](const std::string& what) {
        throw geo::UsageError("page " + geo::format_number(spec.page.width_mm) + " x " +
                                  geo::format_number(spec.page.height_mm) + " mm",
                              what + " of the page of " + name + " has no room", "take a larger page");
    };
    if (parts.map_box.width_pt < least_map_pt || parts.map_box.height_pt < least_map_pt) too_small("the map");
    parts.locator = draw_locator(data.footprints, own, fit_in(work.extent_m, parts.locator_box), style);

    LegendContent rows = legend_content(spec, data.areas, work.result, style);
    for (LegendRow& row : rows.rows)
        row.count.reset();
    layout.legend = place(measure_legend(rows, style, column, measure),
                          {left, parts.locator_box.bottom_pt() + style.pt(part_gap_pt)});
    const PagePoint corner{table_left,
                           is_wide ? frame.top_pt : layout.legend.box.bottom_pt() + style.pt(part_gap_pt)};
    parts.table_box = {corner.x_pt, corner.y_pt, column,
                       set_table(data.figures[own], corner, column, style, measure, parts)};
    if (!frame.contains(layout.legend.box)) too_small("the legend");
    if (!frame.contains(parts.table_box)) too_small("the table");

    const geo::Box extent_m = extent_of_area(data.footprints, own);
    if (extent_m.empty()) throw geo::InputError("atlas", name + " has no area with a shape");
    layout.map = fit_of_page(extent_m, parts.map_box);
    const ScaleBar bar =
        measure_scale_bar(layout.map.pt_per_metre, scale_bar_share * parts.map_box.width_pt, style, measure);
    layout.scale_bar = place(bar, {frame.left_pt, parts.map_box.bottom_pt() + style.pt(bar_gap_pt)});
    content->panel = draw_page_map(work, content->result, own, layout.map, parts.map_box, style);
    label_page(work, own, parts.map_box, *content);
    content->atlas = std::move(parts);
    content->result.alt_text = page_text(work, own, pages);
    content->info = {spec.title.empty() ? name : spec.title, content->result.alt_text, spec.author,
                     spec.keywords, spec.record};
    content->dpi = spec.dpi;
    return MapPlan(std::move(content));
}

}  // namespace

Atlas plan_atlas(const MapSpec& spec, const AtlasData& data) {
    const std::size_t areas = data.areas.areas.areas();
    if (data.group_of.size() != areas || data.labels.size() != areas ||
        data.figures.size() > data.footprints.areas.areas())
        throw geo::InternalError("atlas: one group and label an area, and no more tables than footprints");
    Atlas atlas;
    atlas.result = classify_data(spec, data.is_by_footprint ? data.footprints : data.areas);
    if (data.is_by_footprint) {
        const auto of_footprints = std::move(atlas.result.class_of);
        atlas.result.class_of.assign(areas, std::nullopt);
        for (std::size_t a = 0; a < areas; ++a) {
            if (data.group_of[a] != geo::no_group)
                atlas.result.class_of[a] = of_footprints[static_cast<std::size_t>(data.group_of[a])];
        }
    }
    const geo::Box extent = extent_of(data.areas);
    for (const SymbolLayer& layer : data.areas.symbols)
        atlas.result.symbols.push_back(measure_symbols(layer, extent, spec.page, Style::of(spec.page)));
    const AtlasWork work{spec, data, atlas.result, extent, std::make_shared<const TextMeasure>(spec.font)};
    for (std::size_t f = 0; f < data.figures.size(); ++f)
        atlas.pages.push_back(plan_page(work, f, data.figures.size()));
    atlas.names.assign(data.footprints.names.begin(),
                       data.footprints.names.begin() + static_cast<std::ptrdiff_t>(atlas.pages.size()));
    atlas.result.alt_text = spec.title + (spec.title.empty() ? "" : ". ") + "Atlas of " +
                            std::to_string(atlas.pages.size()) + " pages, one a footprint.";
    return atlas;
}

std::string render_atlas(const Atlas& atlas) {
    const MapPlan::Content& first = atlas.pages.at(0).content();
    DocumentInfo info = first.info;
    info.description = atlas.result.alt_text;
    for (const MapPlan& page : atlas.pages)
        info.figures.push_back(page.result().alt_text);
    const auto canvas = CairoCanvas::pdf(first.layout.page, info, *first.measure);
    for (std::size_t p = 0; p < atlas.pages.size(); ++p) {
        if (p > 0) canvas->next_page();
        canvas->bookmark(atlas.names[p], p + 1);
        draw_map(atlas.pages[p], *canvas);
    }
    return canvas->finish();
}

}  // namespace render
