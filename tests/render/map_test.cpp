#include "render/map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "geo/error.hpp"
#include "render/style.hpp"
#include "tests/render/recording_canvas.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> drawn(const MapSpec& spec, const MapData& data) {
    RecordingCanvas canvas;
    draw_map(plan_map(spec, data), canvas);
    return canvas.calls;
}

TEST(Map, OfFourSquaresIsDrawnInThisOrder) {
    std::string text;
    for (const std::string& call : drawn(small_spec(), four_squares()))
        text += call + "\n";
    EXPECT_EQ(text, R"(begin map-title
text bold 120: Four squares
end
begin map-subtitle
text 79: Made up
end
begin map
begin areas
fill #edf8b1 #a "Area a: 1" code=a value=1 class=1: 1 rings
fill #7fcdbb #b "Area b: 2" code=b value=2 class=2: 1 rings
fill #2c7fb8 #c "Area c: 3" code=c value=3 class=3: 1 rings
fill #f3f3f1 hatched #d "Area d: No data" code=d value= class=No data: 1 rings
end
begin member-borders
stroke #ffffff: 1 lines
stroke #a7adb5: 1 lines
end
begin coast
stroke #545b64: 4 lines
end
begin footprint-borders
stroke #ffffff: 2 lines
stroke #1f2530: 2 lines
end
begin legend "Legend: scheme fisher_jenks, classes closed on the right"
fill #edf8b1: 1 rings
stroke #8b9199: 1 lines
fill #7fcdbb: 1 rings
stroke #8b9199: 1 lines
fill #2c7fb8: 1 rings
stroke #8b9199: 1 lines
fill #f3f3f1 hatched: 1 rings
stroke #8b9199: 1 lines
text bold 68: Measure (unit)
text 64: Areas
text 64: 1
text 64: 1
text 64: 2
text 64: 1
text 64: 3
text 64: 1
text 64: No data
text 64: 1
end
begin scale-bar
stroke #5f6670: 2 lines
text 56: 0.2 m
end
end
begin map-source
text 56: Source: none.
end
)");
}

TEST(Map, HatchesAndCountsMissingValuesAndNaN) {
    MapData data = four_squares();
    data.values = NumberValues{1.0, std::numeric_limits<double>::quiet_NaN(), std::nullopt, 4.0};
    const MapPlan plan = plan_map(small_spec(), data);
    EXPECT_EQ(plan.result().missing, 2U);
    EXPECT_EQ(plan.result().class_of[1], std::nullopt);
    EXPECT_THAT(plan.result().warnings, Contains(HasSubstr("1 value is not a finite number")));
    EXPECT_THAT(drawn(small_spec(), data), Contains(HasSubstr("hatched #b \"Area b: No data\"")));
}

TEST(Map, LabelsAreWhiteOnDarkFillsOnly) {
    MapData data = four_squares();
    data.labels = {"pale", "middling", "dark", "none"};
    MapSpec spec = small_spec();
    spec.palette = "Blues";
    RecordingCanvas canvas;
    draw_map(plan_map(spec, data), canvas);
    const auto colour_of = [&](const std::string& word) {
        const auto found = std::ranges::find(canvas.words, word);
        return canvas.text_colours.at(static_cast<std::size_t>(found - canvas.words.begin()));
    };
    EXPECT_EQ(colour_of("pale"), to_hex(Style::ink));
    EXPECT_EQ(colour_of("dark"), "#ffffff");
    EXPECT_EQ(colour_of("none"), to_hex(Style::ink));
}

std::size_t member_strokes(const MapSpec& spec, const MapData& data) {
    const std::vector<std::string> calls = drawn(spec, data);
    const auto begin = std::ranges::find(calls, "begin member-borders");
    const auto end = std::find(begin, calls.end(), "end");
    return begin == calls.end() ? 0 : static_cast<std::size_t>(end - begin) - 1;
}

TEST(Map, AreasTooSmallForBordersShowTheirFills) {
    std::vector<std::string> rows(200, std::string(200, 'a'));
    rows[100][100] = 'b';
    MapData data = drawn_data(rows);
    data.values = NumberValues{1.0, 2.0};
    MapSpec spec = small_spec();
    spec.page = {60.0, 80.0};  // b is a fifth of a millimetre wide
    EXPECT_EQ(member_strokes(spec, data), 0U);
    spec.page = {420.0, 297.0};
    EXPECT_EQ(member_strokes(spec, data), 1U);
}

TEST(Map, WithoutMissingValuesHasNoKeyForThem) {
    MapData data = four_squares();
    data.values = NumberValues{1.0, 2.0, 3.0, 4.0};
    EXPECT_THAT(drawn(small_spec(), data), testing::Not(Contains(HasSubstr("No data"))));
}

TEST(Map, OfNothingButMissingValuesIsStillDrawn) {
    MapData data = four_squares();
    data.values = NumberValues(4);
    const MapPlan plan = plan_map(small_spec(), data);
    EXPECT_EQ(plan.result().missing, 4U);
    EXPECT_TRUE(plan.result().labels.empty());
    EXPECT_THAT(plan.result().alt_text, HasSubstr("No data: 4 areas."));
}

TEST(Map, OfCategoriesKeepsTheOrderGiven) {
    MapSpec spec = small_spec();
    spec.category_order = {"Outstanding", "Advanced", "Making progress", "Needs most improvement"};
    spec.missing_label = "Not rated";
    MapData data = four_squares();
    data.values = CategoryValues{"Advanced", "Outstanding", "", "Advanced"};
    const MapResult result = plan_map(spec, data).result();
    EXPECT_EQ(result.palette, "ratings");
    EXPECT_THAT(result.labels,
                ElementsAre("Outstanding", "Advanced", "Making progress", "Needs most improvement"));
    EXPECT_THAT(result.counts, ElementsAre(1, 2, 0, 0));
    EXPECT_EQ(result.missing, 1U);
    EXPECT_EQ(
        result.alt_text,
        "Four squares. Map of 4 areas by category. Outstanding: 1 area; Advanced: 2 areas; Making progress: "
        "0 areas; Needs most improvement: 0 areas. Not rated: 1 area.");
}

TEST(Map, SaysInWordsWhatItShows) {
    EXPECT_EQ(plan_map(small_spec(), four_squares()).result().alt_text,
              "Four squares. Map of 4 areas in 3 classes. Measure (unit): from 1 (Area a) to 3 (Area c). 1: "
              "1 area; "
              "2: 1 area; 3: 1 area. No data: 1 area.");
}

TEST(Map, KeysNameTheBordersThatHaveALabel) {
    MapData data = four_squares();
    for (Outlines& outlines : data.outlines) {
        if (outlines.kind == OutlineKind::footprint) outlines.label = "Footprint boundary";
    }
    EXPECT_THAT(drawn(small_spec(), data), Contains(HasSubstr("Footprint boundary")));
}

TEST(Map, WarnsOfColoursThatMergeForSomeReaders) {
    MapSpec spec = small_spec();
    spec.palette = "af_categorical";
    spec.page = {200.0, 160.0};
    MapData data = drawn_data({"abc", "def"});
    data.values = CategoryValues{"a", "b", "c", "d", "e", "f"};
    EXPECT_THAT(plan_map(spec, data).result().warnings, Contains(HasSubstr("readers with deuteranopia")));
}

TEST(Map, NamesAreasWithoutAShape) {
    MapData data = four_squares();
    data.areas.close_area();
    data.codes.emplace_back("e");
    data.names.emplace_back("Area e");
    data.values = NumberValues{1.0, 2.0, 3.0, 4.0, 5.0};
    EXPECT_THAT(plan_map(small_spec(), data).result().warnings, Contains(HasSubstr("not on the map: e")));
}

TEST(Map, OfOneAreaIsDrawn) {
    MapData data = drawn_data({"a"});
    data.values = NumberValues{7.0};
    const MapResult result = plan_map(small_spec(), data).result();
    EXPECT_THAT(result.labels, ElementsAre("7"));
    EXPECT_THAT(result.warnings, Contains(HasSubstr("only 1 value differs: 1 class instead of 3")));
}

TEST(Map, WithAFontThatIsNotInstalledSaysWhatItTakesInstead) {
    MapSpec spec = small_spec();
    spec.font = "No Such Font At All";
    EXPECT_THAT(plan_map(spec, four_squares()).result().warnings,
                Contains(HasSubstr("the font \"No Such Font At All\" is not installed: text is set in")));
}

TEST(Map, RefusesAnUnknownPaletteNamingTheNearest) {
    MapSpec spec = small_spec();
    spec.palette = "Bluess";
    try {
        (void)plan_map(spec, four_squares());
        FAIL();
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean \"Blues\"?"));
    }
}

TEST(Map, RefusesAPageTooSmallForItsLegendNamingOneThatIsNot) {
    MapSpec spec = small_spec();
    spec.page = {40.0, 40.0};
    PageSize least;
    try {
        (void)plan_map(spec, four_squares());
        FAIL();
    } catch (const geo::UsageError& error) {
        const std::string text = error.what();
        EXPECT_THAT(text, HasSubstr("page 40 x 40 mm: "));
        const auto at = text.find("the least page of this shape is ");
        ASSERT_NE(at, std::string::npos) << text;
        ASSERT_EQ(std::sscanf(text.c_str() + at, "the least page of this shape is %lf x %lf mm",
                              &least.width_mm, &least.height_mm),
                  2);
    }
    spec.page = least;
    EXPECT_NO_THROW((void)plan_map(spec, four_squares()));
}

TEST(Map, RefusesDataWithoutAnyShape) {
    MapData data;
    data.areas.close_area();
    data.codes = {"a"};
    data.names = {"A"};
    data.values = NumberValues{1.0};
    EXPECT_THROW((void)plan_map(small_spec(), data), geo::InputError);
}

TEST(Map, RefusesListsOfDifferentLengths) {
    MapData data = four_squares();
    data.values = NumberValues{1.0};
    EXPECT_THROW((void)plan_map(small_spec(), data), geo::InternalError);
}

}  // namespace
}  // namespace render
