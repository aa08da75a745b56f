#include "shapes/shape_measures.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace shapes {

std::optional<double> polsby_popper(const geo::OutlineMeasure& outline) {
    if (!(outline.perimeter_m > 0.0)) return std::nullopt;
    return 4.0 * std::numbers::pi * outline.area_m2 / (outline.perimeter_m * outline.perimeter_m);
}

std::optional<double> schwartzberg(const geo::OutlineMeasure& outline) {
    if (!(outline.perimeter_m > 0.0)) return std::nullopt;
    return 2.0 * std::numbers::pi * std::sqrt(outline.area_m2 / std::numbers::pi) / outline.perimeter_m;
}

std::optional<double> reock(const geo::OutlineMeasure& outline) {
    if (!(outline.bounding_circle_area_m2 > 0.0)) return std::nullopt;
    return outline.area_m2 / outline.bounding_circle_area_m2;
}

std::optional<double> convex_hull_ratio(const geo::OutlineMeasure& outline) {
    if (!(outline.convex_hull_area_m2 > 0.0)) return std::nullopt;
    return outline.area_m2 / outline.convex_hull_area_m2;
}

std::optional<double> length_width(const geo::OutlineMeasure& outline) {
    if (outline.box.empty()) return std::nullopt;
    const double longer = std::max(outline.box.width(), outline.box.height());
    if (!(longer > 0.0)) return std::nullopt;
    return std::min(outline.box.width(), outline.box.height()) / longer;
}

std::vector<ShapeMeasure> measure_shapes(std::span<const geo::OutlineMeasure> outlines,
                                         std::span<const geo::Border> borders) {
    std::vector<ShapeMeasure> result;
    result.reserve(outlines.size());
    for (const geo::OutlineMeasure& outline : outlines) {
        result.push_back({.area_m2 = outline.area_m2,
                          .perimeter_m = outline.perimeter_m,
                          .polsby_popper = polsby_popper(outline),
                          .schwartzberg = schwartzberg(outline),
                          .reock = reock(outline),
                          .convex_hull_ratio = convex_hull_ratio(outline),
                          .length_width = length_width(outline),
                          .parts = outline.parts,
                          .holes = outline.holes,
                          .neighbours = {}});
    }
    for (const geo::Border& border : borders) {
        result[static_cast<std::size_t>(border.a)].neighbours.push_back({border.b, border.length_m});
        result[static_cast<std::size_t>(border.b)].neighbours.push_back({border.a, border.length_m});
    }
    for (ShapeMeasure& measure : result)
        std::sort(measure.neighbours.begin(), measure.neighbours.end(),
                  [](const Neighbour& a, const Neighbour& b) { return a.area < b.area; });
    return result;
}

std::size_t cut_edges(std::span<const geo::Border> borders, std::span<const std::int32_t> footprint_of) {
    return static_cast<std::size_t>(
        std::count_if(borders.begin(), borders.end(), [&](const geo::Border& border) {
            const std::int32_t a = footprint_of[static_cast<std::size_t>(border.a)];
            const std::int32_t b = footprint_of[static_cast<std::size_t>(border.b)];
            return a >= 0 && b >= 0 && a != b;
        }));
}

}  // namespace shapes
