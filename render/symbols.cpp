#include "render/symbols.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/alt_text.hpp"
#include "render/class_labels.hpp"
#include "render/round_value.hpp"

namespace render {

namespace {

constexpr double dot_radius_pt = 1.9;
constexpr double most_radius_pt = 18.0;
constexpr double least_radius_pt = 4.0;
constexpr double least_drawn_pt = 0.6;        // a smaller circle is no more than dirt
constexpr double most_share_of_page = 0.045;  // that all circles take together
constexpr int corners = 48;

std::string name_of(const Symbol& symbol) {
    return symbol.name.empty() ? symbol.code : symbol.name;
}

bool is_on(const geo::Box& box, geo::Point p) {
    return p.x >= box.min_x && p.x <= box.max_x && p.y >= box.min_y && p.y <= box.max_y;
}

std::string count(std::size_t n) {
    return format_for_reader(static_cast<double>(n), 0);
}

}  // namespace

double SymbolReport::radius_of(double value) const {
    return radius_pt * std::sqrt(value / greatest);
}

std::string SymbolReport::note() const {
    std::string left_out;
    const auto add = [&](std::size_t n, const char* what) {
        if (n > 0) left_out += (left_out.empty() ? "" : ", ") + count(n) + " " + what;
    };
    add(missing.size(), "without a value");
    add(zero, "of 0");
    add(outside.size(), "off the map");
    if (left_out.empty()) return {};
    const std::size_t all = drawn.size() + zero + missing.size() + outside.size();
    return label + ": " + count(all - drawn.size()) + " of " + count(all) + " not drawn (" + left_out + ").";
}

std::string SymbolReport::text() const {
    std::string words = label + ": " + count(drawn.size()) + (drawn.size() == 1 ? " symbol" : " symbols");
    if (greatest > 0.0)
        words += " whose area stands for the value, from " + value_text(least) + " to " +
                 value_text(greatest) + (greatest_at.empty() ? "" : " (" + greatest_at + ")");
    const std::string left_out = note();
    return words + "." + (left_out.empty() ? "" : " " + left_out);
}

SymbolReport measure_symbols(const SymbolLayer& layer, const geo::Box& extent_m, PageSize page,
                             const Style& style) {
    SymbolReport report;
    report.label = layer.label;
    report.radius_pt = style.pt(dot_radius_pt);
    for (std::size_t i = 0; i < layer.symbols.size(); ++i) {
        const Symbol& symbol = layer.symbols[i];
        if (layer.is_sized && symbol.value && !(*symbol.value >= 0.0 && std::isfinite(*symbol.value)))
            throw geo::InputError(layer.label,
                                  name_of(symbol) + " has the value " + geo::format_number(*symbol.value),
                                  "the area of a circle stands for 0 or more; show other values by colour");
        if (layer.is_sized && symbol.value) report.sum += *symbol.value;
        if (layer.is_sized && !symbol.value) {
            report.missing.push_back(name_of(symbol));
        } else if (!is_on(extent_m, symbol.place_m)) {
            report.outside.push_back(name_of(symbol));
        } else if (layer.is_sized && *symbol.value == 0.0) {
            ++report.zero;
        } else {
            report.drawn.push_back(i);
            if (!layer.is_sized) continue;
            report.drawn_sum += *symbol.value;
            report.least = report.least == 0.0 ? *symbol.value : std::min(report.least, *symbol.value);
            if (*symbol.value <= report.greatest) continue;
            report.greatest = *symbol.value;
            report.greatest_at = name_of(symbol);
        }
    }
    std::ranges::sort(report.missing);
    std::ranges::sort(report.outside);
    if (report.greatest > 0.0) {
        std::ranges::stable_sort(report.drawn, std::ranges::greater(),
                                 [&](std::size_t i) { return *layer.symbols[i].value; });
        const double room_pt2 = most_share_of_page * page.width_mm * page.height_mm * pt_per_mm * pt_per_mm;
        const double radius = std::sqrt(room_pt2 * report.greatest / (std::numbers::pi * report.drawn_sum));
        report.radius_pt = std::clamp(radius, style.pt(least_radius_pt), style.pt(most_radius_pt));
    }
    return report;
}

std::vector<PlacedMark> marks_of(const SymbolLayer& layer, const SymbolReport& report) {
    std::vector<PlacedMark> marks;
    for (const std::size_t i : report.drawn) {
        const Symbol& symbol = layer.symbols[i];
        marks.push_back(
            {symbol.place_m, layer.is_sized ? report.radius_of(*symbol.value) : report.radius_pt});
    }
    return marks;
}

Path circle_at(PagePoint centre, double radius_pt) {
    Path path;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners;
        path.points.push_back(
            {centre.x_pt + radius_pt * std::cos(angle), centre.y_pt + radius_pt * std::sin(angle)});
    }
    path.points.push_back(path.points.front());
    path.close_line();
    return path;
}

DrawnSymbols draw_symbols(const SymbolLayer& layer, const SymbolReport& report, const MapFit& fit) {
    DrawnSymbols drawn{layer.label, layer.is_sized ? Style::symbol_ink : Style::point_ink, {}};
    for (const std::size_t i : report.drawn) {
        const Symbol& symbol = layer.symbols[i];
        const double radius =
            layer.is_sized ? std::max(least_drawn_pt, report.radius_of(*symbol.value)) : report.radius_pt;
        const PagePoint centre = fit.to_page(symbol.place_m);
        DrawnSymbol mark{centre, radius,         circle_at(centre, radius),
                         {},     symbol.written, symbol.code.empty() ? symbol.name : symbol.code};
        mark.annotation.title = name_of(symbol);
        if (!symbol.code.empty()) {
            mark.annotation.id = (layer.is_of_areas ? "symbol-" : "point-") + symbol.code;
            mark.annotation.data.emplace_back("code", symbol.code);
        }
        if (layer.is_sized) {
            mark.annotation.title += ": " + value_text(*symbol.value);
            mark.annotation.data.emplace_back("value", value_text(*symbol.value));
        }
        drawn.symbols.push_back(std::move(mark));
    }
    return drawn;
}

std::vector<LegendRow> symbol_key(const SymbolLayer& layer, const SymbolReport& report) {
    std::vector<LegendRow> rows;
    if (report.drawn.empty()) return rows;
    const auto mark = [](const std::string& label, double radius_pt, Colour colour) {
        LegendRow row;
        row.label = label;
        row.fill = Fill{colour};
        row.mark = KeyMark::circle;
        row.radius_pt = radius_pt;
        return row;
    };
    if (!layer.is_sized) {
        rows.push_back(mark(layer.label, report.radius_pt, Style::point_ink));
        rows.back().begins_group = true;
        return rows;
    }
    LegendRow heading;
    heading.label = layer.label + " (area of circle)";
    heading.is_heading = true;
    heading.begins_group = true;
    rows.push_back(heading);
    double value = round_down(report.greatest);
    for (int i = 0; i < 3 && (i == 0 || value >= report.least); ++i) {
        rows.push_back(
            mark(value_text(value), std::max(least_drawn_pt, report.radius_of(value)), Style::symbol_ink));
        // A fifth or so of the area: sizes that differ at a glance.
        value = round_down(value / 4);
    }
    return rows;
}

}  // namespace render
