#include "cli/review_maps.hpp"

#include <gtest/gtest.h>

#include <set>

namespace {

// A wheel: area 0 touches all others, which stand in a ring of five. Odd wheels need four colours.
TEST(ColourApart, NeighboursOfAWheelDiffer) {
    const std::vector<geo::Border> borders{{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {0, 4, 1}, {0, 5, 1},
                                           {1, 2, 1}, {2, 3, 1}, {3, 4, 1}, {4, 5, 1}, {1, 5, 1}};
    const std::vector<std::size_t> colours = cli::colour_apart(6, borders);
    for (const geo::Border& border : borders) {
        EXPECT_NE(colours[static_cast<std::size_t>(border.a)], colours[static_cast<std::size_t>(border.b)]);
    }
    EXPECT_EQ(std::set<std::size_t>(colours.begin(), colours.end()).size(), 4U);
}

TEST(ColourApart, IslandsShareOneColour) {
    EXPECT_EQ(cli::colour_apart(3, {}), (std::vector<std::size_t>{0, 0, 0}));
}

}  // namespace
