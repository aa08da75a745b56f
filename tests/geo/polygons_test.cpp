// Geometries of every type that may hold areas.
#include "geo/polygons.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <limits>
#include <memory>

namespace {

struct Read {
    geo::Rings rings;
    geo::ReadBox extent;
    geo::GeometryReport report;
};

Read read(const char* wkt) {
    OGRGeometry* parsed = nullptr;
    EXPECT_EQ(OGRGeometryFactory::createFromWkt(wkt, nullptr, &parsed), OGRERR_NONE);
    const std::unique_ptr<OGRGeometry> geometry(parsed);
    Read result;
    result.report = geo::append_area(geometry.get(), result.rings, result.extent);
    return result;
}

TEST(AppendArea, FindsAreasInEveryType) {
    for (const char* wkt :
         {"POLYGON ((0 0,1 0,1 1,0 0))", "POLYGON ZM ((0 0 9 9,1 0 9 9,1 1 9 9,0 0 9 9))",
          "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))", "TRIANGLE ((0 0,1 0,1 1,0 0))", "TIN (((0 0,1 0,1 1,0 0)))",
          "MULTISURFACE (((0 0,1 0,1 1,0 0)))", "CURVEPOLYGON ((0 0,1 0,1 1,0 0))",
          "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POLYGON ((0 0,1 0,1 1,0 0))))"}) {
        const Read found = read(wkt);
        EXPECT_EQ(found.rings.rings(), 1U) << wkt;
        EXPECT_EQ(found.rings.points.size(), 3U) << wkt;
        EXPECT_EQ(found.report.polygons, 1U) << wkt;
        EXPECT_EQ(found.report.points_and_lines, 0U) << wkt;
    }
}

TEST(AppendArea, MakesLinesOfCurves) {
    EXPECT_GT(read("CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))").rings.points.size(), 30U);
}

TEST(AppendArea, CountsWhatIsNoArea) {
    const Read found =
        read("GEOMETRYCOLLECTION (POINT (0 0),LINESTRING (0 0,1 1),POLYGON ((0 0,1 0,1 1,0 0)))");
    EXPECT_EQ(found.report.points_and_lines, 2U);
    EXPECT_EQ(found.report.vertices, 6U);
    EXPECT_EQ(found.rings.rings(), 1U);
}

TEST(AppendArea, KnowsTheExtentAndWhetherItIsThatOfFiniteRings) {
    const Read area = read("POLYGON ((0 0,9 0,9 8,0 8,0 0),(1 1,2 1,2 2,1 1))");
    EXPECT_EQ(area.extent.box, (geo::Box{0, 0, 9, 8}));
    EXPECT_TRUE(area.extent.exact);
    EXPECT_TRUE(read("POLYGON EMPTY").extent.exact);

    // A ring that is left out, a hole with it, or what is no area.
    for (const char* wkt : {"MULTIPOLYGON (((0 0,9 0,9 8,0 0)),((20 3,20 3,20 3)))",
                            "MULTIPOLYGON (((0 0,9 0,9 8,0 0)),((9 0,9 0,9 0),(20 3,9 3,9 4,20 3)))",
                            "GEOMETRYCOLLECTION (POLYGON ((0 0,9 0,9 8,0 0)),POINT (20 3))"}) {
        const Read more = read(wkt);
        EXPECT_EQ(more.extent.box, (geo::Box{0, 0, 20, 8})) << wkt;
        EXPECT_FALSE(more.extent.exact) << wkt;
    }
}

TEST(AppendArea, TellsFromTheExtentWhereACoordinateIsNoNumber) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double wrong : {nan, infinity, -infinity}) {
        for (int at = 0; at < 8; ++at) {
            double numbers[] = {0, 0, 9, 0, 9, 8, 0, 8};
            numbers[at] = wrong;
            OGRLinearRing ring;
            for (int i = 0; i < 4; ++i)
                ring.addPoint(numbers[2 * i], numbers[2 * i + 1]);
            OGRPolygon polygon;
            polygon.addRing(&ring);
            Read result;
            result.report = geo::append_area(&polygon, result.rings, result.extent);
            EXPECT_EQ(result.rings.rings(), 1U);
            EXPECT_FALSE(result.extent.exact) << wrong << " at " << at;
        }
    }
}

}  // namespace
