#include "render/atlas.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/alt_text.hpp"
#include "render/atlas_layout.hpp"
#include "render/clip.hpp"
#include "render/drawn_panel.hpp"
#include "render/map_classes.hpp"
#include "render/map_content.hpp"
#include "render/panel_labels.hpp"

namespace render {

namespace {

constexpr double locator_step_pt = 0.3;
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
    const geo::Box extent_m = extent_of_area(data.footprints, own);
    if (extent_m.empty()) throw geo::InputError("atlas", name + " has no area with a shape");
    LegendContent rows = legend_content(spec, data.areas, work.result, style);
    for (LegendRow& row : rows.rows)
        row.count.reset();
    AtlasLayout page =
        arrange_atlas_page(layout, {extent_m, work.extent_m, rows, data.figures[own]}, measure);
    if (!page.misfit.empty())
        throw geo::UsageError("page " + geo::format_number(spec.page.width_mm) + " x " +
                                  geo::format_number(spec.page.height_mm) + " mm",
                              page.misfit + " of the page of " + name + " has no room", "take a larger page");
    layout.map = page.map;
    layout.legend = std::move(page.legend);
    layout.scale_bar = std::move(page.scale_bar);
    AtlasParts parts = std::move(page.parts);
    parts.locator = draw_locator(data.footprints, own, fit_in(work.extent_m, parts.locator_box), style);
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
