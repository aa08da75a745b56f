#include "geo/measure.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "geo/assemble.hpp"
#include "geo/geos_support.hpp"

namespace geo {

namespace {

/// Sums over the rings of one area, in cells and about its first point, to keep the centroid's digits.
struct RingSums {
    std::int64_t twice_area = 0;
    double perimeter = 0;
    double moment_x = 0;
    double moment_y = 0;

    void add(std::span<const GridPoint> ring, GridPoint about) {
        twice_area += geo::twice_area(ring);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const GridPoint p = ring[i];
            const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
            const double px = static_cast<double>(p.x) - about.x;
            const double py = static_cast<double>(p.y) - about.y;
            const double qx = static_cast<double>(q.x) - about.x;
            const double qy = static_cast<double>(q.y) - about.y;
            perimeter += std::hypot(qx - px, qy - py);
            const double cross = px * qy - qx * py;
            moment_x += (px + qx) * cross;
            moment_y += (py + qy) * cross;
        }
    }
};

double hull_area_cells(const GeosContext& context, const GEOSGeometry* outline) {
    const GeosGeometry hull = own(context, GEOSConvexHull_r(context.get(), outline));
    double area = 0;
    GEOSArea_r(context.get(), hull.get(), &area);
    return area;
}

double bounding_circle_area_cells(const GeosContext& context, const GEOSGeometry* outline) {
    double radius = 0;
    GEOSGeometry* centre = nullptr;
    const GeosGeometry circle =
        own(context, GEOSMinimumBoundingCircle_r(context.get(), outline, &radius, &centre));
    GEOSGeom_destroy_r(context.get(), centre);
    return std::numbers::pi * radius * radius;
}

OutlineMeasure measure_outline(const GeosContext& context, const GridRings& rings, const Grid& grid,
                               std::size_t area) {
    OutlineMeasure measure;
    measure.centroid = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    const std::size_t begin = rings.area_start[area];
    const std::size_t end = rings.area_start[area + 1];
    if (begin == end) return measure;

    RingSums sums;
    const GridPoint about = rings.points[rings.ring_start[begin]];
    for (std::size_t r = begin; r < end; ++r) {
        const std::span<const GridPoint> ring = rings.ring(r);
        sums.add(ring, about);
        ++(twice_area(ring) > 0 ? measure.parts : measure.holes);
        for (const GridPoint p : ring)
            measure.box.add(grid.to_point(p));
    }
    const double cell_m2 = grid.cell_m() * grid.cell_m();
    measure.area_m2 = grid.area_m2(sums.twice_area);
    measure.perimeter_m = sums.perimeter / grid.cells_per_m;
    if (sums.twice_area != 0) {
        const Point origin = grid.to_point(about);
        const double scale = 3.0 * static_cast<double>(sums.twice_area) * grid.cells_per_m;
        measure.centroid = {origin.x + sums.moment_x / scale, origin.y + sums.moment_y / scale};
    }
    const GeosGeometry outline = to_geos(context, rings, area);
    measure.convex_hull_area_m2 = hull_area_cells(context, outline.get()) * cell_m2;
    measure.bounding_circle_area_m2 = bounding_circle_area_cells(context, outline.get()) * cell_m2;
    return measure;
}

}  // namespace

std::vector<OutlineMeasure> measure_outlines(const GridRings& rings, const Grid& grid) {
    const GeosContext context;
    std::vector<OutlineMeasure> measures;
    measures.reserve(rings.areas());
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        measures.push_back(measure_outline(context, rings, grid, area));
    }
    return measures;
}

}  // namespace geo
