// Splits, against numbers worked by hand and a brute-force twin.
#include "shapes/splits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <vector>

namespace {

TEST(Splits, AWholeUnitHasTheScoreOne) {
    const auto splits = shapes::measure_splits({{0, 7, 40.0}, {0, 7, 60.0}}, 1);
    EXPECT_EQ(splits.of[0].parts, 1U);
    EXPECT_DOUBLE_EQ(*splits.of[0].score, 1.0);
    EXPECT_DOUBLE_EQ(splits.of[0].minority, 0.0);
    EXPECT_EQ(splits.split, 0U);
}

TEST(Splits, AHalvedUnitHasTheRootOfTwo) {
    const auto splits = shapes::measure_splits({{0, 0, 5.0}, {0, 1, 5.0}}, 1);
    EXPECT_DOUBLE_EQ(*splits.of[0].score, std::sqrt(2.0));
    EXPECT_DOUBLE_EQ(splits.of[0].minority, 5.0);
    EXPECT_EQ(splits.of[0].main, 0);
}

TEST(Splits, OfAHundredthIsWorkedByHand) {
    // sqrt(0.99) + sqrt(0.01) = 0.994987... + 0.1
    const auto splits = shapes::measure_splits({{0, 0, 99.0}, {0, 1, 1.0}}, 1);
    EXPECT_NEAR(*splits.of[0].score, 1.094987437, 1e-9);
}

TEST(Splits, OfQuartersIsTwo) {
    EXPECT_DOUBLE_EQ(*shapes::measure_splits({{0, 0, 1}, {0, 1, 1}, {0, 2, 1}, {0, 3, 1}}, 1).of[0].score,
                     2.0);
}

TEST(Splits, ThePlanIsTheMeanByWeight) {
    // A whole unit of 300 and a halved one of 100: (300 + 100 sqrt 2) / 400.
    const auto splits = shapes::measure_splits({{0, 0, 300}, {1, 0, 50}, {1, 1, 50}}, 2);
    EXPECT_DOUBLE_EQ(*splits.score, (300 + 100 * std::sqrt(2.0)) / 400);
    EXPECT_EQ(splits.split, 1U);
    EXPECT_EQ(splits.extra_parts, 1U);
    EXPECT_DOUBLE_EQ(splits.minority, 50.0);
}

TEST(Splits, AUnitWithoutGroundIsNotPresent) {
    const auto splits = shapes::measure_splits({{1, 0, 1.0}}, 3);
    EXPECT_EQ(splits.present, 1U);
    EXPECT_EQ(splits.of[0].parts, 0U);
    EXPECT_FALSE(splits.of[0].score.has_value());
}

TEST(Splits, AUnitWithoutWeightHasNoScore) {
    const auto splits = shapes::measure_splits({{0, 0, 0.0}, {0, 1, 0.0}}, 1);
    EXPECT_EQ(splits.of[0].parts, 2U);
    EXPECT_FALSE(splits.of[0].score.has_value());
    EXPECT_FALSE(splits.score.has_value());
}

TEST(Splits, NothingHasNothing) {
    const auto splits = shapes::measure_splits({}, 0);
    EXPECT_EQ(splits.present, 0U);
    EXPECT_FALSE(splits.score.has_value());
}

TEST(Splits, AgreeWithABruteForceTwin) {
    std::mt19937 random(99);
    for (int round = 0; round < 100; ++round) {
        std::vector<shapes::SplitPart> parts;
        std::map<int, std::map<int, double>> twin;
        for (int i = 0; i < 40; ++i) {
            const int unit = static_cast<int>(random() % 8);
            const int within = static_cast<int>(random() % 4);
            const double weight = 1.0 + static_cast<double>(random() % 100);
            parts.push_back({unit, within, weight});
            twin[unit][within] += weight;
        }
        const auto splits = shapes::measure_splits(parts, 8);
        std::size_t split = 0;
        double minority = 0;
        for (const auto& [unit, places] : twin) {
            double total = 0;
            double most = 0;
            double score = 0;
            for (const auto& [place, weight] : places) {
                total += weight;
                most = std::max(most, weight);
            }
            for (const auto& [place, weight] : places)
                score += std::sqrt(weight / total);
            split += places.size() > 1 ? 1U : 0U;
            minority += total - most;
            EXPECT_NEAR(*splits.of[static_cast<std::size_t>(unit)].score, score, 1e-12);
        }
        EXPECT_EQ(splits.split, split);
        EXPECT_NEAR(splits.minority, minority, 1e-9);
    }
}

}  // namespace
