#include "geo/polygons.hpp"

#include <ogr_geometry.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

namespace geo {

namespace {

bool has_three_distinct_points(std::span<const Point> ring) {
    const auto second = std::ranges::find_if(ring, [&](Point p) { return p != ring[0]; });
    return std::any_of(second, ring.end(), [&](Point p) { return p != ring[0] && p != *second; });
}

class Collector {
public:
    Collector(AreaBuilder& builder, Rings& rings) : m_builder(builder), m_points(rings.points) {}

    void add(const OGRGeometry& geometry) {
        switch (wkbFlatten(geometry.getGeometryType())) {
            case wkbPolygon:
            case wkbTriangle:
                add_polygon(*geometry.toPolygon());
                break;
            case wkbMultiPolygon:
            case wkbGeometryCollection:
            case wkbMultiPoint:
            case wkbMultiLineString:
                for (const OGRGeometry* part : *geometry.toGeometryCollection())
                    add(*part);
                break;
            case wkbPolyhedralSurface:
            case wkbTIN:
                for (const OGRPolygon* part : *geometry.toPolyhedralSurface())
                    add_polygon(*part);
                break;
            case wkbLineString:
                ++m_builder.report.points_and_lines;
                m_builder.report.vertices +=
                    static_cast<std::size_t>(geometry.toLineString()->getNumPoints());
                break;
            default:
                ++m_builder.report.points_and_lines;
                ++m_builder.report.vertices;
        }
    }

private:
    void add_polygon(const OGRPolygon& polygon) {
        const OGRLinearRing* shell = polygon.getExteriorRing();
        if (!shell || shell->getNumPoints() == 0) return;
        m_builder.begin_polygon();
        add_ring(*shell);
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i)
            add_ring(*polygon.getInteriorRing(i));
    }

    void add_ring(const OGRLinearRing& ring) {
        const std::size_t begin = m_points.size();
        m_points.resize(begin + static_cast<std::size_t>(ring.getNumPoints()));
        if (m_points.size() > begin)
            ring.getPoints(&m_points[begin].x, sizeof(Point), &m_points[begin].y, sizeof(Point));
        m_builder.end_ring();
    }

    AreaBuilder& m_builder;
    Bulk<Point>& m_points;
};

}  // namespace

void AreaBuilder::begin_polygon() {
    ++report.polygons;
    m_expects_shell = true;
}

void AreaBuilder::end_ring() {
    Box box;
    for (const Point p : std::span(m_rings.points).subspan(m_rings.ring_start.back()))
        box.add(p);
    m_extent.box.unite(box);
    if (m_expects_shell) {
        m_has_shell = keep_ring(true);
        m_expects_shell = false;
    } else if (m_has_shell) {
        keep_ring(false);
    } else {
        // A hole in nothing would cut into the polygon before it.
        leave_out_ring();
    }
}

void AreaBuilder::leave_out_ring() {
    m_rings.points.resize(m_rings.ring_start.back());
    ++report.degenerate_rings;
    m_extent.exact = false;
}

bool AreaBuilder::keep_ring(bool is_shell) {
    Bulk<Point>& points = m_rings.points;
    const std::size_t begin = m_rings.ring_start.back();
    while (points.size() > begin + 1 && points.back() == points[begin])
        points.pop_back();
    report.vertices += points.size() - begin;
    const std::span<Point> added(points.data() + begin, points.size() - begin);
    if (added.size() < 3 || !has_three_distinct_points(added)) {
        leave_out_ring();
        return false;
    }
    const double area = twice_signed_area(added);
    // What an infinity or a NaN goes into is one, too.
    if (!std::isfinite(area)) m_extent.exact = false;
    if (is_shell ? area < 0.0 : area > 0.0) std::ranges::reverse(added);
    m_rings.close_ring();
    return true;
}

// Relative to the first point, which keeps the digits of small rings far from the origin.
double twice_signed_area(std::span<const Point> ring) {
    double sum = 0.0;
    for (std::size_t i = 2; i < ring.size(); ++i) {
        const Point a{ring[i - 1].x - ring[0].x, ring[i - 1].y - ring[0].y};
        const Point b{ring[i].x - ring[0].x, ring[i].y - ring[0].y};
        sum += a.x * b.y - a.y * b.x;
    }
    return sum;
}

std::vector<PolygonRings> polygons_of(const Rings& rings, std::size_t area) {
    return split_into_polygons(rings.area_start[area], rings.area_start[area + 1],
                               [&](std::size_t r) { return twice_signed_area(rings.ring(r)) > 0.0; });
}

GeometryReport append_area(const OGRGeometry* geometry, Rings& rings, ReadBox& extent) {
    AreaBuilder builder(rings, extent);
    Collector collector(builder, rings);
    // Types that may hold curves are made plain even where they hold none.
    const bool may_curve = geometry && geometry->hasCurveGeometry(0) != 0;
    if (may_curve) {
        const std::unique_ptr<OGRGeometry> linear(geometry->getLinearGeometry());
        if (linear) collector.add(*linear);
    } else if (geometry && geometry->IsEmpty() == 0) {
        collector.add(*geometry);
    }
    builder.end_area();
    if (builder.report.points_and_lines > 0 || (may_curve && geometry->IsEmpty() == 0)) {
        OGREnvelope envelope;
        geometry->getEnvelope(&envelope);
        extent.unite({{envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY}, false});
    }
    return builder.report;
}

}  // namespace geo
