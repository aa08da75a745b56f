// The results that mapclassify publishes for its test data, in its documentation and its tests
// (pysal/mapclassify, BSD 3-Clause): the jobs per square kilometre of the 58 counties of California, and
// made-up series.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/classify.hpp"

namespace render {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;
using Values = std::vector<std::optional<double>>;

const Values california = {329.92, 0.42,  5.9,    14.03,  2.78, 1.34,  181.27, 1.65,    10.03, 16.7,
                           1.32,   3.99,  3.16,   0.22,   8.7,  6.56,  3.27,   0.33,    370.5, 4.51,
                           75.29,  0.99,  2.74,   8.68,   0.14, 0.92,  12.63,  28.7,    12.02, 722.85,
                           36.68,  0.74,  29.82,  192.05, 3.38, 11.15, 110.74, 4111.45, 49.47, 10.33,
                           317.11, 20.47, 264.93, 66.26,  5.39, 0.13,  0.61,   50.65,   40.48, 36.67,
                           13.09,  1.81,  0.2,    7.6,    2.51, 57.26, 24.32,  6.97};

Classification five(Scheme scheme) {
    return classify(california, {.scheme = scheme, .classes = 5, .breaks = {}});
}

void expect_breaks(const Classification& found, const std::vector<double>& published, double error) {
    EXPECT_THAT(found.breaks, Pointwise(DoubleNear(error), published));
}

TEST(PublishedClasses, EqualIntervals) {
    const Classification found = five(Scheme::equal_interval);
    expect_breaks(found, {822.394, 1644.658, 2466.922, 3289.186, 4111.45}, 1e-9);
    EXPECT_THAT(found.counts, ElementsAre(57, 0, 0, 0, 1));
}

TEST(PublishedClasses, Quantiles) {
    const Classification found = five(Scheme::quantiles);
    expect_breaks(found, {1.464, 5.798, 13.278, 54.616, 4111.45}, 1e-9);
    EXPECT_THAT(found.counts, ElementsAre(12, 11, 12, 11, 12));
}

TEST(PublishedClasses, QuantilesOfAThousandNumbersInARow) {
    Values thousand;
    for (int i = 0; i < 1000; ++i)
        thousand.emplace_back(i);
    const auto parts = [&](std::size_t k) {
        return classify(thousand, {.scheme = Scheme::quantiles, .classes = k, .breaks = {}});
    };
    expect_breaks(parts(3), {333.0, 666.0, 999.0}, 1e-9);
    expect_breaks(parts(4), {249.75, 499.5, 749.25, 999.0}, 1e-9);
}

TEST(PublishedClasses, FisherJenks) {
    const Classification found = five(Scheme::fisher_jenks);
    expect_breaks(found, {75.29, 192.05, 370.5, 722.85, 4111.45}, 1e-9);
    EXPECT_THAT(found.counts, ElementsAre(49, 3, 4, 1, 1));
    EXPECT_NEAR(found.adcm, 799.24, 1e-9);
}

TEST(PublishedClasses, FisherJenksOfNineClassesPutsOtherNumbersWhereTheyBelong) {
    const Classification found =
        classify(california, {.scheme = Scheme::fisher_jenks, .classes = 9, .breaks = {}});
    std::vector<std::size_t> classes;
    for (const double value :
         {0.0, 1.0, 3.0, 5.0, 50.0, 70.0, 101.0, 202.0, 390.0, 505.0, 800.0, 5000.0, 5001.0})
        classes.push_back(found.class_of(value).value());
    EXPECT_THAT(classes, ElementsAre(0, 0, 0, 0, 2, 2, 3, 5, 7, 7, 8, 8, 8));
}

TEST(PublishedClasses, MaximumBreaks) {
    const Classification found = five(Scheme::maximum_breaks);
    expect_breaks(found, {146.005, 228.49, 546.675, 2417.15, 4111.45}, 1e-9);
    EXPECT_THAT(found.counts, ElementsAre(50, 2, 4, 1, 1));
}

TEST(PublishedClasses, HeadTailToTheLastValue) {
    const Classification found =
        classify(california, {.scheme = Scheme::head_tail, .breaks = {}, .head_share = 1.0});
    expect_breaks(found, {125.92810345, 811.26, 4111.45}, 1e-8);
    EXPECT_THAT(found.counts, ElementsAre(50, 7, 1));
}

TEST(PublishedClasses, HeadTailOfInverseSquares) {
    Values squares;
    for (double i = 1; i < 1000; ++i)
        squares.emplace_back(1.0 / (i * i));
    const Classification found =
        classify(squares, {.scheme = Scheme::head_tail, .breaks = {}, .head_share = 1.0});
    EXPECT_THAT(found.counts, ElementsAre(975, 21, 2, 1));
}

TEST(PublishedClasses, MeanAndStandardDeviations) {
    const Classification found = five(Scheme::std_mean);
    expect_breaks(found, {-967.36235382, -420.71712519, 672.57333208, 1219.21856072, 4111.45}, 1e-8);
    EXPECT_THAT(found.counts, ElementsAre(0, 0, 56, 1, 1));
}

TEST(PublishedClasses, BoxPlot) {
    expect_breaks(five(Scheme::box_plot), {-52.87625, 2.5675, 9.365, 39.53, 94.97375, 4111.45}, 1e-9);
}

TEST(PublishedClasses, Percentiles) {
    const Classification found = five(Scheme::percentiles);
    expect_breaks(found, {0.1357, 0.553, 9.365, 213.914, 2179.948, 4111.45}, 1e-9);
    EXPECT_THAT(found.counts, ElementsAre(1, 5, 23, 23, 5, 1));
}

}  // namespace
}  // namespace render
