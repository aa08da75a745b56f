#include "shapes/review_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <vector>

namespace {

using testing::ElementsAre;

const std::vector<std::optional<double>> populations{300e3, 2800e3, 500e3};
const std::vector<std::size_t> members{1, 12, 2};

TEST(ReviewNumbers, FindLeastGreatestAndMean) {
    const auto numbers = shapes::review_numbers(populations, members, 1e9);
    EXPECT_EQ(numbers.footprints, 3u);
    EXPECT_EQ(numbers.areas, 15u);
    EXPECT_EQ(numbers.population.least, std::optional(300e3));
    EXPECT_EQ(numbers.population.least_at, 0);
    EXPECT_EQ(numbers.population.greatest, std::optional(2800e3));
    EXPECT_EQ(numbers.population.greatest_at, 1);
    EXPECT_DOUBLE_EQ(*numbers.population.mean, 1200e3);
    EXPECT_EQ(numbers.members.least, std::optional(1.0));
    EXPECT_EQ(numbers.members.greatest, std::optional(12.0));
    EXPECT_DOUBLE_EQ(*numbers.members.mean, 5.0);
}

TEST(ReviewNumbers, LeaveMissingPopulationsOutAndCountThem) {
    const std::vector<std::optional<double>> some{std::nullopt, 4.0, 2.0};
    const auto numbers = shapes::review_numbers(some, members, 1.0);
    EXPECT_EQ(numbers.population.missing, 1u);
    EXPECT_DOUBLE_EQ(*numbers.population.mean, 3.0);
    EXPECT_EQ(numbers.population.least_at, 2);
}

TEST(ReviewNumbers, NameTheFirstOfEqualFootprints) {
    const auto numbers = shapes::review_numbers(std::vector<std::optional<double>>{5.0, 5.0},
                                                std::vector<std::size_t>{1, 1}, 1.0);
    EXPECT_EQ(numbers.population.least_at, 0);
    EXPECT_EQ(numbers.population.greatest_at, 0);
}

TEST(ReviewNumbers, WithoutPopulationsOrFootprintsAreUndefined) {
    const auto numbers = shapes::review_numbers({}, {}, 0.0);
    EXPECT_EQ(numbers.footprints, 0u);
    EXPECT_EQ(numbers.population.least, std::nullopt);
    EXPECT_EQ(numbers.members.mean, std::nullopt);
    EXPECT_EQ(numbers.members.least_at, shapes::no_footprint);
}

TEST(ComparedNumbers, AgreeExactlyForCountsAndWithinTheToleranceForTheRest) {
    shapes::PublishedNumbers published;
    published.footprints = 3;
    published.least_population = 320e3;      // within a tenth
    published.greatest_population = 2400e3;  // not
    published.most_members = 13;
    published.source = "a report";
    const auto rows = shapes::compare_numbers(shapes::review_numbers(populations, members, 1e9), published);
    ASSERT_EQ(rows.size(), 8u);
    EXPECT_EQ(rows[0].key, "footprints");
    EXPECT_EQ(rows[0].agrees, std::optional(true));
    EXPECT_EQ(rows[1].agrees, std::optional(true));
    EXPECT_EQ(rows[1].footprint, 0);
    EXPECT_EQ(rows[2].agrees, std::optional(false));
    EXPECT_EQ(rows[3].agrees, std::nullopt);
    EXPECT_EQ(rows[5].agrees, std::optional(false));
    EXPECT_EQ(rows[7].found, std::optional(1e9));
}

}  // namespace
