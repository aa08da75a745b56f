// Areas that are kept together.
#include "shapes/kept_groups.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/shapes/squares.hpp"

namespace {

using support::Squares;
using testing::ElementsAre;

shapes::AuthorityTable authorities(std::vector<shapes::CommonGround> ground) {
    shapes::AuthorityTable table;
    table.codes = {"X", "Y", "Z"};
    table.ground = std::move(ground);
    return table;
}

TEST(KeepAuthoritiesWhole, PutsAreasOfOneAuthorityTogetherAndGoesOnOverSharedOnes) {
    // X lies in areas 0 and 2, Y in 2 and 3, Z in 1 alone.
    const auto groups = shapes::keep_authorities_whole(
        5, authorities({{0, 0, 1, 1}, {2, 0, 1, 1}, {2, 1, 1, 1}, {3, 1, 1, 1}, {1, 2, 1, 1}}));
    EXPECT_THAT(groups.group_of, ElementsAre(0, 1, 0, 0, 2));
    EXPECT_EQ(groups.groups, 3U);
}

TEST(FactsOfGroups, AreSumsWithoutTheBordersWithin) {
    const Squares squares({"AAB"});
    shapes::KeptGroups groups = shapes::each_alone(3);
    groups.group_of = {0, 0, 1};
    groups.groups = 2;
    const auto facts = shapes::facts_of_groups(groups, squares.facts, squares.neighbourhood());
    EXPECT_EQ(facts[0].population, 200.0);
    EXPECT_EQ(facts[0].perimeter_m, 6.0);
    EXPECT_EQ(facts[0].members, 2);
    EXPECT_EQ(facts[1].perimeter_m, 4.0);
}

TEST(GroupAreas, AddsUpBordersAndFlowsOfGroups) {
    // 0 1
    // 2 3
    const Squares squares({"AB", "AB"});
    const std::vector<std::int32_t> group_of{0, 1, 0, 1};
    const auto around = shapes::group_areas(squares.neighbourhood(), group_of, 2);
    EXPECT_THAT(around.area, ElementsAre(1, 0));
    EXPECT_THAT(around.border_m, ElementsAre(2, 2));
    const auto flows =
        shapes::group_areas(shapes::make_flow_graph({{0, 1, 5}, {2, 3, 6}, {2, 5, 7}}, 4, 2), group_of, 2);
    EXPECT_THAT(flows.out.node, ElementsAre(1, 3));
    EXPECT_THAT(flows.out.patients, ElementsAre(11, 7));
    EXPECT_EQ(flows.total, 18.0);
}

TEST(FootprintsOfGroups, AreThoseOfMostPeople) {
    Squares squares({"ABB"});
    squares.facts[0].population = 500;
    shapes::KeptGroups groups = shapes::each_alone(3);
    groups.group_of = {0, 0, 0};
    groups.groups = 1;
    EXPECT_THAT(shapes::footprints_of_groups(groups, squares.footprint_of, squares.facts), ElementsAre(0));
    EXPECT_THAT(groups.spread<int>(std::vector<int>{7}), ElementsAre(7, 7, 7));
}

TEST(RehouseSites, CountsTheSitesOfAFootprintThatIsGoneElsewhere) {
    const auto graph = shapes::make_flow_graph({{0, 1, 5}, {0, 2, 6}, {0, 3, 7}, {0, 4, 8}}, 1, 2);
    const auto moved = shapes::rehouse_sites(graph, std::vector<shapes::FootprintIndex>{0, 0}, 3);
    EXPECT_THAT(moved.out.node, ElementsAre(1, 4, 5));  // both sites in one; outside and unknown after three
    EXPECT_THAT(moved.out.patients, ElementsAre(11, 7, 8));
}

}  // namespace
