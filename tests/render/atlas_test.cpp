#include "render/atlas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "render/map_content.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Footprints "North" (a, b) and "South" (c, d), unless grouped otherwise.
AtlasData two_footprints(const std::vector<std::int32_t>& groups = {0, 0, 1, 1}) {
    AtlasData data;
    data.areas = four_squares();
    data.group_of = groups;
    data.labels = {"Aton", "Beton", "Ceton", "Deton"};
    const support::AsciiCoverage drawing = support::draw({"ab", "cd"});
    data.footprints.areas = geo::dissolve(geo::build_topology(drawing.rings, geo::Grid{}), groups, 2);
    data.footprints.codes = {"N", "S"};
    data.footprints.names = {"North", "South"};
    data.footprints.values = NumberValues(2);
    data.figures = {{{"Figures", "", true}, {"Members", "2"}}, {{"Members", "2"}}};
    return data;
}

MapSpec page() {
    MapSpec spec = small_spec();
    spec.page = {210.0, 297.0};
    return spec;
}

TEST(Atlas, HasAPageForEachFootprint) {
    const Atlas atlas = plan_atlas(page(), two_footprints());
    ASSERT_EQ(atlas.pages.size(), 2U);
    EXPECT_THAT(atlas.names, ElementsAre("North", "South"));
    RecordingCanvas canvas;
    draw_map(atlas.pages[1], canvas);
    EXPECT_THAT(canvas.words,
                AllOf(Contains("South"), Contains("2 of 2"), Contains("Four squares. Made up"),
                      Contains("Members"), Contains("Ceton"), Contains("North"), Not(Contains("Aton"))));
    EXPECT_EQ(atlas.pages[0].result().alt_text, "North, page 1 of 2. Figures: Members: 2.");
}

TEST(Atlas, ColoursMembersAndLeavesNeighboursPale) {
    const Atlas atlas = plan_atlas(page(), two_footprints());
    const auto& areas = atlas.pages[0].content().panel.areas;
    ASSERT_EQ(areas.size(), 4U);
    EXPECT_EQ(to_hex(areas[0].fill.colour), to_hex(atlas.result.colours[*atlas.result.class_of[0]]));
    EXPECT_EQ(to_hex(areas[2].fill.colour), to_hex(areas[3].fill.colour));
    EXPECT_FALSE(areas[3].fill.hatched);
    // Ids are those of members alone.
    EXPECT_EQ(areas[0].annotation.id, "a");
    EXPECT_EQ(areas[2].annotation.id, "");
}

TEST(Atlas, ClassifiesValuesOfFootprintsOnceAFootprint) {
    AtlasData data = two_footprints();
    data.is_by_footprint = true;
    data.areas.values = NumberValues{5.0, 5.0, 7.0, 7.0};
    data.footprints.values = NumberValues{5.0, 7.0};
    const Atlas atlas = plan_atlas(page(), data);
    EXPECT_THAT(atlas.result.counts, ElementsAre(1U, 1U));
    EXPECT_EQ(atlas.result.class_of.at(3), std::optional<std::size_t>(1));
}

/// Pages of footprints twice as wide as high, and of those twice as high as wide.
std::vector<MapPlan> flat_and_tall_pages(const MapSpec& spec) {
    std::vector<MapPlan> pages = plan_atlas(spec, two_footprints()).pages;
    const std::vector<MapPlan> tall = plan_atlas(spec, two_footprints({0, 1, 0, 1})).pages;
    pages.insert(pages.end(), tall.begin(), tall.end());
    return pages;
}

TEST(Atlas, KeepsAllOnThePageAndApart) {
    for (const PageSize size :
         {PageSize{210, 297}, PageSize{297, 210}, PageSize{297, 420}, PageSize{170, 200}}) {
        MapSpec spec = page();
        spec.page = size;
        for (const MapPlan& plan : flat_and_tall_pages(spec)) {
            const MapPlan::Content& content = plan.content();
            const AtlasParts& parts = *content.atlas;
            const std::vector<PageBox> boxes = {parts.map_box, parts.locator_box, parts.table_box,
                                                content.layout.legend.box, content.layout.scale_bar.box};
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                EXPECT_TRUE(content.layout.frame.contains(boxes[i])) << i;
                for (std::size_t j = 0; j < i; ++j)
                    EXPECT_FALSE(boxes[i].overlaps(boxes[j])) << i << " and " << j;
            }
            for (const TextLine& line : parts.table)
                EXPECT_TRUE(parts.table_box.grown(0.01).contains(line.box)) << line.text;
            for (const DrawnArea& area : content.panel.areas) {
                for (const PagePoint& p : area.rings.points)
                    EXPECT_TRUE(parts.map_box.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
            }
        }
    }
}

TEST(Atlas, HasItsTableBelowAFlatFootprintAndBesideATallOne) {
    const std::vector<MapPlan> pages = flat_and_tall_pages(page());
    const MapPlan::Content& flat = pages.front().content();
    EXPECT_GE(flat.atlas->table_box.top_pt, flat.atlas->map_box.bottom_pt());
    EXPECT_NEAR(flat.atlas->map_box.width_pt, flat.layout.frame.width_pt, 1e-9);
    const MapPlan::Content& tall = pages.back().content();
    EXPECT_GE(tall.atlas->table_box.left_pt, tall.atlas->map_box.right_pt());
    // Two metres with twelve hundredths of them on each side, beside a column of 150 pt and its gap.
    const double beside = (flat.layout.frame.width_pt - 164.0) / (2.0 * 1.24);
    EXPECT_GT(flat.layout.map.pt_per_metre, 1.1 * beside);
}

TEST(Atlas, HasItsTableBesideAFlatFootprintWhereItIsTooHighToStandBelow) {
    AtlasData data = two_footprints();
    data.figures[0].resize(35, {"Member", "1"});
    const MapPlan page_of_north = plan_atlas(page(), data).pages.front();
    const AtlasParts& parts = *page_of_north.content().atlas;
    EXPECT_GE(parts.table_box.left_pt, parts.map_box.right_pt());
}

TEST(Atlas, IsOnePdfWithAnOutlineAndTheSameBytesEachTime) {
    const std::string pdf = render_atlas(plan_atlas(page(), two_footprints()));
    EXPECT_EQ(pdf, render_atlas(plan_atlas(page(), two_footprints())));
    EXPECT_THAT(pdf, AllOf(HasSubstr("/Outlines"), HasSubstr("/Count 2"), HasSubstr("/Marked true"),
                           HasSubstr("(North, page 1 of 2.")));
}

TEST(Atlas, OnAPageTooSmallForItsTableIsRefused) {
    AtlasData data = two_footprints();
    data.figures[0].resize(80, {"Member", "1"});
    try {
        (void)plan_atlas(page(), data);
        FAIL() << "accepted";
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("the table of the page of North has no room"));
    }
}

}  // namespace
}  // namespace render
