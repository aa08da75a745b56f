#include "render/classify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "geo/error.hpp"

namespace render {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pointwise;
using Values = std::vector<std::optional<double>>;

// Oracle of this file: Debian's R 4.2.2 with classInt 0.4-8, for example
//   x <- c(2.5,3.1,3.1,4.7,5,5.2,8.8,9.1,9.4,14,15.5,15.5,21,22.3,40)
//   i <- classInt::classIntervals(x, 4, style = "fisher"); i$brks; classInt::jenks.tests(i)
const Values fifteen = {2.5, 3.1, 3.1, 4.7, 5.0, 5.2, 8.8, 9.1, 9.4, 14.0, 15.5, 15.5, 21.0, 22.3, 40.0};

Classification classified(const Values& values, Scheme scheme, std::size_t k, Closed closed = Closed::right) {
    return classify(values, {scheme, k, closed, {}});
}

void expect_breaks(const std::vector<double>& breaks, const std::vector<double>& expected) {
    EXPECT_THAT(breaks, Pointwise(DoubleNear(1e-12), expected));
}

TEST(Classify, FisherJenksRightClosedGivesClassMaximaAsInR) {
    // style = "jenks"
    const auto four = classified(fifteen, Scheme::fisher_jenks, 4);
    EXPECT_THAT(four.breaks, ElementsAre(5.2, 15.5, 22.3, 40.0));
    EXPECT_THAT(four.counts, ElementsAre(6, 6, 2, 1));
    EXPECT_NEAR(four.gvf.value(), 0.95674646405742259, 1e-14);
    EXPECT_THAT(classified(fifteen, Scheme::fisher_jenks, 2).breaks, ElementsAre(15.5, 40.0));
    EXPECT_THAT(classified(fifteen, Scheme::fisher_jenks, 3).breaks, ElementsAre(9.4, 22.3, 40.0));
    EXPECT_THAT(classified(fifteen, Scheme::fisher_jenks, 5).breaks, ElementsAre(5.2, 9.4, 15.5, 22.3, 40.0));
    EXPECT_THAT(classified(fifteen, Scheme::fisher_jenks, 6).breaks,
                ElementsAre(3.1, 5.2, 9.4, 15.5, 22.3, 40.0));
}

TEST(Classify, FisherJenksLeftClosedGivesMidpointsAsInR) {
    // style = "fisher", without the lowest of its breaks
    const auto four = classified(fifteen, Scheme::fisher_jenks, 4, Closed::left);
    expect_breaks(four.breaks, {7.0, 18.25, 31.15, 40.0});
    EXPECT_THAT(four.counts, ElementsAre(6, 6, 2, 1));
    expect_breaks(classified(fifteen, Scheme::fisher_jenks, 6, Closed::left).breaks,
                  {3.9, 7.0, 11.7, 18.25, 31.15, 40.0});
}

TEST(Classify, QuantilesAreThoseOfTypeSevenAsInR) {
    // style = "quantile"; classes are closed on the left there
    const auto left = classified(fifteen, Scheme::quantiles, 4, Closed::left);
    expect_breaks(left.breaks, {4.85, 9.1, 15.5, 40.0});
    EXPECT_THAT(left.counts, ElementsAre(4, 3, 3, 5));
    EXPECT_NEAR(left.gvf.value(), 0.69567689650840325, 1e-14);
}

TEST(Classify, TheClosedSideDecidesWhereAValueOnABreakGoes) {
    // 9.1 and 15.5 lie on breaks: right-closed classes take them below.
    EXPECT_THAT(classified(fifteen, Scheme::quantiles, 4, Closed::right).counts, ElementsAre(4, 4, 4, 3));
}

TEST(Classify, EqualIntervalsAreMultipliedNotAccumulated) {
    const auto r = classified(fifteen, Scheme::equal_interval, 4);
    EXPECT_THAT(r.breaks, ElementsAre(11.875, 21.25, 30.625, 40.0));
    EXPECT_THAT(r.counts, ElementsAre(9, 4, 1, 1));
    // By accumulation the third bound is 0.39999999999999997 and its value falls into the next class.
    const auto tenths = classified({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}, Scheme::equal_interval, 6);
    EXPECT_EQ(tenths.counts.size(), 6U);
    EXPECT_EQ(tenths.breaks[2], 0.4);
}

TEST(Classify, AbsoluteDeviationsAreTakenFromClassMedians) {
    // {1, 2, 6} has the median 2: 1 + 0 + 4; {10, 20} has 15: 5 + 5.
    const auto r = classify(Values{1, 2, 6, 10, 20}, {Scheme::user, 2, Closed::right, {6, 20}});
    EXPECT_DOUBLE_EQ(r.adcm, 15.0);
}

TEST(Classify, FisherJenksIsTheBestOfAllPartitions) {
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        std::vector<double> sorted;
        Values values;
        const std::size_t n = 4 + random() % 9;
        for (std::size_t i = 0; i < n; ++i)
            sorted.push_back(static_cast<double>(random() % 40) / 4.0);
        std::sort(sorted.begin(), sorted.end());
        for (const double v : sorted)
            values.emplace_back(v);
        const auto found = classified(values, Scheme::fisher_jenks, 3);
        if (found.classes() < 3) continue;
        double best = -1.0;
        for (std::size_t a = 1; a + 1 < n; ++a) {
            for (std::size_t b = a + 1; b < n; ++b) {
                if (sorted[a] == sorted[a - 1] || sorted[b] == sorted[b - 1]) continue;
                const auto r = classify(
                    values, {Scheme::user, 3, Closed::right, {sorted[a - 1], sorted[b - 1], sorted.back()}});
                best = std::max(best, r.gvf.value());
            }
        }
        EXPECT_NEAR(found.gvf.value(), best, 1e-12);
    }
}

TEST(Classify, NoClassHoldsAMissingValue) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto r = classify(Values{1.0, nan, std::nullopt, 3.0, std::numeric_limits<double>::infinity()},
                            {Scheme::equal_interval, 2, Closed::right, {}});
    EXPECT_EQ(r.missing, 3U);
    EXPECT_THAT(r.counts, ElementsAre(1, 1));
    EXPECT_EQ(r.class_of(nan), std::nullopt);
    EXPECT_EQ(r.class_of(std::nullopt), std::nullopt);
    EXPECT_THAT(r.notes, ElementsAre(HasSubstr("2 values are not a finite number")));
}

TEST(Classify, MoreClassesThanUniqueValuesGivesFewerAndSaysSo) {
    for (const Scheme scheme : {Scheme::equal_interval, Scheme::quantiles, Scheme::fisher_jenks}) {
        const auto r = classified({0, 0, 0, 1, 1}, scheme, 5);
        EXPECT_LE(r.classes(), 2U) << to_string(scheme);
        EXPECT_THAT(r.notes, testing::Contains(HasSubstr("only 2 values differ"))) << to_string(scheme);
    }
}

TEST(Classify, ConstantDataGiveOneClassWithoutAFit) {
    for (const Scheme scheme : {Scheme::equal_interval, Scheme::quantiles, Scheme::fisher_jenks}) {
        for (const Closed closed : {Closed::left, Closed::right}) {
            const auto r = classified({4, 4, 4}, scheme, 5, closed);
            EXPECT_THAT(r.breaks, ElementsAre(4.0));
            EXPECT_THAT(r.counts, ElementsAre(3));
            EXPECT_EQ(r.gvf, std::nullopt);
        }
    }
}

TEST(Classify, QuantilesThatCoincideAreMergedWithANote) {
    const auto r = classified({0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, Scheme::quantiles, 4);
    EXPECT_THAT(r.breaks, ElementsAre(0.0, 0.75, 3.0));
    EXPECT_THAT(r.counts, ElementsAre(7, 0, 3));
    EXPECT_THAT(r.notes, ElementsAre(HasSubstr("3 classes instead of 4")));
}

TEST(Classify, NoValueAtAllGivesNoClass) {
    const auto r = classified({std::nullopt, std::nullopt}, Scheme::quantiles, 5);
    EXPECT_EQ(r.classes(), 0U);
    EXPECT_EQ(r.missing, 2U);
    EXPECT_FALSE(r.notes.empty());
    EXPECT_EQ(r.class_of(1.0), std::nullopt);
}

TEST(Classify, GivenBreaksAreClosedByTheGreatestValue) {
    const auto r = classify(fifteen, {Scheme::user, 5, Closed::right, {5, 10}});
    EXPECT_THAT(r.breaks, ElementsAre(5.0, 10.0, 40.0));
    EXPECT_THAT(r.counts, ElementsAre(5, 4, 6));
    EXPECT_TRUE(r.notes.empty());
}

TEST(Classify, ABreakOutsideTheDataKeepsItsEmptyClassAndIsNamed) {
    const auto r = classify(fifteen, {Scheme::user, 5, Closed::right, {1, 10, 50, 60}});
    EXPECT_THAT(r.counts, ElementsAre(0, 9, 6, 0));
    EXPECT_THAT(r.notes, ElementsAre(HasSubstr("break 1 lies outside the data, which run from 2.5 to 40"),
                                     HasSubstr("break 50 lies outside")));
}

TEST(Classify, BadOptionsAreRefused) {
    const auto refuse = [](const ClassifyOptions& options) {
        EXPECT_THROW((void)classify(fifteen, options), geo::UsageError);
    };
    refuse({Scheme::quantiles, 0, Closed::right, {}});
    refuse({Scheme::quantiles, 65, Closed::right, {}});
    refuse({Scheme::user, 5, Closed::right, {}});
    refuse({Scheme::user, 5, Closed::right, {3, 3}});
    refuse({Scheme::user, 5, Closed::right, {5, 4}});
    refuse({Scheme::user, 5, Closed::right, {5, std::numeric_limits<double>::quiet_NaN()}});
}

TEST(Classify, AnUnknownSchemeNamesTheNearest) {
    EXPECT_EQ(scheme_from_name("fisher_jenks"), Scheme::fisher_jenks);
    EXPECT_EQ(to_string(Scheme::equal_interval), "equal_interval");
    try {
        (void)scheme_from_name("quantile");
        FAIL();
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean \"quantiles\"?"));
    }
    EXPECT_EQ(closed_from_name("left"), Closed::left);
    EXPECT_THROW((void)closed_from_name("both"), geo::UsageError);
}

TEST(Classify, EveryValueIsWithinTheBoundsOfItsClass) {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        Values values;
        const std::size_t n = 1 + random() % 60;
        for (std::size_t i = 0; i < n; ++i) {
            values.emplace_back(std::floor(static_cast<double>(random() % 1000) / 37.0) / 3.0 - 4.0);
        }
        const auto scheme = static_cast<Scheme>(random() % 10);
        const Closed closed = random() % 2 == 0 ? Closed::left : Closed::right;
        if (scheme == Scheme::user) continue;
        const auto r = classified(values, scheme, 1 + random() % 9, closed);
        std::size_t counted = 0;
        for (const std::size_t count : r.counts)
            counted += count;
        EXPECT_EQ(counted, n);
        for (const auto& v : values) {
            const std::size_t own = r.class_of(v).value();
            const bool last = own + 1 == r.classes();
            const double floor = own > 0 ? r.breaks[own - 1] : -std::numeric_limits<double>::infinity();
            EXPECT_TRUE(closed == Closed::right ? *v > floor : *v >= floor);
            EXPECT_TRUE(closed == Closed::right || last ? *v <= r.breaks[own] : *v < r.breaks[own]);
        }
    }
}

// style = "pretty", "headtails", "maximum", "box" (without its -Inf) and quantile(x, c(.01, .1, .5, .9, .99,
// 1)), by the same script (tests/peers/class_intervals.R)
TEST(Classify, PrettyBoundsAreThoseOfR) {
    const auto r = classified(fifteen, Scheme::pretty, 4, Closed::left);
    EXPECT_THAT(r.breaks, ElementsAre(10.0, 20.0, 30.0, 40.0));
    EXPECT_THAT(r.counts, ElementsAre(9, 3, 2, 1));
}

TEST(Classify, PrettyBoundsThatAreMoreThanAskedForAreSaid) {
    // From 15.57 to 155.3 in five: the unit is 20, which takes eight classes from 0 to 160.
    const auto r = classified({15.57, 80.0, 155.3}, Scheme::pretty, 3);
    const auto five = classified({15.57, 41.2, 60.66, 77.29, 100.1, 155.3}, Scheme::pretty, 5);
    EXPECT_THAT(r.breaks, ElementsAre(50.0, 100.0, 150.0, 200.0));
    EXPECT_THAT(five.breaks, ElementsAre(20.0, 40.0, 60.0, 80.0, 100.0, 120.0, 140.0, 160.0));
    EXPECT_THAT(five.notes, ElementsAre(HasSubstr("8 classes instead of 5")));
}

TEST(Classify, HeadTailBoundsAreThoseOfR) {
    const auto r = classified(fifteen, Scheme::head_tail, 5, Closed::left);
    expect_breaks(r.breaks, {11.946666666666667, 21.383333333333333, 31.15, 40.0});
    EXPECT_THAT(r.counts, ElementsAre(9, 4, 1, 1));
}

TEST(Classify, AHeadThatIsNoMinorityIsCutAgainOnlyWhenAsked) {
    // The mean of 1 to 8 is 4.5; half of them lie above it, whose mean is 6.5, then 7.5.
    const Values eight = {1, 2, 3, 4, 5, 6, 7, 8};
    EXPECT_THAT(classified(eight, Scheme::head_tail, 5).breaks, ElementsAre(4.5, 8.0));
    const auto all = classify(eight, {.scheme = Scheme::head_tail, .breaks = {}, .head_share = 1.0});
    EXPECT_THAT(all.breaks, ElementsAre(4.5, 6.5, 7.5, 8.0));
}

TEST(Classify, HeadTailEndsOnNeighbouringDoubles) {
    const double next = std::nextafter(1.0, 2.0);
    for (const Closed closed : {Closed::left, Closed::right}) {
        const auto r = classified({1.0, next}, Scheme::head_tail, 5, closed);
        EXPECT_LE(r.classes(), 2U);
        EXPECT_EQ(r.counts[0] + (r.classes() > 1 ? r.counts[1] : 0), 2U);
    }
}

TEST(Classify, MaximumBreaksAreThoseOfR) {
    const auto r = classified(fifteen, Scheme::maximum_breaks, 4, Closed::left);
    expect_breaks(r.breaks, {11.7, 18.25, 31.15, 40.0});
    EXPECT_THAT(r.counts, ElementsAre(9, 3, 2, 1));
}

TEST(Classify, OfGapsEquallyWideTheLowerOnesAreCut) {
    EXPECT_THAT(classified({0, 2, 4, 6, 8}, Scheme::maximum_breaks, 3).breaks, ElementsAre(1.0, 3.0, 8.0));
}

TEST(Classify, BoxPlotBoundsAreThoseOfR) {
    const auto r = classified(fifteen, Scheme::box_plot, 5, Closed::left);
    expect_breaks(r.breaks, {-11.125, 4.85, 9.1, 15.5, 31.475, 40.0});
    EXPECT_THAT(r.counts, ElementsAre(0, 4, 3, 3, 4, 1));
}

TEST(Classify, ABoxPlotWithoutHighOutliersEndsAtItsFence) {
    const auto r = classified({1, 2, 3, 4, 5}, Scheme::box_plot, 5);
    EXPECT_THAT(r.breaks, ElementsAre(-1.0, 2.0, 3.0, 4.0, 7.0));
    EXPECT_THAT(r.counts, ElementsAre(0, 2, 1, 1, 1));
}

TEST(Classify, PercentilesAreThoseOfR) {
    expect_breaks(classified(fifteen, Scheme::percentiles, 5).breaks, {2.584, 3.1, 9.1, 21.78, 37.522, 40.0});
}

TEST(Classify, StandardDeviationsAreCountedFromTheMean) {
    // mean 11.946666666666667 and sd 10.078822682568966 in R
    const double mean = 11.946666666666667;
    const double sd = 10.0788226825689655;
    const auto r = classified(fifteen, Scheme::std_mean, 5);
    expect_breaks(r.breaks, {mean - 2 * sd, mean - sd, mean + sd, mean + 2 * sd, 40.0});
    EXPECT_THAT(r.counts, ElementsAre(0, 0, 13, 1, 1));
}

TEST(Classify, TheNearestBoundMovesOntoTheMidpoint) {
    ClassifyOptions options{Scheme::equal_interval, 4, Closed::right, {}};
    options.midpoint = 20.0;
    const auto r = classify(fifteen, options);
    EXPECT_THAT(r.breaks, ElementsAre(11.875, 20.0, 30.625, 40.0));
    EXPECT_EQ(r.classes_below, 2U);
}

TEST(Classify, AMidpointOutsideTheDataLeavesOneSideAndSaysSo) {
    ClassifyOptions options{Scheme::equal_interval, 4, Closed::right, {}};
    options.midpoint = 0.0;
    const auto above = classify(fifteen, options);
    EXPECT_EQ(above.classes_below, 0U);
    EXPECT_THAT(above.notes, ElementsAre(HasSubstr("all values lie above the midpoint 0")));
    options.midpoint = 50.0;
    EXPECT_EQ(classify(fifteen, options).classes_below, 4U);
}

TEST(Classify, AMidpointThatIsNoGivenBreakIsRefused) {
    ClassifyOptions options{Scheme::user, 5, Closed::right, {5, 10}};
    options.midpoint = 7.0;
    EXPECT_THROW((void)classify(fifteen, options), geo::UsageError);
    options.midpoint = 10.0;
    EXPECT_EQ(classify(fifteen, options).classes_below, 2U);
    options.midpoint = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)classify(fifteen, options), geo::UsageError);
}

TEST(Classify, AHeadShareThatIsNoShareIsRefused) {
    ClassifyOptions options{Scheme::head_tail, 5, Closed::right, {}};
    options.head_share = 1.5;
    EXPECT_THROW((void)classify(fifteen, options), geo::UsageError);
}

TEST(Classify, ConstantDataAndOneValueMakeOneClassByEveryScheme) {
    for (const std::string& name : scheme_names()) {
        if (name == "user") continue;
        EXPECT_THAT(classified({4, 4, 4}, scheme_from_name(name), 5).counts, ElementsAre(3)) << name;
        EXPECT_THAT(classified({4}, scheme_from_name(name), 5, Closed::left).breaks, ElementsAre(4.0))
            << name;
    }
}

}  // namespace
}  // namespace render
