#include "tools/voronoi_areas.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "geo/geos_support.hpp"

namespace tools {
namespace {

/// Far enough that the cells of coastal places reach across all the land that is theirs.
constexpr double margin_m = 100'000.0;

geo::GeosGeometry collect(const geo::GeosContext& context, int type, std::vector<GEOSGeometry*> parts) {
    return geo::own(context, GEOSGeom_createCollection_r(context.get(), type, parts.data(),
                                                         static_cast<unsigned int>(parts.size())));
}

geo::GeosGeometry union_of(const geo::GeosContext& context, const geo::Rings& land) {
    std::vector<GEOSGeometry*> parts;
    for (std::size_t a = 0; a < land.areas(); ++a)
        parts.push_back(geo::to_geos(context, land, a).release());
    const auto all = collect(context, GEOS_GEOMETRYCOLLECTION, std::move(parts));
    return geo::own(context, GEOSUnaryUnion_r(context.get(), all.get()));
}

geo::GeosGeometry voronoi_edges(const geo::GeosContext& context, const geo::Rings& land,
                                std::span<const geo::Point> places) {
    std::vector<GEOSGeometry*> points;
    for (const geo::Point p : places)
        points.push_back(GEOSGeom_createPointFromXY_r(context.get(), p.x, p.y));
    const auto sites = collect(context, GEOS_MULTIPOINT, std::move(points));
    geo::Box box;
    for (const geo::Point p : land.points)
        box.add(p);
    geo::Rings frame;
    frame.points = {{box.min_x - margin_m, box.min_y - margin_m},
                    {box.max_x + margin_m, box.min_y - margin_m},
                    {box.max_x + margin_m, box.max_y + margin_m},
                    {box.min_x - margin_m, box.max_y + margin_m}};
    frame.close_ring();
    frame.close_area();
    const auto framed = geo::to_geos(context, frame, 0);
    return geo::own(context, GEOSVoronoiDiagram_r(context.get(), sites.get(), framed.get(), 0.0, 1));
}

void append_ring(const geo::GeosContext& context, const GEOSGeometry* ring, bool shell, geo::Rings& out) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context.get(), ring);
    unsigned int size = 0;
    GEOSCoordSeq_getSize_r(context.get(), sequence, &size);
    std::vector<geo::Point> points(size - 1);
    double twice_area = 0.0;
    for (unsigned int i = 0; i + 1 < size; ++i) {
        GEOSCoordSeq_getXY_r(context.get(), sequence, i, &points[i].x, &points[i].y);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const geo::Point p = points[i];
        const geo::Point q = points[i + 1 == points.size() ? 0 : i + 1];
        twice_area += (p.x - points[0].x) * (q.y - points[0].y) - (q.x - points[0].x) * (p.y - points[0].y);
    }
    if ((twice_area > 0.0) != shell) std::reverse(points.begin(), points.end());
    out.points.insert(out.points.end(), points.begin(), points.end());
    out.close_ring();
}

void append_polygon(const geo::GeosContext& context, const GEOSGeometry* polygon, geo::Rings& out) {
    append_ring(context, GEOSGetExteriorRing_r(context.get(), polygon), true, out);
    for (int h = 0; h < GEOSGetNumInteriorRings_r(context.get(), polygon); ++h) {
        append_ring(context, GEOSGetInteriorRingN_r(context.get(), polygon, h), false, out);
    }
    out.close_area();
}

std::size_t nearest(std::span<const geo::Point> places, geo::Point from) {
    std::size_t best = 0;
    double best_m2 = std::numeric_limits<double>::infinity();
    for (std::size_t p = 0; p < places.size(); ++p) {
        const double dx = places[p].x - from.x;
        const double dy = places[p].y - from.y;
        if (dx * dx + dy * dy < best_m2) {
            best_m2 = dx * dx + dy * dy;
            best = p;
        }
    }
    return best;
}

}  // namespace

Pieces divide(const geo::Rings& land, std::span<const geo::Point> places, double lattice_m) {
    const geo::GeosContext context;
    const auto outline = union_of(context, land);
    // Cells cut one by one would meet the outline at points that differ in the last digits, and rounding
    // would tear neighbours apart. Noding every line with every other first leaves nothing to tear.
    const auto lines = collect(
        context, GEOS_GEOMETRYCOLLECTION,
        {GEOSBoundary_r(context.get(), outline.get()), voronoi_edges(context, land, places).release()});
    const auto noded = geo::own(context, GEOSUnaryUnionPrec_r(context.get(), lines.get(), lattice_m));
    const GEOSGeometry* const to_polygonize[] = {noded.get()};
    const auto cells = geo::own(context, GEOSPolygonize_r(context.get(), to_polygonize, 1));

    Pieces pieces;
    const int count = GEOSGetNumGeometries_r(context.get(), cells.get());
    for (int i = 0; i < count; ++i) {
        const GEOSGeometry* cell = GEOSGetGeometryN_r(context.get(), cells.get(), i);
        const auto inside = geo::own(context, GEOSPointOnSurface_r(context.get(), cell));
        if (GEOSIntersects_r(context.get(), outline.get(), inside.get()) != 1) continue;
        geo::Point p;
        GEOSGeomGetX_r(context.get(), inside.get(), &p.x);
        GEOSGeomGetY_r(context.get(), inside.get(), &p.y);
        append_polygon(context, cell, pieces.rings);
        pieces.place_of.push_back(nearest(places, p));
    }
    return pieces;
}

}  // namespace tools
