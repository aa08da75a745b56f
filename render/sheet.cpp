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

}  // namespace

Sheet plan_sheet(const MapSpec& spec, const MapData& data, std::span<const SheetPanel> panels) {
    if (!spec.insets.empty() || spec.north)
        throw geo::UsageError("sheet", "small maps have no room for insets and north arrows",
                              "leave them out");
    if (panels.empty() || data.flows || !data.symbols.empty())
        throw geo::InternalError("sheet: it has panels, and neither flows nor symbols");
    const std::size_t areas = data.areas.areas();
    const geo::Box extent = extent_of(data);
    auto content = std::make_shared<MapPlan::Content>();
    MapResult& result = content->result;
    const bool is_of_numbers = std::holds_alternative<NumberValues>(panels.front().values);
    result = classify_data(
        spec, is_of_numbers ? pooled<NumberValues>(panels, areas) : pooled<CategoryValues>(panels, areas));
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

    std::vector<SheetPanelResult> reports;
    std::vector<MapResult> results;
    for (std::size_t p = 0; p < panels.size(); ++p) {
        results.push_back(result_of(result, p, areas));
        reports.push_back({panels[p].heading, results[p].counts, results[p].missing});
    }
    const auto heading_height = [&](double width_pt) {
        double height = 0.0;
        for (const SheetPanelResult& report : reports)
            height = std::max(height, height_of(heading_lines(spec, report, width_pt, style, measure)));
        return height + style.pt(heading_gap_pt);
    };
    const double bar_height = measure_scale_bar(1.0, 1.0, style, measure).box.height_pt;
    Sizes sizes{layout.frame,        heading_height(layout.frame.width_pt),
                legend.box.width_pt, legend.box.height_pt + style.pt(gap_pt) + bar_height,
                style.pt(gap_pt),    extent};
    Setting setting = best_setting(sizes, panels.size());
    // Headings that wrap in their cells take more height.
    sizes.heading_height_pt = heading_height(std::max(setting.cell_width_pt, least_panel_pt));
    setting = best_setting(sizes, panels.size());
    const double map_width = extent.width() * setting.pt_per_metre;
    const double map_height = extent.height() * setting.pt_per_metre;
    if (std::max(map_width, map_height) < least_panel_pt) refuse_page(spec.page, panels.size());

    // Lines as thin as the maps are small.
    const Style map_style{panels.size() > 1 ? small_lines * style.scale : style.scale};
    result.alt_text = sheet_text(spec, data, result, panels.size());
    const double row_height = sizes.heading_height_pt + map_height;
    MapData own = data;
    for (std::size_t p = 0; p < panels.size(); ++p) {
        const double left = layout.frame.left_pt +
                            static_cast<double>(p % setting.columns) * (setting.cell_width_pt + sizes.gap_pt);
        const double top =
            layout.frame.top_pt + static_cast<double>(p / setting.columns) * (row_height + sizes.gap_pt);
        SheetMap map;
        map.heading = panels[p].heading;
        map.cell = {left, top, setting.cell_width_pt, row_height};
        map.lines = heading_lines(spec, reports[p], setting.cell_width_pt, style, measure);
        for (TextLine& line : map.lines) {
            line.baseline = {line.baseline.x_pt + left, line.baseline.y_pt + top};
            line.box.left_pt += left;
            line.box.top_pt += top;
        }
        const PageBox map_box{left, top + sizes.heading_height_pt, setting.cell_width_pt, map_height};
        map.fit = fit_in(extent, map_box);
        own.values = panels[p].values;
        map.panel = draw_panel(spec, own, results[p], map.fit, map_box, map_style);
        for (DrawnArea& area : map.panel.areas)
            area.annotation.id = "map-" + std::to_string(p + 1) + "-" + area.annotation.id;
        result.alt_text += panel_text(spec, data, panels[p], results[p]);
        content->sheet.push_back(std::move(map));
    }
    layout.map = content->sheet.front().fit;

    PagePoint corner{layout.frame.right_pt() - legend.box.width_pt, layout.frame.top_pt};
    if (setting.legend == LegendPlace::below)
        corner = {layout.frame.left_pt, content->sheet.back().cell.bottom_pt() + sizes.gap_pt};
    if (setting.legend == LegendPlace::free_cell) {
        const std::size_t last_row = setting.rows - 1;
        const std::size_t in_last_row = panels.size() - last_row * setting.columns;
        corner = {
            layout.frame.left_pt + static_cast<double>(in_last_row) * (setting.cell_width_pt + sizes.gap_pt),
            content->sheet.back().cell.top_pt};
    }
    layout.legend = place(legend, corner);
    const ScaleBar bar = measure_scale_bar(
        setting.pt_per_metre, std::min(scale_bar_share * map_width, legend.box.width_pt), style, measure);
    layout.scale_bar = place(bar, {corner.x_pt, layout.legend.box.bottom_pt() + sizes.gap_pt});
    content->info = {spec.title.empty() ? spec.legend_title : spec.title, result.alt_text, spec.author,
                     spec.keywords, spec.record};
    content->dpi = spec.dpi;
    return {MapPlan(std::move(content)), std::move(reports)};
}

}  // namespace render
