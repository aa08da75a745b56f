#include "render/labels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "geo/error.hpp"
#include "render/label_text.hpp"
#include "render/map_content.hpp"
#include "tests/render/even_odd.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::ElementsAre;

double turn(PagePoint a, PagePoint b, PagePoint c) {
    return (b.x_pt - a.x_pt) * (c.y_pt - a.y_pt) - (b.y_pt - a.y_pt) * (c.x_pt - a.x_pt);
}

bool cross(const Path& a, const Path& b) {
    return turn(a.points[0], a.points[1], b.points[0]) * turn(a.points[0], a.points[1], b.points[1]) < 0 &&
           turn(b.points[0], b.points[1], a.points[0]) * turn(b.points[0], b.points[1], a.points[1]) < 0;
}

/// Whether a line comes into a box, by many points along it.
bool enters(const Path& line, const PageBox& box) {
    for (int i = 0; i <= 1000; ++i) {
        const double share = i / 1000.0;
        const PagePoint& a = line.points[0];
        const PagePoint& b = line.points[1];
        if (box.grown(-0.01).contains(
                {a.x_pt + share * (b.x_pt - a.x_pt), a.y_pt + share * (b.y_pt - a.y_pt), 0.0, 0.0}, 0.0)) {
            return true;
        }
    }
    return false;
}

const DrawnArea& area_of(const DrawnPanel& panel, const AreaLabel& label) {
    for (const DrawnArea& area : panel.areas) {
        if (area.index == label.area) return area;
    }
    throw std::logic_error("a label of no area");
}

void expect_sound(const DrawnPanel& panel, const PageBox& frame, const std::vector<PageBox>& keys) {
    for (std::size_t i = 0; i < panel.labels.size(); ++i) {
        const AreaLabel& label = panel.labels[i];
        const Path& rings = area_of(panel, label).rings;
        EXPECT_TRUE(frame.contains(label.box));
        EXPECT_TRUE(even_odd(rings, label.point)) << "the point of label " << i;
        for (const TextLine& line : label.lines)
            EXPECT_TRUE(label.box.grown(0.01).contains(line.box));
        for (const PageBox& key : keys) {
            EXPECT_FALSE(label.box.overlaps(key));
            EXPECT_FALSE(!label.leader.empty() && enters(label.leader, key));
        }
        if (label.place == LabelPlace::inside) {
            for (const double x : {label.box.left_pt, label.box.right_pt()}) {
                for (const double y : {label.box.top_pt, label.box.bottom_pt()})
                    EXPECT_TRUE(even_odd(rings, {x, y})) << "a corner of label " << i;
            }
        }
        for (std::size_t j = 0; j < panel.labels.size(); ++j) {
            if (i == j) continue;
            const AreaLabel& other = panel.labels[j];
            EXPECT_FALSE(label.box.overlaps(other.box)) << i << " and " << j;
            if (label.leader.empty()) continue;
            EXPECT_FALSE(enters(label.leader, other.box)) << i << " and " << j;
            EXPECT_FALSE(!other.leader.empty() && cross(label.leader, other.leader)) << i << " and " << j;
        }
    }
}

TEST(Labels, OfGeneratedMapsAreSound) {
    const std::vector<std::string> stock = {"Kent", "and", "Medway", "Bath", "Frimley Health", "of"};
    std::mt19937 random(7);
    std::size_t led = 0;
    std::size_t in_area = 0;
    std::size_t dropped = 0;
    for (int round = 0; round < 15; ++round) {
        std::vector<std::string> rows(5 + random() % 12);
        const std::size_t columns = 5 + random() % 12;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < columns; ++c) {
                rows[r] += random() % 5 == 0 ? '.' : static_cast<char>('a' + (r * 5 + c) % 26);
            }
        }
        rows[0][0] = 'a';
        MapData data = drawn_data(rows);
        data.values = NumberValues(data.codes.size(), 1.0);
        for (std::size_t a = 0; a < data.codes.size(); ++a) {
            std::string text;
            for (std::size_t words = random() % 7; words > 0; --words)
                text += (text.empty() ? "" : " ") + stock[random() % stock.size()];
            data.labels.push_back(text);
        }
        MapSpec spec = small_spec();
        spec.page = {70.0 + static_cast<double>(random() % 50), 70.0 + static_cast<double>(random() % 60)};
        if (random() % 2 == 0) spec.insets = {{"Corner", {0.1, 0.1, 2.1, 1.9}, std::nullopt}};
        try {
            const MapPlan plan = plan_map(spec, data);
            const MapPlan::Content& content = plan.content();
            std::vector<PageBox> keys = content.layout.keys();
            for (std::size_t i = 0; i < content.insets.size(); ++i) {
                expect_sound(content.insets[i], content.layout.insets[i].fit.box, {});
                keys.push_back(content.layout.insets[i].on_map);
            }
            expect_sound(content.panel, content.layout.frame, keys);
            const LabelReport& report = plan.result().area_labels.value();
            std::size_t wanted = 0;
            for (const std::string& text : data.labels)
                wanted += text.empty() ? 0U : 1U;
            EXPECT_EQ(report.in_area + report.led + report.dropped.size(), wanted);
            in_area += report.in_area;
            led += report.led;
            dropped += report.dropped.size();
        } catch (const geo::UsageError& error) {
            EXPECT_NE(std::string(error.what()).find("the least page"), std::string::npos) << error.what();
        }
        if (testing::Test::HasFailure()) FAIL() << "round " << round;
    }
    EXPECT_GT(in_area, 30U);
    EXPECT_GT(led, 0U);
    EXPECT_GT(dropped, 0U);
}

MapData labelled(const std::vector<std::string>& rows, const std::vector<std::string>& labels) {
    MapData data = drawn_data(rows);
    data.values = NumberValues(data.codes.size(), 1.0);
    data.labels = labels;
    return data;
}

TEST(Labels, ThatFitStandInTheMiddleOfTheirArea) {
    const MapPlan plan = plan_map(small_spec(), labelled({"ab"}, {"Left", "Right"}));
    const auto& labels = plan.content().panel.labels;
    ASSERT_EQ(labels.size(), 2U);
    for (const AreaLabel& label : labels) {
        EXPECT_EQ(label.place, LabelPlace::inside);
        EXPECT_EQ(label.lines.front().style.size_pt, plan.content().layout.style.label().size_pt);
        const Path& rings = plan.content().panel.areas[label.area].rings;
        EXPECT_NEAR(label.point.x_pt, (rings.points[0].x_pt + rings.points[2].x_pt) / 2, 3.0);
    }
}

TEST(Labels, OfANarrowCoastAreLedFromTheSea) {
    const MapPlan plan = plan_map(small_spec(), labelled({"aaaaaaaaaaaaaaaaaaab..........."},
                                                         {"", "Somewhere by the sea with a long name"}));
    const auto& labels = plan.content().panel.labels;
    ASSERT_EQ(labels.size(), 1U);
    EXPECT_EQ(labels[0].place, LabelPlace::led);
    EXPECT_EQ(labels[0].leader.lines(), 1U);
}

TEST(Labels, WithoutRoomAreListedByCode) {
    MapSpec spec = small_spec();
    spec.page = {60.0, 60.0};
    const std::string word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    const MapPlan plan = plan_map(spec, labelled({"aaa", "aba", "aaa"}, {"", word}));
    EXPECT_THAT(plan.result().area_labels.value().dropped, ElementsAre("b"));
    EXPECT_TRUE(plan.content().panel.labels.empty());
}

TEST(Labels, OfAreasInAnInsetStandThereAlone) {
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    spec.insets = {{"Corner", {0.0, 0.0, 1.0, 1.0}, 3.0}};
    MapData data = labelled({"a...", "....", "b..."}, {"North", "South"});
    const MapPlan plan = plan_map(spec, data);
    ASSERT_EQ(plan.content().insets.size(), 1U);
    ASSERT_EQ(plan.content().insets[0].labels.size(), 1U);
    EXPECT_EQ(plan.content().insets[0].labels[0].area, 1U);
    ASSERT_EQ(plan.content().panel.labels.size(), 1U);
    EXPECT_EQ(plan.content().panel.labels[0].area, 0U);
}

TEST(BalancedLines, AreAsNarrowAsCanBe) {
    const TextMeasure measure("Liberation Sans");
    const TextStyle style{8.0, false, {}};
    const std::string name = "Bath and North East Somerset";
    EXPECT_THAT(balanced_lines(name, 1, style, measure), ElementsAre(name));
    EXPECT_THAT(balanced_lines(name, 2, style, measure), ElementsAre("Bath and North", "East Somerset"));
    EXPECT_THAT(balanced_lines(name, 9, style, measure),
                ElementsAre("Bath and", "North", "East", "Somerset"));
    EXPECT_THAT(balanced_lines("", 3, style, measure), testing::IsEmpty());
}

}  // namespace
}  // namespace render
