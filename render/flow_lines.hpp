// Flow lines: arrows from area to area, as wide as what flows along them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "geo/point.hpp"
#include "render/canvas.hpp"
#include "render/layout.hpp"
#include "render/legend.hpp"
#include "render/style.hpp"

namespace render {

/// What flows from one area to another; areas are indices.
struct FlowLine {
    std::int32_t from = 0;
    std::int32_t to = 0;
    double value = 0.0;
    std::size_t kind = 0;  ///< index in FlowLines::kinds
};

/// Lines of one meaning.
struct FlowKind {
    std::string label;  ///< in the legend
    Colour colour = Style::flow_ink;
};

/// Flows of a map. `anchors` has one point an area, on the ground, where its lines begin and end.
struct FlowLines {
    std::vector<FlowLine> lines;
    std::vector<geo::Point> anchors;
    std::string unit = "patients";  ///< what flows, in the plural
    std::size_t most = 60;          ///< lines drawn: the widest
    std::vector<FlowKind> kinds;    ///< empty: all lines are of one, which the legend need not tell
};

/// The lines that are drawn, and what they leave out.
struct FlowChoice {
    std::vector<FlowLine> drawn;  ///< from narrow to wide, the order of drawing; equals by from and to
    double drawn_value = 0.0;
    std::size_t candidates = 0;  ///< lines with a value above 0 between two different areas
    double value = 0.0;          ///< of all candidates

    [[nodiscard]] double widest() const { return drawn.empty() ? 0.0 : drawn.back().value; }
    /// "The 60 largest of 412 flows between footprints; they carry 71 % of 1,234,500 patients." Empty when
    /// all are drawn.
    [[nodiscard]] std::string note(const std::string& unit_name, const std::string& unit) const;
};

/// Takes the largest lines; those with equal value to the last one taken are taken or left by their areas, in
/// order. Lines within an area, of 0, or of no finite value are no candidates. O(n log n).
[[nodiscard]] FlowChoice choose_flows(const FlowLines& flows);

/// The outline of an arrow that leaves the straight way to its left, so that the two directions between a
/// pair stand side by side. It keeps `gap_pt` off both ends; empty when they are too near for that.
[[nodiscard]] Path arrow(PagePoint from, PagePoint to, double width_pt, double gap_pt);

/// Width of a line on the page: proportional to its value, never under a hairline.
[[nodiscard]] double flow_width_pt(double value, double widest, const Style& style);

/// Rows of the legend: up to three round values with the widths that stand for them, widest first. `unit`
/// follows each value as it is, so it begins with a blank or is empty. Kinds of lines come first.
[[nodiscard]] std::vector<LegendRow> flow_key(const FlowLines& flows, const FlowChoice& choice,
                                              const std::string& unit, const Style& style);

/// An arrow ready to be drawn.
struct DrawnFlow {
    Path outline;
    PageBox tail;  ///< of the end where it leaves, and of its head: what labels keep clear of
    PageBox head;
    Annotation annotation;
    Colour colour = Style::flow_ink;
};

/// The chosen lines on the page, in the order of drawing. `codes` and `names` are those of the areas.
[[nodiscard]] std::vector<DrawnFlow> draw_flows(const FlowLines& flows, const FlowChoice& choice,
                                                const std::vector<std::string>& codes,
                                                const std::vector<std::string>& names, const MapFit& fit,
                                                const Style& style);

}  // namespace render
