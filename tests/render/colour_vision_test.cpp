#include "render/colour_vision.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/palette.hpp"

namespace render {
namespace {

using testing::HasSubstr;

std::vector<Colour> colours(std::initializer_list<std::uint32_t> hex) {
    std::vector<Colour> result;
    for (const std::uint32_t h : hex)
        result.push_back(rgb(h));
    return result;
}

double least(std::span<const Colour> set, Vision vision) {
    double result = 1e9;
    for (std::size_t i = 0; i < set.size(); ++i) {
        for (std::size_t j = i + 1; j < set.size(); ++j) {
            result = std::min(result, colour_difference(set[i], set[j], vision));
        }
    }
    return result;
}

// Measured with other code (Machado 2009, severity 1, linear RGB, CIE76 in Lab D65), given to one decimal.
TEST(ColourVision, DistancesOfKnownPalettesAreAsMeasuredElsewhere) {
    const auto expect = [](std::span<const Colour> set, double normal, double deutan, double protan) {
        EXPECT_NEAR(least(set, Vision::normal), normal, 0.06);
        EXPECT_NEAR(least(set, Vision::deuteranopia), deutan, 0.06);
        EXPECT_NEAR(least(set, Vision::protanopia), protan, 0.06);
    };
    expect(palette("af_categorical", 6).colours, 29.0, 6.3, 11.3);
    expect(colours({0xd7191c, 0xfdae61, 0xffffbf, 0xa6d96a, 0x1a9641}), 34.1, 6.2, 11.6);
    expect(palette("YlGnBu", 5).colours, 26.9, 21.4, 16.6);
    expect(palette("Blues", 5).colours, 13.6, 12.9, 11.1);
}

TEST(ColourVision, ContrastIsThatOfTheAccessibilityGuidelines) {
    EXPECT_NEAR(contrast_ratio(rgb(0x000000), rgb(0xffffff)), 21.0, 1e-5);
    EXPECT_NEAR(contrast_ratio(rgb(0x777777), rgb(0xffffff)), 4.478, 5e-4);
    EXPECT_NEAR(contrast_ratio(rgb(0xffffff), rgb(0x12436d)), 10.247, 5e-3);
    EXPECT_NEAR(contrast_ratio(rgb(0xbfbfbf), rgb(0xffffff)), 1.839, 5e-4);
}

TEST(ColourVision, AWarningNamesThePairThatMerges) {
    const auto set = palette("af_categorical", 6).colours;
    const std::vector<std::string> labels = {"a", "b", "plum", "d", "coal", "f"};
    const auto warning = colour_vision_warning(set, labels);
    ASSERT_TRUE(warning);
    EXPECT_THAT(*warning, HasSubstr("deuteranopia"));
    EXPECT_THAT(*warning, HasSubstr("\"plum\" (#801650) from \"coal\" (#3d3d3d)"));
}

TEST(ColourVision, SafePalettesGiveNoWarning) {
    for (const char* name : {"YlGnBu", "RdBu", "PuOr", "BrBG", "viridis"}) {
        EXPECT_EQ(colour_vision_warning(palette(name, 5).colours, {}), std::nullopt) << name;
    }
    EXPECT_EQ(colour_vision_warning(palette("ratings", 4).colours, {}), std::nullopt);
    EXPECT_EQ(colour_vision_warning(palette("Okabe-Ito", 8).colours, {}), std::nullopt);
    EXPECT_EQ(colour_vision_warning(palette("Blues", 1).colours, {}), std::nullopt);
}

TEST(ColourVision, BlackAndWhiteAreAsFarApartForAll) {
    for (const Vision vision : {Vision::normal, Vision::deuteranopia, Vision::protanopia}) {
        EXPECT_NEAR(colour_difference(rgb(0x000000), rgb(0xffffff), vision), 100.0, 0.01);
    }
}

TEST(ColourVision, NeighboursThatLookAlikeInGreyAreNamed) {
    // Contrasts of Blues 5 measured elsewhere: 1.35 1.62 1.71 1.90.
    EXPECT_EQ(contrast_warning(palette("Blues", 5).colours, {}), std::nullopt);
    const std::vector<std::string> labels = {"low", "high"};
    const auto warning = contrast_warning(colours({0x777777, 0x7a7a7a}), labels);
    ASSERT_TRUE(warning);
    EXPECT_THAT(*warning, HasSubstr("\"low\" (#777777) and its neighbour \"high\" (#7a7a7a)"));
}

TEST(ColourVision, AContrastThatFallsShortIsNotRoundedToTheOneThatIsWanted) {
    const std::vector<Colour> pale = palette("YlGnBu", 6).colours;
    EXPECT_NEAR(contrast_ratio(pale[0], pale[1]), 1.3, 0.005);
    EXPECT_THAT(contrast_warning(pale, {}).value(), HasSubstr("contrast 1.29, wanted 1.3"));
}

}  // namespace
}  // namespace render
