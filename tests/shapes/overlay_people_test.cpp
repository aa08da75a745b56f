#include "shapes/overlay_people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/people_places.hpp"
#include "tests/shapes/table_of.hpp"
#include "tests/support/overlay_of.hpp"

namespace {

using shapes_test::error_of;
using shapes_test::table_of;
using testing::ElementsAre;
using testing::HasSubstr;
using Codes = std::vector<std::string>;

/// Cells with people as "a b amount noise", '-' for none.
Codes cells_of(const shapes::CrossTable& table) {
    Codes cells;
    for (const shapes::CrossCell& cell : table.cells) {
        if (cell.amount == 0.0) continue;
        cells.push_back((cell.a == shapes::no_unit ? "-" : table.a_codes[cell.a]) + " " +
                        (cell.b == shapes::no_unit ? "-" : table.b_codes[cell.b]) + " " +
                        std::to_string(std::lround(cell.amount)) + " " +
                        std::to_string(std::lround(cell.noise)));
    }
    return cells;
}

/// People at the middles of drawn cells, the lower left one being (0, 0).
struct Crowd {
    std::vector<geo::Point> places;
    std::vector<double> people;
    void add(int column, int row, double number) {
        places.push_back({column + 0.5, row + 0.5});
        people.push_back(number);
    }
};

shapes::OverlayPeople count(const Codes& a, const Codes& b, const Crowd& crowd, double sliver_width_m = 0.0,
                            double reach_m = 0.0) {
    return shapes::count_people(support::overlay_of(a, b, sliver_width_m), crowd.places, crowd.people,
                                support::draw(a).codes, support::draw(b).codes, reach_m);
}

TEST(OverlayPeople, EachPlaceIsCountedInThePairItLiesIn) {
    const Codes a{"AAB.",  //
                  "AAB."};
    const Codes b{"PQQ.",  //
                  "PQQ."};
    Crowd crowd;
    crowd.add(0, 0, 100);
    crowd.add(0, 1, 20);
    crowd.add(1, 1, 7);
    crowd.add(2, 0, 5);
    crowd.add(3, 0, 3);
    const shapes::OverlayPeople counted = count(a, b, crowd);
    EXPECT_THAT(cells_of(counted.table), ElementsAre("A P 120 0", "A Q 7 0", "B Q 5 0"));
    EXPECT_EQ(counted.table.measured, shapes::CrossAmount::people);
    EXPECT_EQ(counted.table.in_neither, 3);
    EXPECT_EQ(counted.places_in_neither, 1U);
    EXPECT_EQ(counted.places_at_nearest, 0U);
    EXPECT_EQ(counted.table.cells.front().border_m, 4.0);
}

TEST(OverlayPeople, PeopleInASliverBetweenTwoAreasAreNoise) {
    const Codes a{"AAAABBBB",  //
                  "AAAABBBB"};
    const Codes b{"PPPPPQQQ",  //
                  "PPPPPQQQ"};
    Crowd crowd;
    crowd.add(0, 0, 100);
    crowd.add(4, 0, 9);
    crowd.add(6, 1, 50);
    const shapes::OverlayPeople counted = count(a, b, crowd, 1.5, 1.5);
    EXPECT_THAT(cells_of(counted.table), ElementsAre("A P 100 0", "B P 9 9", "B Q 50 0"));
    EXPECT_EQ(counted.places_in_slivers, 1U);
}

TEST(OverlayPeople, OnACoarseCoastTheNearestAreaOfTheLayerGetsThem) {
    const Codes a{"AAAAAA..",  //
                  "AAAAAA.."};
    const Codes b{"PPPPP...",  //
                  "PPPPP..."};
    Crowd crowd;
    crowd.add(0, 0, 100);
    crowd.add(5, 0, 9);  // in a sliver of A outside B
    crowd.add(6, 1, 4);  // outside both, half a metre from A
    crowd.add(7, 1, 2);  // near A and too far from B
    const shapes::OverlayPeople counted = count(a, b, crowd, 1.5, 1.5);
    EXPECT_THAT(cells_of(counted.table), ElementsAre("A P 113 0"));
    EXPECT_EQ(counted.places_at_nearest, 2U);
    EXPECT_EQ(counted.people_at_nearest, 13);
    EXPECT_DOUBLE_EQ(counted.greatest_reach_m, 1.5);
    EXPECT_EQ(counted.table.in_neither, 2);
}

TEST(OverlayPeople, OfADifferenceThatIsNoSliverNothingGoesToTheNearest) {
    const Codes a{"AAAAAA",  //
                  "AAAAAA",  //
                  "AAAAAA"};
    const Codes b{"PPP...",  //
                  "PPP...",  //
                  "PPP..."};
    Crowd crowd;
    crowd.add(0, 0, 100);
    crowd.add(3, 1, 9);
    EXPECT_THAT(cells_of(count(a, b, crowd, 1.5, 1.5).table), ElementsAre("A P 100 0", "A - 9 0"));
}

TEST(OverlayPeople, AllPeopleAreInACellOrInNeither) {
    const Codes a{"AABB.",  //
                  ".ABBC"};
    const Codes b{".PPQQ",  //
                  "PPP.Q"};
    Crowd crowd;
    double total = 0.0;
    for (int x = 0; x < 5; ++x) {
        for (int y = 0; y < 2; ++y) {
            crowd.add(x, y, 10.0 * x + y + 0.25);
            total += crowd.people.back();
        }
    }
    for (const double width_m : {0.0, 1.2}) {
        const shapes::OverlayPeople counted = count(a, b, crowd, width_m, width_m);
        const double in_cells =
            std::accumulate(counted.table.cells.begin(), counted.table.cells.end(), 0.0,
                            [](double sum, const shapes::CrossCell& cell) { return sum + cell.amount; });
        EXPECT_DOUBLE_EQ(in_cells + counted.table.in_neither, total);
    }
}

shapes::PeoplePlaces people_at_positions(geo::Table table, const std::string& column) {
    return shapes::people_at_points(geo::points_of_table(std::move(table)), column);
}

TEST(PeoplePlaces, ComeFromATableOfPositions) {
    const shapes::PeoplePlaces places = people_at_positions(table_of({{"Easting", "Northing", "population"},
                                                                      {"400000", "300000", "12"},
                                                                      {"400010", "300000", ""},
                                                                      {"", "", "3"}}),
                                                            "");
    EXPECT_THAT(places.people, ElementsAre(12, 0));
    EXPECT_EQ(places.places[1].x, 400010);
    EXPECT_EQ(places.crs, "");
    EXPECT_EQ(places.people_without_place, 3);
    EXPECT_EQ(places.total(), 15);
    EXPECT_EQ(places.findings.size(), 1U);
}

TEST(PeoplePlaces, LongitudeAndLatitudeAreWgs84) {
    EXPECT_EQ(people_at_positions(table_of({{"lon", "lat", "people"}, {"-1", "52", "1"}}), "").crs,
              "EPSG:4326");
    EXPECT_THAT(
        error_of<geo::InputError>([] {
            (void)people_at_positions(table_of({{"lon", "lat", "people"}, {"400000", "300000", "1"}}), "");
        }),
        HasSubstr("no longitude and latitude"));
}

TEST(PeoplePlaces, NegativePeopleAreRefusedWithTheirLine) {
    EXPECT_THAT(error_of<geo::InputError>([] {
                    (void)people_at_positions(
                        table_of({{"x", "y", "people"}, {"0", "0", "5"}, {"1", "1", "-5"}}), "");
                }),
                HasSubstr("test.csv, line 3: there are -5 people in column people"));
}

shapes::AreaValues values_of(const std::vector<std::vector<std::string>>& rows) {
    return shapes::make_area_values(table_of(rows), {});
}

TEST(UnitPeople, AreThoseOfTheUnitsAndNothingIsLost) {
    const Codes units{"A", "B", "C"};
    const shapes::UnitPeople people = shapes::people_of_units(
        units, values_of({{"code", "population"}, {"A", "5"}, {"C", "7"}, {"Z", "4"}}));
    EXPECT_THAT(people.people, ElementsAre(5, 0, 7));
    EXPECT_EQ(people.in_no_unit, 4);
    ASSERT_EQ(people.findings.size(), 2U);
    EXPECT_THAT(people.findings[0].codes, ElementsAre("B"));
    EXPECT_THAT(people.findings[1].codes, ElementsAre("Z"));
}

TEST(UnitPeople, OfOtherUnitsAreRefusedWithCodesOfBoth) {
    const Codes units{"E01000001"};
    const std::string error = error_of<geo::InputError>([&] {
        (void)shapes::people_of_units(units, values_of({{"code", "population"}, {"E02000009", "5"}}));
    });
    EXPECT_THAT(error, HasSubstr("E01000001"));
    EXPECT_THAT(error, HasSubstr("E02000009"));
}

TEST(UnitPeople, StandAtTheMiddleOfTheWidestPlaceOfTheirUnit) {
    const Codes drawing{"AAABB",  //
                        "AAA.B",  //
                        "AAAAA"};
    geo::SnapReport report;
    const geo::Topology topology = geo::build_snapped_topology(support::draw(drawing).rings, {}, 0.0, report);
    const Codes units{"A", "B"};
    const shapes::PeoplePlaces places = shapes::people_in_units(
        topology, shapes::people_of_units(units, values_of({{"code", "value"}, {"A", "30"}, {"B", "4"}})));
    EXPECT_THAT(places.people, ElementsAre(30, 4));
    EXPECT_NEAR(places.places[0].x, 1.5, 0.01);
    EXPECT_NEAR(places.places[0].y, 1.5, 0.01);
    EXPECT_GT(places.places[1].x, 4.0);
}

}  // namespace
