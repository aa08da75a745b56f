#include "render/legend.hpp"

#include <algorithm>

#include "render/class_labels.hpp"

namespace render {

namespace {

constexpr double swatch_width_pt = 17.0;
constexpr double swatch_height_pt = 10.0;
constexpr double swatch_gap_pt = 6.0;
constexpr double count_gap_pt = 12.0;
constexpr double row_gap_pt = 3.4;
constexpr double title_gap_pt = 4.5;
constexpr double group_gap_pt = 3.0;

void move(PageBox& box, PagePoint by) {
    box.left_pt += by.x_pt;
    box.top_pt += by.y_pt;
}

TextStyle row_style(const LegendRow& row, const Style& style) {
    return row.is_heading ? style.legend_title() : style.legend();
}

/// A line that ends at `right_pt`, with its top at `top_pt`.
TextLine line_ending_at(double right_pt, double top_pt, const std::string& text, const TextStyle& style,
                        const TextMeasure& measure) {
    const double width = measure.width_pt(text, style);
    const double ascent = measure.ascent_pt(style);
    return {{right_pt - width, top_pt + ascent},
            text,
            style,
            {right_pt - width, top_pt, width, ascent + measure.descent_pt(style)}};
}

}  // namespace

double set_lines(const std::string& text, const TextStyle& style, double width_pt, PagePoint corner,
                 const TextMeasure& measure, std::vector<TextLine>& lines) {
    if (text.empty()) return 0.0;
    const double ascent = measure.ascent_pt(style);
    const double height = ascent + measure.descent_pt(style);
    double used = 0.0;
    for (const std::string& line : measure.wrap(text, style, width_pt)) {
        const PageBox box{corner.x_pt, corner.y_pt + used, measure.width_pt(line, style), height};
        lines.push_back({{corner.x_pt, corner.y_pt + used + ascent}, line, style, box});
        used += height;
    }
    return used;
}

Legend measure_legend(const LegendContent& content, const Style& style, double most_width_pt,
                      const TextMeasure& measure) {
    Legend legend;
    legend.description = content.description;
    double swatch_width = style.pt(swatch_width_pt);
    for (const LegendRow& row : content.rows)
        swatch_width = std::max(swatch_width, 2 * row.radius_pt);
    const double labels_left = swatch_width + style.pt(swatch_gap_pt);
    double count_width = 0.0;
    for (const LegendRow& row : content.rows) {
        if (!row.count) continue;
        const std::string count = format_for_reader(static_cast<double>(*row.count), 0);
        count_width = std::max({count_width, measure.width_pt(count, style.count()),
                                measure.width_pt(content.counted, style.count())});
    }
    const double count_room = count_width > 0.0 ? count_width + style.pt(count_gap_pt) : 0.0;
    const double label_room = most_width_pt - labels_left - count_room;

    double label_width = 0.0;
    for (const LegendRow& row : content.rows) {
        const double left = row.is_heading ? labels_left : 0.0;
        for (const std::string& line : measure.wrap(row.label, row_style(row, style), label_room + left)) {
            label_width = std::max(label_width, measure.width_pt(line, row_style(row, style)) - left);
        }
    }
    // The title may be wider than the rows, up to a third, before it wraps.
    double rows_width = labels_left + label_width + count_room;
    const double title_room = std::clamp(measure.width_pt(content.title, style.legend_title()) + 0.5,
                                         rows_width, std::min(most_width_pt, rows_width * 4.0 / 3.0));

    double y = set_lines(content.title, style.legend_title(), title_room, {0.0, 0.0}, measure, legend.lines);
    for (const TextLine& line : legend.lines)
        rows_width = std::max(rows_width, line.box.width_pt);
    if (count_room > 0.0) {
        TextLine heading = line_ending_at(rows_width, 0.0, content.counted, style.count(), measure);
        const bool beside =
            !legend.lines.empty() &&
            legend.lines.back().box.right_pt() + style.pt(count_gap_pt) <= heading.box.left_pt;
        // On the last line of the title where it fits, else on a line of its own.
        const double down = beside ? legend.lines.back().baseline.y_pt - heading.baseline.y_pt : y;
        heading.baseline.y_pt += down;
        heading.box.top_pt += down;
        y = std::max(y, heading.box.bottom_pt());
        legend.lines.push_back(heading);
    }
    if (y > 0.0) y += style.pt(title_gap_pt);

    bool after_fills = false;
    for (const LegendRow& row : content.rows) {
        if (row.begins_group && y > 0.0) y += style.pt(2 * group_gap_pt);
        if (row.is_heading) {
            y += set_lines(row.label, row_style(row, style), labels_left + label_room, {0.0, y}, measure,
                           legend.lines);
            y += style.pt(row_gap_pt);
            after_fills = true;
            continue;
        }
        if (row.line && !after_fills && y > 0.0) y += style.pt(group_gap_pt);
        after_fills = row.line.has_value();
        const double text_height = measure.ascent_pt(style.legend()) + measure.descent_pt(style.legend());
        const bool is_round = row.mark == KeyMark::circle;
        const double swatch_height = is_round ? 2 * row.radius_pt : style.pt(swatch_height_pt);
        const double width = is_round ? 2 * row.radius_pt : style.pt(swatch_width_pt);
        const double row_height = std::max(text_height, swatch_height);
        const double text_top = y + (row_height - text_height) / 2;
        legend.swatches.push_back(
            {{(swatch_width - width) / 2, y + (row_height - swatch_height) / 2, width, swatch_height},
             row.fill,
             row.line,
             row.mark});
        const double used =
            set_lines(row.label, style.legend(), label_room, {labels_left, text_top}, measure, legend.lines);
        if (row.count) {
            legend.lines.push_back(line_ending_at(rows_width, text_top,
                                                  format_for_reader(static_cast<double>(*row.count), 0),
                                                  style.count(), measure));
        }
        y += std::max(row_height, used) + style.pt(row_gap_pt);
    }
    legend.box = {0.0, 0.0, rows_width, std::max(0.0, y - style.pt(row_gap_pt))};
    return legend;
}

Legend place(Legend legend, PagePoint corner) {
    const PagePoint by{corner.x_pt - legend.box.left_pt, corner.y_pt - legend.box.top_pt};
    move(legend.box, by);
    for (TextLine& line : legend.lines) {
        line.baseline.x_pt += by.x_pt;
        line.baseline.y_pt += by.y_pt;
        move(line.box, by);
    }
    for (Swatch& swatch : legend.swatches)
        move(swatch.box, by);
    return legend;
}

}  // namespace render
