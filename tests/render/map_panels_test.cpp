#include "render/map_panels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::ElementsAre;

/// Twice the area of all rings of an area, in square metres.
double twice_area_m2(const MapData& data, std::size_t area) {
    double sum = 0.0;
    for (std::uint32_t r = data.areas.area_start[area]; r < data.areas.area_start[area + 1]; ++r) {
        const auto ring = data.areas.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::Point a = data.grid.to_point(ring[i]);
            const geo::Point b = data.grid.to_point(ring[(i + 1) % ring.size()]);
            sum += a.x * b.y - b.x * a.y;
        }
    }
    return sum;
}

MapData three_in_a_row() {
    MapData data = drawn_data({"aabbcc", "aabbcc"}, {0, 1, 1});
    data.values = CategoryValues{"x", "y", "y"};
    return data;
}

TEST(ClipMap, CutsFillsAtTheBoxAndDropsWhatIsOutside) {
    const MapData cut = clip_map(three_in_a_row(), {0.5, 0.0, 3.0, 2.0});
    EXPECT_THAT(cut.codes, ElementsAre("a", "b"));
    EXPECT_THAT(cut.names, ElementsAre("Area a", "Area b"));
    EXPECT_DOUBLE_EQ(twice_area_m2(cut, 0), 2 * 3.0);
    EXPECT_DOUBLE_EQ(twice_area_m2(cut, 1), 2 * 2.0);
}

TEST(ClipMap, KeepsAMapThatLiesWithinTheBox) {
    const MapData data = three_in_a_row();
    const MapData same = clip_map(data, {-1.0, -1.0, 9.0, 9.0});
    EXPECT_EQ(same.areas.points, data.areas.points);
    ASSERT_EQ(same.outlines.size(), data.outlines.size());
    for (std::size_t o = 0; o < data.outlines.size(); ++o) {
        EXPECT_EQ(same.outlines[o].points, data.outlines[o].points);
        EXPECT_EQ(same.outlines[o].sides, data.outlines[o].sides);
    }
}

TEST(ClipMap, EndsBordersAtTheBox) {
    const MapData cut = clip_map(three_in_a_row(), {0.5, 0.5, 3.0, 1.5});
    for (const Outlines& outlines : cut.outlines) {
        for (const geo::GridPoint p : outlines.points) {
            const geo::Point at = cut.grid.to_point(p);
            EXPECT_TRUE(at.x >= 0.5 && at.x <= 3.0 && at.y >= 0.5 && at.y <= 1.5) << at.x << " " << at.y;
        }
        EXPECT_NE(outlines.kind, OutlineKind::coast) << "the coast is outside the box";
    }
}

TEST(ClipMap, ALineThatLeavesAndComesBackIsTwo) {
    // The border between a and b runs east, north, west: the box cuts its bend off.
    MapData data = drawn_data({"aaaa", "abba", "aaaa"}, {0, 1});
    data.values = CategoryValues{"x", "y"};
    const MapData cut = clip_map(data, {0.0, 0.0, 2.5, 3.0});
    std::size_t lines = 0;
    for (const Outlines& outlines : cut.outlines)
        if (outlines.kind == OutlineKind::footprint) lines += outlines.start.size() - 1;
    EXPECT_GE(lines, 1U);
    EXPECT_DOUBLE_EQ(twice_area_m2(cut, 1), 2 * 1.5);
}

TEST(SideBySide, ShowsTheSameGroundTwiceWithoutOverlap) {
    const MapData data = three_in_a_row();
    const geo::Box box{0.0, 0.0, 6.0, 2.0};
    const MapData both = side_by_side(data, "Before", data, "After", box);
    EXPECT_THAT(both.codes, ElementsAre("a", "b", "c", "a", "b", "c"));
    for (std::size_t area = 0; area < 3; ++area)
        EXPECT_DOUBLE_EQ(twice_area_m2(both, area), twice_area_m2(both, area + 3));
    ASSERT_EQ(both.captions.size(), 2U);
    EXPECT_LT(both.captions[0].strip_m.max_x, both.captions[1].strip_m.min_x);
}

TEST(SideBySide, NamesEachBorderOnceInTheLegend) {
    MapData data = three_in_a_row();
    for (Outlines& outlines : data.outlines)
        outlines.label = outlines.kind == OutlineKind::footprint ? "Border" : "";
    const MapData both = side_by_side(data, "Before", data, "After", {0.0, 0.0, 6.0, 2.0});
    EXPECT_EQ(std::ranges::count(both.outlines, "Border", &Outlines::label), 1);
}

TEST(SideBySide, CaptionsAreDrawnAboveTheirMaps) {
    MapSpec spec = small_spec();
    spec.category_order = {"x", "y"};
    spec.colours = {rgb(0x112233), rgb(0xeeddcc)};
    spec.count_classes = false;
    const MapData data = three_in_a_row();
    const MapPlan plan = plan_map(spec, side_by_side(data, "Before", data, "After", {0.0, 0.0, 6.0, 2.0}));
    EXPECT_EQ(plan.result().colours, spec.colours);
    EXPECT_EQ(plan.result().alt_text,
              "Four squares. Map of areas. Side by side: Before, After. By category: x, y.");
    RecordingCanvas canvas;
    draw_map(plan, canvas);
    EXPECT_THAT(canvas.words, testing::IsSupersetOf({"Before", "After"}));
}

TEST(MapPanels, RefuseFlowsThatAreThereAlready) {
    MapData data = three_in_a_row();
    data.flows.emplace();
    EXPECT_THROW((void)clip_map(data, {0.0, 0.0, 1.0, 1.0}), geo::InternalError);
    EXPECT_THROW((void)side_by_side(data, "", data, "", {0.0, 0.0, 1.0, 1.0}), geo::InternalError);
}

}  // namespace
}  // namespace render
