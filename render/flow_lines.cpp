#include "render/flow_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <tuple>

#include "geo/table.hpp"
#include "render/class_labels.hpp"
#include "render/hatch.hpp"
#include "render/round_value.hpp"

namespace render {

namespace {

constexpr double widest_pt = 7.0;
constexpr double hairline_pt = 0.35;
constexpr double key_pt = 3.0;            // of a line that stands for its kind
constexpr double least_of_kind_pt = 0.9;  // of a line whose colour has a meaning
constexpr double gap_pt = 2.0;
constexpr double bow_share = 0.14;   // how far the middle leaves the straight way, of its length
constexpr double head_length = 1.6;  // of the arrow's head, in widths of the line
constexpr double head_width = 2.2;
constexpr double least_head_pt = 2.6;
constexpr int steps = 24;

PagePoint operator+(PagePoint a, PagePoint b) {
    return {a.x_pt + b.x_pt, a.y_pt + b.y_pt};
}

PagePoint operator*(double factor, PagePoint p) {
    return {factor * p.x_pt, factor * p.y_pt};
}

/// A parabola from one point to another, at t from 0 to 1, and its direction there.
struct Curve {
    PagePoint from;
    PagePoint middle;  // the control point
    PagePoint to;

    [[nodiscard]] PagePoint at(double t) const {
        return (1 - t) * (1 - t) * from + 2 * t * (1 - t) * middle + t * t * to;
    }
    [[nodiscard]] PagePoint normal(double t) const {
        const PagePoint d = (1 - t) * (middle + -1.0 * from) + t * (to + -1.0 * middle);
        const double length = std::hypot(d.x_pt, d.y_pt);
        return {-d.y_pt / length, d.x_pt / length};
    }
};

}  // namespace

std::string FlowChoice::note(const std::string& unit_name, const std::string& unit) const {
    if (drawn.size() == candidates) return {};
    return "Lines: the " + format_for_reader(static_cast<double>(drawn.size()), 0) + " largest of " +
           format_for_reader(static_cast<double>(candidates), 0) + " flows between " + unit_name +
           "s; they carry " + geo::format_fixed(100.0 * drawn_value / value, 0) + " % of the " +
           format_for_reader(value, 0) + " " + unit + " across borders.";
}

FlowChoice choose_flows(const FlowLines& flows) {
    FlowChoice choice;
    for (const FlowLine& line : flows.lines) {
        if (line.from == line.to || !std::isfinite(line.value) || line.value <= 0.0) continue;
        choice.drawn.push_back(line);
        choice.value += line.value;
    }
    choice.candidates = choice.drawn.size();
    std::sort(choice.drawn.begin(), choice.drawn.end(), [](const FlowLine& a, const FlowLine& b) {
        return std::tuple(-a.value, a.from, a.to, a.kind) < std::tuple(-b.value, b.from, b.to, b.kind);
    });
    choice.drawn.resize(std::min(choice.drawn.size(), flows.most));
    std::reverse(choice.drawn.begin(), choice.drawn.end());
    for (const FlowLine& line : choice.drawn)
        choice.drawn_value += line.value;
    return choice;
}

Path arrow(PagePoint from, PagePoint to, double width_pt, double gap) {
    Path path;
    const PagePoint way = to + -1.0 * from;
    const double length = std::hypot(way.x_pt, way.y_pt);
    const double wide = std::max(head_width * width_pt, least_head_pt);
    const double head = std::max(head_length * width_pt, least_head_pt);
    if (!(length > 2 * gap + 0.5)) return path;
    // The page's y runs down, so this is to the left of one who walks.
    const PagePoint left{way.y_pt, -way.x_pt};
    const Curve curve{from, from + 0.5 * way + 2 * bow_share * left, to};
    const double first = gap / length;
    const double last = 1.0 - gap / length;
    // Of two ends that are near, half is head.
    const double neck = std::max(0.5, last - head / length);
    const auto side = [&](double t, double off) { return curve.at(t) + off * curve.normal(t); };
    for (int i = 0; i <= steps; ++i)
        path.points.push_back(side(std::lerp(first, neck, static_cast<double>(i) / steps), width_pt / 2));
    path.points.push_back(side(neck, wide / 2));
    path.points.push_back(curve.at(last));
    path.points.push_back(side(neck, -wide / 2));
    for (int i = steps; i >= 0; --i)
        path.points.push_back(side(std::lerp(first, neck, static_cast<double>(i) / steps), -width_pt / 2));
    path.points.push_back(path.points.front());
    path.close_line();
    return path;
}

double flow_width_pt(double value, double widest, const Style& style) {
    return std::max(style.pt(hairline_pt), style.pt(widest_pt) * value / widest);
}

std::vector<LegendRow> flow_key(const FlowLines& flows, const FlowChoice& choice, const std::string& unit,
                                const Style& style) {
    std::vector<LegendRow> rows;
    if (choice.drawn.empty()) return rows;
    for (std::size_t k = 0; k < flows.kinds.size(); ++k) {
        if (std::ranges::find(choice.drawn, k, &FlowLine::kind) == choice.drawn.end()) continue;
        rows.push_back({flows.kinds[k].label, std::nullopt, std::nullopt,
                        Stroke{flows.kinds[k].colour, style.pt(key_pt)}});
    }
    const Colour ink = flows.kinds.empty() ? Style::flow_ink : Style::grey_ink;
    double value = round_down(choice.widest());
    for (int i = 0; i < 3 && value >= choice.drawn.front().value; ++i) {
        rows.push_back({format_for_reader(value, value < 1.0 ? 3 : 0) + unit, std::nullopt, std::nullopt,
                        Stroke{ink, flow_width_pt(value, choice.widest(), style)}});
        value = round_down(value / 2);
    }
    return rows;
}

std::vector<DrawnFlow> draw_flows(const FlowLines& flows, const FlowChoice& choice,
                                  const std::vector<std::string>& codes,
                                  const std::vector<std::string>& names, const MapFit& fit,
                                  const Style& style) {
    std::vector<DrawnFlow> drawn;
    for (const FlowLine& line : choice.drawn) {
        const auto from = static_cast<std::size_t>(line.from);
        const auto to = static_cast<std::size_t>(line.to);
        DrawnFlow flow;
        const double least = flows.kinds.empty() ? 0.0 : style.pt(least_of_kind_pt);
        flow.outline =
            arrow(fit.to_page(flows.anchors[from]), fit.to_page(flows.anchors[to]),
                  std::max(least, flow_width_pt(line.value, choice.widest(), style)), style.pt(gap_pt));
        if (!flow.outline.empty()) {
            // As arrow() has it: one side, the head with its tip in the middle, the other side, the start
            // again.
            const std::vector<PagePoint>& points = flow.outline.points;
            flow.tail = bounds_of(std::array{points.front(), points[points.size() - 2]});
            flow.head = bounds_of(std::span(points).subspan(steps + 1, 3));
        }
        const std::string value = format_for_reader(line.value, 0);
        flow.annotation = {"flow-" + codes[from] + "-" + codes[to],
                           names[from] + " to " + names[to] + ": " + value + " " + flows.unit,
                           {{"from", codes[from]}, {"to", codes[to]}, {"value", value}}};
        if (!flows.kinds.empty()) {
            const FlowKind& kind = flows.kinds[line.kind];
            flow.colour = kind.colour;
            flow.annotation.id += "-" + std::to_string(line.kind);
            flow.annotation.title += ", " + kind.label;
        }
        drawn.push_back(std::move(flow));
    }
    return drawn;
}

}  // namespace render
