// Layers of a map beside its fills: other groupings, circles and points, and the ground round it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>
#include <random>

#include "geo/error.hpp"
#include "render/hatch.hpp"
#include "render/map_content.hpp"
#include "tests/render/even_odd.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Grouping grouping_over(const std::vector<std::string>& rows, const std::vector<std::int32_t>& groups,
                       std::vector<std::string> names) {
    const support::AsciiCoverage drawing = support::draw(rows);
    Grouping grouping =
        grouping_of(geo::build_topology(drawing.rings, geo::Grid{}), groups, std::move(names));
    grouping.label = "Systems";
    return grouping;
}

double length_of(const Path& lines) {
    double length = 0.0;
    for (std::size_t i = 0; i < lines.lines(); ++i) {
        for (std::uint32_t p = lines.start[i] + 1; p < lines.start[i + 1]; ++p)
            length += std::hypot(lines.points[p].x_pt - lines.points[p - 1].x_pt,
                                 lines.points[p].y_pt - lines.points[p - 1].y_pt);
    }
    return length;
}

Path square(double left, double top, double side) {
    Path path;
    path.points = {{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}};
    path.close_line();
    return path;
}

TEST(Grouping, HasEachBorderOnceAlsoBetweenTwoGroups) {
    // a and b are two groups, c is in none: seven sides in all, of which that between a and b is common.
    const Grouping grouping = grouping_over({"abc"}, {0, 1, -1}, {"One", "Two"});
    double cells = 0.0;
    for (std::size_t i = 0; i + 1 < grouping.start.size(); ++i) {
        for (std::uint32_t p = grouping.start[i] + 1; p < grouping.start[i + 1]; ++p)
            cells += std::hypot(grouping.points[p].x - grouping.points[p - 1].x,
                                grouping.points[p].y - grouping.points[p - 1].y);
    }
    const double side = support::draw({"a"}).rings.points[2].x - support::draw({"a"}).rings.points[0].x;
    EXPECT_NEAR(cells / std::abs(side), 7.0, 1e-9);
    EXPECT_EQ(grouping.groups.areas(), 2U);
}

TEST(Grouping, LeavesOutBordersBetweenMembers) {
    const Grouping grouping = grouping_over({"ab", "cd"}, {0, 0, 0, 0}, {"All"});
    const Grouping inner = grouping_over({"ab", "cd"}, {-1, -1, -1, -1}, {});
    EXPECT_EQ(grouping.start.size(), 2U);
    EXPECT_THAT(inner.points, IsEmpty());
}

TEST(Grouping, StandsInLegendAltTextAndDrawing) {
    MapData data = four_squares();
    data.groupings = {grouping_over({"ab", "cd"}, {0, -1, -1, -1}, {"North west"})};
    const MapPlan plan = plan_map(small_spec(), data);
    EXPECT_THAT(plan.result().alt_text, HasSubstr("Systems: North west."));
    RecordingCanvas canvas;
    draw_map(plan, canvas);
    EXPECT_THAT(canvas.calls, Contains("begin overlay-1 \"Systems: North west.\""));
    EXPECT_THAT(canvas.words, Contains("Systems"));
}

TEST(Grouping, IsDrawnInInsetsWithinTheirFrame) {
    MapData data = four_squares();
    data.groupings = {grouping_over({"ab", "cd"}, {0, 0, -1, -1}, {"North"})};
    data.groupings[0].style = GroupingStyle::hatch;
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    spec.insets = {{"Middle", {0.5, 0.5, 1.5, 1.5}, 2.0}};
    const MapPlan plan = plan_map(spec, data);
    const PageBox& frame = plan.content().layout.insets.at(0).fit.box;
    const DrawnGrouping& drawn = plan.content().insets.at(0).groupings.at(0);
    EXPECT_EQ(drawn.strokes.size(), 3U);
    for (const StrokedLines& stroked : drawn.strokes) {
        EXPECT_FALSE(stroked.lines.empty());
        for (const PagePoint& p : stroked.lines.points)
            EXPECT_TRUE(frame.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
    }
}

TEST(FallingLines, CoverTheGroundEvenly) {
    // Lines of x - y = n * spacing are spacing / sqrt 2 apart, so their length times that is the area.
    const Path lines = falling_lines_within(square(10.3, 20.1, 200.0), 2.0);
    EXPECT_NEAR(length_of(lines) * 2.0 / std::numbers::sqrt2, 200.0 * 200.0, 200.0);
}

TEST(FallingLines, EndAtTheRingsAndLeaveHolesOpen) {
    std::mt19937 random(4);
    const auto coordinate = [&] { return static_cast<double>(random() % 4000) / 10.0; };
    for (int run = 0; run < 40; ++run) {
        Path rings;
        for (int ring = 0; ring < 2; ++ring) {
            for (int p = 0; p < 5; ++p)
                rings.points.push_back({coordinate(), coordinate()});
            rings.close_line();
        }
        const Path lines = falling_lines_within(rings, 3.7);
        for (std::size_t i = 0; i < lines.lines(); ++i) {
            const PagePoint& a = lines.points[2 * i];
            const PagePoint& b = lines.points[2 * i + 1];
            if (std::hypot(a.x_pt - b.x_pt, a.y_pt - b.y_pt) < 1e-6) continue;
            EXPECT_TRUE(even_odd(rings, {(a.x_pt + b.x_pt) / 2, (a.y_pt + b.y_pt) / 2}));
        }
    }
}

SymbolLayer circles(const std::vector<std::optional<double>>& values) {
    SymbolLayer layer;
    layer.label = "People";
    layer.is_sized = true;
    layer.is_of_areas = true;
    const std::vector<geo::Point> places = {{0.5, 1.5}, {1.5, 1.5}, {0.5, 0.5}, {1.5, 0.5}};
    for (std::size_t i = 0; i < values.size(); ++i)
        layer.symbols.push_back({places[i], std::string(1, static_cast<char>('a' + i)), "", values[i]});
    return layer;
}

const geo::Box two_by_two{0.0, 0.0, 2.0, 2.0};

TEST(Symbols, HaveAreasProportionalToTheirValues) {
    const SymbolLayer layer = circles({1.0, 4.0, 100.0, 25.0});
    const SymbolReport report = measure_symbols(layer, two_by_two, {210.0, 297.0}, Style{});
    EXPECT_DOUBLE_EQ(report.radius_of(100.0), report.radius_pt);
    for (const double value : {1.0, 4.0, 25.0})
        EXPECT_NEAR(std::pow(report.radius_of(value) / report.radius_pt, 2), value / 100.0, 1e-12);
    EXPECT_THAT(report.drawn, ElementsAre(2U, 3U, 1U, 0U));  // the largest first
    EXPECT_EQ(report.greatest_at, "c");
}

TEST(Symbols, ThatAreNotDrawnAreCounted) {
    SymbolLayer layer = circles({0.0, std::nullopt, 9.0, 4.0});
    layer.symbols[3].place_m = {7.0, 7.0};
    const SymbolReport report = measure_symbols(layer, two_by_two, {210.0, 297.0}, Style{});
    EXPECT_THAT(report.drawn, ElementsAre(2U));
    EXPECT_THAT(report.missing, ElementsAre("b"));
    EXPECT_THAT(report.outside, ElementsAre("d"));
    EXPECT_EQ(report.zero, 1U);
    EXPECT_DOUBLE_EQ(report.sum, 13.0);
    EXPECT_DOUBLE_EQ(report.drawn_sum, 9.0);
    EXPECT_EQ(report.note(), "People: 3 of 4 not drawn (1 without a value, 1 of 0, 1 off the map).");
}

TEST(Symbols, OfANegativeValueAreRefused) {
    try {
        (void)measure_symbols(circles({-2.0}), two_by_two, {210.0, 297.0}, Style{});
        FAIL() << "accepted";
    } catch (const geo::InputError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("People"), HasSubstr("a has the value -2")));
    }
}

TEST(Symbols, HaveAKeyOfRoundValues) {
    const SymbolLayer layer = circles({1200.0, 30.0, 400.0, 90.0});
    const SymbolReport report = measure_symbols(layer, two_by_two, {210.0, 297.0}, Style{});
    std::vector<std::string> labels;
    for (const LegendRow& row : symbol_key(layer, report)) {
        labels.push_back(row.label);
        EXPECT_LE(row.radius_pt, report.radius_pt);
    }
    EXPECT_THAT(labels, ElementsAre("People (area of circle)", "1,000", "200", "50"));
}

TEST(Symbols, HaveNoIdOfAnArea) {
    MapData data = four_squares();
    data.symbols = {circles({1.0, 2.0, 3.0, 4.0})};
    RecordingCanvas canvas;
    draw_map(plan_map(small_spec(), data), canvas);
    EXPECT_THAT(canvas.calls, Contains(HasSubstr("#symbol-a \"a: 1\" code=a value=1")));
    EXPECT_THAT(canvas.calls, Contains("begin symbols-1 \"People\""));
}

TEST(Symbols, StayOnThePageAndClearOfKeysAndLabels) {
    std::mt19937 random(9);
    for (int run = 0; run < 30; ++run) {
        MapData data = four_squares();
        SymbolLayer layer = circles({});
        for (int i = 0; i < 12; ++i) {
            const auto share = [&] { return static_cast<double>(random() % 1001) / 1000.0; };
            layer.symbols.push_back({{2 * share(), 2 * share()}, "s" + std::to_string(i), "", share() * 50});
        }
        data.symbols = {layer};
        data.labels = {"north west", "north east", "south west", "south east"};
        MapSpec spec = small_spec();
        spec.page = {100.0 + static_cast<double>(random() % 100), 100.0 + static_cast<double>(random() % 100)};
        const MapPlan plan = plan_map(spec, data);
        const MapPlan::Content& content = plan.content();
        for (const DrawnSymbol& symbol : content.panel.symbols.at(0).symbols) {
            const PageBox box = bounds_of(symbol.outline.points);
            EXPECT_TRUE(content.layout.frame.contains(box));
            for (const PageBox& key : content.layout.keys())
                EXPECT_FALSE(box.overlaps(key));
            for (const AreaLabel& label : content.panel.labels)
                EXPECT_FALSE(box.overlaps(label.box));
        }
    }
}

TEST(Context, IsCutAtTheFrameAndDoesNotStretchTheMap) {
    MapData data = four_squares();
    const MapPlan without = plan_map(small_spec(), data);
    data.context_m.points = {{-50.0, -50.0}, {50.0, -50.0}, {50.0, 50.0}, {-50.0, 50.0}};
    data.context_m.close_ring();
    data.context_m.close_area();
    const MapPlan plan = plan_map(small_spec(), data);
    EXPECT_EQ(plan.content().layout.map.pt_per_metre, without.content().layout.map.pt_per_metre);
    const Path& ground = plan.content().panel.context.ground;
    ASSERT_FALSE(ground.empty());
    for (const PagePoint& p : ground.points)
        EXPECT_TRUE(plan.content().layout.frame.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
    RecordingCanvas canvas;
    draw_map(plan, canvas);
    // Under the areas, and keys have a ground of their own.
    const auto at = [&](const std::string& call) {
        return std::ranges::find(canvas.calls, call) - canvas.calls.begin();
    };
    EXPECT_LT(at("begin context"), at("begin areas"));
    EXPECT_LT(at("begin areas"), at("begin key-grounds"));
    EXPECT_LT(at("begin key-grounds"), std::ssize(canvas.calls));
}

TEST(Layers, AreTheSameBytesEachTime) {
    MapData data = four_squares();
    data.groupings = {grouping_over({"ab", "cd"}, {0, -1, -1, 1}, {"A", "B"})};
    data.groupings[0].style = GroupingStyle::hatch;
    data.symbols = {circles({1.0, 2.0, 3.0, 4.0})};
    for (const MapFormat format : {MapFormat::png, MapFormat::svg, MapFormat::pdf})
        EXPECT_EQ(render_map(plan_map(small_spec(), data), format),
                  render_map(plan_map(small_spec(), data), format));
}

}  // namespace
}  // namespace render
