// The search for the best plan, against every plan there is on countries of nine areas, and under constraints
// on larger ones drawn at random.
#include "shapes/best_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "shapes/area_clusters.hpp"
#include "shapes/flow_communities.hpp"
#include "shapes/impossible_limits.hpp"
#include "shapes/move_path.hpp"
#include "tests/shapes/squares.hpp"

namespace {

using shapes::BestPlan;
using shapes::FlowGraph;
using shapes::FootprintIndex;
using shapes::Neighbourhood;
using shapes::NodeFlow;
using shapes::PlanProblem;
using support::Squares;
using testing::ElementsAre;
using testing::HasSubstr;

/// A country with its flows, and the problem of its best plan.
struct Country {
    Squares squares;
    FlowGraph flows;
    Neighbourhood around;

    Country(const std::vector<std::string>& rows, const std::vector<NodeFlow>& node_flows,
            const std::vector<std::array<std::int32_t, 2>>& links = {})
        : squares(rows),
          flows(shapes::make_flow_graph(node_flows, squares.areas(), squares.footprints())),
          around(squares.neighbourhood(links)) {}

    [[nodiscard]] PlanProblem problem() const {
        PlanProblem problem{.flows = flows,
                            .neighbourhood = around,
                            .facts = squares.facts,
                            .given = squares.footprint_of,
                            .limits = {},
                            .footprints = squares.footprints(),
                            .keeps_area = {},
                            .keeps_footprint = {}};
        problem.keeps_area.assign(squares.areas(), 0);
        problem.keeps_footprint.assign(squares.footprints(), 0);
        return problem;
    }
    [[nodiscard]] int pieces(std::span<const FootprintIndex> footprint_of, std::size_t footprints) const {
        const auto found = shapes::find_articulations(around, footprint_of, footprints);
        return std::accumulate(found.pieces.begin(), found.pieces.end(), 0);
    }
};

shapes::SearchEffort small_effort(std::uint64_t seed = 1) {
    return {.seed = seed, .restarts = 3, .sweeps = 200, .stop = {}};
}

std::vector<NodeFlow> random_flows(std::mt19937& random, std::size_t nodes, int flows) {
    std::vector<NodeFlow> result;
    const auto below = [&](std::size_t n) { return static_cast<std::int32_t>(random() % n); };
    for (int i = 0; i < flows; ++i)
        result.push_back({below(nodes), below(nodes), 1.0 * below(100)});
    return result;
}

std::string letters(std::span<const FootprintIndex> footprint_of) {
    std::string text;
    for (const FootprintIndex f : footprint_of)
        text += f < 0 ? '.' : static_cast<char>('A' + f);
    return text;
}

TEST(FindBestPlan, PutsAStrayAreaWhereItsPatientsGo) {
    // The middle area of the row is in A, and its patients go to B.
    const Country country({"AAAB"}, {{0, 0, 50}, {1, 0, 50}, {2, 3, 50}, {3, 3, 50}});
    const BestPlan best = shapes::find_best_plan(country.problem(), small_effort());
    EXPECT_EQ(letters(best.footprint_of), "AABB");
    EXPECT_GT(best.value, best.given_value);
    EXPECT_EQ(best.starts.front().from, "given");
}

TEST(FindBestPlan, KeepsWhatIsPinned) {
    const Country country({"AAAB"}, {{0, 0, 50}, {1, 0, 50}, {2, 3, 50}, {3, 3, 50}});
    PlanProblem problem = country.problem();
    problem.keeps_area[0] = problem.keeps_area[2] = 1;
    EXPECT_EQ(letters(shapes::find_best_plan(problem, small_effort()).footprint_of), "AAAB");
    problem.keeps_area[0] = problem.keeps_area[2] = 0;
    problem.keeps_footprint[1] = 1;
    EXPECT_EQ(letters(shapes::find_best_plan(problem, small_effort()).footprint_of), "AAAB");
}

TEST(FindBestPlan, SwapsWhereAMoveAloneWouldBreakALimit) {
    // Areas 1 and 4 each send their patients across; two footprints of exactly three areas.
    // 0 1 2
    // 3 4 5
    const Country country({"AAA", "BBB"},
                          {{0, 0, 50}, {1, 1, 50}, {3, 0, 50}, {4, 1, 50}, {2, 5, 90}, {5, 5, 50}});
    PlanProblem problem = country.problem();
    problem.limits.fewest_members = problem.limits.most_members = 3;
    const BestPlan best = shapes::find_best_plan(problem, small_effort());
    EXPECT_FALSE(best.excess.any());
    EXPECT_GE(best.value, best.given_value);
}

TEST(FindBestPlan, MergesWhenTheNumberIsFree) {
    // Two footprints that are one by their flows, and a third.
    const Country country({"ABCC"}, {{0, 1, 50}, {1, 0, 50}, {2, 3, 50}, {3, 2, 50}});
    PlanProblem problem = country.problem();
    problem.footprints.reset();
    const BestPlan best = shapes::find_best_plan(problem, small_effort());
    EXPECT_EQ(best.alive, 2U);
    EXPECT_EQ(best.footprint_of[0], best.footprint_of[1]);
}

TEST(FindBestPlan, MovesTheSitesOfAFootprintThatIsGone) {
    // Sites are known by footprint: nodes 3, 4, 5 are those of A, B and C.
    const Country country({"ABC"}, {{0, 3, 50}, {0, 4, 40}, {1, 3, 60}, {1, 4, 30}, {2, 5, 90}});
    PlanProblem problem = country.problem();
    problem.footprints = 2;
    const BestPlan best = shapes::find_best_plan(problem, small_effort());
    EXPECT_EQ(best.alive, 2U);
    EXPECT_EQ(best.footprint_of[0], best.footprint_of[1]);
    const FootprintIndex gone = best.footprint_of[0] == 0 ? 1 : 0;
    EXPECT_EQ(best.home[static_cast<std::size_t>(gone)], best.footprint_of[0]);
    EXPECT_NEAR(best.value, 1.0 - (180.0 / 270) * (180.0 / 270) - (90.0 / 270) * (90.0 / 270), 1e-12);
}

TEST(FindBestPlan, MendsAPlanInPieces) {
    const Country country({"AABAB"}, {{0, 0, 10}, {3, 3, 10}});
    const BestPlan best = shapes::find_best_plan(country.problem(), small_effort());
    EXPECT_EQ(best.stranded, 0U);
    EXPECT_EQ(country.pieces(best.footprint_of, best.footprints), 2);
}

TEST(FindBestPlan, LeavesAnIslandWhereItWasAndSaysSo) {
    const Country country({"AAB.A"}, {{0, 0, 10}, {2, 2, 10}, {4, 2, 10}});
    const BestPlan best = shapes::find_best_plan(country.problem(), small_effort());
    EXPECT_EQ(best.footprint_of[4], 0);
    EXPECT_EQ(best.stranded, 1U);
}

TEST(FindBestPlan, KeepsTheNamesThatMostPeopleHave) {
    // Communities have no names; nobody need move here.
    const Country country({"ABCD"}, {{0, 0, 9}, {1, 1, 9}, {2, 2, 9}, {3, 3, 9}});
    EXPECT_EQ(letters(shapes::find_best_plan(country.problem(), small_effort()).footprint_of), "ABCD");
}

TEST(FindBestPlan, IsTheSameForASeed) {
    std::mt19937 random(7);
    const Country country({"AAABBB", "AAABBB", "CCCDDD", "CCCDDD"}, random_flows(random, 24, 300));
    const BestPlan once = shapes::find_best_plan(country.problem(), small_effort(3));
    const BestPlan again = shapes::find_best_plan(country.problem(), small_effort(3));
    EXPECT_EQ(once.footprint_of, again.footprint_of);
    EXPECT_EQ(once.evaluations, again.evaluations);
}

TEST(FindBestPlan, GivesTheBestSoFarWhenItIsStopped) {
    std::mt19937 random(7);
    const Country country({"AAABBB", "AAABBB", "CCCDDD", "CCCDDD"}, random_flows(random, 24, 300));
    shapes::SearchEffort effort = small_effort();
    effort.stop = [] { return true; };
    const BestPlan best = shapes::find_best_plan(country.problem(), effort);
    EXPECT_TRUE(best.is_stopped);
    EXPECT_GE(best.value, best.given_value);
    EXPECT_EQ(best.footprint_of.size(), 24U);
}

TEST(FindBestPlan, MakesMoreFootprintsThanWereGiven) {
    std::mt19937 random(11);
    const Country country({"AAABBB", "AAABBB"}, random_flows(random, 12, 100));
    PlanProblem problem = country.problem();
    problem.footprints = 4;
    const BestPlan best = shapes::find_best_plan(problem, small_effort());
    EXPECT_EQ(best.alive, 4U);
    EXPECT_EQ(country.pieces(best.footprint_of, best.footprints), 4);
}

class TinyCountries : public testing::TestWithParam<unsigned> {};

/// Every plan of nine areas in three footprints in one piece each that keeps the limits.
TEST_P(TinyCountries, AreSolvedAsByTryingEveryPlan) {
    std::mt19937 random(GetParam());
    const bool has_fixed_sites = GetParam() % 2 == 0;
    const std::size_t nodes = has_fixed_sites ? 12 : 9;
    Country country({"AAB", "ACB", "CCB"}, random_flows(random, nodes, 40));
    for (shapes::AreaFacts& facts : country.squares.facts)
        facts.population = static_cast<double>(50 + random() % 100);
    PlanProblem problem = country.problem();
    if (GetParam() % 3 == 0) {
        problem.limits.least_population = 150;
        problem.limits.greatest_population = 500;
    }
    const BestPlan best = shapes::find_best_plan(problem, small_effort(GetParam()));

    std::optional<double> greatest;
    std::vector<FootprintIndex> plan(9);
    for (int code = 0; code < 19683; ++code) {
        int rest = code;
        std::vector<double> people(3, 0.0);
        for (std::size_t area = 0; area < 9; ++area, rest /= 3) {
            plan[area] = rest % 3;
            people[static_cast<std::size_t>(plan[area])] += country.squares.facts[area].population;
        }
        const bool is_legal = std::ranges::all_of(people, [&](double p) {
            return p > 0.0 && p >= problem.limits.least_population.value_or(0) &&
                   p <= problem.limits.greatest_population.value_or(1e9);
        });
        if (!is_legal || country.pieces(plan, 3) != 3) continue;
        const double value = shapes::plan_modularity(country.flows, plan, 1.0);
        if (!greatest || value > *greatest) greatest = value;
    }
    ASSERT_TRUE(greatest.has_value());
    EXPECT_FALSE(best.excess.any());
    EXPECT_NEAR(best.value, *greatest, 1e-12);
}
INSTANTIATE_TEST_SUITE_P(Seeds, TinyCountries, testing::Range(1U, 25U));

class LargerCountries : public testing::TestWithParam<unsigned> {};

TEST_P(LargerCountries, KeepEveryConstraint) {
    std::mt19937 random(GetParam());
    Country country({"AAAABBBB", "AAAABBBB", "AACCCCBB", "DDCCCCEE", "DDDDEEEE", "DDDDEEEE"},
                    random_flows(random, 48 + 5, 900));
    for (shapes::AreaFacts& facts : country.squares.facts)
        facts.population = static_cast<double>(80 + random() % 40);
    PlanProblem problem = country.problem();
    problem.limits.least_population = 500;
    problem.limits.greatest_population = 1300;
    for (int i = 0; i < 4; ++i)
        problem.keeps_area[random() % 48] = 1;
    if (GetParam() % 2 == 0) problem.keeps_footprint[2] = 1;
    if (GetParam() % 3 == 0) problem.footprints.reset();
    const BestPlan best = shapes::find_best_plan(problem, small_effort(GetParam()));

    EXPECT_EQ(best.stranded, 0U);
    EXPECT_EQ(country.pieces(best.footprint_of, best.footprints), static_cast<int>(best.alive));
    if (problem.footprints) {
        EXPECT_EQ(best.alive, 5U);
    }
    std::map<FootprintIndex, double> people;
    for (std::size_t area = 0; area < 48; ++area) {
        people[best.footprint_of[area]] += country.squares.facts[area].population;
        const FootprintIndex given = country.squares.footprint_of[area];
        if (problem.keeps_area[area] != 0) {
            EXPECT_EQ(best.footprint_of[area], given);
        }
        if (problem.keeps_footprint[2] != 0) {
            EXPECT_EQ(best.footprint_of[area] == 2, given == 2);
        }
    }
    for (const auto& [footprint, of] : people) {
        EXPECT_GE(of, 500.0) << footprint;
        EXPECT_LE(of, 1300.0) << footprint;
    }
    EXPECT_GE(best.value, best.given_value);
    const FlowGraph flows = shapes::rehouse_sites(country.flows, best.home, best.footprints);
    EXPECT_NEAR(best.value, shapes::plan_modularity(flows, best.footprint_of, 1.0), 1e-12);

    // The way there is legal at every step and gains what it says.
    if (best.footprints != country.flows.footprints || best.alive != best.footprints) return;
    shapes::MovablePlan plan(country.flows, country.around, country.squares.facts,
                             country.squares.footprint_of);
    const auto path = shapes::find_path(plan, best.footprint_of, problem.limits, 1.0);
    std::vector<FootprintIndex> at = country.squares.footprint_of;
    double value = best.given_value;
    for (const shapes::PathStep& step : path.steps) {
        at[static_cast<std::size_t>(step.effect.area)] = step.effect.to;
        EXPECT_EQ(country.pieces(at, 5), 5);
        const double now = shapes::plan_modularity(country.flows, at, 1.0);
        EXPECT_NEAR(step.gain, now - value, 1e-12);
        value = now;
    }
    EXPECT_NEAR(path.steps.empty() ? 0.0 : path.steps.back().cumulated_gain, value - best.given_value, 1e-12);
    if (path.left == 0) {
        EXPECT_EQ(at, best.footprint_of);
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, LargerCountries, testing::Range(1U, 13U));

TEST(FlowCommunities, AreThePairsThatExchangePatients) {
    const std::vector<NodeFlow> flows{{0, 1, 50}, {1, 0, 20}, {2, 3, 50}, {1, 2, 1}};
    const auto community = shapes::flow_communities(5, flows, 1.0, 1);
    EXPECT_EQ(community[0], community[1]);
    EXPECT_EQ(community[2], community[3]);
    EXPECT_NE(community[0], community[2]);
    EXPECT_EQ(std::set<std::int32_t>(community.begin(), community.end()).size(), 3U);
    EXPECT_EQ(community, shapes::flow_communities(5, flows, 1.0, 1));
}

TEST(FlowCommunities, WithoutFlowsAreSingleNodes) {
    EXPECT_THAT(shapes::flow_communities(3, {}, 1.0, 1), ElementsAre(0, 1, 2));
}

class ImpossibleLimits : public testing::Test {
protected:
    [[nodiscard]] std::string found(const PlanProblem& of) const {
        const auto groups = shapes::each_alone(of.given.size());
        std::vector<std::string> areas;
        for (std::size_t area = 0; area < of.given.size(); ++area)
            areas.push_back("a" + std::to_string(area));
        const auto limit =
            shapes::find_impossible_limit(of, groups, areas, std::vector<std::string>{"A", "B"});
        return limit ? limit->option + ": " + limit->what + "; " + limit->remedy : "";
    }
    Country country{{"AABB"}, {}};  // 100 people an area
    PlanProblem problem = country.problem();
};

TEST_F(ImpossibleLimits, NoneWhereLimitsCanBeMet) {
    problem.limits.least_population = 200;
    problem.limits.greatest_population = 200;
    EXPECT_EQ(found(problem), "");
}

TEST_F(ImpossibleLimits, MoreFootprintsThanAreas) {
    problem.footprints = 6;
    EXPECT_THAT(found(problem),
                HasSubstr("--footprints: asks for 6 footprints, and there are 4 areas to make "
                          "them of, 2 too few"));
}

TEST_F(ImpossibleLimits, TooFewPeopleForSoManyFootprints) {
    problem.limits.least_population = 250;
    EXPECT_THAT(found(problem),
                HasSubstr("--least-population: 2 footprints of at least 250 people need 500, and "
                          "the areas have 400: 100 too few"));
}

TEST_F(ImpossibleLimits, TooManyPeopleForSoFewFootprints) {
    problem.limits.greatest_population = 150;
    EXPECT_THAT(found(problem),
                HasSubstr("--greatest-population: 2 footprints of at most 150 people hold 300, "
                          "and the areas have 400: 100 too many"));
}

TEST_F(ImpossibleLimits, MembersThatDoNotGoIn) {
    problem.limits.most_members = 1;
    EXPECT_THAT(found(problem),
                HasSubstr("2 footprints of at most 1 areas hold 2, and there are 4: 2 too many"));
    problem.limits = {};
    problem.limits.fewest_members = 3;
    EXPECT_THAT(found(problem),
                HasSubstr("2 footprints of at least 3 areas need 6, and there are 4: 2 too few"));
}

TEST_F(ImpossibleLimits, AnAreaAboveTheGreatestByItself) {
    country.squares.facts[2].population = 450;
    problem.limits.greatest_population = 400;
    EXPECT_THAT(found(problem),
                HasSubstr("area a2 alone has 450 people, 50 above the greatest population of 400"));
}

TEST_F(ImpossibleLimits, AreasThatHangTogetherWithNoOtherAndAreTooFew) {
    Country island({"AAB.B"}, {});
    PlanProblem apart = island.problem();
    apart.limits.least_population = 120;
    EXPECT_THAT(found(apart),
                HasSubstr("a4 hang together with no other area and have 100 people, 20 below the "
                          "least population of 120; join them to others with --links"));
    apart.limits.contiguity = false;
    EXPECT_EQ(found(apart), "");
    Country linked({"AAB.B"}, {}, {{2, 4}});
    PlanProblem joined = linked.problem();
    joined.limits.least_population = 120;
    EXPECT_EQ(found(joined), "");
}

TEST_F(ImpossibleLimits, PinsInMoreFootprintsThanThereMayBe) {
    problem.footprints = 1;
    problem.keeps_area[0] = problem.keeps_area[3] = 1;
    EXPECT_THAT(found(problem),
                HasSubstr("--pin: keeps areas in 2 footprints, and there may be 1: 1 too many"));
}

TEST_F(ImpossibleLimits, PinsThatKeepAFootprintOutsideTheBounds) {
    problem.limits.greatest_population = 250;
    country.squares.facts[0].population = 180;
    country.squares.facts[3].population = 40;
    problem.keeps_area[0] = problem.keeps_area[1] = 1;
    EXPECT_THAT(found(problem), HasSubstr("--pin: keeps 280 people in footprint A, 30 above the greatest"));
    problem.keeps_area[0] = problem.keeps_area[1] = 0;
    problem.limits = {};
    problem.limits.least_population = 150;
    problem.keeps_footprint[1] = 1;
    EXPECT_THAT(found(problem),
                HasSubstr("--pin: keeps 140 people in footprint B, 10 below the least population "
                          "of 150, and nobody may join it"));
}

TEST(FindPath, GoesBestFirstAndSaysWhatIsLeft) {
    const Country country({"AAAB"}, {{0, 0, 50}, {1, 3, 20}, {2, 3, 50}, {3, 3, 50}});
    shapes::MovablePlan plan(country.flows, country.around, country.squares.facts,
                             country.squares.footprint_of);
    const auto path = shapes::find_path(plan, std::vector<FootprintIndex>{0, 1, 1, 1}, {}, 1.0);
    ASSERT_EQ(path.steps.size(), 2U);
    EXPECT_EQ(path.steps[0].effect.area, 2);
    EXPECT_EQ(path.steps[1].effect.area, 1);
    EXPECT_EQ(path.left, 0U);
    shapes::MovablePlan other(country.flows, country.around, country.squares.facts,
                              country.squares.footprint_of);
    EXPECT_EQ(shapes::find_path(other, std::vector<FootprintIndex>{1, 0, 0, 0}, {}, 1.0).left, 2U);
}

}  // namespace
