// Coordinates far from where their CRS is used are named, with the area that has them.
#include "geo/reach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/coverage.hpp"
#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::Point;
using support::message_of;
using testing::AllOf;
using testing::HasSubstr;

geo::Layer two_triangles(std::string crs, std::vector<Point> first, std::vector<Point> second) {
    geo::Layer layer;
    layer.path = "a.gpkg";
    layer.crs = std::move(crs);
    layer.codes = layer.names = {"E1", "E2"};
    for (const std::vector<Point>& ring : {first, second}) {
        layer.rings.points.insert(layer.rings.points.end(), ring.begin(), ring.end());
        layer.rings.close_ring();
        layer.rings.close_area();
    }
    return layer;
}

std::string error_of(const geo::Layer& layer) {
    return message_of<geo::InputError>([&] { (void)geo::build_coverage(layer, {}); });
}

const std::vector<Point> near_leeds{{-1.5, 53.8}, {-1.4, 53.8}, {-1.4, 53.9}};

TEST(Reach, AVertexAtTheOriginIsNamedWithItsArea) {
    EXPECT_THAT(error_of(two_triangles("EPSG:4326", near_leeds, {{-1.5, 53.8}, {0, 0}, {-1.4, 53.9}})),
                AllOf(HasSubstr("a.gpkg, area E2: the vertex (0, 0) lies far outside"),
                      HasSubstr("longitude -9 to 2.01, latitude 49.75 to 61.01"),
                      HasSubstr("1 of 6 vertices"), HasSubstr("EPSG:27700"), HasSubstr("--crs")));
}

TEST(Reach, DegreesThatAreNoneAreNamed) {
    EXPECT_THAT(error_of(two_triangles("EPSG:4326", near_leeds, {{1e6, 1e6}, {1e6, 2e6}, {3e6, 2e6}})),
                HasSubstr("area E2: the vertex (1000000, 1000000)"));
}

TEST(Reach, MetresThatAreNoneOfTheGridAreNamed) {
    const std::vector<Point> inside{{400000, 300000}, {400100, 300000}, {400100, 300100}};
    EXPECT_THAT(
        error_of(two_triangles("EPSG:27700", inside, {{400000, 300000}, {4e7, 3e7}, {400000, 300100}})),
        HasSubstr("area E2: the vertex (40000000, 30000000)"));
}

TEST(Reach, NeighbouringCountriesAreWithinIt) {
    // Belfast, Jersey, Brussels, Reykjavik
    for (const Point p : {Point{-5.93, 54.6}, Point{-2.1, 49.2}, Point{4.35, 50.85}, Point{-18, 64.1}}) {
        EXPECT_EQ(
            error_of(two_triangles("EPSG:4326", near_leeds, {p, {p.x + 0.1, p.y}, {p.x + 0.1, p.y + 0.1}})),
            "(nothing thrown)");
    }
}

TEST(Reach, IsTheWorldWhereBothSystemsAreUsedEverywhere) {
    const geo::Transform transform("EPSG:4326", "EPSG:6933", {});
    EXPECT_LE(transform.reach().box.min_x, -180.0);
    EXPECT_GE(transform.reach().box.max_y, 86.0);
}

}  // namespace
