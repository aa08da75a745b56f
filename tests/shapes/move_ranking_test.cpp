// The order of moves, and what each does by every measure, against the plan reckoned anew after the move.
#include "shapes/move_ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "shapes/best_plan.hpp"
#include "tests/shapes/squares.hpp"

namespace {

using shapes::FlowGraph;
using shapes::FootprintIndex;
using shapes::FootprintSums;
using shapes::MovablePlan;
using shapes::MoveMeasure;
using shapes::Neighbourhood;
using shapes::NodeFlow;
using shapes::Ranking;
using support::Squares;
using testing::ElementsAre;

struct Ranked {
    Squares squares;
    FlowGraph flows;
    Neighbourhood around;
    MovablePlan plan;
    shapes::MoveList list;

    Ranked(const std::vector<std::string>& rows, const std::vector<NodeFlow>& node_flows)
        : squares(rows),
          flows(shapes::make_flow_graph(node_flows, squares.areas(), squares.footprints())),
          around(squares.neighbourhood()),
          plan(flows, around, squares.facts, squares.footprint_of),
          list(shapes::legal_moves(plan, {}, 1.0)) {}

    [[nodiscard]] Ranking by(const std::vector<shapes::MeasureWeight>& measures) const {
        return shapes::rank_moves(plan, list.legal, measures, {});
    }
};

std::vector<std::string> text(const Ranking& ranking) {
    std::vector<std::string> result;
    for (const shapes::RankedMove& of : ranking.moves)
        result.push_back(std::to_string(of.move.effect.area) + ">" +
                         static_cast<char>('A' + of.move.effect.to));
    return result;
}

TEST(RankMoves, PutsTheGreatestGainFirst) {
    // Area 1 sends its patients to B, area 2 keeps its own.
    const Ranked ranked({"AABB"}, {{0, 0, 50}, {1, 3, 50}, {2, 2, 50}, {3, 3, 50}});
    const Ranking ranking = ranked.by({{MoveMeasure::modularity, 1.0}});
    EXPECT_THAT(text(ranking), ElementsAre("1>B", "2>A"));
    EXPECT_GT(*ranking.moves[0].score, 0.0);
    EXPECT_LT(*ranking.moves[1].score, *ranking.moves[0].score);
    EXPECT_TRUE(ranking.ties.empty());
}

TEST(RankMoves, NamesTiesInTheOrderOfAreas) {
    const Ranked ranked({"AABB"}, {{0, 0, 50}, {1, 1, 50}, {2, 2, 50}, {3, 3, 50}});
    const Ranking ranking = ranked.by({{MoveMeasure::modularity, 1.0}});
    EXPECT_THAT(text(ranking), ElementsAre("1>B", "2>A"));
    EXPECT_THAT(ranking.ties, ElementsAre(ElementsAre(0, 1)));
}

TEST(RankMoves, WeighsMeasuresByTheirGreatestValue) {
    const Ranked ranked({"AABB"}, {{0, 0, 50}, {1, 3, 50}, {2, 2, 50}, {3, 3, 50}});
    const Ranking ranking = ranked.by({{MoveMeasure::inside, 1.0}, {MoveMeasure::modularity, 2.0}});
    EXPECT_EQ(ranking.scales[0], 50.0);
    EXPECT_NEAR(*ranking.moves[0].score, 1.0 + 2.0 * ranking.moves[0].move.gain / ranking.scales[1], 1e-15);
}

TEST(RankMoves, PutsUndefinedScoresLast) {
    // Nobody lives in A before area 2 joins it, so that its validity is undefined.
    const Ranked ranked({"AABB"}, {{2, 2, 50}, {3, 3, 50}});
    const Ranking ranking = ranked.by({{MoveMeasure::validity, 1.0}});
    EXPECT_EQ(ranking.moves.back().score, std::nullopt);
}

class MoveMeasures : public testing::TestWithParam<unsigned> {};

/// Sums of each footprint, added up from the flows and the squares; moves_test.cpp checks these by other
/// means.
std::vector<FootprintSums> reckon(const Ranked& of, const std::vector<FootprintIndex>& footprint_of) {
    const MovablePlan anew(of.flows, of.around, of.squares.facts, footprint_of);
    std::vector<FootprintSums> sums;
    for (std::size_t f = 0; f < of.flows.footprints; ++f)
        sums.push_back(anew.sums(static_cast<FootprintIndex>(f)));
    return sums;
}

TEST_P(MoveMeasures, AreDifferencesOfThePlanReckonedAnew) {
    std::mt19937 random(GetParam());
    const auto below = [&](std::size_t n) { return static_cast<std::int32_t>(random() % n); };
    std::vector<NodeFlow> flows;
    for (int i = 0; i < 200; ++i)
        flows.push_back({below(20), below(20), 1.0 + below(100)});
    const Ranked ranked({"AAABB", "AACBB", "ACCCB", "CCCCB"}, flows);
    const shapes::PlanSums sums = shapes::plan_sums(ranked.plan, 1.0);
    const auto before = reckon(ranked, ranked.squares.footprint_of);
    ASSERT_FALSE(ranked.list.legal.empty());
    for (const shapes::Move& move : ranked.list.legal) {
        std::vector<FootprintIndex> moved = ranked.squares.footprint_of;
        moved[static_cast<std::size_t>(move.effect.area)] = move.effect.to;
        const auto after = reckon(ranked, moved);
        const auto better = [&](MoveMeasure measure) {
            return *shapes::betterment(measure, ranked.plan, sums, move, {});
        };
        const auto total = [](const std::vector<FootprintSums>& all, double FootprintSums::*part) {
            double sum = 0.0;
            for (const FootprintSums& of : all)
                sum += of.*part;
            return sum;
        };
        const auto plan_ratio = [&](const std::vector<FootprintSums>& all, double FootprintSums::*whole) {
            return total(all, &FootprintSums::local) / total(all, whole);
        };
        EXPECT_NEAR(better(MoveMeasure::modularity),
                    shapes::plan_modularity(ranked.flows, moved, 1.0) -
                        shapes::plan_modularity(ranked.flows, ranked.squares.footprint_of, 1.0),
                    1e-12);
        EXPECT_NEAR(
            better(MoveMeasure::li),
            plan_ratio(after, &FootprintSums::resident) - plan_ratio(before, &FootprintSums::resident),
            1e-12);
        EXPECT_NEAR(better(MoveMeasure::lofi),
                    plan_ratio(after, &FootprintSums::treated) - plan_ratio(before, &FootprintSums::treated),
                    1e-12);
        EXPECT_NEAR(better(MoveMeasure::inside),
                    total(after, &FootprintSums::local) - total(before, &FootprintSums::local), 1e-9);
        const auto from = static_cast<std::size_t>(move.effect.from);
        const auto to = static_cast<std::size_t>(move.effect.to);
        const auto lesser_validity = [&](const std::vector<FootprintSums>& all) {
            double least = 1e9;
            for (const std::size_t f : {from, to})
                least = std::min(
                    least, shapes::x_equation_validity(
                               all[f].resident,
                               std::min(all[f].local / all[f].resident, all[f].local / all[f].treated), {}));
            return least;
        };
        EXPECT_NEAR(better(MoveMeasure::validity), lesser_validity(after) - lesser_validity(before), 1e-12);
        const double ideal = 2000.0 / 3;
        const auto distance = [&](const std::vector<FootprintSums>& all) {
            return std::abs(all[from].population - ideal) + std::abs(all[to].population - ideal);
        };
        EXPECT_NEAR(better(MoveMeasure::population), (distance(before) - distance(after)) / ideal, 1e-12);
        const auto compactness = [&](const std::vector<FootprintSums>& all) {
            double sum = 0.0;
            for (const std::size_t f : {from, to})
                sum += 4 * std::numbers::pi * all[f].area_m2 / (all[f].perimeter_m * all[f].perimeter_m);
            return sum / 2;
        };
        EXPECT_NEAR(better(MoveMeasure::compactness), compactness(after) - compactness(before), 1e-12);
        int cut = 0;
        for (const geo::Border& border : ranked.squares.borders) {
            const auto is_cut = [&](const std::vector<FootprintIndex>& plan) {
                return plan[static_cast<std::size_t>(border.a)] != plan[static_cast<std::size_t>(border.b)];
            };
            cut += static_cast<int>(is_cut(ranked.squares.footprint_of)) - static_cast<int>(is_cut(moved));
        }
        EXPECT_EQ(better(MoveMeasure::cut_edges), cut);
        EXPECT_EQ(better(MoveMeasure::border), cut);
        EXPECT_EQ(better(MoveMeasure::pieces), 0.0);
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, MoveMeasures, testing::Range(1U, 11U));

}  // namespace
