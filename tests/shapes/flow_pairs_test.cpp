#include "shapes/flow_pairs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>

#include "shapes/internal_cohesion.hpp"
#include "table_of.hpp"

namespace {

using shapes::PlaceFlow;
using testing::ElementsAre;
using testing::IsEmpty;

/// From A, B, C to A, B, C, with flows out of the study area and in.
const std::vector<PlaceFlow> drawn{{-1, 1, 20, 0}, {0, -1, 10, 0}, {0, 0, 60, 0}, {0, 1, 30, 0},
                                   {1, 0, 15, 0},  {1, 1, 85, 0},  {2, 1, 45, 0}, {2, 2, 55, 0}};

TEST(FlowPairs, StandInTheOrderOfTheirPatientsBothWays) {
    const auto pairs = shapes::flow_pairs(drawn, shapes::measure_flows(drawn, 3, {}));
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].a, 0);
    EXPECT_EQ(pairs[0].b, 1);
    EXPECT_EQ(pairs[0].a_to_b.value, 30.0);
    EXPECT_EQ(pairs[0].b_to_a.value, 15.0);
    EXPECT_EQ(pairs[1].a, 1);
    EXPECT_EQ(pairs[1].b, 2);
    EXPECT_EQ(pairs[1].a_to_b.value, 0.0);
    EXPECT_EQ(pairs[1].b_to_a.value, 45.0);
}

// T^2 = f_ij^2 / (R_i W_j) + f_ji^2 / (R_j W_i), from the marginals drawn above.
TEST(FlowPairs, HaveTheCohesionOfTravelToWorkAreas) {
    const auto pairs = shapes::flow_pairs(drawn, shapes::measure_flows(drawn, 3, {}));
    EXPECT_DOUBLE_EQ(pairs[0].cohesion, 30.0 * 30 / (100 * 180) + 15.0 * 15 / (100 * 75));
    EXPECT_DOUBLE_EQ(pairs[0].cohesion_closed, 30.0 * 30 / (90 * 160) + 15.0 * 15 / (100 * 75));
    EXPECT_DOUBLE_EQ(pairs[1].cohesion, 45.0 * 45 / (100 * 180));
    EXPECT_FALSE(pairs[0].cohesion_bounds);
}

TEST(FlowPairs, OfOneWholeFlowHaveCohesionOneAndOfNoneAreAbsent) {
    const std::vector<PlaceFlow> flows{{0, 1, 7, 0}, {1, 0, 0, 0}, {2, 0, 0, 0}};
    const auto pairs = shapes::flow_pairs(flows, shapes::measure_flows(flows, 3, {}));
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_DOUBLE_EQ(pairs[0].cohesion, 1.0);  // the other term has empty marginals
}

TEST(FlowPairs, EqualABruteForceSumOverRandomMatrices) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        std::map<std::pair<int, int>, double> f;
        std::vector<PlaceFlow> flows;
        for (int from = -2; from < 5; ++from) {
            for (int to = -2; to < 5; ++to) {
                if (random() % 3 == 0) continue;
                f[{from, to}] = static_cast<double>(random() % 50);
                flows.push_back({from, to, f[{from, to}], 0});
            }
        }
        const auto pairs = shapes::flow_pairs(flows, shapes::measure_flows(flows, 5, {}));
        std::size_t expected = 0;
        for (int a = 0; a < 5; ++a) {
            for (int b = a + 1; b < 5; ++b)
                expected += f[{a, b}] + f[{b, a}] > 0.0 ? 1U : 0U;
        }
        EXPECT_EQ(pairs.size(), expected);
        for (const auto& pair : pairs) {
            const auto term = [&](int from, int to, int least) {
                double resident = 0.0;
                double treated = 0.0;
                for (int other = least; other < 5; ++other) {
                    resident += f[{from, other}];
                    treated += f[{other, to}];
                }
                const double flow = f[{from, to}];
                return resident > 0.0 && treated > 0.0 ? flow * flow / (resident * treated) : 0.0;
            };
            EXPECT_NEAR(pair.cohesion, term(pair.a, pair.b, -2) + term(pair.b, pair.a, -2), 1e-12);
            EXPECT_NEAR(pair.cohesion_closed, term(pair.a, pair.b, 0) + term(pair.b, pair.a, 0), 1e-12);
        }
    }
}

TEST(FlowPairs, TopImportersAndExportersAreByNetFlow) {
    const auto result = shapes::measure_flows(drawn, 3, {});
    // net: A 15 - 40, B 95 - 15, C 0 - 45.
    EXPECT_THAT(shapes::top_importers(result, 10), ElementsAre(1));
    EXPECT_THAT(shapes::top_exporters(result, 10), ElementsAre(2, 0));
    EXPECT_THAT(shapes::top_exporters(result, 1), ElementsAre(2));
    EXPECT_THAT(shapes::top_importers(result, 0), IsEmpty());
}

TEST(InternalCohesion, CountsLinksAndFlowsBetweenDistinctMembers) {
    const auto plan = shapes::make_plan(shapes_test::lookup_of(
        {{"area", "footprint"}, {"0", "A"}, {"1", "A"}, {"2", "A"}, {"3", "B"}, {"4", "C"}, {"5", "C"}}));
    const std::vector<shapes::AreaFlow> flows{{0, 0, 50, 0}, {0, 1, 20, 0}, {0, 3, 9, 0},  {1, 0, 10, 0},
                                              {1, 2, 0, 0},  {2, 0, 20, 0}, {3, 3, 30, 0}, {4, -1, 8, 0}};
    const auto found = shapes::internal_cohesion(flows, plan, {});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].members, 3U);
    EXPECT_EQ(found[0].links, 3U);
    EXPECT_DOUBLE_EQ(*found[0].link_share, 3.0 / 6);
    EXPECT_DOUBLE_EQ(*found[0].flow_share, 50.0 / 100);
    EXPECT_EQ(found[1].link_share, std::nullopt);  // one member
    EXPECT_EQ(found[1].flow_share, std::optional(0.0));
    EXPECT_EQ(found[2].link_share, std::optional(0.0));
    EXPECT_EQ(found[2].flow_share, std::nullopt);  // nobody is treated within
}

}  // namespace
