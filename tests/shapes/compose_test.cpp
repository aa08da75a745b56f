#include "shapes/compose.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"
#include "tests/support/ascii_coverage.hpp"

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A plan given by the footprint of each area, with codes F0, F1, ...
shapes::Plan plan_of(const std::vector<shapes::FootprintIndex>& footprint_of, std::size_t footprints) {
    shapes::Plan plan;
    plan.footprint_of = footprint_of;
    for (std::size_t f = 0; f < footprints; ++f) {
        plan.codes.push_back("F" + std::to_string(f));
        plan.names.push_back("Footprint " + std::to_string(f));
    }
    return plan;
}

geo::Topology topology_of(const std::vector<std::string>& rows) {
    return geo::build_topology(support::draw(rows).rings, geo::Grid{});
}

TEST(Compose, KeepsTheAreaExactlyWhenEveryAreaIsInAFootprint) {
    const auto topology = topology_of({"aabb",  //
                                       "accb", "ddcc"});
    const auto composition = shapes::compose(topology, plan_of({0, 1, 0, 1}, 2));
    EXPECT_THAT(composition.members, ElementsAre(2u, 2u));
    EXPECT_THAT(composition.area_m2, ElementsAre(7.0, 5.0));
    EXPECT_EQ(composition.area_before_m2, 12.0);
    EXPECT_EQ(composition.area_after_m2, 12.0);
    EXPECT_EQ(composition.area_difference_m2, 0.0);
    EXPECT_EQ(composition.outlines.areas(), 2u);
}

TEST(Compose, CancelsTheBorderBetweenMembersAndKeepsAHole) {
    const auto topology = topology_of({"aab",  //
                                       "aeb", "ccc"});
    const auto composition = shapes::compose(topology, plan_of({0, 0, 0, 1}, 2));
    EXPECT_THAT(composition.area_m2, ElementsAre(8.0, 1.0));
    ASSERT_EQ(composition.outlines.area_start[1], 2u);
    EXPECT_EQ(composition.area_difference_m2, 0.0);
}

TEST(Compose, ExplainsTheDifferenceByTheAreasInNoFootprint) {
    const auto topology = topology_of({"aabb"});
    const auto composition = shapes::compose(topology, plan_of({0, shapes::no_footprint}, 1));
    EXPECT_EQ(composition.area_before_m2, 4.0);
    EXPECT_EQ(composition.area_after_m2, 2.0);
    EXPECT_EQ(composition.area_difference_m2, -2.0);
    EXPECT_EQ(composition.area_in_no_footprint_m2, 2.0);
}

TEST(Compose, CountsGroundThatTwoMembersClaimTwice) {
    geo::GridRings rings;
    for (int copy = 0; copy < 2; ++copy) {
        rings.points.insert(rings.points.end(), {{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}});
        rings.close_ring();
        rings.close_area();
    }
    const auto topology = geo::build_topology(rings, geo::Grid{});
    ASSERT_FALSE(topology.conflicts.empty());
    const auto composition = shapes::compose(topology, plan_of({0, 0}, 1));
    EXPECT_EQ(composition.area_before_m2, 2.0);
    EXPECT_EQ(composition.area_after_m2, 2.0);
    EXPECT_EQ(composition.area_difference_m2, 0.0);
}

TEST(Compose, RefusesAPlanOfAnotherLength) {
    EXPECT_THROW((void)shapes::compose(topology_of({"ab"}), plan_of({0}, 1)), geo::InternalError);
}

TEST(Compose, AddsUpColumnsAndCountsMissingValues) {
    const shapes::NumberColumn people{"people", {10.0, std::nullopt, 5.5, 2.0, std::nullopt}};
    const auto sum = shapes::sum_column(people, plan_of({0, 0, 1, shapes::no_footprint, 2}, 3));
    EXPECT_THAT(sum.of_footprint, ElementsAre(std::optional(10.0), std::optional(5.5), std::nullopt));
    EXPECT_THAT(sum.missing, ElementsAre(1u, 0u, 1u));
    EXPECT_EQ(sum.before, 17.5);
    EXPECT_EQ(sum.after, 15.5);
    EXPECT_EQ(sum.in_no_footprint, 2.0);
    EXPECT_EQ(sum.missing_before, 2u);
}

TEST(Compose, ConservesSumsOfUnequalSizes) {
    // A plain sum loses the small terms beside 1e16.
    const shapes::NumberColumn values{"v", {1e16, 1.0, -1e16, 1.0}};
    const auto sum = shapes::sum_column(values, plan_of({0, 0, 0, 0}, 1));
    EXPECT_EQ(sum.before, 2.0);
    EXPECT_EQ(sum.after, 2.0);
}

TEST(Compose, ConservesWholeSumsForRandomPlans) {
    std::mt19937 random(20170401);
    for (int round = 0; round < 50; ++round) {
        shapes::NumberColumn values{"v", {}};
        std::vector<shapes::FootprintIndex> footprint_of;
        for (int a = 0; a < 200; ++a) {
            values.values.emplace_back(static_cast<double>(random() % 400000));
            footprint_of.push_back(static_cast<shapes::FootprintIndex>(random() % 45) - 1);
        }
        const auto sum = shapes::sum_column(values, plan_of(footprint_of, 44));
        EXPECT_EQ(sum.before, sum.after + sum.in_no_footprint);
    }
}

TEST(Compose, WritesATableWithEmptyCellsForNoValue) {
    const auto plan = plan_of({0, 1}, 2);
    const std::vector<shapes::NumberColumn> columns{{"people", {3.0, std::nullopt}}};
    const auto composition = shapes::compose(topology_of({"aab"}), plan, columns);
    const geo::Table table = shapes::footprint_table(plan, composition);
    ASSERT_EQ(table.columns.size(), 5u);
    EXPECT_THAT(table.columns[0].cells, ElementsAre("F0", "F1"));
    EXPECT_THAT(table.columns[1].cells, ElementsAre("Footprint 0", "Footprint 1"));
    EXPECT_THAT(table.columns[2].cells, ElementsAre("1", "1"));
    EXPECT_THAT(table.columns[3].cells, ElementsAre("2", "1"));
    EXPECT_EQ(table.columns[4].name, "people");
    EXPECT_THAT(table.columns[4].cells, ElementsAre("3", ""));
}

}  // namespace
