#include "geo/polygons.hpp"

#include <ogr_geometry.h>

#include <algorithm>
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
    explicit Collector(Rings& rings) : m_rings(rings) {}

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
                ++report.points_and_lines;
                report.vertices += static_cast<std::size_t>(geometry.toLineString()->getNumPoints());
                break;
            default:
                ++report.points_and_lines;
                ++report.vertices;
        }
    }

    GeometryReport report;

private:
    void add_polygon(const OGRPolygon& polygon) {
        const OGRLinearRing* shell = polygon.getExteriorRing();
        if (!shell || shell->getNumPoints() == 0) return;
        ++report.polygons;
        const bool has_shell = add_ring(*shell, true);
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
            // A hole in nothing would cut into the polygon before it.
            if (has_shell)
                add_ring(*polygon.getInteriorRing(i), false);
            else
                ++report.degenerate_rings;
        }
    }

    bool add_ring(const OGRLinearRing& ring, bool is_shell) {
        std::vector<Point>& points = m_rings.points;
        const std::size_t begin = points.size();
        points.resize(begin + static_cast<std::size_t>(ring.getNumPoints()));
        if (points.size() > begin)
            ring.getPoints(&points[begin].x, sizeof(Point), &points[begin].y, sizeof(Point));
        while (points.size() > begin + 1 && points.back() == points[begin])
            points.pop_back();
        report.vertices += points.size() - begin;
        const std::span<Point> added(points.data() + begin, points.size() - begin);
        if (added.size() < 3 || !has_three_distinct_points(added)) {
            points.resize(begin);
            ++report.degenerate_rings;
            return false;
        }
        const double area = twice_signed_area(added);
        if (is_shell ? area < 0.0 : area > 0.0) std::ranges::reverse(added);
        m_rings.close_ring();
        return true;
    }

    Rings& m_rings;
};

}  // namespace

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
    std::vector<PolygonRings> polygons;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        if (polygons.empty() || twice_signed_area(rings.ring(r)) > 0.0) {
            polygons.push_back({r, r + 1});
        } else {
            polygons.back().end_ring = r + 1;
        }
    }
    return polygons;
}

GeometryReport append_area(const OGRGeometry* geometry, Rings& rings) {
    Collector collector(rings);
    if (geometry && geometry->hasCurveGeometry(1) != 0) {
        const std::unique_ptr<OGRGeometry> linear(geometry->getLinearGeometry());
        if (linear) collector.add(*linear);
    } else if (geometry && geometry->IsEmpty() == 0) {
        collector.add(*geometry);
    }
    rings.close_area();
    return collector.report;
}

}  // namespace geo
