#include "render/point_labels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "geo/error.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::Contains;
using testing::ElementsAre;

constexpr PageBox frame{10.0, 10.0, 200.0, 150.0};

const TextMeasure& liberation() {
    static const TextMeasure measure("Liberation Sans");
    return measure;
}

PointLabelling place(const std::vector<MarkedPoint>& points, std::vector<PageBox> obstacles = {}) {
    return place_point_labels({frame, points, std::move(obstacles), Style{}}, liberation());
}

double distance(PagePoint p, const PageBox& box) {
    const double across = std::max({box.left_pt - p.x_pt, 0.0, p.x_pt - box.right_pt()});
    const double down = std::max({box.top_pt - p.y_pt, 0.0, p.y_pt - box.bottom_pt()});
    return std::hypot(across, down);
}

std::vector<NameSide> sides_of(const PointLabelling& labelling) {
    std::vector<NameSide> sides;
    for (const PointLabel& label : labelling.placed)
        sides.push_back(label.side);
    return sides;
}

TEST(PointLabels, StandAtTheUpperRightWhereNothingIsInTheWay) {
    const PointLabelling labelling = place({{{100.0, 80.0}, 2.0, "Priory"}});
    ASSERT_EQ(labelling.placed.size(), 1U);
    const PointLabel& label = labelling.placed[0];
    EXPECT_EQ(label.side, (NameSide{1, -1}));
    EXPECT_GT(label.box.left_pt, 100.0);
    EXPECT_LT(label.box.bottom_pt(), 80.0);
    EXPECT_LT(distance({100.0, 80.0}, label.box), 4.0);
    EXPECT_GT(label.lines.front().style.halo_pt, 0.0);
}

TEST(PointLabels, GoRoundThePointInTheirOrder) {
    // Obstacles take the places away one after the other: all that is right, then all above, and so on.
    const MarkedPoint point{{100.0, 80.0}, 2.0, "Priory"};
    const PageBox above_right{101.0, 20.0, 100.0, 59.0};
    const PageBox above_left{20.0, 20.0, 79.0, 59.0};
    const PageBox below_left{20.0, 81.0, 79.0, 70.0};
    const PageBox below_right{101.0, 81.0, 100.0, 70.0};
    std::vector<PageBox> taken;
    const auto side = [&] { return place({point}, taken).placed.at(0).side; };
    EXPECT_EQ(side(), name_sides[0]);
    taken.push_back(above_right);
    EXPECT_EQ(side(), name_sides[1]);
    taken.push_back(above_left);
    EXPECT_EQ(side(), name_sides[2]);
    taken.push_back(below_left);
    EXPECT_EQ(side(), name_sides[3]);
    taken.push_back(below_right);
    EXPECT_THAT(place({point}, taken).dropped, ElementsAre(0U));
}

TEST(PointLabels, OfPointsAtOnePlaceStandApart) {
    const MarkedPoint point{{100.0, 80.0}, 2.0, "Priory"};
    const PointLabelling labelling = place({point, point, point});
    EXPECT_THAT(sides_of(labelling), ElementsAre(name_sides[0], name_sides[1], name_sides[2]));
}

TEST(PointLabels, OfTheLeastChoiceGoFirst) {
    // The second can only be named to its left at the top, where the first would have been.
    const MarkedPoint free{{100.0, 80.0}, 2.0, "Priory"};
    const MarkedPoint cornered{{135.0, 75.0}, 2.0, "Queen's"};
    const std::vector<PageBox> wall = {{136.5, 20.0, 60.0, 130.0}, {105.0, 82.0, 30.0, 60.0}};
    const PointLabelling labelling = place({free, cornered}, wall);
    ASSERT_THAT(labelling.dropped, testing::IsEmpty());
    EXPECT_EQ(labelling.placed[1].side, (NameSide{-1, -1}));
    EXPECT_NE(labelling.placed[0].side, (NameSide{1, -1}));
}

TEST(PointLabels, AreNotWantedWithoutAName) {
    const PointLabelling labelling = place({{{100.0, 80.0}, 2.0, ""}});
    EXPECT_THAT(labelling.placed, testing::IsEmpty());
    EXPECT_THAT(labelling.dropped, testing::IsEmpty());
}

TEST(PointLabels, EndAtThePointWhenTheyStandLeftOfIt) {
    const PageBox right{101.0, 20.0, 100.0, 130.0};
    const PointLabelling labelling =
        place({{{100.0, 80.0}, 2.0, "Royal Infirmary of the Borough of Anywhere"}}, {right});
    ASSERT_EQ(labelling.placed.size(), 1U);
    ASSERT_EQ(labelling.placed[0].lines.size(), 2U);
    for (const TextLine& line : labelling.placed[0].lines)
        EXPECT_NEAR(line.box.right_pt(), labelling.placed[0].box.right_pt(), 1e-9);
}

/// Whether a name in one line would still have a place: the rules of place_point_labels(), written anew.
bool has_room(const std::vector<MarkedPoint>& points, std::size_t own, const std::vector<PageBox>& obstacles,
              const std::vector<PointLabel>& placed) {
    constexpr double clear = 0.8;
    for (const TextStyle& style : {Style{}.label(), Style{}.small_label()}) {
        const double width = liberation().width_pt(points[own].name, style);
        const double height = liberation().ascent_pt(style) + liberation().descent_pt(style);
        for (const NameSide side : name_sides) {
            const double away = (points[own].radius_pt + 1.2) /
                                std::hypot(static_cast<double>(side.right), static_cast<double>(side.down));
            const PagePoint& centre = points[own].centre;
            PageBox box{centre.x_pt - width / 2, centre.y_pt - height / 2, width, height};
            box.left_pt += side.right * (away + width / 2);
            box.top_pt += side.down * (away + height / 2);
            const PageBox around = box.grown(clear);
            bool is_free = frame.contains(box);
            for (const PageBox& obstacle : obstacles)
                is_free = is_free && !obstacle.overlaps(around);
            for (const PointLabel& other : placed)
                is_free = is_free && !other.box.overlaps(around);
            for (std::size_t p = 0; p < points.size(); ++p)
                is_free =
                    is_free && (p == own || distance(points[p].centre, around) >= points[p].radius_pt - 1e-9);
            if (is_free) return true;
        }
    }
    return false;
}

/// How many names find room when each takes its first free place, in order, and none moves.
std::size_t named_in_order(const std::vector<MarkedPoint>& points, const std::vector<PageBox>& obstacles) {
    std::vector<PageBox> taken = obstacles;
    std::size_t named = 0;
    for (std::size_t p = 0; p < points.size(); ++p) {
        std::vector<MarkedPoint> others = points;
        for (std::size_t o = 0; o < points.size(); ++o) {
            if (o != p) others[o].name.clear();
        }
        for (const PointLabel& label : place(others, taken).placed) {
            taken.push_back(label.box);
            ++named;
        }
    }
    return named;
}

TEST(PointLabels, OfManyPointsAreSound) {
    const std::vector<std::string> stock = {
        "Priory", "St Mary's", "Royal Infirmary", "Queen Elizabeth Hospital", "Leighton", ""};
    std::mt19937 random(11);
    const auto in = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() % 10000) / 10000.0;
    };
    std::size_t all = 0;
    std::size_t dropped = 0;
    std::size_t in_order = 0;
    for (int round = 0; round < 20; ++round) {
        std::vector<MarkedPoint> points;
        for (std::size_t n = 5 + random() % 40; n > 0; --n) {
            const double radius = random() % 3 == 0 ? in(2.0, 9.0) : 1.9;
            points.push_back({{in(12.0, 208.0), in(12.0, 158.0)}, radius, stock[random() % stock.size()]});
        }
        std::vector<PageBox> obstacles;
        for (std::size_t n = random() % 4; n > 0; --n)
            obstacles.push_back({in(10.0, 160.0), in(10.0, 120.0), in(10.0, 50.0), in(10.0, 40.0)});
        const PointLabelling labelling = place(points, obstacles);
        const auto wanted = static_cast<std::size_t>(
            std::ranges::count_if(points, [](const MarkedPoint& point) { return !point.name.empty(); }));
        EXPECT_EQ(labelling.placed.size() + labelling.dropped.size(), wanted);
        for (const PointLabel& label : labelling.placed) {
            EXPECT_TRUE(frame.contains(label.box));
            const MarkedPoint& own = points[label.point];
            EXPECT_NEAR(distance(own.centre, label.box), own.radius_pt + 1.2, 1e-6);
            for (const TextLine& line : label.lines)
                EXPECT_TRUE(label.box.grown(0.01).contains(line.box));
            for (const PageBox& obstacle : obstacles)
                EXPECT_FALSE(obstacle.overlaps(label.box));
            for (const MarkedPoint& point : points)
                EXPECT_GE(distance(point.centre, label.box), point.radius_pt);
            for (const PointLabel& other : labelling.placed)
                EXPECT_FALSE(other.point != label.point && other.box.overlaps(label.box));
        }
        for (const std::size_t p : labelling.dropped)
            EXPECT_FALSE(has_room(points, p, obstacles, labelling.placed)) << points[p].name;
        all += wanted;
        dropped += labelling.dropped.size();
        in_order += named_in_order(points, obstacles);
        if (testing::Test::HasFailure()) FAIL() << "round " << round;
    }
    EXPECT_GT(dropped, 0U);
    EXPECT_GT(all - dropped, in_order);
}

SymbolLayer hospitals(std::vector<Symbol> symbols) {
    return {"Hospitals", false, false, std::move(symbols)};
}

TEST(PointLabels, AreReportedByCodeWhereThereIsNoRoom) {
    MapData data = four_squares();
    const std::string word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and its Infirmary";
    data.symbols = {
        hospitals({{{0.5, 1.5}, "R1", "Priory", {}, "Priory"}, {{1.5, 0.5}, "R2", "Long", {}, word}})};
    MapSpec spec = small_spec();
    spec.page = {60.0, 70.0};
    const MapPlan plan = plan_map(spec, data);
    const PointLabelReport& report = plan.result().point_labels.value();
    EXPECT_EQ(report.placed, 1U);
    EXPECT_THAT(report.dropped, ElementsAre("R2"));
    RecordingCanvas canvas;
    draw_map(plan, canvas);
    EXPECT_THAT(canvas.calls, Contains("begin point-labels"));
    EXPECT_THAT(canvas.words, Contains("Priory"));
}

TEST(PointLabels, OfPointsInAnInsetStandThereAlone) {
    MapData data = drawn_data({"a...", "....", "b..."});
    data.values = NumberValues{1.0, 2.0};
    data.symbols = {hospitals({{{0.5, 2.5}, "", "", {}, "North"}, {{0.5, 0.5}, "", "", {}, "South"}})};
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    spec.insets = {{"Corner", {0.0, 0.0, 1.0, 1.0}, 3.0}};
    const MapPlan plan = plan_map(spec, data);
    ASSERT_EQ(plan.content().panel.point_labels.size(), 1U);
    EXPECT_EQ(plan.content().panel.point_labels[0].lines[0].text, "North");
    ASSERT_EQ(plan.content().insets.at(0).point_labels.size(), 1U);
    EXPECT_EQ(plan.content().insets[0].point_labels[0].lines[0].text, "South");
}

TEST(PointLabels, OfGeneratedMapsKeepOffLabelsKeysAndOneAnother) {
    std::mt19937 random(5);
    std::size_t named = 0;
    std::size_t labelled = 0;
    for (int round = 0; round < 15; ++round) {
        std::vector<std::string> rows(5 + random() % 6);
        const std::size_t columns = 5 + random() % 6;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < columns; ++c)
                rows[r] += random() % 6 == 0 ? '.' : static_cast<char>('a' + (r / 2 * 4 + c / 2) % 26);
        }
        rows[0][0] = 'a';
        MapData data = drawn_data(rows);
        data.values = NumberValues(data.codes.size(), 1.0);
        data.labels.assign(data.codes.size(), "Kent and Medway");
        SymbolLayer layer = hospitals({});
        for (std::size_t n = 4 + random() % 12; n > 0; --n) {
            const double x = static_cast<double>(random() % (10 * columns)) / 10.0;
            const double y = static_cast<double>(random() % (10 * rows.size())) / 10.0;
            layer.symbols.push_back({{x, y}, "", "", {}, "St Mary's"});
        }
        data.symbols = {layer};
        MapSpec spec = small_spec();
        spec.page = {90.0 + static_cast<double>(random() % 60), 90.0 + static_cast<double>(random() % 60)};
        const MapPlan plan = plan_map(spec, data);
        const MapPlan::Content& content = plan.content();
        for (const PointLabel& name : content.panel.point_labels) {
            EXPECT_TRUE(content.layout.frame.contains(name.box));
            for (const PageBox& key : content.layout.keys())
                EXPECT_FALSE(key.overlaps(name.box));
            for (const AreaLabel& label : content.panel.labels) {
                EXPECT_FALSE(label.box.overlaps(name.box));
                for (const PagePoint& end : label.leader.points)
                    EXPECT_GT(distance(end, name.box), 0.0);
            }
        }
        for (const AreaLabel& label : content.panel.labels) {
            for (const DrawnSymbol& symbol : content.panel.symbols[0].symbols)
                EXPECT_GE(distance(symbol.centre, label.box), symbol.radius_pt);
        }
        named += content.panel.point_labels.size();
        labelled += content.panel.labels.size();
        EXPECT_EQ(plan.result().point_labels->placed + plan.result().point_labels->dropped.size(),
                  plan.result().symbols[0].drawn.size());
        if (testing::Test::HasFailure()) FAIL() << "round " << round;
    }
    EXPECT_GT(named, 60U);
    EXPECT_GT(labelled, 30U);
}

}  // namespace
}  // namespace render
