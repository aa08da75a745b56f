#include "geo/coverage.hpp"

#include <cmath>

#include "geo/check.hpp"
#include "geo/error.hpp"

namespace geo {

namespace {

void require_finite(const Layer& layer) {
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
}

}  // namespace

Coverage build_coverage(const Layer& layer, const CoverageOptions& options) {
    if (!is_metric(options.crs)) {
        throw UsageError("--crs " + options.crs, "areas and lengths need a projected CRS in metres",
                         "for England use --crs EPSG:27700");
    }
    require_finite(layer);
    Coverage coverage;
    coverage.crs = options.crs;
    coverage.findings = layer.findings;

    Rings projected = layer.rings;
    Transform transform(layer.crs, options.crs, bounds(projected));
    require_within_reach(layer, transform.reach(), transform.operation().target);
    transform.apply(projected.points);
    coverage.operation = transform.operation();
    if (options.check_outlines) {
        const std::vector<Finding> found = check_outlines(projected, layer.codes);
        coverage.findings.insert(coverage.findings.end(), found.begin(), found.end());
    }
    const Grid grid = choose_grid(bounds(projected));
    const GridRings rounded = round_to_grid(projected, grid);
    const double tolerance_m = options.snap_tolerance_m.value_or(default_snap_tolerance_m(grid));
    const GridRings snapped = snap(rounded, grid, tolerance_m, coverage.snap);
    for (const std::uint32_t area : coverage.snap.emptied_areas) {
        coverage.findings.push_back({FindingKind::empty,
                                     Severity::violation,
                                     {layer.codes[area]},
                                     std::numeric_limits<double>::quiet_NaN(),
                                     std::numeric_limits<double>::quiet_NaN(),
                                     0.0,
                                     "nothing is left of the area after snapping; give a smaller --snap"});
    }
    coverage.topology = build_topology(snapped, grid);
    return coverage;
}

}  // namespace geo
