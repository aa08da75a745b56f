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
        const auto scheme = static_cast<Scheme>(random() % 3);
        const Closed closed = random() % 2 == 0 ? Closed::left : Closed::right;
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

}  // namespace
}  // namespace render
