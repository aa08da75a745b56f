#include "geo/border_noise.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/overlay_of.hpp"

namespace {

using geo::BorderNoise;
using Drawing = std::vector<std::string>;

/// Columns of areas, so many metres wide each, from west to east.
Drawing columns(std::initializer_list<int> widths, int height) {
    std::string row;
    char letter = 'A';
    for (const int width : widths)
        row += std::string(static_cast<std::size_t>(width), letter++);
    return Drawing(static_cast<std::size_t>(height), row);
}

TEST(BorderNoise, IsTwiceTheDistanceBetweenTheVersionsOfOneBorder) {
    const BorderNoise noise =
        geo::measure_border_noise(support::overlay_of(columns({30, 30}, 30), columns({31, 29}, 30)), 0.5);
    EXPECT_TRUE(noise.is_related);
    EXPECT_EQ(noise.p99_m, 1);
    EXPECT_EQ(noise.sliver_width_m, 2);
    EXPECT_EQ(noise.displacement[0].p95_m, 1);
}

TEST(BorderNoise, BordersThatOneLayerHasAloneDoNotCount) {
    // A has a border of its own 30 m from those that both have, and so is the farther layer.
    const BorderNoise noise = geo::measure_border_noise(
        support::overlay_of(columns({60, 30, 30, 60}, 40), columns({61, 59, 60}, 40)), 0.5);
    EXPECT_EQ(noise.direction, geo::Direction::b_to_a);
    EXPECT_EQ(noise.sliver_width_m, 2);
    EXPECT_DOUBLE_EQ(noise.drawn_in_both_m, 80);
    const BorderNoise exchanged = geo::measure_border_noise(
        support::overlay_of(columns({61, 59, 60}, 40), columns({60, 30, 30, 60}, 40)), 0.5);
    EXPECT_EQ(exchanged.direction, geo::Direction::a_to_b);
    EXPECT_EQ(exchanged.sliver_width_m, 2);
}

TEST(BorderNoise, OneSetOfBordersHasNone) {
    const Drawing drawing = columns({20, 30, 20}, 30);
    EXPECT_EQ(geo::measure_border_noise(support::overlay_of(drawing, drawing), 0.5).sliver_width_m, 0);
}

TEST(BorderNoise, BordersWithoutAnyRelationAreNoNoise) {
    // Each border of A runs along the middle of an area of B.
    const BorderNoise noise = geo::measure_border_noise(
        support::overlay_of(columns({20, 20, 20, 20}, 200), columns({10, 20, 20, 20, 10}, 200)), 0.5);
    EXPECT_FALSE(noise.is_related);
    EXPECT_EQ(noise.sliver_width_m, 0);
    EXPECT_NEAR(noise.displacement[0].median_m, 10, 0.01);
}

TEST(BorderNoise, OfALayerWithoutInnerBordersIsNotMeasured) {
    const BorderNoise noise =
        geo::measure_border_noise(support::overlay_of(columns({40}, 10), columns({41}, 10)), 0.5);
    EXPECT_FALSE(noise.is_related);
    EXPECT_EQ(noise.sliver_width_m, 0);
}

TEST(BorderNoise, SliversCanBeMarkedAnewForAnotherWidth) {
    geo::Overlay overlay = support::overlay_of(columns({30, 30}, 30), columns({31, 29}, 30));
    EXPECT_EQ(geo::total_slivers(overlay).slivers, 0U);
    geo::set_sliver_width(overlay, 2);
    EXPECT_EQ(geo::total_slivers(overlay).slivers, 1U);
    const geo::Overlay at_once = support::overlay_of(columns({30, 30}, 30), columns({31, 29}, 30), 2);
    EXPECT_EQ(geo::total_slivers(overlay).twice_area, geo::total_slivers(at_once).twice_area);
    geo::set_sliver_width(overlay, 0.5);
    EXPECT_EQ(geo::total_slivers(overlay).slivers, 0U);
}

}  // namespace
