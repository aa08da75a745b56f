#include "shapes/moves.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "shapes/flow_measures.hpp"
#include "tests/shapes/squares.hpp"

namespace {

using shapes::FlowGraph;
using shapes::FootprintIndex;
using shapes::MovablePlan;
using shapes::Move;
using shapes::MoveRules;
using shapes::Neighbourhood;
using shapes::Refusal;
using support::Squares;
using testing::ElementsAre;

TEST(Neighbourhood, HasBordersAndLinksOnce) {
    const Squares squares({"AAB"});
    const Neighbourhood around = squares.neighbourhood({{0, 2}, {0, 1}});
    EXPECT_THAT(around.start, ElementsAre(0, 2, 4, 6));
    EXPECT_THAT(around.area, ElementsAre(1, 2, 0, 2, 0, 1));
    EXPECT_THAT(around.border_m, ElementsAre(1, 0, 1, 1, 0, 1));
}

TEST(Articulations, AreTheAreasThatHoldAFootprintTogether) {
    // 0 1 2 3    A hangs together over 1; B is in two pieces, one of them a single area.
    // 4 5 6 7
    const Squares squares({"AABB", "BAAA"});
    const auto pieces =
        shapes::find_articulations(squares.neighbourhood(), squares.footprint_of, squares.footprints());
    EXPECT_THAT(pieces.pieces, ElementsAre(1, 2));
    EXPECT_THAT(pieces.pieces_without, ElementsAre(1, 2, 1, 1, 0, 2, 2, 1));
    EXPECT_EQ(pieces.piece_of[2], pieces.piece_of[3]);
    EXPECT_NE(pieces.piece_of[2], pieces.piece_of[4]);
}

TEST(Articulations, CountNamedLinks) {
    const Squares squares({"ABA"});
    const auto apart = shapes::find_articulations(squares.neighbourhood(), squares.footprint_of, 2);
    EXPECT_EQ(apart.pieces[0], 2);
    const auto linked = shapes::find_articulations(squares.neighbourhood({{0, 2}}), squares.footprint_of, 2);
    EXPECT_EQ(linked.pieces[0], 1);
}

FlowGraph no_flows(const Squares& squares) {
    return shapes::make_flow_graph({}, squares.areas(), squares.footprints());
}

/// Moves as "area>footprint" with the footprint's letter.
std::vector<std::string> legal(const Squares& squares, const MoveRules& rules,
                               const std::vector<std::array<std::int32_t, 2>>& links = {}) {
    const FlowGraph flows = no_flows(squares);
    const Neighbourhood around = squares.neighbourhood(links);
    MovablePlan plan(flows, around, squares.facts, squares.footprint_of);
    std::vector<std::string> text;
    for (const Move& move : shapes::legal_moves(plan, rules, 1.0).legal)
        text.push_back(std::to_string(move.effect.area) + ">" + static_cast<char>('A' + move.effect.to));
    return text;
}

TEST(LegalMoves, KeepFootprintsInOnePiece) {
    // 0 1 2
    // 3 4 5
    EXPECT_THAT(legal(Squares({"AAA", "BAB"}), {}), ElementsAre("0>B", "2>B", "3>A", "4>B", "5>A"));
}

TEST(LegalMoves, DoNotEmptyAFootprint) {
    EXPECT_THAT(legal(Squares({"AB"}), {}), testing::IsEmpty());
}

TEST(LegalMoves, RepairAPlanThatIsBroken) {
    // Both footprints are in two pieces; no move here makes a third.
    EXPECT_THAT(legal(Squares({"AABBABB"}), {}), ElementsAre("1>B", "2>A", "3>A", "4>B", "5>A"));
    const Squares squares({"AABAB"});
    const FlowGraph flows = no_flows(squares);
    const Neighbourhood around = squares.neighbourhood();
    MovablePlan plan(flows, around, squares.facts, squares.footprint_of);
    const auto list = shapes::legal_moves(plan, {}, 1.0);
    ASSERT_EQ(list.legal.size(), 4U);
    EXPECT_EQ(list.legal[1].effect.area, 2);
    EXPECT_EQ(list.legal[1].pieces_from, -1);  // B loses its piece 2
    EXPECT_EQ(list.legal[1].pieces_to, -1);    // and A becomes one
}

TEST(LegalMoves, GoOverNamedLinks) {
    EXPECT_THAT(legal(Squares({"AA.BB"}), {}), testing::IsEmpty());
    EXPECT_THAT(legal(Squares({"AA.BB"}), {}, {{1, 3}}), ElementsAre("1>B", "3>A"));
}

TEST(LegalMoves, KeepLimitsThatHeldAndDoNotWorsenThoseBroken) {
    const Squares squares({"AAABB"});
    MoveRules rules;
    rules.most_members = 3;
    EXPECT_THAT(legal(squares, rules), ElementsAre("2>B"));
    rules.most_members = 2;  // broken already, and not by more afterwards
    EXPECT_THAT(legal(squares, rules), ElementsAre());
    rules = {};
    rules.least_population = 250.0;  // B has 200
    EXPECT_THAT(legal(squares, rules), ElementsAre());
    rules.least_population = 200.0;
    EXPECT_THAT(legal(squares, rules), ElementsAre("2>B"));
    const FlowGraph flows = no_flows(squares);
    const Neighbourhood around = squares.neighbourhood();
    MovablePlan plan(flows, around, squares.facts, squares.footprint_of);
    const auto list = shapes::legal_moves(plan, rules, 1.0);
    EXPECT_EQ(list.evaluated, 2U);
    EXPECT_EQ(list.refused[static_cast<std::size_t>(Refusal::population)], 1U);
}

TEST(MakeFlowGraph, RefusesNodesThatAreNotThere) {
    EXPECT_THROW((void)shapes::make_flow_graph({{0, 5, 1.0}}, 2, 1), geo::InternalError);
}

/// Everything a move changes, against the same reckoned anew: flows by measure_flows(), pieces by a flood,
/// borders one by one.
class RandomPlans : public testing::TestWithParam<unsigned> {
protected:
    struct Anew {
        shapes::FlowResult flows;
        std::vector<double> perimeter_m;
        std::vector<int> pieces;
        double cut_m = 0.0;
        int cut = 0;
    };

    static Anew reckon(const Squares& squares, const std::vector<shapes::NodeFlow>& node_flows,
                       const FlowGraph& graph, const std::vector<FootprintIndex>& footprint_of) {
        Anew anew;
        std::vector<shapes::PlaceFlow> places;
        for (const shapes::NodeFlow& flow : node_flows)
            places.push_back({graph.place_of(flow.from, footprint_of), graph.place_of(flow.to, footprint_of),
                              flow.patients});
        anew.flows = shapes::measure_flows(places, graph.footprints, {});
        anew.perimeter_m.assign(graph.footprints, 0.0);
        anew.pieces.assign(graph.footprints, 0);
        for (const FootprintIndex f : footprint_of)
            if (f >= 0) anew.perimeter_m[static_cast<std::size_t>(f)] += 4.0;
        for (const geo::Border& border : squares.borders) {
            const FootprintIndex a = footprint_of[static_cast<std::size_t>(border.a)];
            const FootprintIndex b = footprint_of[static_cast<std::size_t>(border.b)];
            if (a >= 0 && a == b) anew.perimeter_m[static_cast<std::size_t>(a)] -= 2.0;
            if (a >= 0 && b >= 0 && a != b) {
                anew.cut_m += border.length_m;
                ++anew.cut;
            }
        }
        std::set<std::size_t> seen;
        for (std::size_t area = 0; area < footprint_of.size(); ++area) {
            if (footprint_of[area] < 0 || !seen.insert(area).second) continue;
            ++anew.pieces[static_cast<std::size_t>(footprint_of[area])];
            std::vector<std::size_t> flood{area};
            while (!flood.empty()) {
                const auto at = static_cast<std::int32_t>(flood.back());
                flood.pop_back();
                for (const geo::Border& border : squares.borders) {
                    if (border.a != at && border.b != at) continue;
                    const auto other = static_cast<std::size_t>(border.a == at ? border.b : border.a);
                    if (footprint_of[other] == footprint_of[area] && seen.insert(other).second)
                        flood.push_back(other);
                }
            }
        }
        return anew;
    }

    static void expect_sums(const shapes::FootprintSums& sums, const shapes::FootprintFlows& flows,
                            double perimeter_m) {
        EXPECT_EQ(sums.local, flows.open.local);
        EXPECT_EQ(sums.resident, flows.open.resident);
        EXPECT_EQ(sums.treated, flows.open.treated);
        EXPECT_EQ(sums.resident_closed, flows.closed.resident);
        EXPECT_EQ(sums.treated_closed, flows.closed.treated);
        EXPECT_EQ(sums.perimeter_m, perimeter_m);
    }
};

TEST_P(RandomPlans, EveryMoveEqualsAReckoningAnew) {
    std::mt19937 random(GetParam());
    const auto below = [&](std::size_t n) { return static_cast<std::int32_t>(random() % n); };
    std::vector<std::string> rows(4, std::string(5, 'A'));
    for (std::string& row : rows)
        for (char& letter : row)
            letter = static_cast<char>('A' + below(3));
    rows[0] = "ABC" + std::string(2, below(2) == 0 ? '.' : 'A');
    Squares squares(rows);
    for (shapes::AreaFacts& facts : squares.facts)
        facts.population = below(1000);
    std::vector<shapes::NodeFlow> node_flows;
    for (int i = 0; i < 120; ++i)
        node_flows.push_back({below(squares.areas() + 5), below(squares.areas() + 5), 1.0 * below(100)});
    const FlowGraph graph = shapes::make_flow_graph(node_flows, squares.areas(), squares.footprints());
    const Neighbourhood around = squares.neighbourhood();
    MovablePlan plan(graph, around, squares.facts, squares.footprint_of);

    for (int step = 0; step < 12; ++step) {
        const std::vector<FootprintIndex> before(plan.footprint_of().begin(), plan.footprint_of().end());
        const Anew old = reckon(squares, node_flows, graph, before);
        for (std::size_t f = 0; f < graph.footprints; ++f)
            expect_sums(plan.sums(static_cast<FootprintIndex>(f)), old.flows.footprints[f],
                        old.perimeter_m[f]);
        MoveRules rules;
        rules.contiguity = step % 2 == 0;
        const auto list = shapes::legal_moves(plan, rules, 1.0);
        std::size_t allowed = 0;
        for (std::size_t area = 0; area < before.size(); ++area) {
            for (std::size_t f = 0; f < graph.footprints; ++f) {
                const auto to = static_cast<FootprintIndex>(f);
                if (before[area] < 0 || before[area] == to) continue;
                const auto found = std::ranges::find_if(list.legal, [&](const Move& move) {
                    return move.effect.area == static_cast<std::int32_t>(area) && move.effect.to == to;
                });
                const bool touches = std::ranges::any_of(squares.borders, [&](const geo::Border& b) {
                    const auto other = b.a == static_cast<std::int32_t>(area)   ? b.b
                                       : b.b == static_cast<std::int32_t>(area) ? b.a
                                                                                : -1;
                    return other >= 0 && before[static_cast<std::size_t>(other)] == to;
                });
                std::vector<FootprintIndex> after = before;
                after[area] = to;
                const Anew now = reckon(squares, node_flows, graph, after);
                const auto left = static_cast<std::size_t>(before[area]);
                const bool emptied = std::ranges::count(after, before[area]) == 0;
                const bool worse = now.pieces[left] > old.pieces[left] || now.pieces[f] > old.pieces[f];
                const bool expected = touches && !emptied && !(rules.contiguity && worse);
                ASSERT_EQ(found != list.legal.end(), expected) << "area " << area << " to " << f;
                if (!expected) continue;
                ++allowed;
                const Move& move = *found;
                expect_sums(move.effect.from_after, now.flows.footprints[left], now.perimeter_m[left]);
                expect_sums(move.effect.to_after, now.flows.footprints[f], now.perimeter_m[f]);
                EXPECT_EQ(move.effect.cut_border_m, now.cut_m - old.cut_m);
                EXPECT_EQ(move.effect.cut_edges, now.cut - old.cut);
                EXPECT_EQ(move.pieces_from, now.pieces[left] - old.pieces[left]);
                EXPECT_EQ(move.pieces_to, now.pieces[f] - old.pieces[f]);
                EXPECT_NEAR(move.gain, *now.flows.open.modularity - *old.flows.open.modularity, 1e-12);
                const double local_before = [&] {
                    double sum = 0.0;
                    for (const auto& of : old.flows.footprints)
                        sum += of.open.local;
                    return sum;
                }();
                double local_after = 0.0;
                for (const auto& of : now.flows.footprints)
                    local_after += of.open.local;
                EXPECT_EQ(move.effect.newly_inside - move.effect.newly_outside, local_after - local_before);
            }
        }
        EXPECT_EQ(allowed, list.legal.size());
        if (list.legal.empty()) break;
        plan.apply(list.legal[static_cast<std::size_t>(below(list.legal.size()))].effect);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPlans, testing::Range(1U, 31U));

}  // namespace
