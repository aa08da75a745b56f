#include "render/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/alt_text.hpp"
#include "render/class_labels.hpp"
#include "render/drawn_panel.hpp"
#include "render/map_classes.hpp"
#include "render/map_content.hpp"

namespace render {

namespace {

constexpr double gap_pt = 14.0;         // between maps, and between them and the legend
constexpr double heading_gap_pt = 3.0;  // between heading and map
constexpr double most_legend_pt = 190.0;
constexpr double small_lines = 0.6;
constexpr double scale_bar_share = 0.4;  // of the width of a map
constexpr double least_panel_pt = 45.0;  // of a side: smaller maps tell nothing

enum class LegendPlace { free_cell, right, below };

/// A way to set the maps.
struct Setting {
    std::size_t columns = 1;
    std::size_t rows = 1;
    LegendPlace legend = LegendPlace::right;
    double cell_width_pt = 0.0;
    double cell_height_pt = 0.0;
    double pt_per_metre = 0.0;
};

/// The boxes that every setting has to find room for.
struct Sizes {
    PageBox frame;
    double heading_height_pt = 0.0;
    double legend_width_pt = 0.0;
    double legend_height_pt = 0.0;  ///< with the scale bar under it
    double gap_pt = 0.0;
    geo::Box extent_m;
};

std::optional<Setting> set(const Sizes& sizes, std::size_t maps, std::size_t columns, LegendPlace place) {
    Setting setting{columns, (maps + columns - 1) / columns, place};
    double width = sizes.frame.width_pt;
    double height = sizes.frame.height_pt;
    if (place == LegendPlace::right) width -= sizes.legend_width_pt + sizes.gap_pt;
    if (place == LegendPlace::below) height -= sizes.legend_height_pt + sizes.gap_pt;
    const auto share = [&](double length, std::size_t parts) {
        return (length - static_cast<double>(parts - 1) * sizes.gap_pt) / static_cast<double>(parts);
    };
    setting.cell_width_pt = share(width, setting.columns);
    setting.cell_height_pt = share(height, setting.rows);
    const double map_height = setting.cell_height_pt - sizes.heading_height_pt;
    if (place == LegendPlace::free_cell &&
        (setting.columns * setting.rows == maps || setting.cell_width_pt < sizes.legend_width_pt ||
         setting.cell_height_pt < sizes.legend_height_pt))
        return std::nullopt;
    if (place == LegendPlace::right && height < sizes.legend_height_pt) return std::nullopt;
    if (place == LegendPlace::below && width < sizes.legend_width_pt) return std::nullopt;
    if (setting.cell_width_pt <= 0.0 || map_height <= 0.0) return std::nullopt;
    setting.pt_per_metre = std::min(setting.cell_width_pt / std::max(sizes.extent_m.width(), 1e-6),
                                    map_height / std::max(sizes.extent_m.height(), 1e-6));
    return setting;
}

Setting best_setting(const Sizes& sizes, std::size_t maps) {
    Setting best;
    for (std::size_t columns = 1; columns <= maps; ++columns) {
        for (const LegendPlace place : {LegendPlace::free_cell, LegendPlace::right, LegendPlace::below}) {
            const auto setting = set(sizes, maps, columns, place);
            if (setting && setting->pt_per_metre > best.pt_per_metre) best = *setting;
        }
    }
    return best;
}

std::string missing_text(const MapSpec& spec, std::size_t missing) {
    return spec.missing_label + ": " + format_for_reader(static_cast<double>(missing), 0);
}

/// The lines over one map, from the origin.
std::vector<TextLine> heading_lines(const MapSpec& spec, const SheetPanelResult& panel, double width_pt,
                                    const Style& style, const TextMeasure& measure) {
    std::vector<TextLine> lines;
    double height = set_lines(panel.heading, style.legend_title(), width_pt, {0.0, 0.0}, measure, lines);
    if (panel.missing > 0)
        height += set_lines(missing_text(spec, panel.missing), style.count(), width_pt, {0.0, height},
                            measure, lines);
    return lines;
}

double height_of(const std::vector<TextLine>& lines) {
    return lines.empty() ? 0.0 : lines.back().box.bottom_pt();
}

/// Values of all panels, one after another.
template <class Values>
MapData pooled(std::span<const SheetPanel> panels, std::size_t areas) {
    MapData data;
    Values all;
    for (const SheetPanel& panel : panels) {
        const auto* own = std::get_if<Values>(&panel.values);
        if (own == nullptr || own->size() != areas)
            throw geo::InternalError("sheet: all panels have one kind of values, one an area");
        all.insert(all.end(), own->begin(), own->end());
    }
    data.values = std::move(all);
    return data;
}

/// What one panel is drawn by: the common classes, and its own areas in them.
MapResult result_of(const MapResult& all, std::size_t panel, std::size_t areas) {
    MapResult own = all;
    const auto begin = all.class_of.begin() + static_cast<std::ptrdiff_t>(panel * areas);
    own.class_of.assign(begin, begin + static_cast<std::ptrdiff_t>(areas));
    own.counts.assign(all.labels.size(), 0);
    own.missing = 0;
    for (const auto& in_class : own.class_of)
        ++(in_class ? own.counts[*in_class] : own.missing);
    return own;
}

/// Highest and lowest of a panel, or its categories, and what is missing.
std::string panel_text(const MapSpec& spec, const MapData& data, const SheetPanel& panel,
                       const MapResult& result) {
    std::string text = " " + panel.heading + ": ";
    if (const auto* numbers = std::get_if<NumberValues>(&panel.values)) {
        std::optional<std::size_t> low;
        std::optional<std::size_t> high;
        for (std::size_t a = 0; a < numbers->size(); ++a) {
            if (!result.class_of[a]) continue;
            if (!low || *(*numbers)[a] < *(*numbers)[*low]) low = a;
            if (!high || *(*numbers)[a] > *(*numbers)[*high]) high = a;
        }
        text += !low ? "no value"
                     : "from " + value_text(*(*numbers)[*low]) + " (" + data.names[*low] + ") to " +
                           value_text(*(*numbers)[*high]) + " (" + data.names[*high] + ")";
    } else {
        for (std::size_t c = 0; c < result.labels.size(); ++c)
            text += (c == 0 ? "" : ", ") + result.labels[c] + " " + std::to_string(result.counts[c]);
    }
    if (result.missing > 0) text += "; " + missing_text(spec, result.missing);
    return text + ".";
}

std::string sheet_text(const MapSpec& spec, const MapData& data, const MapResult& result, std::size_t maps) {
    std::string text = spec.title.empty() ? "" : spec.title + ". ";
    text += format_for_reader(static_cast<double>(maps), 0) + " maps of " +
            format_for_reader(static_cast<double>(data.areas.areas()), 0) + " " + spec.unit_name +
            "s in the same classes: ";
    for (std::size_t i = 0; i < result.labels.size(); ++i)
        text += (i == 0 ? "" : "; ") + result.labels[i];
    text += ".";
    for (const Grouping& grouping : data.groupings)
        text += " " + grouping_text(grouping);
    return text;
}

[[noreturn]] void refuse_page(PageSize page, std::size_t maps) {
    throw geo::UsageError(
        "page " + geo::format_number(page.width_mm) + " x " + geo::format_number(page.height_mm) + " mm",
        "there is no room for " + std::to_string(maps) + " maps that can be read",
        "take a larger page or fewer columns");
}

/// Height that the tallest heading takes, with the gap below it, in cells of that width.
double heading_height(const MapSpec& spec, std::span<const SheetPanelResult> panels, double width_pt,
                      const Style& style, const TextMeasure& measure) {
    double height = 0.0;
    for (const SheetPanelResult& panel : panels)
        height = std::max(height, height_of(heading_lines(spec, panel, width_pt, style, measure)));
    return height + style.pt(heading_gap_pt);
}

/// The setting, with the height of headings as they wrap in its cells.
Setting set_maps(const MapSpec& spec, std::span<const SheetPanelResult> panels, const Layout& layout,
                 const TextMeasure& measure, Sizes& sizes) {
    sizes.heading_height_pt = heading_height(spec, panels, layout.frame.width_pt, layout.style, measure);
    const Setting wide = best_setting(sizes, panels.size());
    sizes.heading_height_pt =
        heading_height(spec, panels, std::max(wide.cell_width_pt, least_panel_pt), layout.style, measure);
    const Setting setting = best_setting(sizes, panels.size());
    const double longer_side =
        std::max(sizes.extent_m.width(), sizes.extent_m.height()) * setting.pt_per_metre;
    if (longer_side < least_panel_pt) refuse_page(spec.page, panels.size());
    return setting;
}

/// A map in its cell, still without its picture.
SheetMap place_map(const MapSpec& spec, const SheetPanelResult& panel, const PageBox& cell,
                   const Sizes& sizes, const Style& style, const TextMeasure& measure) {
    SheetMap map;
    map.heading = panel.heading;
    map.cell = cell;
    map.lines = heading_lines(spec, panel, cell.width_pt, style, measure);
    for (TextLine& line : map.lines) {
        line.baseline = {line.baseline.x_pt + cell.left_pt, line.baseline.y_pt + cell.top_pt};
        line.box.left_pt += cell.left_pt;
        line.box.top_pt += cell.top_pt;
    }
    map.fit = fit_in(sizes.extent_m, {cell.left_pt, cell.top_pt + sizes.heading_height_pt, cell.width_pt,
                                      cell.height_pt - sizes.heading_height_pt});
    return map;
}

/// The corner of the legend, by the setting.
PagePoint legend_corner(const Setting& setting, const Sizes& sizes, std::span<const SheetMap> maps) {
    const PageBox& last = maps.back().cell;
    switch (setting.legend) {
        case LegendPlace::right:
            return {sizes.frame.right_pt() - sizes.legend_width_pt, sizes.frame.top_pt};
        case LegendPlace::below:
            return {sizes.frame.left_pt, last.bottom_pt() + sizes.gap_pt};
        case LegendPlace::free_cell:
            return {last.right_pt() + sizes.gap_pt, last.top_pt};
    }
    throw geo::InternalError("sheet: a place of the legend has no corner");
}

}  // namespace

Sheet plan_sheet(const MapSpec& spec, const MapData& data, std::span<const SheetPanel> panels) {
    if (!spec.insets.empty() || spec.north)
        throw geo::UsageError("sheet", "small maps have no room for insets and north arrows",
                              "leave them out");
    if (panels.empty() || data.flows || !data.symbols.empty())
        throw geo::InternalError("sheet: it has panels, and neither flows nor symbols");
    const std::size_t areas = data.areas.areas();
    auto content = std::make_shared<MapPlan::Content>();
    MapResult& result = content->result;
    const bool is_of_numbers = std::holds_alternative<NumberValues>(panels.front().values);
    result = classify_data(
        spec, is_of_numbers ? pooled<NumberValues>(panels, areas) : pooled<CategoryValues>(panels, areas));
    std::vector<SheetPanelResult> reports;
    std::vector<MapResult> results;
    for (std::size_t p = 0; p < panels.size(); ++p) {
        results.push_back(result_of(result, p, areas));
        reports.push_back({panels[p].heading, results[p].counts, results[p].missing});
    }
    content->measure = std::make_unique<const TextMeasure>(spec.font);
    const TextMeasure& measure = *content->measure;
    if (!measure.warning().empty()) result.warnings.push_back(measure.warning());

    Layout& layout = content->layout;
    layout = place_texts(spec.page, {spec.title, spec.subtitle, spec.notes, spec.source, {}, spec.is_part},
                         measure);
    const Style& style = layout.style;
    LegendContent rows = legend_content(spec, data, result, style);
    for (LegendRow& row : rows.rows)
        row.count.reset();
    const Legend legend =
        measure_legend(rows, style, std::min(style.pt(most_legend_pt), layout.frame.width_pt), measure);
    const double bar_height = measure_scale_bar(1.0, 1.0, style, measure).box.height_pt;
    Sizes sizes{layout.frame,        0.0,
                legend.box.width_pt, legend.box.height_pt + style.pt(gap_pt) + bar_height,
                style.pt(gap_pt),    extent_of(data)};
    const Setting setting = set_maps(spec, reports, layout, measure, sizes);

    // Lines as thin as the maps are small.
    const Style map_style{panels.size() > 1 ? small_lines * style.scale : style.scale};
    result.alt_text = sheet_text(spec, data, result, panels.size());
    const double row_height = sizes.heading_height_pt + sizes.extent_m.height() * setting.pt_per_metre;
    MapData own = data;
    for (std::size_t p = 0; p < panels.size(); ++p) {
        const auto column = static_cast<double>(p % setting.columns);
        const auto row = static_cast<double>(p / setting.columns);
        const PageBox cell{layout.frame.left_pt + column * (setting.cell_width_pt + sizes.gap_pt),
                           layout.frame.top_pt + row * (row_height + sizes.gap_pt), setting.cell_width_pt,
                           row_height};
        SheetMap map = place_map(spec, reports[p], cell, sizes, style, measure);
        own.values = panels[p].values;
        const PageBox frame{cell.left_pt, cell.top_pt + sizes.heading_height_pt, cell.width_pt,
                            cell.height_pt - sizes.heading_height_pt};
        map.panel = draw_panel(spec, own, results[p], map.fit, frame, map_style);
        for (DrawnArea& area : map.panel.areas)
            area.annotation.id = "map-" + std::to_string(p + 1) + "-" + area.annotation.id;
        result.alt_text += panel_text(spec, data, panels[p], results[p]);
        content->sheet.push_back(std::move(map));
    }
    layout.map = content->sheet.front().fit;

    const PagePoint corner = legend_corner(setting, sizes, content->sheet);
    layout.legend = place(legend, corner);
    const double map_width = sizes.extent_m.width() * setting.pt_per_metre;
    const ScaleBar bar = measure_scale_bar(
        setting.pt_per_metre, std::min(scale_bar_share * map_width, legend.box.width_pt), style, measure);
    layout.scale_bar = place(bar, {corner.x_pt, layout.legend.box.bottom_pt() + sizes.gap_pt});
    content->info = {spec.title.empty() ? spec.legend_title : spec.title, result.alt_text, spec.author,
                     spec.keywords, spec.record};
    content->dpi = spec.dpi;
    return {MapPlan(std::move(content)), std::move(reports)};
}

}  // namespace render
