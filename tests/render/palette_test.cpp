#include "render/palette.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "geo/error.hpp"

namespace render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> hex(std::string_view name, std::size_t classes) {
    std::vector<std::string> result;
    for (const Colour c : palette(name, classes).colours)
        result.push_back(to_hex(c));
    return result;
}

// Oracle: R 4.2.2, RColorBrewer::brewer.pal(n, name) and viridisLite::viridis(n).
TEST(Palette, SeriesAreThoseOfTheirAuthors) {
    EXPECT_THAT(hex("YlGnBu", 3), ElementsAre("#edf8b1", "#7fcdbb", "#2c7fb8"));
    EXPECT_THAT(hex("YlGnBu", 5), ElementsAre("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"));
    EXPECT_THAT(hex("RdBu", 4), ElementsAre("#ca0020", "#f4a582", "#92c5de", "#0571b0"));
    EXPECT_THAT(hex("viridis", 5), ElementsAre("#440154", "#3b528b", "#21908c", "#5dc863", "#fde725"));
    EXPECT_EQ(hex("Blues", 9).back(), "#08306b");
}

TEST(Palette, EverySeriesHasThreeToNineDistinctColours) {
    for (const char* name : {"YlGnBu", "Blues", "Greens", "Oranges", "Purples", "YlOrRd", "PuOr", "RdBu",
                             "BrBG", "PRGn", "RdYlBu", "viridis"}) {
        for (std::size_t k = 1; k <= 9; ++k) {
            const auto colours = hex(name, k);
            EXPECT_EQ(std::set<std::string>(colours.begin(), colours.end()).size(), k) << name;
        }
    }
}

TEST(Palette, CategoricalOnesGiveTheirFirstColours) {
    EXPECT_THAT(hex("Okabe-Ito", 2), ElementsAre("#e69f00", "#56b4e9"));
    EXPECT_THAT(hex("af_categorical", 1), ElementsAre("#12436d"));
    EXPECT_EQ(hex("ratings", 4).size(), 4U);
}

TEST(Palette, AnUnknownNameIsRefusedWithTheNearest) {
    try {
        (void)palette("YlGnBlu", 5);
        FAIL();
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean \"YlGnBu\"?"));
    }
}

TEST(Palette, MoreClassesThanColoursAreRefusedNamingThoseThatHaveEnough) {
    try {
        (void)palette("ratings", 6);
        FAIL();
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("it has 5 colours, not 6"));
        EXPECT_THAT(error.what(), HasSubstr("YlGnBu"));
    }
    EXPECT_THROW((void)palette("YlGnBu", 10), geo::UsageError);
    EXPECT_THROW((void)palette("YlGnBu", 0), geo::UsageError);
}

TEST(Palette, DivergesFromAMidpointInEqualStepsOnBothSides) {
    const auto hexes = [](std::size_t below, std::size_t above) {
        std::vector<std::string> result;
        for (const Colour c : palette_from_midpoint("RdBu", below, above).colours)
            result.push_back(to_hex(c));
        return result;
    };
    EXPECT_THAT(hexes(2, 2), ElementsAre("#ca0020", "#f4a582", "#92c5de", "#0571b0"));
    EXPECT_THAT(hexes(1, 2), ElementsAre("#f4a582", "#92c5de", "#0571b0"));
    EXPECT_THAT(hexes(2, 0), ElementsAre("#ca0020", "#f4a582"));
}

TEST(Palette, WithoutAMiddleOrWithTooFewColoursCannotDiverge) {
    try {
        (void)palette_from_midpoint("Blues", 2, 2);
        FAIL();
    } catch (const geo::UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("use one of PuOr, RdBu, BrBG, PRGn, RdYlBu"));
    }
    EXPECT_THROW((void)palette_from_midpoint("RdBu", 1, 5), geo::UsageError);
}

}  // namespace
}  // namespace render
