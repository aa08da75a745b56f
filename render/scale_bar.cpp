#include "render/scale_bar.hpp"

#include <cmath>

#include "geo/table.hpp"
#include "render/class_labels.hpp"

namespace render {

namespace {

constexpr double tick_pt = 3.0;
constexpr double text_gap_pt = 1.0;

std::string length_text(double length_m) {
    if (length_m >= 1000.0) return format_for_reader(length_m / 1000.0, 0) + " km";
    return (length_m >= 1.0 ? format_for_reader(length_m, 0) : geo::format_number(length_m)) + " m";
}

/// Rounding would turn 5 into 4.999: powers of ten are exact as quotients when below one.
double round_length_m(double most_m) {
    const int power = static_cast<int>(std::floor(std::log10(most_m)));
    const auto times = [power](double factor) {
        return power >= 0 ? factor * std::pow(10.0, power) : factor / std::pow(10.0, -power);
    };
    for (const double factor : {5.0, 2.0}) {
        if (times(factor) <= most_m) return times(factor);
    }
    return times(1.0);
}

void move(PagePoint& point, PagePoint by) {
    point.x_pt += by.x_pt;
    point.y_pt += by.y_pt;
}

}  // namespace

ScaleBar measure_scale_bar(double pt_per_metre, double most_length_pt, const Style& style,
                           const TextMeasure& measure) {
    ScaleBar bar;
    bar.length_m = round_length_m(most_length_pt / pt_per_metre);
    const double length_pt = bar.length_m * pt_per_metre;
    const TextStyle text_style = style.scale_bar();
    const double text_height = measure.ascent_pt(text_style) + measure.descent_pt(text_style);
    const double line_y = text_height + style.pt(text_gap_pt + tick_pt);
    const double tick = style.pt(tick_pt);

    bar.line.points = {{0.0, line_y - tick}, {0.0, line_y}, {length_pt, line_y}, {length_pt, line_y - tick}};
    bar.line.close_line();
    bar.line.points.push_back({length_pt / 2, line_y});
    bar.line.points.push_back({length_pt / 2, line_y - tick * 0.6});
    bar.line.close_line();

    const std::string text = length_text(bar.length_m);
    const double text_width = measure.width_pt(text, text_style);
    const double text_left = std::max(0.0, length_pt - text_width);
    set_lines(text, text_style, text_width + 1.0, {text_left, 0.0}, measure, bar.lines);
    bar.box = {0.0, 0.0, text_left + text_width, line_y};
    if (text_left > style.pt(10.0)) set_lines("0", text_style, text_left, {0.0, 0.0}, measure, bar.lines);
    return bar;
}

ScaleBar place(ScaleBar bar, PagePoint corner) {
    const PagePoint by{corner.x_pt - bar.box.left_pt, corner.y_pt - bar.box.top_pt};
    bar.box.left_pt += by.x_pt;
    bar.box.top_pt += by.y_pt;
    for (PagePoint& point : bar.line.points)
        move(point, by);
    for (TextLine& line : bar.lines) {
        move(line.baseline, by);
        line.box.left_pt += by.x_pt;
        line.box.top_pt += by.y_pt;
    }
    return bar;
}

}  // namespace render
