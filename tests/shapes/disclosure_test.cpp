#include "shapes/disclosure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "shapes/flow_disclosure.hpp"

namespace {

using shapes::CountCell;
using shapes::DisclosureRule;
using shapes::PlaceFlow;
using shapes::ShownCell;

TEST(Disclosure, SuppressesOneToSevenAndRoundsTheRestToFive) {
    const DisclosureRule rule;
    EXPECT_EQ(rule.shown(0), 0.0);
    for (int count = 1; count <= 7; ++count)
        EXPECT_EQ(rule.shown(count), std::nullopt) << count;
    EXPECT_EQ(rule.shown(8), 10.0);
    EXPECT_EQ(rule.shown(12), 10.0);
    EXPECT_EQ(rule.shown(12.5), 15.0);
    EXPECT_EQ(rule.shown(13), 15.0);
    EXPECT_EQ(rule.shown(1234567), 1234565.0);
    EXPECT_EQ(rule.shown(0.2), std::nullopt);
    EXPECT_EQ(rule.shown(7.4), std::nullopt);
    EXPECT_EQ(rule.shown(7.5), 10.0);
    EXPECT_EQ(rule.shown(-7), std::nullopt);
    EXPECT_EQ(rule.shown(-8), -10.0);
}

TEST(Disclosure, SwitchedOffShowsEverything) {
    const DisclosureRule off{.is_on = false};
    EXPECT_EQ(off.shown(3), 3.0);
    EXPECT_EQ(off.shown(1234.5), 1234.5);
    EXPECT_TRUE(off.may_show_rate({3, 5}));
    EXPECT_EQ(shapes::protect_matrix(std::vector<CountCell>{{0, 0, 3}}, off)[0].count, 3.0);
}

TEST(Disclosure, ARateThatWouldGiveASmallCountAwayIsNotShown) {
    const DisclosureRule rule;
    EXPECT_TRUE(rule.may_show_rate({0, 100, 100}));
    EXPECT_TRUE(rule.may_show_rate({8, 100, 92}));
    EXPECT_FALSE(rule.may_show_rate({7, 100, 93}));
    EXPECT_FALSE(rule.may_show_rate({97, 100, 3}));
}

/// '.' shown, '*' suppressed, 's' suppressed for another's sake.
std::string drawn(const std::vector<ShownCell>& cells) {
    std::string text;
    for (const ShownCell& cell : cells)
        text += cell.count ? '.' : cell.is_secondary ? 's' : '*';
    return text;
}

TEST(Disclosure, ALoneSmallCellTakesTheNextSmallestOfItsRowAndColumn) {
    // 3 20 30 / 40 50 60 / 70 80 90: the 3 takes 20 in its row and 40 in its column, and those take 50.
    const std::vector<CountCell> cells{{0, 0, 3},  {0, 1, 20}, {0, 2, 30}, {1, 0, 40}, {1, 1, 50},
                                       {1, 2, 60}, {2, 0, 70}, {2, 1, 80}, {2, 2, 90}};
    EXPECT_EQ(drawn(shapes::protect_matrix(cells, {})), "*s.ss....");
}

TEST(Disclosure, TwoSmallCellsInALineProtectEachOther) {
    const std::vector<CountCell> cells{{0, 0, 3}, {0, 1, 4}, {1, 0, 5}, {1, 1, 6}, {2, 0, 90}};
    EXPECT_EQ(drawn(shapes::protect_matrix(cells, {})), "****.");
}

TEST(Disclosure, ALineWithNobodyElseNeedsNoSecondCell) {
    // The total of row 0 is the cell itself and is suppressed as that; zeros stay zeros.
    const std::vector<CountCell> cells{{0, 0, 3}, {0, 1, 0}, {1, 0, 50}, {1, 1, 20}};
    EXPECT_EQ(drawn(shapes::protect_matrix(cells, {})), "*.ss");
}

TEST(Disclosure, OfEqualCellsTheFirstIsTaken) {
    const std::vector<CountCell> cells{{0, 2, 20}, {0, 1, 20}, {0, 0, 3}};
    EXPECT_EQ(drawn(shapes::protect_matrix(cells, {})), ".s*");
}

/// The interval of whole numbers that a reader may still believe of a figure.
struct Interval {
    double low;
    double high;
};

/// What a published figure says: suppressed ones lie from 1 up (primary ones cannot be told from others),
/// rounded ones within 2 of what is printed.
Interval believed(const std::optional<double>& shown) {
    if (!shown) return {1, 1e9};
    if (*shown == 0.0) return {0, 0};
    return {*shown - 2, *shown + 2};
}

/// Whatever a reader derives from the figures of rows, columns and footprints, no small cell comes out.
class Reader {
public:
    /// Sum of some figures = another figure.
    struct Equation {
        std::vector<std::string> parts;
        std::string whole;
    };
    std::map<std::string, Interval> figures;
    std::vector<Equation> equations;

    void derive() {
        for (int round = 0; round < 200; ++round) {
            for (const Equation& e : equations) {
                double low = 0.0;
                double high = 0.0;
                for (const std::string& part : e.parts) {
                    low += figures.at(part).low;
                    high += figures.at(part).high;
                }
                Interval& whole = figures.at(e.whole);
                whole = {std::max(whole.low, low), std::min(whole.high, high)};
                for (const std::string& part : e.parts) {
                    Interval& of = figures.at(part);
                    const Interval before = of;
                    of.low = std::max(of.low, whole.low - (high - before.high));
                    of.high = std::min(of.high, whole.high - (low - before.low));
                    low += of.low - before.low;
                    high += of.high - before.high;
                }
            }
        }
    }
};

TEST(Disclosure, NoSuppressedCellCanBeHadFromThePublishedTotals) {
    const DisclosureRule rule;
    int small_cells = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        const int footprints = 2 + static_cast<int>(random() % 3);
        std::vector<PlaceFlow> flows;
        for (int from = -2; from < footprints; ++from) {
            for (int to = -2; to < footprints; ++to) {
                if (random() % 3 == 0) continue;
                const auto patients = static_cast<double>(random() % 2 == 0 ? random() % 9 : random() % 90);
                flows.push_back({from, to, patients, 0});
            }
        }
        const auto result = shapes::measure_flows(flows, static_cast<std::size_t>(footprints), {});
        const auto protection = shapes::protect_flows(flows, result, rule);
        Reader reader;
        const auto cell = [](int from, int to) { return std::to_string(from) + ">" + std::to_string(to); };
        for (int from = -2; from < footprints; ++from) {
            for (int to = -2; to < footprints; ++to)
                reader.figures[cell(from, to)] = {0, 0};
        }
        for (std::size_t c = 0; c < flows.size(); ++c)
            reader.figures[cell(flows[c].from, flows[c].to)] = believed(protection.matrix[c].count);
        for (int f = 0; f < footprints; ++f) {
            const std::string name = std::to_string(f) + " ";
            const auto& of = result.footprints[static_cast<std::size_t>(f)];
            const auto& hidden = protection.footprints[static_cast<std::size_t>(f)];
            const auto publish = [&](const std::string& key, double count, bool is_hidden) {
                reader.figures[name + key] = is_hidden ? Interval{0, 1e9} : believed(rule.shown(count));
            };
            publish("R", of.open.resident, false);
            publish("W", of.open.treated, false);
            publish("out", of.open.out, hidden.out);
            publish("in", of.open.in, hidden.in);
            publish("closed R", of.closed.resident, false);
            publish("closed W", of.closed.treated, false);
            publish("closed out", of.closed.out, hidden.closed_out);
            publish("closed in", of.closed.in, hidden.closed_in);
            std::vector<std::string> out;
            std::vector<std::string> in;
            for (int other = 0; other < footprints; ++other) {
                if (other == f) continue;
                out.push_back(cell(f, other));
                in.push_back(cell(other, f));
            }
            reader.equations.push_back({out, name + "closed out"});
            reader.equations.push_back({in, name + "closed in"});
            reader.equations.push_back({{name + "closed out", cell(f, -1), cell(f, -2)}, name + "out"});
            reader.equations.push_back({{name + "closed in", cell(-1, f), cell(-2, f)}, name + "in"});
            reader.equations.push_back({{cell(f, f), name + "out"}, name + "R"});
            reader.equations.push_back({{cell(f, f), name + "in"}, name + "W"});
            reader.equations.push_back({{cell(f, f), name + "closed out"}, name + "closed R"});
            reader.equations.push_back({{cell(f, f), name + "closed in"}, name + "closed W"});
        }
        reader.derive();
        for (const PlaceFlow& flow : flows) {
            if (!rule.is_small(flow.patients)) continue;
            ++small_cells;
            const Interval left = reader.figures.at(cell(flow.from, flow.to));
            EXPECT_LE(left.low, flow.patients);
            EXPECT_GE(left.high, flow.patients);
            EXPECT_GE(left.high - left.low, 1.0) << "seed " << seed << " gives " << flow.patients << " away";
        }
    }
    EXPECT_GT(small_cells, 200);
}

TEST(Disclosure, TheDiagonalOfTheMatrixAndTheFiguresOfAFootprintSayTheSame) {
    // The small flow 0>1 takes the 8 on the diagonal with it; then neither out nor in may stand beside R.
    const std::vector<PlaceFlow> flows{
        {0, 0, 8, 0}, {0, 1, 3, 0}, {0, 2, 500, 0}, {1, 1, 600, 0}, {2, 0, 40, 0}};
    const auto result = shapes::measure_flows(flows, 3, {});
    const auto protection = shapes::protect_flows(flows, result, {});
    EXPECT_TRUE(protection.matrix[0].is_secondary);
    EXPECT_TRUE(protection.footprints[0].local);
    EXPECT_TRUE(protection.footprints[0].out);
    EXPECT_TRUE(protection.footprints[0].closed_in);
    EXPECT_FALSE(protection.footprints[2].local);
    EXPECT_EQ(protection.primary, 1U);
    EXPECT_EQ(protection.secondary, 3U);
}

TEST(Disclosure, AClosedRateBesideAnOpenOneDoesNotGiveASmallCountAway) {
    // 300 of 400 stay; 5 go outside: LI open 300 / 400, closed 300 / 395.
    const std::vector<PlaceFlow> flows{
        {0, 0, 300, 0}, {0, 1, 95, 0}, {0, shapes::outside_place, 5, 0}, {1, 1, 600, 0}};
    const auto result = shapes::measure_flows(flows, 2, {});
    const shapes::FootprintFlows& of = result.footprints[0];
    EXPECT_TRUE(shapes::showable_rates(of.open, {}).li);
    const auto closed = shapes::showable_closed_rates(of.open, of.closed, {});
    EXPECT_FALSE(closed.li);
    EXPECT_FALSE(closed.npf);
    EXPECT_TRUE(closed.lofi);  // nobody comes from outside
    const shapes::FootprintFlows& other = result.footprints[1];
    EXPECT_TRUE(shapes::showable_closed_rates(other.open, other.closed, {}).li);
    EXPECT_TRUE(shapes::showable_closed_rates(of.open, of.closed, {.is_on = false}).li);
}

}  // namespace
