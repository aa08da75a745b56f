#include "render/text_measure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(TextMeasure, WidthsAreThoseOfTheFontUnhinted) {
    const TextMeasure measure("Liberation Sans");
    if (!measure.warning().empty()) GTEST_SKIP() << measure.warning();
    // Advance widths of Liberation Sans, which are Arial's: H is 1479 and i is 455 of 2048 units.
    const TextStyle style{10.0, false, {}};
    EXPECT_NEAR(measure.width_pt("H", style), 14790.0 / 2048.0, 0.01);
    EXPECT_NEAR(measure.width_pt("Hi", style), 19340.0 / 2048.0, 0.02);
    const TextStyle twice{20.0, false, {}};
    EXPECT_NEAR(measure.width_pt("Hi", twice), 2 * measure.width_pt("Hi", style), 0.02);
}

TEST(TextMeasure, WrapsAtBlanksAndBreaksWordsThatAreTooLong) {
    const TextMeasure measure("Liberation Sans");
    const TextStyle style{10.0, false, {}};
    EXPECT_THAT(measure.wrap("one two", style, 30.0), ElementsAre("one", "two"));
    EXPECT_THAT(measure.wrap("one\ntwo", style, 300.0), ElementsAre("one", "two"));
    for (const std::string& line : measure.wrap("Llanfairpwllgwyngyll", style, 40.0)) {
        EXPECT_LE(measure.width_pt(line, style), 40.0);
    }
}

TEST(TextMeasure, AFontThatIsNotInstalledIsReplacedAndReported) {
    const TextMeasure measure("No Such Font At All");
    EXPECT_THAT(measure.warning(), HasSubstr("\"No Such Font At All\" is not installed"));
    EXPECT_NE(measure.family(), "No Such Font At All");
    EXPECT_GT(measure.width_pt("text", {9.0, false, {}}), 0.0);
}

}  // namespace
}  // namespace render
