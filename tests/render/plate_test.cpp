#include "render/plate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "geo/error.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// Parts that all show the same map, in the size of the plate's cells.
std::vector<PlatePart> parts_of(const MapData& data, std::size_t count) {
    geo::Box extent;
    for (const geo::GridPoint p : data.areas.points)
        extent.add(data.grid.to_point(p));
    const auto plan = [data](PageSize page) {
        MapSpec spec = small_spec();
        spec.page = page;
        spec.is_part = true;
        return plan_map(spec, data);
    };
    return std::vector<PlatePart>(count, PlatePart{extent, plan});
}

MapSpec page(double width_mm, double height_mm) {
    MapSpec spec;
    spec.title = "Plate";
    spec.source = "Source: all.";
    spec.page = {width_mm, height_mm};
    return spec;
}

PageBox moved(PageBox box, PagePoint corner) {
    box.left_pt += corner.x_pt;
    box.top_pt += corner.y_pt;
    return box;
}

/// All boxes of a part on the page of the plate: map, keys and texts.
std::vector<PageBox> boxes_of(const PlateMap& part) {
    const Layout& layout = part.plan.content().layout;
    std::vector<PageBox> boxes = layout.keys();
    boxes.push_back(layout.map.box);
    for (const auto* lines : {&layout.title, &layout.subtitle, &layout.footer}) {
        for (const TextLine& line : *lines)
            boxes.push_back(line.box);
    }
    std::ranges::transform(boxes, boxes.begin(), [&](PageBox box) { return moved(box, part.corner); });
    return boxes;
}

TEST(Plate, SetsMapsSideBySideOnAWidePageAndOneBelowTheOtherOnAHighOne) {
    const auto corners = [](double width_mm, double height_mm) {
        const Plate plate = plan_plate(page(width_mm, height_mm), parts_of(four_squares(), 2));
        const std::vector<PlateMap>& maps = plate.plan.content().plate;
        return std::pair(maps[0].corner, maps[1].corner);
    };
    const auto wide = corners(297, 180);
    EXPECT_LT(wide.first.x_pt, wide.second.x_pt);
    EXPECT_EQ(wide.first.y_pt, wide.second.y_pt);
    const auto high = corners(180, 297);
    EXPECT_EQ(high.first.x_pt, high.second.x_pt);
    EXPECT_LT(high.first.y_pt, high.second.y_pt);
}

TEST(Plate, KeepsWhatMapsHaveApartAndWithinThePage) {
    for (std::size_t count = 1; count <= 7; ++count) {
        for (const PageSize size : {PageSize{297, 210}, PageSize{210, 297}, PageSize{420, 297}}) {
            const Plate plate =
                plan_plate(page(size.width_mm, size.height_mm), parts_of(four_squares(), count));
            const MapPlan::Content& content = plate.plan.content();
            ASSERT_EQ(content.plate.size(), count);
            for (std::size_t a = 0; a < count; ++a) {
                for (const PageBox& box : boxes_of(content.plate[a])) {
                    EXPECT_TRUE(content.layout.frame.contains(box, 0.01)) << count << " maps, map " << a;
                    for (std::size_t b = a + 1; b < count; ++b) {
                        for (const PageBox& other : boxes_of(content.plate[b]))
                            EXPECT_FALSE(box.overlaps(other)) << count << " maps, " << a << " and " << b;
                    }
                }
            }
        }
    }
}

TEST(Plate, BeginsItsMapsWhereItsOwnTextsBegin) {
    const Plate plate = plan_plate(page(297, 210), parts_of(four_squares(), 2));
    const MapPlan::Content& content = plate.plan.content();
    const Layout& first = content.plate[0].plan.content().layout;
    EXPECT_NEAR(first.frame.left_pt + content.plate[0].corner.x_pt, content.layout.frame.left_pt, 1e-6);
    const Layout& last = content.plate[1].plan.content().layout;
    EXPECT_NEAR(last.frame.right_pt() + content.plate[1].corner.x_pt, content.layout.frame.right_pt(), 1e-6);
}

TEST(Plate, DrawsEachMapWithNamesOfItsOwn) {
    RecordingCanvas canvas;
    const Plate plate = plan_plate(page(297, 210), parts_of(four_squares(), 2));
    draw_map(plate.plan, canvas);
    EXPECT_THAT(canvas.calls, Contains(HasSubstr("#map-1-a ")));
    EXPECT_THAT(canvas.calls, Contains(HasSubstr("#map-2-a ")));
    EXPECT_THAT(canvas.calls, Contains(HasSubstr("begin map-2-legend")));
    EXPECT_EQ(std::ranges::count(canvas.words, "Four squares"), 2);
    EXPECT_EQ(std::ranges::count(canvas.words, "Plate"), 1);
}

TEST(Plate, TellsEachMapInItsAlternativeText) {
    const Plate plate = plan_plate(page(297, 210), parts_of(four_squares(), 2));
    EXPECT_THAT(plate.plan.result().alt_text, HasSubstr("Plate. 2 maps. Map 1: Four squares."));
    EXPECT_THAT(plate.plan.result().alt_text, HasSubstr("Map 2: Four squares."));
    EXPECT_EQ(plate.plan.content().info.figures.size(), 2U);
    EXPECT_EQ(plate.maps[1].missing, 1U);
}

TEST(Plate, TooSmallAPageNamesTheMapWithoutRoom) {
    try {
        (void)plan_plate(page(90, 60), parts_of(four_squares(), 4));
        FAIL();
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("plate, map 1"));
    }
}

TEST(Plate, WithoutMapsIsADefect) {
    EXPECT_THROW((void)plan_plate(page(210, 297), {}), geo::InternalError);
}

}  // namespace
}  // namespace render
