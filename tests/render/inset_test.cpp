#include "render/inset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::Contains;
using testing::HasSubstr;

MapData coast() {
    MapData data = drawn_data({"aa....", "aa....", "bb....", "bbcc.."});
    data.values = NumberValues{1.0, 2.0, 3.0};
    return data;
}

MapSpec with_inset(geo::Box box_m, std::optional<double> magnification = std::nullopt) {
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    spec.insets = {{"Corner", box_m, magnification}};
    return spec;
}

std::string failure(const MapSpec& spec) {
    try {
        (void)plan_map(spec, coast());
    } catch (const geo::UsageError& error) {
        return error.what();
    }
    return "(accepted)";
}

TEST(Inset, HasItsOwnScaleAndAFrameOnTheMap) {
    const MapPlan plan = plan_map(with_inset({1.2, 0.2, 2.8, 1.8}, 2.5), coast());
    const Layout& layout = plan.content().layout;
    ASSERT_EQ(layout.insets.size(), 1U);
    const PlacedInset& inset = layout.insets[0];
    EXPECT_DOUBLE_EQ(inset.fit.pt_per_metre, 2.5 * layout.map.pt_per_metre);
    EXPECT_NEAR(inset.fit.box.width_pt, 2.5 * inset.on_map.width_pt, 1e-9);
    EXPECT_TRUE(layout.map.box.contains(inset.on_map));
    EXPECT_TRUE(layout.frame.contains(inset.box));
    EXPECT_TRUE(inset.box.contains(inset.scale_bar.box));
    for (const PageBox& other : {layout.legend.box, layout.scale_bar.box})
        EXPECT_FALSE(inset.box.overlaps(other));
    EXPECT_THAT(plan.result().alt_text, HasSubstr("An inset shows Corner at 2.5 times the scale."));
}

TEST(Inset, ShowsWhatLiesInItsBoxAndNoMore) {
    const MapPlan plan = plan_map(with_inset({0.5, 0.5, 2.5, 1.5}), coast());
    const DrawnPanel& panel = plan.content().insets.at(0);
    const PageBox& frame = plan.content().layout.insets[0].fit.box;
    ASSERT_EQ(panel.areas.size(), 2U);  // b and c
    for (const DrawnArea& area : panel.areas) {
        EXPECT_TRUE(area.annotation.id.empty());
        for (const PagePoint& p : area.rings.points)
            EXPECT_TRUE(frame.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
    }
}

TEST(Inset, IsDrawnAsAGroupOfItsOwn) {
    RecordingCanvas canvas;
    draw_map(plan_map(with_inset({1.2, 0.2, 2.8, 1.8}), coast()), canvas);
    EXPECT_THAT(canvas.calls, Contains("begin inset-1 \"Inset: Corner\""));
    EXPECT_THAT(canvas.calls, Contains("begin inset-1-areas"));
}

TEST(Inset, OutsideTheMapIsRefused) {
    EXPECT_THAT(failure(with_inset({5.0, 0.0, 7.0, 1.0})), HasSubstr("not within the map"));
}

TEST(Inset, WithoutAnAreaInItIsRefused) {
    MapData data = drawn_data({"a....b"});
    data.values = NumberValues{1.0, 2.0};
    EXPECT_THROW((void)plan_map(with_inset({2.0, 0.2, 4.0, 0.8}), data), geo::UsageError);
}

TEST(Inset, ThatIsEmptyIsRefused) {
    EXPECT_THAT(failure(with_inset({1.0, 1.0, 1.0, 2.0})), HasSubstr("empty"));
}

TEST(NorthArrow, StandsBesideTheMapAndSaysWhichNorth) {
    MapSpec spec = small_spec();
    spec.north = {30.0, "Grid north"};
    const MapPlan plan = plan_map(spec, coast());
    const Layout& layout = plan.content().layout;
    ASSERT_TRUE(layout.north_arrow);
    EXPECT_TRUE(layout.frame.contains(layout.north_arrow->box));
    for (const PagePoint& p : layout.north_arrow->shape.points)
        EXPECT_TRUE(layout.north_arrow->box.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
    // The tip points to the right of the top.
    EXPECT_GT(layout.north_arrow->shape.points[0].x_pt, layout.north_arrow->shape.points[2].x_pt);
    RecordingCanvas canvas;
    draw_map(plan, canvas);
    EXPECT_THAT(canvas.words, Contains("Grid north"));
}

}  // namespace
}  // namespace render
