#include "render/atlas_layout.hpp"

#include <algorithm>
#include <utility>

namespace render {

namespace {

constexpr double column_pt = 150.0;  // at the right
constexpr double column_gap_pt = 14.0;
constexpr double part_gap_pt = 14.0;         // between locator, legend and table
constexpr double most_locator_share = 0.3;   // of the height of the frame
constexpr double ground_round_share = 0.12;  // of the extent of a footprint, on each side
constexpr double row_gap_pt = 3.0;
constexpr double cell_gap_pt = 8.0;
constexpr double scale_bar_share = 0.3;  // of the width of the map
constexpr double bar_gap_pt = 4.0;
// Pages look alike unless there is something to be gained.
constexpr double worth_another_look = 1.1;

/// Where locator, legend and table stand.
enum class Arrangement { column, two_columns, below };

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

/// Rows with the label at the left and the value at the right, from the corner down. @return the height
double set_table(std::span<const AtlasFigure> figures, PagePoint corner, double width_pt, const Style& style,
                 const TextMeasure& measure, AtlasParts& parts) {
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

AtlasLayout arrange_as(Arrangement arrangement, const Layout& layout, const AtlasPage& page,
                       const TextMeasure& measure) {
    const Style& style = layout.style;
    const PageBox& frame = layout.frame;
    const double gap = style.pt(column_gap_pt);
    const bool is_below = arrangement == Arrangement::below;
    const double column = is_below ? (frame.width_pt - 2 * gap) / 3 : style.pt(column_pt);
    const double locator_height = std::min(most_locator_share * frame.height_pt,
                                           column * page.country_m.height() / page.country_m.width());
    const double bar_height =
        measure_scale_bar(1.0, 1.0, style, measure).box.height_pt + style.pt(bar_gap_pt);

    AtlasLayout result;
    AtlasParts& parts = result.parts;
    const Legend legend = measure_legend(page.legend, style, column, measure);
    double left = frame.left_pt;
    double top = frame.top_pt;
    if (is_below) {
        // The band is as high as the highest of the three.
        AtlasParts unplaced;
        const double table_height = set_table(page.figures, {}, column, style, measure, unplaced);
        top = frame.bottom_pt() - std::max({locator_height, legend.box.height_pt, table_height});
        parts.map_box = {left, frame.top_pt, frame.width_pt, top - bar_height - gap - frame.top_pt};
    } else {
        left = frame.right_pt() - column;
        if (arrangement == Arrangement::two_columns) left -= gap + column;
        parts.map_box = {frame.left_pt, top, left - gap - frame.left_pt, frame.height_pt - bar_height};
    }
    parts.locator_box = {left, top, column, locator_height};
    PagePoint legend_corner{left, parts.locator_box.bottom_pt() + style.pt(part_gap_pt)};
    if (is_below) legend_corner = {left + column + gap, top};
    result.legend = place(legend, legend_corner);
    PagePoint table_corner{frame.right_pt() - column, top};
    if (arrangement == Arrangement::column)
        table_corner.y_pt = result.legend.box.bottom_pt() + style.pt(part_gap_pt);
    parts.table_box = {table_corner.x_pt, table_corner.y_pt, column,
                       set_table(page.figures, table_corner, column, style, measure, parts)};

    if (!frame.contains(parts.table_box)) result.misfit = "the table";
    if (!frame.contains(result.legend.box)) result.misfit = "the legend";
    if (parts.map_box.width_pt < least_map_pt || parts.map_box.height_pt < least_map_pt)
        result.misfit = "the map";
    if (!result.misfit.empty()) return result;
    result.map = fit_of_page(page.footprint_m, parts.map_box);
    const ScaleBar bar =
        measure_scale_bar(result.map.pt_per_metre, scale_bar_share * parts.map_box.width_pt, style, measure);
    result.scale_bar = place(bar, {frame.left_pt, parts.map_box.bottom_pt() + style.pt(bar_gap_pt)});
    return result;
}

}  // namespace

AtlasLayout arrange_atlas_page(const Layout& layout, const AtlasPage& page, const TextMeasure& measure) {
    if (layout.page.width_mm > layout.page.height_mm)
        return arrange_as(Arrangement::two_columns, layout, page, measure);
    AtlasLayout beside = arrange_as(Arrangement::column, layout, page, measure);
    AtlasLayout below = arrange_as(Arrangement::below, layout, page, measure);
    if (!below.misfit.empty()) return beside;
    const bool is_better = below.map.pt_per_metre >= worth_another_look * beside.map.pt_per_metre;
    return !beside.misfit.empty() || is_better ? below : beside;
}

}  // namespace render
