#include "render/drawn_panel.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "geo/error.hpp"
#include "render/alt_text.hpp"
#include "render/clip.hpp"
#include "render/colour_vision.hpp"
#include "render/detail.hpp"
#include "render/hatch.hpp"
#include "render/palette.hpp"
#include "render/panel_labels.hpp"

namespace render {

namespace {

// Wide enough to close the gap between two antialiased edges, too thin to be seen beside a border.
constexpr double bleed_pt = 0.35;
// Areas as broad as this and broader have borders of full width, smaller ones a share of it, the smallest
// none.
constexpr double full_border_breadth_pt = 10.0;
constexpr std::array member_border_shares = {1.0, 0.6, 0.35, 0.2};

std::string value_of(const MapData& data, std::size_t area) {
    if (const auto* numbers = std::get_if<NumberValues>(&data.values))
        return value_text((*numbers)[area].value());
    return std::get<CategoryValues>(data.values)[area].value();
}

DrawnArea draw_area(const MapSpec& spec, const MapData& data, const geo::GridRings& areas,
                    const MapResult& result, const MapFit& fit, std::size_t area) {
    DrawnArea drawn;
    drawn.index = area;
    for (std::uint32_t r = areas.area_start[area]; r < areas.area_start[area + 1]; ++r) {
        for (const geo::GridPoint p : areas.ring(r)) {
            drawn.rings.points.push_back(fit.to_page(data.grid.to_point(p)));
        }
        drawn.rings.close_line();
    }
    const auto own = result.class_of[area];
    const std::string value = own ? value_of(data, area) : "";
    drawn.fill = own ? Fill{result.colours[*own], false, bleed_pt} : Fill{missing_colour, true, bleed_pt};
    drawn.annotation.id = data.codes[area];
    drawn.annotation.title = data.names[area] + ": " + (own ? value : spec.missing_label);
    drawn.annotation.data = {{"code", data.codes[area]},
                             {"value", value},
                             {"class", own ? result.labels[*own] : spec.missing_label}};
    return drawn;
}

/// Which areas have a fill so pale that a white line does not show on it. Missing areas are hatched and do
/// not.
std::vector<bool> pale_areas(const MapResult& result) {
    std::vector<bool> pale_class;
    for (const Colour colour : result.colours)
        pale_class.push_back(hides_white(colour));
    std::vector<bool> pale;
    for (const auto& own : result.class_of)
        pale.push_back(own && pale_class[*own]);
    return pale;
}

/// The lines of an outline for which `wanted` says so of the fills on their sides.
template <class Wanted>
Path lines_of(const Outlines& outlines, const MapData& data, const MapFit& fit, Wanted wanted) {
    Path lines;
    for (std::size_t i = 0; i + 1 < outlines.start.size(); ++i) {
        if (!wanted(i)) continue;
        for (std::uint32_t p = outlines.start[i]; p < outlines.start[i + 1]; ++p) {
            lines.points.push_back(fit.to_page(data.grid.to_point(outlines.points[p])));
        }
        lines.close_line();
    }
    return lines;
}

/// Borders of members in white, or grey between pale fills, thinner the smaller the areas are that they
/// divide: else they would hide the fills of towns.
template <class Pale>
std::vector<StrokedLines> stroke_members(const Outlines& outlines, const MapData& data, Pale is_pale,
                                         const MapFit& fit, const Style& style) {
    std::vector<StrokedLines> strokes;
    double above = std::numeric_limits<double>::infinity();
    for (const double share : member_border_shares) {
        const double least_m = share * full_border_breadth_pt * style.scale / fit.pt_per_metre;
        for (const bool pale : {false, true}) {
            Stroke stroke = pale ? style.member_border_on_pale() : style.member_border();
            stroke.width_pt *= share;
            strokes.push_back({lines_of(outlines, data, fit,
                                        [&](std::size_t line) {
                                            const double breadth_m = line < outlines.breadth_m.size()
                                                                         ? outlines.breadth_m[line]
                                                                         : std::numeric_limits<double>::max();
                                            return breadth_m >= least_m && breadth_m < above &&
                                                   is_pale(line) == pale;
                                        }),
                               stroke});
        }
        above = least_m;
    }
    return strokes;
}

std::vector<StrokedLines> stroke_outlines(const Outlines& outlines, const MapData& data,
                                          const std::vector<bool>& pale_areas, const MapFit& fit,
                                          const Style& style) {
    const auto is_pale = [&](std::int32_t area) {
        return area >= 0 && static_cast<std::size_t>(area) < pale_areas.size() &&
               pale_areas[static_cast<std::size_t>(area)];
    };
    const auto pale = [&](std::size_t line) {
        return line < outlines.sides.size() && is_pale(outlines.sides[line][0]) &&
               is_pale(outlines.sides[line][1]);
    };
    const auto all = [&] { return lines_of(outlines, data, fit, [](std::size_t) { return true; }); };
    switch (outlines.kind) {
        case OutlineKind::member:
            return stroke_members(outlines, data, pale, fit, style);
        case OutlineKind::coast:
            return {{all(), style.coast()}};
        case OutlineKind::footprint:
            return {{all(), style.footprint_casing()}, {all(), style.footprint_border()}};
    }
    throw geo::InternalError("a kind of outline has no stroke");
}

bool has_shape(const geo::GridRings& areas, std::size_t area) {
    return areas.area_start[area] != areas.area_start[area + 1];
}

}  // namespace

DrawnPanel draw_panel(const MapSpec& spec, const MapData& data, const MapResult& result, const MapFit& fit,
                      const PageBox& frame, const Style& style) {
    const double tolerance_m = spec.detail_mm * pt_per_mm / fit.pt_per_metre;
    const PanelShapes shapes = shapes_in(data, fit.to_ground(frame), tolerance_m);
    DrawnPanel panel;
    for (std::size_t a = 0; a < shapes.areas.areas(); ++a) {
        if (has_shape(shapes.areas, a))
            panel.areas.push_back(draw_area(spec, data, shapes.areas, result, fit, a));
    }
    panel.context = draw_context(data.context_m, fit, frame);
    const std::vector<bool> pale = pale_areas(result);
    for (const Outlines& outlines : shapes.outlines)
        panel.outlines.push_back({outlines.kind, stroke_outlines(outlines, data, pale, fit, style)});
    std::ranges::stable_sort(panel.outlines, {}, &DrawnOutline::kind);
    for (std::size_t g = 0; g < data.groupings.size(); ++g)
        panel.groupings.push_back(draw_grouping(data.groupings[g], g, data.grid, fit, style));
    for (std::size_t s = 0; s < data.symbols.size(); ++s)
        panel.symbols.push_back(draw_symbols(data.symbols[s], result.symbols[s], fit));
    if (data.flows) panel.flows = draw_flows(*data.flows, *result.flows, data.codes, data.names, fit, style);
    return panel;
}

void cut_panel(DrawnPanel& panel, const PageBox& frame) {
    for (DrawnArea& area : panel.areas) {
        area.rings = clip_rings(area.rings, frame);
        area.annotation.id.clear();
    }
    std::erase_if(panel.areas, [](const DrawnArea& area) { return area.rings.empty(); });
    for (DrawnOutline& outline : panel.outlines) {
        for (StrokedLines& stroked : outline.strokes)
            stroked.lines = clip_lines(stroked.lines, frame);
    }
    std::erase_if(panel.flows, [&](const DrawnFlow& flow) {
        return !std::ranges::all_of(flow.outline.points, [&](const PagePoint& p) {
            return frame.contains({p.x_pt, p.y_pt, 0.0, 0.0});
        });
    });
    for (DrawnGrouping& grouping : panel.groupings) {
        for (StrokedLines& stroked : grouping.strokes)
            stroked.lines = clip_lines(stroked.lines, frame);
    }
    for (DrawnSymbols& layer : panel.symbols) {
        std::erase_if(layer.symbols, [&](const DrawnSymbol& symbol) {
            return !frame.contains({symbol.centre.x_pt, symbol.centre.y_pt, 0.0, 0.0});
        });
        for (DrawnSymbol& symbol : layer.symbols) {
            symbol.outline = clip_rings(symbol.outline, frame);
            symbol.annotation.id.clear();
        }
    }
}

namespace {

/// Takes the arrows that an inset shows off the map, where they would be a knot. One that another inset has
/// taken already loses its id.
void take_flows(std::vector<DrawnFlow>& on_map, std::vector<DrawnFlow>& in_inset) {
    for (DrawnFlow& flow : in_inset) {
        const std::size_t taken =
            std::erase_if(on_map, [&](const DrawnFlow& f) { return f.annotation.id == flow.annotation.id; });
        if (taken == 0) flow.annotation.id.clear();
    }
}

}  // namespace

void draw_panels(const MapSpec& spec, const MapData& data, MapPlan::Content& content) {
    const Layout& layout = content.layout;
    content.panel = draw_panel(spec, data, content.result, layout.map, layout.frame, layout.style);
    for (const PlacedInset& inset : layout.insets) {
        content.insets.push_back(
            draw_panel(spec, data, content.result, inset.fit, inset.fit.box, layout.style));
        cut_panel(content.insets.back(), inset.fit.box);
        take_flows(content.panel.flows, content.insets.back().flows);
    }
    label_panels(data, content);
}

}  // namespace render
