#include "shapes/misfits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "table_of.hpp"

namespace {

using shapes::AreaFit;
using shapes::AreaFlow;
using shapes::outside_place;
using shapes::Preference;
using shapes::unknown_place;
using testing::ElementsAre;
using testing::IsEmpty;

/// Areas 0 and 1 in A (footprint 0), 2 in B, 3 in C, 4 in no footprint.
shapes::Plan drawn_plan() {
    shapes::Plan plan;
    plan.codes = plan.names = {"A", "B", "C"};
    plan.footprint_of = {0, 0, 1, 2, shapes::no_footprint};
    return plan;
}

TEST(Misfits, AreAreasWhosePluralityGoesToAnotherFootprint) {
    const std::vector<AreaFlow> flows{
        {0, 0, 30, 0}, {0, 1, 40, 0}, {0, 2, 30, 0}, {1, 0, 50, 0}, {1, 1, 49, 0}};
    const auto found = shapes::find_misfits(flows, drawn_plan(), {}, Preference::open);
    ASSERT_EQ(found.areas.size(), 1U);
    const auto& misfit = found.areas[0];
    EXPECT_EQ(misfit.area, 0);
    EXPECT_EQ(misfit.own, 0);
    EXPECT_EQ(misfit.fit, AreaFit::misfit);
    EXPECT_THAT(misfit.best, ElementsAre(1));
    EXPECT_EQ(misfit.own_patients, 30.0);
    EXPECT_EQ(misfit.best_patients, 40.0);
    EXPECT_DOUBLE_EQ(misfit.own_share, 0.3);
    EXPECT_DOUBLE_EQ(misfit.best_share, 0.4);
    EXPECT_TRUE(misfit.is_certain);
    EXPECT_EQ(found.judged, 2U);
    EXPECT_EQ(found.without_patients, 2U);  // areas 2 and 3; area 4 is in no footprint
}

TEST(Misfits, ATieStaysAndIsNamed) {
    const std::vector<AreaFlow> flows{{0, 0, 40, 0}, {0, 1, 40, 0}, {1, 1, 20, 0}, {1, 2, 20, 0}};
    const auto found = shapes::find_misfits(flows, drawn_plan(), {}, Preference::open);
    ASSERT_EQ(found.areas.size(), 2U);
    EXPECT_EQ(found.areas[0].fit, AreaFit::tied);
    EXPECT_THAT(found.areas[0].best, ElementsAre(0, 1));
    EXPECT_EQ(found.areas[1].fit, AreaFit::misfit);
    EXPECT_THAT(found.areas[1].best, ElementsAre(1, 2));
    EXPECT_EQ(found.areas[1].own_patients, 0.0);
}

TEST(Misfits, OutsideIsAPlaceInTheOpenCountAndAnUnknownSiteIsNone) {
    const std::vector<AreaFlow> flows{{0, unknown_place, 90, 0}, {0, outside_place, 40, 0}, {0, 0, 30, 0}};
    const auto open = shapes::find_misfits(flows, drawn_plan(), {}, Preference::open);
    ASSERT_EQ(open.areas.size(), 1U);
    EXPECT_THAT(open.areas[0].best, ElementsAre(outside_place));
    EXPECT_DOUBLE_EQ(open.areas[0].best_share, 40.0 / 160);  // unknown sites stay in the denominator
    const auto closed = shapes::find_misfits(flows, drawn_plan(), {}, Preference::closed);
    EXPECT_THAT(closed.areas, IsEmpty());
    EXPECT_EQ(closed.judged, 1U);
}

TEST(Misfits, AreNotJudgedWithoutPatients) {
    const std::vector<AreaFlow> flows{{0, unknown_place, 9, 0}, {1, 0, 0, 0}, {4, 0, 9, 0}, {-1, 0, 5, 0}};
    const auto found = shapes::find_misfits(flows, drawn_plan(), {}, Preference::open);
    EXPECT_EQ(found.judged, 0U);
    EXPECT_EQ(found.without_patients, 4U);
}

// The plurality of M in the demonstration data of HSAr (Haynes 2020) is tied: 8 go to C, 2 to J and 6 to O,
// which are one service area.
TEST(Misfits, NameTheTieInTheDemonstrationOfHsar) {
    const std::vector<AreaFlow> flows{{0, 0, 8, 0}, {0, 1, 8, 0}, {0, 2, 4, 0}};
    const auto found = shapes::find_misfits(flows, drawn_plan(), {}, Preference::open);
    ASSERT_EQ(found.areas.size(), 1U);
    EXPECT_EQ(found.areas[0].fit, AreaFit::tied);
}

TEST(Misfits, AreCertainExactlyWhenEveryFillingOfSuppressedCellsAgrees) {
    const shapes::SuppressedRow row{1.0, 5.0};
    const shapes::Plan plan = drawn_plan();
    for (unsigned seed = 1; seed <= 200; ++seed) {
        std::mt19937 random(seed);
        std::vector<AreaFlow> flows;
        for (int to = -2; to < 3; ++to) {
            if (random() % 4 != 0)
                flows.push_back({0, to, static_cast<double>(random() % 12), random() % 2 == 0 ? 1.0 : 0.0});
        }
        if (flows.empty()) continue;
        for (const Preference preference : {Preference::open, Preference::closed}) {
            std::map<bool, int> verdicts;  // is a misfit: in how many fillings
            std::vector<AreaFlow> filled = flows;
            const std::function<void(std::size_t)> fill = [&](std::size_t at) {
                if (at == flows.size()) {
                    std::map<int, double> to;
                    for (const AreaFlow& flow : filled)
                        to[flow.to] = flow.patients;
                    double other = std::max(to[1], to[2]);
                    if (preference == Preference::open) other = std::max(other, to[outside_place]);
                    ++verdicts[other > to[0]];
                    return;
                }
                filled[at].suppressed = 0.0;
                if (flows[at].suppressed == 0.0) {
                    fill(at + 1);
                    return;
                }
                for (double value = row.low; value <= row.high; value += 1.0) {
                    filled[at].patients = flows[at].patients + value;
                    fill(at + 1);
                }
            };
            fill(0);
            const auto found = shapes::find_misfits(flows, plan, row, preference);
            if (found.judged == 0) continue;
            const bool agree = verdicts.size() == 1;
            if (found.areas.empty()) {
                EXPECT_TRUE(agree && verdicts.contains(false)) << seed;
            } else {
                EXPECT_EQ(found.areas[0].is_certain, agree) << seed;
                if (agree) {
                    EXPECT_EQ(found.areas[0].fit == AreaFit::misfit, verdicts.contains(true)) << seed;
                }
            }
        }
    }
}

}  // namespace
