#include "render/layout.hpp"

#include <gtest/gtest.h>

#include <random>

#include "geo/error.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

std::vector<PageBox> text_boxes(const Layout& layout) {
    std::vector<PageBox> boxes;
    for (const auto* lines :
         {&layout.title, &layout.subtitle, &layout.footer, &layout.legend.lines, &layout.scale_bar.lines}) {
        for (const TextLine& line : *lines)
            boxes.push_back(line.box);
    }
    return boxes;
}

/// Everything inside the page, no two texts and no two parts over each other, no key over land.
void expect_sound(const Layout& layout, const MapData& data) {
    const PageBox page{0.0, 0.0, layout.page.width_mm * pt_per_mm, layout.page.height_mm * pt_per_mm};
    const auto boxes = text_boxes(layout);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_TRUE(page.contains(boxes[i]));
        for (std::size_t j = i + 1; j < boxes.size(); ++j) {
            EXPECT_FALSE(boxes[i].grown(-0.01).overlaps(boxes[j].grown(-0.01))) << i << " and " << j;
        }
    }
    EXPECT_TRUE(page.contains(layout.frame));
    EXPECT_TRUE(layout.frame.contains(layout.map.box));
    EXPECT_TRUE(layout.frame.contains(layout.legend.box));
    EXPECT_TRUE(layout.frame.contains(layout.scale_bar.box));
    EXPECT_FALSE(layout.legend.box.overlaps(layout.scale_bar.box));
    for (const TextLine& line : layout.legend.lines)
        EXPECT_TRUE(layout.legend.box.grown(1.0).contains(line.box));
    for (const geo::GridPoint p : data.areas.points) {
        const PagePoint at = layout.map.to_page(data.grid.to_point(p));
        const PageBox dot{at.x_pt, at.y_pt, 0.0, 0.0};
        EXPECT_TRUE(page.contains(dot));
        EXPECT_FALSE(layout.legend.box.contains(dot, 0.0));
        EXPECT_FALSE(layout.scale_bar.box.contains(dot, 0.0));
    }
}

std::string some_words(std::mt19937& random, std::size_t most) {
    const std::vector<std::string> stock = {"gap",         "of",      "the", "sustainability", "and",
                                            "partnership", "2020/21", "NHS", "per cent",       "improvement"};
    std::string text;
    for (std::size_t n = random() % (most + 1); n > 0; --n)
        text += (text.empty() ? "" : " ") + stock[random() % stock.size()];
    return text;
}

TEST(Layout, OfGeneratedMapsIsSound) {
    std::mt19937 random(3);
    std::size_t laid_out = 0;
    for (int round = 0; round < 120; ++round) {
        std::vector<std::string> rows(1 + random() % 8);
        const std::size_t columns = 1 + random() % 8;
        for (std::string& row : rows) {
            for (std::size_t c = 0; c < columns; ++c)
                row += "aabbcd.."[random() % 8];
        }
        rows[0][0] = 'a';
        MapData data = drawn_data(rows);
        NumberValues values;
        for (std::size_t i = 0; i < data.codes.size(); ++i) {
            values.push_back(random() % 5 == 0
                                 ? std::nullopt
                                 : std::optional<double>(static_cast<double>(random() % 9000) / 7.0));
        }
        data.values = values;
        for (Outlines& outlines : data.outlines)
            outlines.label = some_words(random, 4);
        MapSpec spec;
        spec.title = some_words(random, 20);
        spec.subtitle = some_words(random, 30);
        spec.source = some_words(random, 40);
        if (random() % 2 == 0) spec.notes = {some_words(random, 40), some_words(random, 5)};
        spec.legend_title = some_words(random, 8);
        spec.page = {60.0 + static_cast<double>(random() % 300), 60.0 + static_cast<double>(random() % 300)};
        try {
            expect_sound(plan_map(spec, data).content().layout, data);
            ++laid_out;
        } catch (const geo::UsageError& error) {
            EXPECT_NE(std::string(error.what()).find("the least page"), std::string::npos) << error.what();
        }
        if (testing::Test::HasFailure()) FAIL() << "round " << round;
    }
    EXPECT_GT(laid_out, 80U);
}

TEST(Layout, PutsTheLegendIntoEmptyGroundAtTheTopRight) {
    // Like England: the north is narrow and the sea lies east of it.
    MapData data = drawn_data({"a...", "a...", "ab..", "abbb", "cccc", "cccc"});
    data.values = NumberValues{1.0, 2.0, 3.0};
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    const Layout layout = plan_map(spec, data).content().layout;
    EXPECT_TRUE(layout.map.box.overlaps(layout.legend.box));
    EXPECT_GT(layout.legend.box.left_pt, layout.map.box.left_pt + layout.map.box.width_pt / 2);
    EXPECT_LT(layout.legend.box.top_pt, layout.map.box.top_pt + layout.map.box.height_pt / 3);
}

TEST(Layout, ShrinksTheMapWhenItsGroundIsFull) {
    MapData data = drawn_data({"ab", "cd"});
    data.values = NumberValues{1.0, 2.0, 3.0, 4.0};
    const Layout layout = plan_map(small_spec(), data).content().layout;
    EXPECT_FALSE(layout.map.box.overlaps(layout.legend.box));
}

TEST(Layout, WrapsALongTitle) {
    MapSpec spec = small_spec();
    spec.title = "A title that is much too long for one line of a page as narrow as this one is";
    EXPECT_GE(plan_map(spec, four_squares()).content().layout.title.size(), 2U);
}

}  // namespace
}  // namespace render
