#include "geo/crs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <proj.h>

#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "geo/versions.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::Box;
using geo::Point;
using geo::Transform;
using support::message_of;
using testing::AllOf;
using testing::HasSubstr;

// The WKT that GDAL makes of a MapInfo table on the National Grid: no name, no authority code.
constexpr const char* mapinfo_national_grid =
    R"(PROJCRS["unnamed",BASEGEOGCRS["unnamed",DATUM["Ordnance Survey of Great Britain 1936",)"
    R"(ELLIPSOID["Airy 1930",6377563.396,299.3249646,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,)"
    R"(ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["Transverse Mercator",)"
    R"(METHOD["Transverse Mercator",ID["EPSG",9807]],)"
    R"(PARAMETER["Latitude of natural origin",49,ANGLEUNIT["degree",0.0174532925199433]],)"
    R"(PARAMETER["Longitude of natural origin",-2,ANGLEUNIT["degree",0.0174532925199433]],)"
    R"(PARAMETER["Scale factor at natural origin",0.9996012717,SCALEUNIT["unity",1]],)"
    R"(PARAMETER["False easting",400000,LENGTHUNIT["metre",1]],)"
    R"(PARAMETER["False northing",-100000,LENGTHUNIT["metre",1]]],)"
    R"(CS[Cartesian,2],AXIS["easting",east,ORDER[1],LENGTHUNIT["metre",1]],)"
    R"(AXIS["northing",north,ORDER[2],LENGTHUNIT["metre",1]]])";

Box box(double min_x, double min_y, double max_x, double max_y) {
    Box b;
    b.add({min_x, min_y});
    b.add({max_x, max_y});
    return b;
}

const Box england = box(-6.4, 49.8, 1.8, 55.9);

// OSGeo/PROJ issue 3079 states this pair for the Helmert operation.
constexpr Point point_3079_m{624161.0, 308459.58};
constexpr Point point_3079_degrees{1.31070989, 52.62757895};

TEST(Transform, GoesFromNationalGridToDegreesByHelmert) {
    if (geo::has_ostn15_grid()) GTEST_SKIP() << "with the OSTN15 grid the result is another, 3.2 m away";
    Transform transform("EPSG:27700", "EPSG:4326", box(80000, 5000, 656000, 658000));
    std::array<Point, 1> points{point_3079_m};
    transform.apply(points);
    // Within 7 mm of the published digits.
    EXPECT_NEAR(points[0].x, point_3079_degrees.x, 1e-7);
    EXPECT_NEAR(points[0].y, point_3079_degrees.y, 1e-7);
}

TEST(Transform, GoesFromDegreesToNationalGridWithItsStatedAccuracy) {
    if (geo::has_ostn15_grid()) GTEST_SKIP() << "with the OSTN15 grid the result is another, 3.2 m away";
    Transform transform("EPSG:4326", "EPSG:27700", england);
    std::array<Point, 1> points{point_3079_degrees};
    transform.apply(points);
    EXPECT_NEAR(points[0].x, point_3079_m.x, 0.01);
    EXPECT_NEAR(points[0].y, point_3079_m.y, 0.01);
    EXPECT_EQ(transform.operation().source, "WGS 84");
    EXPECT_EQ(transform.operation().target, "EPSG:27700");
    EXPECT_THAT(transform.operation().name, HasSubstr("OSGB36 to WGS 84 (6)"));
    EXPECT_EQ(transform.operation().accuracy_m, 2.0);
    EXPECT_THAT(transform.operation().better, HasSubstr("uk_os_OSTN15_NTv2_OSGBtoETRS.tif"));
}

TEST(Transform, LongitudeComesFirstWhateverTheAuthoritySays) {
    for (const char* crs : {"EPSG:4326", "OGC:CRS84"}) {
        Transform transform(crs, "EPSG:27700", england);
        std::array<Point, 1> points{Point{-0.1276, 51.5072}};
        transform.apply(points);
        EXPECT_NEAR(points[0].x, 530000, 2000) << crs;
        EXPECT_NEAR(points[0].y, 180000, 2000) << crs;
    }
}

TEST(Transform, NothingHappensBetweenEqualSystems) {
    for (const char* source : {"EPSG:27700", mapinfo_national_grid}) {
        Transform transform(source, "EPSG:27700", box(80000, 5000, 656000, 658000));
        std::array<Point, 1> points{point_3079_m};
        transform.apply(points);
        EXPECT_EQ(points[0], point_3079_m);
        EXPECT_EQ(transform.operation().name, "none");
        EXPECT_EQ(transform.operation().accuracy_m, 0.0);
        EXPECT_EQ(transform.operation().better, "");
    }
}

TEST(Transform, AMapProjectionOfTheSameDatumLosesNothing) {
    Transform transform("EPSG:4326", "EPSG:32630", england);
    std::array<Point, 1> points{Point{-3.0, 0.0}};
    transform.apply(points);
    // The central meridian of zone 30 has the false easting of every UTM zone.
    EXPECT_NEAR(points[0].x, 500000.0, 1e-6);
    EXPECT_NEAR(points[0].y, 0.0, 1e-6);
    EXPECT_EQ(transform.operation().accuracy_m, 0.0);
}

TEST(Transform, ABallparkOperationIsRefusedAndTheMissingGridNamed) {
    if (geo::has_ostn15_grid()) GTEST_SKIP() << "the grid that this test wants to be missing is here";
    EXPECT_THAT(
        message_of<geo::InputError>([] { Transform("EPSG:4258", "EPSG:27700", england); }),
        AllOf(HasSubstr("ETRS89"), HasSubstr("uk_os_OSTN15_NTv2_OSGBtoETRS.tif"), HasSubstr("0.03 m")));
}

TEST(Transform, APointThatCannotBeCarriedIsNamed) {
    Transform transform("EPSG:4326", "EPSG:27700", england);
    std::vector<Point> points(5000, Point{0.0, 52.0});
    points[4500] = {0.0, std::numeric_limits<double>::quiet_NaN()};
    EXPECT_THAT(message_of<geo::InputError>([&] { transform.apply(points); }), HasSubstr("point 4501 "));
    std::vector<Point> far(1, Point{0.0, 1e6});
    EXPECT_THAT(message_of<geo::InputError>([&] { transform.apply(far); }),
                HasSubstr("point 1 (0, 1000000)"));
}

TEST(Transform, UnknownSystemsAreErrorsOfTheOneWhoNamedThem) {
    EXPECT_THROW(Transform("EPSG:4326", "EPSG:1", england), geo::UsageError);
    EXPECT_THROW(Transform("nonsense", "EPSG:27700", england), geo::InputError);
}

TEST(Transform, CanBeMoved) {
    Transform first("EPSG:4326", "EPSG:27700", england);
    Transform second(std::move(first));
    std::array<Point, 1> points{Point{-2.0, 52.0}};
    second.apply(points);
    EXPECT_NEAR(points[0].x, 400000, 200);
}

TEST(Transform, TellsTheBoxOfWhatItMade) {
    Transform there("EPSG:4326", "EPSG:27700", england);
    Transform nowhere("EPSG:4326", "EPSG:4326", england);
    // By the operation alone, by polynomials in runs and one by one, and both ways from one cell to the next.
    for (const std::size_t count : {std::size_t{3}, std::size_t{5000}, std::size_t{5003}}) {
        std::vector<Point> points;
        for (std::size_t i = 0; i < count; ++i) {
            const auto step = static_cast<double>(i % 500) / 500;
            points.push_back({-2.6 + step, 51.2 + 0.7 * (i % 2 == 0 ? step : 1 - step)});
        }
        for (Transform* const transform : {&there, &nowhere}) {
            const Box made = transform->apply(points);
            Box expected;
            for (const Point p : points)
                expected.add(p);
            EXPECT_EQ(made, expected) << count;
            points.resize(count / 2);
            for (Point& p : points)
                p = {-2.6 + p.x / 1e7, 51.2 + p.y / 1e7};
        }
    }
}

// PROJ's own list, in which ways by other CRSs are: name and accuracy of the most accurate operation that
// runs here, among those of known accuracy whose area of use holds the box, or else meets it.
std::string best_of_all(const std::string& source_crs, const std::string& target_crs, const Box& degrees) {
    PJ_CONTEXT* const context = proj_context_create();
    proj_log_level(context, PJ_LOG_NONE);
    PJ* const source = proj_create(context, source_crs.c_str());
    PJ* const target = proj_create(context, target_crs.c_str());
    std::string best = "none";
    for (const auto criterion :
         {PROJ_SPATIAL_CRITERION_STRICT_CONTAINMENT, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION}) {
        auto* const factory = proj_create_operation_factory_context(context, nullptr);
        proj_operation_factory_context_set_area_of_interest(context, factory, degrees.min_x, degrees.min_y,
                                                            degrees.max_x, degrees.max_y);
        proj_operation_factory_context_set_spatial_criterion(context, factory, criterion);
        proj_operation_factory_context_set_grid_availability_use(context, factory,
                                                                 PROJ_GRID_AVAILABILITY_IGNORED);
        PJ_OBJ_LIST* const list = proj_create_operations(context, source, target, factory);
        double least = std::numeric_limits<double>::infinity();
        for (int i = 0; i < proj_list_get_count(list); ++i) {
            PJ* const operation = proj_list_get(context, list, i);
            const bool is_conversion = proj_get_type(operation) == PJ_TYPE_CONVERSION;
            const double accuracy_m =
                is_conversion ? 0.0 : proj_coordoperation_get_accuracy(context, operation);
            if (accuracy_m >= 0.0 && accuracy_m < least &&
                proj_coordoperation_is_instantiable(context, operation) != 0 &&
                proj_coordoperation_has_ballpark_transformation(context, operation) == 0) {
                least = accuracy_m;
                best = std::string(proj_get_name(operation)) + ", " + std::to_string(accuracy_m);
            }
            proj_destroy(operation);
        }
        proj_list_destroy(list);
        proj_operation_factory_context_destroy(factory);
        if (best != "none") break;
    }
    proj_destroy(target);
    proj_destroy(source);
    proj_context_destroy(context);
    return best;
}

// A CRS and a box of its own units.
struct Place {
    std::string crs;
    Box box;
};

void expect_best_between_all(const std::vector<Place>& places, const Box& degrees) {
    for (const Place& source : places) {
        for (const Place& target : places) {
            if (source.crs == target.crs) continue;
            std::string chosen = "none";
            try {
                const Transform transform(source.crs, target.crs, source.box);
                if (transform.operation().name == "none") continue;
                chosen = transform.operation().name + ", " + std::to_string(transform.operation().accuracy_m);
            } catch (const geo::InputError&) {
            }
            EXPECT_EQ(chosen, best_of_all(source.crs, target.crs, degrees))
                << source.crs << " to " << target.crs;
        }
    }
}

TEST(Transform, WaysByOtherSystemsAreNotMissed) {
    const Box england_degrees = box(-4, 51, 0, 54);
    expect_best_between_all({{"EPSG:4326", england_degrees},
                             {"EPSG:4258", england_degrees},
                             {"EPSG:27700", box(260000, 130000, 530000, 460000)},
                             {"EPSG:4277", england_degrees},
                             {"EPSG:32630", box(430000, 5650000, 690000, 5980000)}},
                            england_degrees);
    // Where the best way is one by another CRS.
    const Box france_degrees = box(2, 46, 8, 50);
    expect_best_between_all({{"OGC:CRS84", france_degrees},
                             {"EPSG:4326", france_degrees},
                             {"EPSG:31467", box(2950000, 5090000, 3430000, 5560000)}},
                            france_degrees);
}

TEST(Transform, TheWayBackIsThatWhichWouldBeFound) {
    Transform there("EPSG:4326", "EPSG:27700", england);
    Transform back = Transform::back(there.operation().from_degrees);
    Transform found("EPSG:27700", "EPSG:4326", box(300000, 100000, 600000, 600000));
    // A few, and many, which are carried by polynomials.
    for (const int side : {2, 40}) {
        std::vector<Point> points;
        for (int i = 0; i < side * side; ++i)
            points.push_back({-3.0 + 4.0 * (i % side) / side, 50.5 + 4.0 * (i / side) / side});
        const std::vector<Point> before = points;
        there.apply(points);
        EXPECT_GT(points.front().x, 100000);
        std::vector<Point> otherwise = points;
        back.apply(points);
        found.apply(otherwise);
        for (std::size_t i = 0; i < points.size(); ++i) {
            EXPECT_NEAR(points[i].x, otherwise[i].x, 1e-11);
            EXPECT_NEAR(points[i].y, otherwise[i].y, 1e-11);
            // PROJ's inverse of a Helmert transformation is off by a millimetre.
            EXPECT_NEAR(points[i].x, before[i].x, 3e-8);
            EXPECT_NEAR(points[i].y, before[i].y, 3e-8);
        }
    }
}

TEST(Transform, OnlyWhatComesFromDegreesOfWgs84HasAWayBackToThem) {
    EXPECT_EQ(
        Transform("EPSG:32630", "EPSG:27700", box(400000, 5600000, 600000, 5700000)).operation().from_degrees,
        "");
}

TEST(Crs, IsGeographicWhenInDegrees) {
    EXPECT_TRUE(geo::is_geographic("EPSG:4326"));
    EXPECT_TRUE(geo::is_geographic("EPSG:9518")) << "WGS 84 with heights";
    EXPECT_FALSE(geo::is_geographic("EPSG:27700"));
    EXPECT_FALSE(geo::is_geographic("EPSG:0"));
}

TEST(Crs, IsPlainWhenGeographicOrProjectedAndInForce) {
    EXPECT_EQ(geo::plain_epsg_crs("27700"), "EPSG:27700");
    EXPECT_EQ(geo::plain_epsg_crs("4326"), "EPSG:4326");
    // With heights, withdrawn, not there.
    for (const char* code : {"9518", "3785", "0"})
        EXPECT_EQ(geo::plain_epsg_crs(code), std::nullopt) << code;
}

TEST(Crs, IsMetricWhenProjectedInMetres) {
    // The first without a look into the register, which says the same.
    EXPECT_TRUE(geo::is_metric("EPSG:27700"));
    EXPECT_TRUE(geo::is_metric("urn:ogc:def:crs:EPSG::27700"));
    EXPECT_TRUE(geo::is_metric("EPSG:32630"));
    EXPECT_TRUE(geo::is_metric(mapinfo_national_grid));
    EXPECT_FALSE(geo::is_metric("EPSG:4326"));
    // NAD83 / New York Long Island (ftUS)
    EXPECT_FALSE(geo::is_metric("EPSG:2263"));
    EXPECT_THROW((void)geo::is_metric("EPSG:0"), geo::UsageError);
    EXPECT_THROW((void)geo::is_metric(""), geo::UsageError);
}

TEST(Crs, IsDescribedByItsCode) {
    EXPECT_EQ(geo::describe_crs("EPSG:27700"), "EPSG:27700");
    EXPECT_EQ(geo::describe_crs(mapinfo_national_grid), "EPSG:27700");
}

}  // namespace
