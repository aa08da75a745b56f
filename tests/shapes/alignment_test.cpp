#include "shapes/alignment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "geo/error.hpp"
#include "tests/support/overlay_of.hpp"

namespace {

using shapes::Fit;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Codes = std::vector<std::string>;

/// One common unit a letter; '-' is in no unit.
Codes letters(const std::string& drawing) {
    Codes codes;
    for (const char letter : drawing)
        codes.push_back(letter == '-' ? "" : std::string(1, letter));
    return codes;
}

shapes::Alignment align(const std::string& a, const std::string& b, double tolerance_share = 0.0) {
    return shapes::align(shapes::cross_table(letters(a), letters(b)), {tolerance_share});
}

TEST(Alignment, OfIdenticalMapsIsPerfectUnderOtherNames) {
    const shapes::Alignment alignment = align("AABBBC", "QQPPPR");
    EXPECT_EQ(alignment.homogeneity, 1.0);
    EXPECT_EQ(alignment.completeness, 1.0);
    EXPECT_EQ(alignment.v_measure, 1.0);
    EXPECT_EQ(alignment.mapcurves, 1.0);
    EXPECT_EQ(alignment.map_a.lambda, 1.0);
    EXPECT_EQ(alignment.map_a.sqrt_entropy, 1.0);
    EXPECT_EQ(alignment.map_a.units_split, 0);
    for (const shapes::UnitAlignment& unit : alignment.a)
        EXPECT_EQ(unit.fit, Fit::coterminous);
}

TEST(Alignment, AUnitOfWholePartsScoresOneAtMostWhateverTheRounding) {
    for (std::size_t parts = 2; parts < 20; ++parts) {
        std::string finer;
        for (std::size_t part = 0; part < parts; ++part)
            finer += std::string(1 + part * part % 7, static_cast<char>('A' + part));
        const shapes::Alignment alignment = align(finer, std::string(finer.size(), 'P'));
        EXPECT_LE(alignment.b[0].mapcurves, 1.0) << parts;
        EXPECT_NEAR(alignment.b[0].mapcurves, 1.0, 1e-12) << parts;
    }
}

TEST(Alignment, OfAFinerMapNestsOneWayAndIsWholeUnitsTheOther) {
    const shapes::Alignment alignment = align("ABBCDD", "PPPQQQ");
    EXPECT_EQ(alignment.completeness, 1.0);
    EXPECT_LT(*alignment.homogeneity, 1.0);
    EXPECT_EQ(alignment.map_a.units_split, 0);
    EXPECT_EQ(alignment.map_b.units_split, 2);
    EXPECT_EQ(alignment.map_b.in_minority_parts, 2.0);
    for (const shapes::UnitAlignment& unit : alignment.a)
        EXPECT_EQ(unit.fit, Fit::nests_in);
    for (const shapes::UnitAlignment& unit : alignment.b)
        EXPECT_EQ(unit.fit, Fit::whole_units_of);
}

TEST(Alignment, OfAStraddlingUnitHasItsPartsOnBothSides) {
    const shapes::Alignment alignment = align("AAAABBBB", "PPPQQQQQ");
    const shapes::UnitAlignment& a = alignment.a[0];
    EXPECT_EQ(a.fit, Fit::straddles);
    EXPECT_EQ(a.best, 0U);
    EXPECT_EQ(a.containment, 0.75);
    EXPECT_EQ(a.iou, 0.75);
    EXPECT_EQ(a.in_minority_parts, 1.0);
    EXPECT_DOUBLE_EQ(*a.effective_splits, 1.6);  // 1 / (9/16 + 1/16)
    EXPECT_DOUBLE_EQ(*a.sqrt_entropy, std::sqrt(0.75) + 0.5);
    EXPECT_DOUBLE_EQ(a.mapcurves, 0.75 * 1.0 + 0.25 * 0.2);
    EXPECT_EQ(alignment.a[1].fit, Fit::nests_in);
    EXPECT_EQ(alignment.pairs[1].share_of_a, 0.25);
    EXPECT_EQ(alignment.pairs[1].share_of_b, 0.2);
    EXPECT_EQ(alignment.pairs[1].iou, 1.0 / 8.0);
    EXPECT_DOUBLE_EQ(*alignment.map_b.lambda, (3.0 + 4.0 - 5.0) / (8.0 - 5.0));
    EXPECT_DOUBLE_EQ(*alignment.map_a.lambda, (3.0 + 4.0 - 4.0) / (8.0 - 4.0));
}

// Values from the documentation of scikit-learn's homogeneity_score, completeness_score and v_measure_score.
TEST(Alignment, HasTheVMeasureThatScikitLearnDocuments) {
    const shapes::Alignment finer = align("0011", "0012");
    EXPECT_DOUBLE_EQ(*finer.homogeneity, 1.0);
    EXPECT_DOUBLE_EQ(*finer.v_measure, 0.8);
    EXPECT_DOUBLE_EQ(*align("0012", "0011").v_measure, 0.8);
    EXPECT_NEAR(*align("0011", "0123").v_measure, 2.0 / 3.0, 1e-15);
    EXPECT_NEAR(*align("0011", "0101").v_measure, 0.0, 1e-15);
}

TEST(Alignment, WithAMapOfOneUnitIsDegenerateAsDocumented) {
    const shapes::Alignment alignment = align("AABB", "PPPP");
    EXPECT_EQ(alignment.completeness, 1.0);  // H(B) = 0
    EXPECT_EQ(alignment.homogeneity, 0.0);
    EXPECT_EQ(alignment.v_measure, 0.0);
    EXPECT_FALSE(alignment.map_b.lambda);
    EXPECT_FALSE(alignment.a[0].inhomogeneity);
    EXPECT_EQ(align("AA", "PP").v_measure, 1.0);
}

TEST(Alignment, CountsWhatIsOutsideTheOtherMapAgainstContainmentButNotAsASplit) {
    const shapes::Alignment alignment = align("AAAABC", "PPP-P-");
    EXPECT_EQ(alignment.a[0].containment, 0.75);
    EXPECT_EQ(alignment.a[0].outside, 1.0);
    EXPECT_EQ(alignment.a[0].fit, Fit::straddles);
    EXPECT_FALSE(alignment.a[0].is_split);
    EXPECT_EQ(alignment.a[2].fit, Fit::outside);
    EXPECT_EQ(alignment.a[2].best, shapes::no_unit);
    EXPECT_FALSE(alignment.a[2].containment);
    EXPECT_EQ(alignment.map_a.outside, 2.0);
}

TEST(Alignment, OfUnitsWithoutPeopleIsUndefined) {
    const shapes::Alignment alignment =
        shapes::align(shapes::cross_table(Codes{"A"}, Codes{"P"}, std::vector{0.0}), {});
    EXPECT_FALSE(alignment.v_measure);
    EXPECT_FALSE(alignment.pairs[0].share_of_a);
    EXPECT_FALSE(alignment.map_a.sqrt_entropy);
    EXPECT_EQ(alignment.a[0].fit, Fit::outside);
}

TEST(Alignment, ToleratesAShareElsewhere) {
    const std::string a = std::string(99, 'A') + std::string(101, 'B');
    const std::string b = std::string(100, 'P') + std::string(100, 'Q');
    EXPECT_EQ(align(a, b).a[1].fit, Fit::straddles);
    EXPECT_EQ(align(a, b).map_a.units_split, 1);
    EXPECT_EQ(align(a, b, 0.01).a[1].fit, Fit::coterminous);
    EXPECT_EQ(align(a, b, 0.01).map_a.units_split, 0);
}

TEST(Alignment, RefusesAToleranceThatIsNoShare) {
    EXPECT_THAT([] { (void)align("A", "P", 0.5); }, ThrowsMessage<geo::UsageError>(HasSubstr("tolerance")));
    EXPECT_THAT([] { (void)align("A", "P", std::nan("")); },
                ThrowsMessage<geo::UsageError>(HasSubstr("tolerance")));
}

TEST(Alignment, LeavesNoiseOutAndTotalsIt) {
    shapes::CrossTable table;
    table.measured = shapes::CrossAmount::area_m2;
    table.a_codes = {"A", "B"};
    table.b_codes = {"P", "Q"};
    table.cells = {{0, 0, 10.0, 0.0, 4.0}, {0, 1, 2.0, 2.0, 0.0}, {1, 1, 10.0, 0.0, 4.0}};
    const shapes::Alignment alignment = shapes::align(table, {});
    EXPECT_EQ(alignment.v_measure, 1.0);
    EXPECT_EQ(alignment.a[0].fit, Fit::coterminous);
    EXPECT_EQ(alignment.pairs[1].amount, 0.0);
    EXPECT_EQ(alignment.map_a.noise, 2.0);
    EXPECT_EQ(alignment.map_b.noise, 2.0);
}

TEST(Alignment, OfAnOverlayIsThatOfItsCellsAsCommonUnits) {
    const Codes a{"AAAB", "AABB"};
    const Codes b{"PPQQ", "PPQQ"};
    const shapes::Alignment ground = shapes::align(
        shapes::cross_table(support::overlay_of(a, b), support::draw(a).codes, support::draw(b).codes), {});
    const shapes::Alignment counted = align(a[0] + a[1], b[0] + b[1]);
    EXPECT_NEAR(*ground.v_measure, *counted.v_measure, 1e-12);
    EXPECT_NEAR(*ground.a[0].containment, 0.8, 1e-12);
    EXPECT_EQ(ground.a[0].fit, counted.a[0].fit);
}

/// Random labels of common units, some in none.
std::string random_map(std::mt19937& random, std::size_t common_units) {
    std::string map;
    for (std::size_t unit = 0; unit < common_units; ++unit)
        map += "ABCDE-"[random() % 6];
    map.front() = 'A';
    return map;
}

// Mutual information by its definition, over labels rather than over a table.
TEST(Alignment, OfRandomMapsAgreesWithTheDefinitionsOverLabels) {
    std::mt19937 random(20261126);
    for (int round = 0; round < 200; ++round) {
        const std::string a = random_map(random, 40);
        const std::string b = random_map(random, 40);
        std::map<std::pair<char, char>, double> joint;
        std::map<char, double> of_a;
        std::map<char, double> of_b;
        double n = 0.0;
        for (std::size_t unit = 0; unit < a.size(); ++unit) {
            if (a[unit] == '-' || b[unit] == '-') continue;
            ++joint[{a[unit], b[unit]}];
            ++of_a[a[unit]];
            ++of_b[b[unit]];
            ++n;
        }
        double information = 0.0;
        for (const auto& [pair, count] : joint)
            information += count / n * std::log(count * n / (of_a[pair.first] * of_b[pair.second]));
        double entropy_of_a = 0.0;
        for (const auto& [label, count] : of_a)
            entropy_of_a -= count / n * std::log(count / n);
        double told = 0.0;
        double greatest = 0.0;
        for (const auto& [label, count] : of_b) {
            double best = 0.0;
            for (const auto& [other, ignored] : of_a)
                best = std::max(best, joint[{other, label}]);
            told += best;
        }
        for (const auto& [label, count] : of_a)
            greatest = std::max(greatest, count);

        const shapes::Alignment alignment = align(a, b);
        EXPECT_NEAR(*alignment.homogeneity, information / entropy_of_a, 1e-12);
        EXPECT_NEAR(*alignment.map_a.lambda, (told - greatest) / (n - greatest), 1e-12);
    }
}

/// Labels of the common units of each map, counted by hand.
struct Labels {
    std::map<std::pair<char, char>, double> joint;
    std::map<char, double> whole_a;  ///< what lies outside the other map included
    std::map<char, double> whole_b;
    std::map<char, double> common_a;
    std::map<char, double> common_b;
    double n = 0.0;

    Labels(const std::string& a, const std::string& b) {
        for (std::size_t unit = 0; unit < a.size(); ++unit) {
            if (a[unit] != '-') ++whole_a[a[unit]];
            if (b[unit] != '-') ++whole_b[b[unit]];
            if (a[unit] == '-' || b[unit] == '-') continue;
            ++joint[{a[unit], b[unit]}];
            ++common_a[a[unit]];
            ++common_b[b[unit]];
            ++n;
        }
    }
};

// Every pair of labels is looked at, those without anything in common included.
TEST(Alignment, OfRandomMapsHasTheMapcurvesAndRootEntropiesOfABruteForceTwin) {
    std::mt19937 random(20261127);
    for (int round = 0; round < 200; ++round) {
        const std::string a = random_map(random, 40);
        const std::string b = random_map(random, 40);
        const Labels labels(a, b);
        double of_a = 0.0;
        double of_b = 0.0;
        double roots_a = 0.0;
        double roots_b = 0.0;
        double lambda_b = 0.0;
        double greatest_b = 0.0;
        for (const auto& [i, whole_i] : labels.whole_a) {
            double best = 0.0;
            for (const auto& [k, whole_k] : labels.whole_b) {
                const auto found = labels.joint.find({i, k});
                const double common = found == labels.joint.end() ? 0.0 : found->second;
                of_a += common * common / (whole_i * whole_k) / static_cast<double>(labels.whole_a.size());
                of_b += common * common / (whole_i * whole_k) / static_cast<double>(labels.whole_b.size());
                if (common == 0.0) continue;
                // n_i / n x sqrt(common / n_i), and likewise from the other side.
                roots_a += std::sqrt(common * labels.common_a.at(i)) / labels.n;
                roots_b += std::sqrt(common * labels.common_b.at(k)) / labels.n;
                best = std::max(best, common);
            }
            lambda_b += best;
        }
        for (const auto& [k, common] : labels.common_b)
            greatest_b = std::max(greatest_b, common);
        const shapes::Alignment alignment = align(a, b);
        EXPECT_NEAR(alignment.map_a.mapcurves, of_a, 1e-12);
        EXPECT_NEAR(alignment.map_b.mapcurves, of_b, 1e-12);
        EXPECT_NEAR(alignment.mapcurves, std::max(of_a, of_b), 1e-12);
        EXPECT_NEAR(*alignment.map_a.sqrt_entropy, roots_a, 1e-12);
        EXPECT_NEAR(*alignment.map_b.sqrt_entropy, roots_b, 1e-12);
        EXPECT_NEAR(*alignment.map_b.lambda, (lambda_b - greatest_b) / (labels.n - greatest_b), 1e-12);
    }
}

TEST(Alignment, OfRandomMapsTurnsAroundWithTheMaps) {
    std::mt19937 random(6);
    for (int round = 0; round < 200; ++round) {
        const std::string a = random_map(random, 30);
        const std::string b = random_map(random, 30);
        const shapes::Alignment one = align(a, b);
        const shapes::Alignment other = align(b, a);
        EXPECT_EQ(one.homogeneity, other.completeness);
        EXPECT_NEAR(*one.v_measure, *other.v_measure, 1e-15);
        EXPECT_EQ(one.map_a.lambda, other.map_b.lambda);
        EXPECT_EQ(one.map_a.units_split, other.map_b.units_split);
        EXPECT_EQ(one.map_b.in_minority_parts, other.map_a.in_minority_parts);
        EXPECT_EQ(one.mapcurves, other.mapcurves);
        EXPECT_GE(*one.map_a.sqrt_entropy, 1.0);
        EXPECT_LE(*one.v_measure, 1.0);
    }
}

}  // namespace
