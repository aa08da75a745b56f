// Matching footprints of two plans, and how far the plans are apart.
#include "shapes/plan_distance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

namespace {

using shapes::FootprintIndex;
using testing::ElementsAre;

shapes::PlanDistance compare(const std::vector<FootprintIndex>& a, const std::vector<FootprintIndex>& b,
                             const std::vector<double>& weights) {
    return shapes::compare_plans(a, b, 3, 3, weights);
}

TEST(ComparePlans, EqualButForNamesAreNotApart) {
    const auto distance = compare({0, 0, 1, 2}, {2, 2, 0, 1}, {1, 2, 3, 4});
    EXPECT_EQ(distance.moved, 0.0);
    EXPECT_EQ(distance.areas_moved, 0U);
    EXPECT_EQ(distance.variation_of_information, 0.0);
    EXPECT_THAT(distance.match, ElementsAre(1, 2, 0));
}

TEST(ComparePlans, CountWhoChangesFootprint) {
    const auto distance = compare({0, 0, 1, 2}, {0, 1, 1, 2}, {1, 2, 3, 4});
    EXPECT_EQ(distance.moved, 2.0);
    EXPECT_EQ(distance.areas_moved, 1U);
    EXPECT_DOUBLE_EQ(distance.moved_share, 0.2);
}

TEST(ComparePlans, VariationOfInformationIsThatOfTheDefinition) {
    // H(A|B) + H(B|A) for {1,2 | 3,4} and {1,3 | 2,4}: each 1 bit, ln 2 nats.
    EXPECT_NEAR(compare({0, 0, 1, 1}, {0, 1, 0, 1}, {1, 1, 1, 1}).variation_of_information, 2 * std::log(2.0),
                1e-15);
}

TEST(ComparePlans, SmallCellsCountToo) {
    const double small = 1e-9;
    const auto distance = compare({0, 0, 1}, {0, 1, 1}, {1, small, 1});
    const double share = small / 2;
    // The cell itself, and what its two neighbours in row and column lose of their certainty.
    EXPECT_NEAR(distance.variation_of_information, -2 * share * std::log(small) + 2 * share, 1e-15);
    EXPECT_GT(distance.variation_of_information, 0.0);
}

TEST(ComparePlans, AnAreaInNoFootprintOfOnePlanHasMoved) {
    const auto distance = compare({0, -1, -1}, {0, 0, -1}, {1, 1, 1});
    EXPECT_EQ(distance.weight, 2.0);
    EXPECT_EQ(distance.moved, 1.0);
}

TEST(ComparePlans, WithoutWeightAreNotApart) {
    EXPECT_EQ(compare({0}, {1}, {0}).moved_share, 0.0);
}

}  // namespace
