#include "geo/inscribed_circle.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/ascii_coverage.hpp"

namespace {

using RingList = std::vector<std::vector<geo::GridPoint>>;

constexpr double side = support::cell_side;

geo::InscribedCircle circle_in_drawing(const std::vector<std::string>& rows) {
    const geo::GridRings rings = support::draw(rows).rings;
    RingList list;
    for (std::size_t r = 0; r < rings.rings(); ++r)
        list.emplace_back(rings.ring(r).begin(), rings.ring(r).end());
    return geo::largest_inscribed_circle(list);
}

TEST(LargestInscribedCircle, OfASquareTouchesAllSides) {
    const geo::InscribedCircle circle = circle_in_drawing({"A"});
    EXPECT_DOUBLE_EQ(circle.radius_cells, side / 2);
    EXPECT_DOUBLE_EQ(circle.centre_cells.x, side / 2);
    EXPECT_DOUBLE_EQ(circle.centre_cells.y, side / 2);
}

TEST(LargestInscribedCircle, OfARectangleIsAsWideAsItsShortSide) {
    const geo::InscribedCircle circle = circle_in_drawing({"AAAA",  //
                                                           "AAAA"});
    EXPECT_DOUBLE_EQ(circle.radius_cells, side);
    EXPECT_DOUBLE_EQ(circle.centre_cells.y, side);
}

TEST(LargestInscribedCircle, OfATriangleIsItsIncircle) {
    // Sides 3, 4 and 5: the radius is area / half the perimeter = 1.
    const RingList triangle{{{0, 0}, {4000, 0}, {0, 3000}}};
    const geo::InscribedCircle circle = geo::largest_inscribed_circle(triangle);
    EXPECT_NEAR(circle.radius_cells, 1000, 1e-9);
    EXPECT_NEAR(circle.centre_cells.x, 1000, 1e-9);
    EXPECT_NEAR(circle.centre_cells.y, 1000, 1e-9);
}

TEST(LargestInscribedCircle, OfAnLTouchesTheInnerCorner) {
    // Arms one wide: the circle touches both outer sides and the corner (1, 1), so r (1 + 1/sqrt 2) = 1.
    const geo::InscribedCircle circle = circle_in_drawing({"A..",  //
                                                           "A..",  //
                                                           "AAA"});
    EXPECT_NEAR(circle.radius_cells, side / (1 + 1 / std::sqrt(2.0)), 1e-9);
    EXPECT_NEAR(circle.centre_cells.x, circle.radius_cells, 1e-9);
    EXPECT_NEAR(circle.centre_cells.y, circle.radius_cells, 1e-9);
}

TEST(LargestInscribedCircle, KeepsOutOfAHole) {
    const geo::InscribedCircle circle = circle_in_drawing({"AAAAA",  //
                                                           "A...A",  //
                                                           "A...A",  //
                                                           "A...A",  //
                                                           "AAAAA"});
    EXPECT_NEAR(circle.radius_cells, side / (1 + 1 / std::sqrt(2.0)), 1e-9);
}

TEST(LargestInscribedCircle, KeepsOutOfAHoleWhoseMiddleIsNearToCornersOnly) {
    // A frame round a star: the middle of the star is nearest to its four tips, so no segment tells the side.
    const RingList frame{{{-100, -100}, {10100, -100}, {10100, 10100}, {-100, 10100}},
                         {{0, 0},
                          {900, 5000},
                          {0, 10000},
                          {5000, 9100},
                          {10000, 10000},
                          {9100, 5000},
                          {10000, 0},
                          {5000, 900}}};
    const geo::InscribedCircle circle = geo::largest_inscribed_circle(frame);
    // Between an outer side and the tip 1000 away from it, or a little beside it.
    EXPECT_NEAR(circle.radius_cells, 500, 5);
}

TEST(LargestInscribedCircle, OfASliverOneCellWideIsHalfACell) {
    const RingList sliver{{{0, 0}, {100000, 0}, {100000, 1}, {0, 1}}};
    EXPECT_NEAR(geo::largest_inscribed_circle(sliver).radius_cells, 0.5, 1e-12);
}

TEST(LargestInscribedCircle, OfASlantedSliverUnderACellWide) {
    // A triangle of twice the area 1 with sides of about 70,711, 70,711 and 141,421.
    const RingList sliver{{{0, 0}, {100000, 99999}, {50000, 50000}}};
    const double perimeter = std::hypot(100000.0, 99999.0) + 2 * std::hypot(50000.0, 50000.0);
    EXPECT_NEAR(geo::largest_inscribed_circle(sliver).radius_cells, 50000 / perimeter, 1e-6);
}

TEST(LargestInscribedCircle, OfPartsThatTouchInAPoint) {
    EXPECT_DOUBLE_EQ(circle_in_drawing({"AA.",  //
                                        "AA.",  //
                                        "..A"})
                         .radius_cells,
                     side);
    // The same in one ring that passes twice through (1, 1).
    const RingList bow{
        {{0, 0}, {1000, 0}, {1000, 1000}, {3000, 1000}, {3000, 3000}, {1000, 3000}, {1000, 1000}, {0, 1000}}};
    EXPECT_DOUBLE_EQ(geo::largest_inscribed_circle(bow).radius_cells, 1000);
}

TEST(LargestInscribedCircle, AtTheEndsOfTheGrid) {
    constexpr std::int32_t end = 1 << 30;
    const RingList all{{{-end, -end}, {end, -end}, {end, end}, {-end, end}}};
    EXPECT_DOUBLE_EQ(geo::largest_inscribed_circle(all).radius_cells, end);
    const RingList corner{{{end - 4, end - 2}, {end, end - 2}, {end, end}, {end - 4, end}}};
    const geo::InscribedCircle circle = geo::largest_inscribed_circle(corner);
    EXPECT_DOUBLE_EQ(circle.radius_cells, 1);
    EXPECT_DOUBLE_EQ(circle.centre_cells.y, end - 1);
}

TEST(LargestInscribedCircle, OfRingsWithoutAreaHasNoRadius) {
    EXPECT_EQ(geo::largest_inscribed_circle({}).radius_cells, 0);
    EXPECT_EQ(geo::largest_inscribed_circle(RingList{{}}).radius_cells, 0);
    for (const RingList& rings :
         {RingList{{{5, 7}}}, RingList{{{5, 7}, {9, 7}}}, RingList{{{5, 7}, {9, 7}, {7, 7}}},
          RingList{{{5, 7}, {9, 7}, {9, 9}, {9, 7}}}}) {
        const geo::InscribedCircle circle = geo::largest_inscribed_circle(rings);
        EXPECT_EQ(circle.radius_cells, 0);
        EXPECT_EQ(circle.centre_cells, (geo::Point{5, 7}));
    }
}

TEST(LargestInscribedCircle, RepeatedPointsChangeNothing) {
    const RingList square{{{0, 0}, {0, 0}, {2, 0}, {2, 2}, {2, 2}, {0, 2}, {0, 0}}};
    EXPECT_DOUBLE_EQ(geo::largest_inscribed_circle(square).radius_cells, 1);
}

}  // namespace
