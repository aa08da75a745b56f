// Geometries of every type that may hold areas.
#include "geo/polygons.hpp"

#include <gtest/gtest.h>
#include <ogr_geometry.h>

#include <memory>

namespace {

struct Read {
    geo::Rings rings;
    geo::GeometryReport report;
};

Read read(const char* wkt) {
    OGRGeometry* parsed = nullptr;
    EXPECT_EQ(OGRGeometryFactory::createFromWkt(wkt, nullptr, &parsed), OGRERR_NONE);
    const std::unique_ptr<OGRGeometry> geometry(parsed);
    Read result;
    result.report = geo::append_area(geometry.get(), result.rings);
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

}  // namespace
