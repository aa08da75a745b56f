// The three definitions of distance from the ideal population, worked by hand.
#include "shapes/population_deviation.hpp"

#include <gtest/gtest.h>

namespace {

using Populations = std::vector<std::optional<double>>;

TEST(PopulationDeviation, OfThreeFootprintsIsKnownInEachDefinition) {
    // ideal 100; (130 - 80) / 100; +0.3, -0.1, -0.2; 0.3
    const auto found = shapes::population_deviation(Populations{130.0, 90.0, 80.0});
    EXPECT_DOUBLE_EQ(found.ideal, 100.0);
    EXPECT_DOUBLE_EQ(*found.range_share, 0.5);
    EXPECT_DOUBLE_EQ(*found.signed_share[1], -0.1);
    EXPECT_EQ(found.farthest, 0);
    EXPECT_DOUBLE_EQ(*found.greatest_share, 0.3);
}

TEST(PopulationDeviation, TheRangeLeavesEmptyFootprintsOutAndTheOthersDoNot) {
    const auto found = shapes::population_deviation(Populations{200.0, 100.0, 0.0});
    EXPECT_DOUBLE_EQ(found.ideal, 100.0);
    EXPECT_DOUBLE_EQ(*found.range_share, 1.0);
    EXPECT_DOUBLE_EQ(*found.signed_share[2], -1.0);
    EXPECT_EQ(found.farthest, 0) << "the first of equals";
}

TEST(PopulationDeviation, AMissingPopulationIsLeftOutAndCounted) {
    const auto found = shapes::population_deviation(Populations{150.0, std::nullopt, 50.0});
    EXPECT_EQ(found.missing, 1U);
    EXPECT_DOUBLE_EQ(found.ideal, 100.0);
    EXPECT_FALSE(found.signed_share[1].has_value());
}

TEST(PopulationDeviation, WithoutPeopleNothingIsDefined) {
    for (const Populations& none : {Populations{}, Populations{std::nullopt}, Populations{0.0, 0.0}}) {
        const auto found = shapes::population_deviation(none);
        EXPECT_FALSE(found.range_share.has_value());
        EXPECT_FALSE(found.greatest_share.has_value());
        EXPECT_EQ(found.farthest, shapes::no_footprint);
    }
}

}  // namespace
