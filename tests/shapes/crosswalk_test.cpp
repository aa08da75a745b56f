#include "shapes/crosswalk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/overlay_of.hpp"

namespace {

using shapes::Crosswalk;
using shapes::OutsideRule;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;
using Codes = std::vector<std::string>;
using Values = std::vector<std::optional<double>>;

/// 1 lies in P and Q, 2 in Q and outside, 3 outside only; a part of R lies in 2 and most of it in no unit.
///
///     1 1 1 1 2 2 2 2 3 3        P P P Q Q Q R . . .
const Codes map_a{"1111222233"};
const Codes map_b{"PPPQQQR..."};

shapes::CrossTable drawn() {
    return shapes::cross_table(support::overlay_of(map_a, map_b), support::draw(map_a).codes,
                               support::draw(map_b).codes);
}

TEST(CrosswalkOfCounts, KeepsSharesOfTheWholeUnitAndTellsWhatIsOutside) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedCounts carried = Crosswalk(table, OutsideRule::apart).counts(Values{100, 40, 7});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(75.0), Optional(25.0 + 20.0), Optional(10.0)));
    EXPECT_EQ(carried.totals.before, 147.0);
    EXPECT_EQ(carried.totals.after, 130.0);
    EXPECT_EQ(carried.totals.outside, 10.0 + 7.0);
    EXPECT_THAT(carried.outside_b, ElementsAre(2U));
    EXPECT_THAT(carried.partly_outside, ElementsAre(1U));
}

TEST(CrosswalkOfCounts, SpreadKeepsTheTotalOfEveryUnitThatLiesInB) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedCounts carried = Crosswalk(table, OutsideRule::spread).counts(Values{100, 40, 7});
    // 40 over three metres of ground in B, two of them in Q.
    EXPECT_THAT(*carried.of_b[1], DoubleNear(25.0 + 40.0 * 2 / 3, 1e-12));
    EXPECT_THAT(*carried.of_b[2], DoubleNear(40.0 / 3, 1e-12));
    EXPECT_THAT(carried.totals.after, DoubleNear(140.0, 1e-12));
    EXPECT_EQ(carried.totals.outside, 7.0);
}

TEST(CrosswalkOfCounts, AUnitWithoutAValueIsMissingAndCountedAndNotZero) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedCounts carried =
        Crosswalk(table, OutsideRule::apart).counts(Values{std::nullopt, 40, 7});
    EXPECT_THAT(carried.of_b, ElementsAre(Eq(std::nullopt), Optional(20.0), Optional(10.0)));
    EXPECT_THAT(carried.missing, ElementsAre(1U, 1U, 0U));
    EXPECT_THAT(carried.sources, ElementsAre(0U, 1U, 1U));
    EXPECT_THAT(carried.without_value, ElementsAre(0U));
    EXPECT_THAT(*carried.covered_share[1], DoubleNear(2.0 / 3, 1e-12));
    EXPECT_EQ(carried.totals.before, 47.0);
}

TEST(CrosswalkOfCounts, AUnitOfBWithoutASourceHasNoValue) {
    const Codes a{"11.."};
    const Codes b{"PPPQ"};
    const shapes::CrossTable table = shapes::cross_table(support::overlay_of(a, b), {"1"}, {"P", "Q"});
    const shapes::CarriedCounts carried = Crosswalk(table, OutsideRule::apart).counts(Values{9});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(9.0), Eq(std::nullopt)));
    EXPECT_THAT(*carried.covered_share[0], DoubleNear(2.0 / 3, 1e-12));
    EXPECT_THAT(carried.covered_share[1], Optional(0.0));
}

TEST(CrosswalkOfCounts, BalancesMayBeNegative) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedCounts carried = Crosswalk(table, OutsideRule::apart).counts(Values{-100, 40, 0});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(-75.0), Optional(-5.0), Optional(10.0)));
    EXPECT_EQ(carried.totals.before, -60.0);
}

TEST(CrosswalkOfCounts, AUnitWhereNobodyLivesGoesWholeToItsOnlyPlaceAndIsNotDivided) {
    const shapes::CrossTable table = shapes::cross_table(Codes{"1", "2", "2", "3"}, Codes{"P", "P", "Q", "Q"},
                                                         std::vector<double>{0, 0, 0, 5});
    const shapes::CarriedCounts carried = Crosswalk(table, OutsideRule::apart).counts(Values{3, 4, 8});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(3.0), Optional(8.0)));
    EXPECT_THAT(carried.unplaced, ElementsAre(1U));
    EXPECT_EQ(carried.totals.unplaced, 4.0);
    EXPECT_EQ(carried.totals.before, 15.0);
}

TEST(CrosswalkOfCounts, SliversCarryNothing) {
    shapes::CrossTable table;
    table.a_codes = {"1", "2"};
    table.b_codes = {"P", "Q"};
    table.cells = {{0, 0, 100.0, 0.0, {}},
                   {0, 1, 2.0, 2.0, {}},
                   {1, 1, 50.0, 0.0, {}},
                   {1, shapes::no_unit, 1.0, 1.0, {}}};
    const shapes::CarriedCounts carried = Crosswalk(table, OutsideRule::apart).counts(Values{10, 20});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(10.0), Optional(20.0)));
    EXPECT_EQ(carried.totals.outside, 0.0);
    EXPECT_THAT(carried.covered_share, ElementsAre(Optional(1.0), Optional(1.0)));
}

TEST(CrosswalkOfCounts, AUnitWhosePeopleAllLiveOutsideIsOutsideThoughItsGroundIsNot) {
    shapes::CrossTable table;
    table.measured = shapes::CrossAmount::people;
    table.a_codes = {"1"};
    table.b_codes = {"P"};
    table.cells = {{0, 0, 0.0, 0.0, {}}, {0, shapes::no_unit, 30.0, 0.0, {}}};
    for (const OutsideRule rule : {OutsideRule::apart, OutsideRule::spread}) {
        const shapes::CarriedCounts carried = Crosswalk(table, rule).counts(Values{10});
        EXPECT_THAT(carried.outside_b, ElementsAre(0U));
    }
    EXPECT_EQ(Crosswalk(table, OutsideRule::apart).counts(Values{10}).totals.outside, 10.0);
}

TEST(CrosswalkOfMeans, AreWeightedByWhatIsInCommon) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedMeans carried = Crosswalk(table, OutsideRule::apart).means(Values{10, 40, 100});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(10.0), Optional((10.0 + 2 * 40.0) / 3), Optional(40.0)));
    EXPECT_THAT(carried.before, Optional((4 * 10.0 + 4 * 40.0 + 2 * 100.0) / 10));
    EXPECT_THAT(*carried.after, DoubleNear((4 * 10.0 + 3 * 40.0) / 7, 1e-12));
}

TEST(CrosswalkOfMeans, LeaveOutTheWeightOfAMissingValue) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedMeans carried =
        Crosswalk(table, OutsideRule::apart).means(Values{10, std::nullopt, 100});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(10.0), Optional(10.0), Eq(std::nullopt)));
    EXPECT_THAT(carried.missing, ElementsAre(0U, 1U, 1U));
}

TEST(CrosswalkOfMeans, MayBeWeighedByWhatTheyAreMeansOf) {
    const shapes::CrossTable table = drawn();
    const shapes::CarriedMeans carried =
        Crosswalk(table, OutsideRule::apart).means(Values{10, 40, 1}, Values{400, 40, std::nullopt});
    // Q has a quarter of 400 and half of 40.
    EXPECT_THAT(*carried.of_b[1], DoubleNear((100 * 10.0 + 20 * 40.0) / 120, 1e-12));
    EXPECT_THAT(carried.without_value, ElementsAre(2U));
}

TEST(CrosswalkOfMeans, OfNoPeopleAreUndefined) {
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"1", "2"}, Codes{"P", "Q"}, std::vector<double>{0, 5});
    const shapes::CarriedMeans carried = Crosswalk(table, OutsideRule::apart).means(Values{3, 4});
    EXPECT_THAT(carried.of_b, ElementsAre(Eq(std::nullopt), Optional(4.0)));
    EXPECT_THAT(carried.covered_share, ElementsAre(Eq(std::nullopt), Optional(1.0)));
}

TEST(CrosswalkOfRates, DividesSumsAndAveragesNoRatio) {
    // A half and a twentieth: their mean would be 0.275, and the rate of Q is 3 in 30.
    const shapes::CrossTable table = shapes::cross_table(Codes{"1", "2", "3"}, Codes{"Q", "Q", "R"});
    const shapes::CarriedRates carried =
        Crosswalk(table, OutsideRule::apart).rates(Values{2, 1, 0}, Values{10, 20, 0});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(0.1), Eq(std::nullopt)));
    EXPECT_THAT(carried.before, Optional(0.1));
    EXPECT_EQ(carried.numerator.totals.after, 3.0);
    EXPECT_EQ(carried.denominator.totals.after, 30.0);
}

TEST(CrosswalkOfRates, AUnitThatLacksOneOfTheCountsIsLeftOutOfBoth) {
    const shapes::CrossTable table = shapes::cross_table(Codes{"1", "2"}, Codes{"Q", "Q"});
    const shapes::CarriedRates carried =
        Crosswalk(table, OutsideRule::apart).rates(Values{2, std::nullopt}, Values{10, 20});
    EXPECT_THAT(carried.of_b, ElementsAre(Optional(0.2)));
    EXPECT_THAT(carried.missing, ElementsAre(1U));
    EXPECT_EQ(carried.denominator.totals.before, 10.0);
}

/// The twin: every common unit gets its part of the value by itself, and they are added up anew.
TEST(CrosswalkTwin, EveryCommonUnitOnItsOwnGivesTheSame) {
    std::mt19937 random(20171127);
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    for (int round = 0; round < 200; ++round) {
        const int a_units = 1 + pick(6);
        const int b_units = 1 + pick(5);
        Codes a_of;
        Codes b_of;
        std::vector<double> people;
        a_of.push_back("a0");
        b_of.push_back("b0");
        people.push_back(1 + pick(50));
        for (int unit = 0; unit < 40; ++unit) {
            a_of.push_back(pick(9) == 0 ? "" : "a" + std::to_string(pick(a_units)));
            b_of.push_back(pick(9) == 0 ? "" : "b" + std::to_string(pick(b_units)));
            people.push_back(1 + pick(50));
        }
        const shapes::CrossTable table = shapes::cross_table(a_of, b_of, people);
        Values values;
        for (std::size_t a = 0; a < table.a_codes.size(); ++a)
            values.push_back(pick(7) == 0 ? std::nullopt : std::optional<double>(pick(1000) - 200));

        std::map<std::string, double> whole;
        for (std::size_t unit = 0; unit < a_of.size(); ++unit)
            whole[a_of[unit]] += people[unit];
        std::map<std::string, double> sum;
        std::map<std::string, std::pair<double, double>> mean;
        for (std::size_t unit = 0; unit < a_of.size(); ++unit) {
            if (a_of[unit].empty()) continue;
            const auto row = static_cast<std::size_t>(
                std::find(table.a_codes.begin(), table.a_codes.end(), a_of[unit]) - table.a_codes.begin());
            if (!values[row]) continue;
            sum[b_of[unit]] += *values[row] * people[unit] / whole[a_of[unit]];
            mean[b_of[unit]].first += *values[row] * people[unit];
            mean[b_of[unit]].second += people[unit];
        }
        const Crosswalk crosswalk(table, OutsideRule::apart);
        const shapes::CarriedCounts counts = crosswalk.counts(values);
        const shapes::CarriedMeans means = crosswalk.means(values);
        EXPECT_NEAR(counts.totals.outside, sum[""], 1e-9);
        for (std::size_t b = 0; b < table.b_codes.size(); ++b) {
            const std::string& code = table.b_codes[b];
            ASSERT_EQ(counts.of_b[b].has_value(), sum.contains(code));
            if (!counts.of_b[b]) continue;
            EXPECT_NEAR(*counts.of_b[b], sum[code], 1e-9);
            EXPECT_NEAR(*means.of_b[b], mean[code].first / mean[code].second, 1e-9);
        }
    }
}

}  // namespace
