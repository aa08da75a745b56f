#include "render/flow_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "geo/error.hpp"
#include "render/map.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<double> values_of(const std::vector<FlowLine>& lines) {
    std::vector<double> values;
    for (const FlowLine& line : lines)
        values.push_back(line.value);
    return values;
}

TEST(ChooseFlows, TakesTheLargestAndCountsTheOthers) {
    FlowLines flows;
    flows.most = 2;
    flows.lines = {{0, 1, 10}, {1, 0, 30}, {0, 2, 40}, {2, 2, 99}, {1, 2, 0}};
    const FlowChoice choice = choose_flows(flows);
    EXPECT_THAT(values_of(choice.drawn), ElementsAre(30, 40));
    EXPECT_EQ(choice.candidates, 3U);
    EXPECT_EQ(choice.value, 80);
    EXPECT_EQ(choice.drawn_value, 70);
    EXPECT_EQ(choice.note("footprint", "patients"),
              "Lines: the 2 largest of 3 flows between footprints; they carry 88 % of the 80 patients across "
              "borders.");
}

TEST(ChooseFlows, DecidesEqualValuesByTheAreas) {
    FlowLines flows;
    flows.most = 1;
    flows.lines = {{2, 0, 5}, {0, 2, 5}, {0, 1, 5}};
    const FlowChoice choice = choose_flows(flows);
    ASSERT_EQ(choice.drawn.size(), 1U);
    EXPECT_EQ(choice.drawn[0].from, 0);
    EXPECT_EQ(choice.drawn[0].to, 1);
}

TEST(ChooseFlows, LeavesOutWhatIsNoNumber) {
    FlowLines flows;
    flows.lines = {{0, 1, std::numeric_limits<double>::quiet_NaN()},
                   {0, 1, std::numeric_limits<double>::infinity()},
                   {0, 1, -3}};
    const FlowChoice choice = choose_flows(flows);
    EXPECT_TRUE(choice.drawn.empty());
    EXPECT_TRUE(choice.note("area", "patients").empty());
    EXPECT_TRUE(flow_key({}, choice, "", Style{}).empty());
}

/// Twice the area of a ring, above 0 when its points go clockwise on the page.
double twice_area(const Path& path) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < path.points.size(); ++i) {
        const PagePoint a = path.points[i];
        const PagePoint b = path.points[i + 1];
        sum += a.x_pt * b.y_pt - b.x_pt * a.y_pt;
    }
    return sum;
}

TEST(Arrow, IsAsWideAsAskedAndBowsToItsLeft) {
    const Path path = arrow({0, 0}, {100, 0}, 4.0, 2.0);
    ASSERT_EQ(path.lines(), 1U);
    EXPECT_EQ(path.points.front(), path.points.back());
    // Some 91 pt of line 4 wide, and a head of 6.4 x 8.8 / 2.
    EXPECT_NEAR(std::abs(twice_area(path)) / 2, 91 * 4 + 28, 25);
    double least_y = 0.0;
    double greatest_x = 0.0;
    for (const PagePoint p : path.points) {
        least_y = std::min(least_y, p.y_pt);
        greatest_x = std::max(greatest_x, p.x_pt);
    }
    EXPECT_NEAR(least_y, -(0.14 * 100 + 2.0), 0.1);  // up the page: left of one who walks right
    EXPECT_NEAR(greatest_x, 98.0, 0.1);              // the tip keeps its gap
}

TEST(Arrow, OfEndsThatAreTooNearIsEmpty) {
    EXPECT_TRUE(arrow({0, 0}, {4, 0}, 1.0, 2.0).empty());
    EXPECT_TRUE(arrow({5, 5}, {5, 5}, 1.0, 0.0).empty());
}

TEST(FlowKey, HasRoundValuesAndTheWidthsThatAreDrawn) {
    FlowChoice choice;
    choice.drawn = {{0, 1, 30}, {1, 0, 730}};
    const std::vector<LegendRow> rows = flow_key({}, choice, " patients", Style{});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].label, "500 patients");
    EXPECT_EQ(rows[1].label, "200 patients");
    EXPECT_EQ(rows[2].label, "100 patients");
    EXPECT_DOUBLE_EQ(rows[0].line->width_pt, flow_width_pt(500, 730, Style{}));
    EXPECT_DOUBLE_EQ(rows[0].line->width_pt / rows[2].line->width_pt, 5.0);
}

MapData flowing_squares() {
    MapData data = four_squares();
    FlowLines flows;
    flows.most = 2;
    flows.lines = {{0, 1, 20}, {3, 0, 1000}, {2, 1, 5}};
    flows.anchors = {{0.05, 0.15}, {0.15, 0.15}, {0.05, 0.05}, {0.15, 0.05}};
    data.flows = flows;
    return data;
}

TEST(MapOfFlows, DrawsThemOverTheBordersWithNamesAndValues) {
    MapSpec spec = small_spec();
    RecordingCanvas canvas;
    const MapPlan plan = plan_map(spec, flowing_squares());
    draw_map(plan, canvas);
    EXPECT_THAT(canvas.calls, Contains("begin flows"));
    EXPECT_THAT(canvas.calls,
                Contains(HasSubstr("#flow-d-a \"Area d to Area a: 1,000 patients\" from=d to=a")));
    EXPECT_THAT(canvas.calls, Not(Contains(HasSubstr("#flow-c-b"))));
    EXPECT_THAT(canvas.words, Contains(HasSubstr("the 2 largest of 3 flows between areas")));
    EXPECT_THAT(plan.result().alt_text, HasSubstr("the widest from Area d to Area a: 1,000."));
}

TEST(MapOfFlows, DrawsAnArrowThatAnInsetShowsThereAlone) {
    // Only d and e, which lie close to one another, are in the inset.
    MapData data = drawn_data({"aaaa..", "aaaa..", "aaaade", "aaaa.."});
    data.values = NumberValues{1.0, 2.0, 3.0};
    FlowLines flows;
    flows.lines = {{1, 2, 20}, {0, 1, 30}};
    flows.anchors = {{0.5, 2.0}, {4.3, 1.5}, {5.7, 1.5}};
    data.flows = flows;
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    spec.insets = {{"Corner", {4.0, 1.0, 6.0, 2.0}, 2.0}};
    const MapPlan plan = plan_map(spec, data);
    ASSERT_EQ(plan.content().panel.flows.size(), 1U);
    EXPECT_EQ(plan.content().panel.flows[0].annotation.id, "flow-a-d");
    ASSERT_EQ(plan.content().insets[0].flows.size(), 1U);
    EXPECT_EQ(plan.content().insets[0].flows[0].annotation.id, "flow-d-e");
}

TEST(MapOfFlows, LabelsKeepClearOfTheEndsOfArrows) {
    MapData data = flowing_squares();
    data.labels = {"North west", "North east", "South west", "South east"};
    const MapPlan plan = plan_map(small_spec(), data);
    const DrawnPanel& panel = plan.content().panel;
    EXPECT_FALSE(panel.labels.empty());
    ASSERT_EQ(panel.flows.size(), 2U);
    for (const DrawnFlow& flow : panel.flows) {
        EXPECT_GT(flow.head.width_pt, 0.0);
        for (const AreaLabel& label : panel.labels) {
            EXPECT_FALSE(label.box.overlaps(flow.head)) << label.area;
            EXPECT_FALSE(label.box.overlaps(flow.tail)) << label.area;
        }
    }
}

TEST(MapOfFlows, RefusesFlowsOfAreasThatAreNotThere) {
    MapData data = flowing_squares();
    data.flows->lines.push_back({0, 4, 1});
    EXPECT_THROW((void)plan_map(small_spec(), data), geo::InternalError);
}

}  // namespace
}  // namespace render
