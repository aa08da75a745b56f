#include "render/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "geo/error.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<SheetPanel> two_panels() {
    return {{"First", NumberValues{1.0, 2.0, 3.0, std::nullopt}},
            {"Second", NumberValues{10.0, 20.0, 30.0, 40.0}}};
}

TEST(Sheet, HasOneClassificationOfAllItsValues) {
    MapSpec spec = small_spec();
    spec.classes.scheme = Scheme::equal_interval;
    spec.classes.classes = 3;  // of 1 to 40
    const Sheet sheet = plan_sheet(spec, four_squares(), two_panels());
    EXPECT_THAT(sheet.plan.result().classes->breaks, ElementsAre(14.0, 27.0, 40.0));
    EXPECT_THAT(sheet.panels[0].counts, ElementsAre(3U, 0U, 0U));
    EXPECT_THAT(sheet.panels[1].counts, ElementsAre(1U, 1U, 2U));
    EXPECT_EQ(sheet.panels[0].missing, 1U);
    EXPECT_EQ(sheet.panels[1].missing, 0U);
    // The same value has the same colour on both.
    const auto& maps = sheet.plan.content().sheet;
    EXPECT_EQ(to_hex(maps[0].panel.areas[0].fill.colour), to_hex(maps[1].panel.areas[0].fill.colour));
}

TEST(Sheet, SpeaksOfEachMapAndOfWhatItLacks) {
    const Sheet sheet = plan_sheet(small_spec(), four_squares(), two_panels());
    EXPECT_THAT(sheet.plan.result().alt_text,
                HasSubstr("First: from 1 (Area a) to 3 (Area c); No data: 1. Second: from 10 (Area a) to 40 "
                          "(Area d)."));
    RecordingCanvas canvas;
    draw_map(sheet.plan, canvas);
    EXPECT_THAT(canvas.words, Contains("No data: 1"));
    EXPECT_THAT(canvas.calls, Contains("begin map-2 \"Second\""));
    EXPECT_THAT(canvas.calls, Contains(HasSubstr("#map-2-d \"Area d: 40\" code=d value=40")));
}

TEST(Sheet, HasCategoriesInTheirOrder) {
    MapSpec spec = small_spec();
    spec.category_order = {"good", "bad"};
    const std::vector<SheetPanel> panels = {{"A", CategoryValues{"good", "bad", "bad", std::nullopt}},
                                            {"B", CategoryValues{"bad", "bad", "bad", "bad"}}};
    const Sheet sheet = plan_sheet(spec, four_squares(), panels);
    EXPECT_THAT(sheet.plan.result().labels, ElementsAre("good", "bad"));
    EXPECT_THAT(sheet.panels[1].counts, ElementsAre(0U, 4U));
    EXPECT_THAT(sheet.plan.result().alt_text, HasSubstr("B: good 0, bad 4."));
}

TEST(Sheet, KeepsAllOnThePageAndApartWhateverTheNumberOfMaps) {
    std::mt19937 random(21);
    for (int run = 0; run < 60; ++run) {
        MapSpec spec = small_spec();
        spec.page = {150.0 + random() % 250, 150.0 + random() % 250};
        std::vector<SheetPanel> panels;
        const std::size_t maps = 1 + random() % 11;
        for (std::size_t p = 0; p < maps; ++p) {
            panels.push_back({std::string(1 + random() % 30, 'x') + " domain",
                              NumberValues{1.0 + random() % 9, 2.0, std::nullopt, 4.0}});
        }
        const Sheet sheet = plan_sheet(spec, four_squares(), panels);
        const MapPlan::Content& content = sheet.plan.content();
        std::vector<PageBox> boxes = content.layout.keys();
        for (const SheetMap& map : content.sheet) {
            boxes.push_back(map.cell);
            for (const TextLine& line : map.lines)
                EXPECT_TRUE(map.cell.grown(0.01).contains(line.box));
            for (const DrawnArea& area : map.panel.areas) {
                for (const PagePoint& p : area.rings.points)
                    EXPECT_TRUE(map.cell.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
            }
        }
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            EXPECT_TRUE(content.layout.frame.contains(boxes[i])) << "run " << run << ", box " << i;
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_FALSE(boxes[i].grown(-0.01).overlaps(boxes[j])) << "run " << run;
        }
        // One size for all.
        std::set<double> scales;
        for (const SheetMap& map : content.sheet)
            scales.insert(map.fit.pt_per_metre);
        EXPECT_EQ(scales.size(), 1U);
    }
}

TEST(Sheet, OnTooSmallAPageIsRefused) {
    MapSpec spec = small_spec();
    spec.page = {60.0, 60.0};
    const std::vector<SheetPanel> panels(9, {"Domain", NumberValues{1.0, 2.0, 3.0, 4.0}});
    EXPECT_THROW((void)plan_sheet(spec, four_squares(), panels), geo::UsageError);
}

TEST(Sheet, WithAnInsetIsRefused) {
    MapSpec spec = small_spec();
    spec.insets = {{"Corner", {0.0, 0.0, 1.0, 1.0}, 2.0}};
    EXPECT_THROW((void)plan_sheet(spec, four_squares(), two_panels()), geo::UsageError);
}

}  // namespace
}  // namespace render
