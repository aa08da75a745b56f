#include "shapes/area_flows.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/error.hpp"
#include "table_of.hpp"

namespace {

using shapes::outside_place;
using shapes::unknown_place;

/// Origin o lies half in area 0, half in area 1; site s three quarters in footprint 0, the rest outside.
TEST(AreaFlows, DivideACellByTheWeightsOfBothEnds) {
    shapes::FlowTable flows = shapes::make_flow_table(std::vector<shapes::FlowRow>{{"o", "s", 80}});
    flows.suppressed = {4.0};
    shapes::Placement origins;
    origins.add_part(0, 0.5);
    origins.add_part(1, 0.5);
    origins.end_code();
    shapes::Placement sites;
    sites.add_part(outside_place, 0.25);
    sites.add_part(0, 0.75);
    sites.end_code();
    const auto by_area = shapes::flows_by_area(flows, origins, sites);
    ASSERT_EQ(by_area.size(), 4u);
    const double patients[] = {10, 30, 10, 30};
    const double suppressed[] = {0.5, 1.5, 0.5, 1.5};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(by_area[i].area, static_cast<int>(i / 2));
        EXPECT_EQ(by_area[i].to, i % 2 == 0 ? outside_place : 0);
        EXPECT_EQ(by_area[i].patients, patients[i]);
        EXPECT_EQ(by_area[i].suppressed, suppressed[i]);
    }
}

TEST(AreaFlows, AreAddedUpByFootprintAndKeepWhatLiesInNone) {
    const auto plan =
        shapes::make_plan(shapes_test::lookup_of({{"area", "footprint"}, {"A", "F"}, {"B", "F"}, {"C", ""}}));
    const std::vector<shapes::AreaFlow> by_area{
        {unknown_place, 0, 1, 0}, {0, 0, 2, 1}, {1, 0, 3, 2}, {2, 0, 5, 0}};
    const auto places = shapes::flows_by_footprint(by_area, plan);
    ASSERT_EQ(places.size(), 3u);
    EXPECT_EQ(places[0].from, unknown_place);
    EXPECT_EQ(places[1].from, outside_place);
    EXPECT_EQ(places[1].patients, 5);
    EXPECT_EQ(places[2].from, 0);
    EXPECT_EQ(places[2].patients, 5);
    EXPECT_EQ(places[2].suppressed, 3);
}

}  // namespace
