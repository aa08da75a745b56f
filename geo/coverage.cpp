#include "geo/coverage.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "geo/check.hpp"
#include "geo/error.hpp"
#include "geo/finite_box.hpp"
#include "geo/transform_ahead.hpp"

namespace geo {

namespace {

// Box of all points.
Box require_finite(const Layer& layer) {
    if (layer.box) return *layer.box;
    if (const std::optional<Box> box = finite_box(layer.rings.points)) return *box;
    for (std::size_t area = 0; area < layer.rings.areas(); ++area) {
        const std::size_t begin = layer.rings.ring_start[layer.rings.area_start[area]];
        const std::size_t end = layer.rings.ring_start[layer.rings.area_start[area + 1]];
        for (std::size_t i = begin; i < end; ++i) {
            const Point p = layer.rings.points[i];
            if (std::isfinite(p.x) && std::isfinite(p.y)) continue;
            throw InputError(layer.path + ", area " + layer.codes[area],
                             "a coordinate is not a finite number", "repair the geometry of this area");
        }
    }
    throw InternalError("a coordinate that is not a finite number is in no area");
}

Transform transform_of(const Layer& layer, const std::string& crs, const Box& box) {
    std::optional<Transform> ahead =
        layer.transform ? layer.transform->take(layer.crs, crs, box) : std::nullopt;
    return ahead ? std::move(*ahead) : Transform(layer.crs, crs, box);
}

/// `take_rings` is asked once, when nothing more is wanted of the layer's own.
template <class TakeRings>
Coverage build(const Layer& layer, const CoverageOptions& options, TakeRings take_rings) {
    if (!is_metric(options.crs)) {
        throw UsageError("--crs " + options.crs, "areas and lengths need a projected CRS in metres",
                         "for England use --crs EPSG:27700");
    }
    const Box box = require_finite(layer);
    Coverage coverage;
    coverage.crs = options.crs;
    coverage.findings = layer.findings;

    Rings projected;
    Box extent;
    {
        // PROJ keeps pages of its database as long as an operation lives.
        Transform transform = transform_of(layer, options.crs, box);
        require_within_reach(layer, box, transform.reach(), transform.operation().target);
        projected = take_rings();
        extent = transform.apply(projected.points, box);
        coverage.operation = transform.operation();
    }
    const Grid grid = choose_grid(extent);
    GridRings rounded = round_to_grid(projected, grid);
    projected = {};
    if (options.on_grid) options.on_grid();
    const double tolerance_m = options.snap_tolerance_m.value_or(default_snap_tolerance_m(grid));
    // Rounding keeps the order of numbers.
    GridBox on_grid;
    if (!extent.empty())
        on_grid = {grid.to_grid({extent.min_x, extent.min_y}), grid.to_grid({extent.max_x, extent.max_y})};
    coverage.topology = build_snapped_topology(std::move(rounded), grid, tolerance_m, coverage.snap, on_grid);
    for (const std::uint32_t area : coverage.snap.emptied_areas) {
        coverage.findings.push_back(
            {.kind = FindingKind::empty,
             .severity = Severity::violation,
             .codes = {layer.codes[area]},
             .size = 0.0,
             .text = "nothing is left of " + layer.codes[area] + " after snapping; give a smaller --snap"});
    }
    const std::vector<Finding> missing = missing_vertices(coverage.snap, grid, layer.codes);
    coverage.findings.insert(coverage.findings.end(), missing.begin(), missing.end());
    return coverage;
}

}  // namespace

Coverage build_coverage(const Layer& layer, const CoverageOptions& options) {
    return build(layer, options, [&] { return layer.rings; });
}

Coverage take_coverage(Layer& layer, const CoverageOptions& options) {
    return build(layer, options, [&] { return std::exchange(layer.rings, {}); });
}

}  // namespace geo
