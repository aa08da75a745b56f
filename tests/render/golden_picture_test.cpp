// Pictures of maps against the ones kept in tests/golden: set FOOTPRINT_UPDATE_GOLDEN=1 to draw them anew,
// and look at them before keeping them. The comparison leaves room for the edges of letters and lines, which
// other releases of Cairo, FreeType and fontconfig draw a little differently, and none for a changed word.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "render/sheet.hpp"
#include "tests/render/small_map.hpp"
#include "tests/support/picture.hpp"

namespace render {
namespace {

using support::Picture;

constexpr int most_channel = 32;           // a pixel differs where a channel does by more than this, of 255
constexpr double most_in_square = 0.1;     // of the pixels of a square of 8 pixels a side
constexpr std::size_t most_bytes = 20000;  // of a picture that is kept

std::filesystem::path kept_path(const std::string& name) {
    return std::filesystem::path(FOOTPRINT_GOLDEN) / (name + ".png");
}

/// In what a picture differs from the one that is kept; empty when it does not.
std::string difference(const std::string& name, const std::string& png) {
    const Picture kept(kept_path(name));
    const Picture drawn = Picture::of_bytes(png);
    if (!kept.is_read()) return kept_path(name).string() + " cannot be read";
    if (!drawn.has_size_of(kept))
        return name + ".png is " + std::to_string(kept.width_px()) + " x " +
               std::to_string(kept.height_px()) + " pixels, and the map now has " +
               std::to_string(drawn.width_px()) + " x " + std::to_string(drawn.height_px());
    const support::Square worst = worst_square(drawn, kept, most_channel);
    if (worst.share <= most_in_square) return {};
    return name + ".png differs most in the square from " + std::to_string(worst.x_px) + ", " +
           std::to_string(worst.y_px) + ": in " + std::to_string(worst.share) + " of its pixels, with " +
           std::to_string(support::share_that_differs(drawn, kept, most_channel)) + " of all";
}

std::string bytes_of(const MapPlan& plan) {
    return render_map(plan, MapFormat::png);
}

void expect_golden(const std::string& name, const MapPlan& plan) {
    const std::string png = bytes_of(plan);
    EXPECT_LE(png.size(), most_bytes);
    if (std::getenv("FOOTPRINT_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(kept_path(name), std::ios::binary) << png;
        return;
    }
    const std::string found = difference(name, png);
    if (found.empty()) return;
    const std::filesystem::path now =
        std::filesystem::path(testing::TempDir()) / ("footprint_" + name + ".png");
    std::ofstream(now, std::ios::binary) << png;
    ADD_FAILURE() << found << "; drawn now: " << now;
}

MapSpec golden_spec(const std::string& title) {
    MapSpec spec;
    spec.title = title;
    spec.source = "Source: made up.";
    spec.legend_title = "Measure";
    spec.page = {110.0, 80.0};
    spec.dpi = 96.0;
    spec.unit_name = "footprint";
    return spec;
}

MapData island(const std::vector<std::int32_t>& group_of = {}) {
    return drawn_data({"..aab..", ".aabbb.", "ccddbe.", "ccddeee", "ccffeee", ".fff.ee"}, group_of);
}

/// Classes of numbers: fills, one area hatched, borders of two kinds, labels, legend, an inset.
struct Choropleth {
    MapSpec spec = golden_spec("Fills, hatching and an inset");
    MapData data = island({0, 0, 1, 1, 2, 1});

    Choropleth() {
        spec.classes.scheme = Scheme::equal_interval;
        spec.classes.classes = 4;
        spec.insets = {{"Corner", {3.2, 0.2, 5.8, 2.8}, 2.0}};
        spec.north = North{0.0, "Grid north"};
        data.values = NumberValues{12.0, 30.5, std::nullopt, 21.0, 40.0, 17.5};
        data.labels = {"Ash", "Birch", "Cedar", "Dee", "Elm", "Fir"};
    }
    [[nodiscard]] std::string png() const { return bytes_of(plan_map(spec, data)); }
};

TEST(GoldenPicture, OfAChoropleth) {
    const Choropleth map;
    expect_golden("choropleth", plan_map(map.spec, map.data));
}

TEST(GoldenPicture, OfCirclesPointsAndAnOverlay) {
    MapSpec spec = golden_spec("Circles, points and overlays");
    spec.category_order = {"Outstanding", "Advanced", "Making progress"};
    MapData data = island();
    data.values =
        CategoryValues{"Advanced", "Outstanding", "Advanced", "Making progress", std::nullopt, "Outstanding"};
    const geo::Topology topology = geo::build_topology(data.areas, data.grid);
    Grouping outline = grouping_of(topology, std::vector<std::int32_t>{0, 0, -1, -1, -1, -1}, {"North"});
    outline.label = "Partnerships";
    Grouping hatch = grouping_of(topology, std::vector<std::int32_t>{-1, -1, -1, -1, -1, 0}, {"South"});
    hatch.label = "Systems";
    hatch.style = GroupingStyle::hatch;
    data.groupings = {outline, hatch};
    SymbolLayer circles{"Beds", true, true, {}};
    circles.symbols = {{{2.5, 5.0}, "a", "Ash", 100.0}, {{5.0, 2.4}, "e", "Elm", 900.0}};
    SymbolLayer points{"Hospitals", false, false, {}};
    points.symbols = {{{3.5, 2.5}, "P", "Priory", {}, "Priory"}, {{4.4, 4.6}, "Q", "Queen's", {}, "Queen's"}};
    data.symbols = {circles, points};
    data.context_m.points = {{-9.0, -9.0}, {0.5, -9.0}, {0.5, 2.0}, {-9.0, 3.0}};
    data.context_m.close_ring();
    data.context_m.close_area();
    expect_golden("layers", plan_map(spec, data));
}

TEST(GoldenPicture, OfASheet) {
    MapSpec spec = golden_spec("Small multiples");
    spec.classes.classes = 3;
    const std::vector<SheetPanel> panels = {
        {"Emergency care", NumberValues{1.0, 2.0, 3.0, 4.0, 5.0, 6.0}},
        {"Cancer", NumberValues{6.0, std::nullopt, 4.0, 3.0, 2.0, 1.0}},
        {"Maternity", NumberValues{9.0, 9.0, 8.0, 8.0, std::nullopt, std::nullopt}}};
    expect_golden("sheet", plan_sheet(spec, island({0, 0, 1, 1, 2, 1}), panels).plan);
}

TEST(GoldenPicture, OfFlows) {
    MapSpec spec = golden_spec("Flows between areas");
    spec.palette = "ground";
    spec.explain_classes = false;
    MapData data = island();
    data.values = CategoryValues(6, "area");
    FlowLines flows;
    flows.anchors = {{2.5, 5.2}, {4.5, 4.5}, {1.0, 2.8}, {2.9, 3.0}, {5.6, 1.7}, {2.2, 0.9}};
    flows.lines = {{0, 1, 900.0}, {1, 0, 150.0}, {2, 4, 2000.0}, {5, 3, 40.0}, {4, 1, 700.0}};
    flows.most = 4;
    data.flows = flows;
    expect_golden("flows", plan_map(spec, data));
}

// That the comparison sees what it is there for: each change to the first map makes another picture.
TEST(GoldenPicture, IsTheSameOnlyAsLongAsNothingChanges) {
    if (std::getenv("FOOTPRINT_UPDATE_GOLDEN") != nullptr) GTEST_SKIP() << "the pictures are being drawn";
    EXPECT_EQ(difference("choropleth", Choropleth().png()), "");
    const auto changed = [](auto change) {
        Choropleth map;
        change(map);
        return difference("choropleth", map.png());
    };
    const auto numbers = [](Choropleth& map) -> NumberValues& {
        return std::get<NumberValues>(map.data.values);
    };
    EXPECT_NE(changed([&](Choropleth& map) { numbers(map)[5] = 20.0; }), "") << "a fill by one class";
    EXPECT_NE(changed([&](Choropleth& map) { numbers(map)[2] = 15.0; }), "") << "no hatching";
    EXPECT_NE(changed([](Choropleth& map) { map.data.labels[1] = "Beech"; }), "") << "a label";
    EXPECT_NE(changed([](Choropleth& map) { map.data.labels[3] = "Don"; }), "") << "two letters";
    EXPECT_NE(changed([](Choropleth& map) { map.spec.classes.classes = 5; }), "") << "a row of the legend";
    EXPECT_NE(changed([](Choropleth& map) { map.spec.missing_label = "None"; }), "") << "a word of it";
    EXPECT_NE(changed([](Choropleth& map) { map.spec.insets.clear(); }), "") << "no inset";
    EXPECT_NE(changed([](Choropleth& map) { map.data.outlines.pop_back(); }), "") << "no footprint borders";
    EXPECT_NE(changed([](Choropleth& map) { map.spec.palette = "Blues"; }), "") << "a palette";
}

}  // namespace
}  // namespace render
