#include "render/scale_bar.hpp"

#include <gtest/gtest.h>

namespace render {
namespace {

TEST(ScaleBar, HasARoundLengthThatFits) {
    const TextMeasure measure("Liberation Sans");
    const auto bar = [&](double pt_per_metre) { return measure_scale_bar(pt_per_metre, 100.0, {}, measure); };
    EXPECT_DOUBLE_EQ(bar(100.0 / 250'000.0).length_m, 200'000.0);
    EXPECT_DOUBLE_EQ(bar(100.0 / 199'999.0).length_m, 100'000.0);
    EXPECT_DOUBLE_EQ(bar(100.0 / 50'000.0).length_m, 50'000.0);
    EXPECT_DOUBLE_EQ(bar(100.0 / 7.0).length_m, 5.0);
    EXPECT_DOUBLE_EQ(bar(100.0 / 0.3).length_m, 0.2);
}

TEST(ScaleBar, SaysItsLengthInKilometresOrMetres) {
    const TextMeasure measure("Liberation Sans");
    EXPECT_EQ(measure_scale_bar(100.0 / 250'000.0, 100.0, {}, measure).lines.front().text, "200 km");
    EXPECT_EQ(measure_scale_bar(100.0 / 600.0, 100.0, {}, measure).lines.front().text, "500 m");
    EXPECT_EQ(measure_scale_bar(100.0 / 0.3, 100.0, {}, measure).lines.front().text, "0.2 m");
}

}  // namespace
}  // namespace render
