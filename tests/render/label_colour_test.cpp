#include <gtest/gtest.h>

#include "render/panel_labels.hpp"

namespace render {
namespace {

/// A dark square of 100 points with one label, whose box begins at `left_pt` and is 40 points wide.
std::string colour_of_label(double left_pt, LabelPlace place) {
    DrawnPanel panel;
    DrawnArea square{0, {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {0, 4}}, Fill{rgb(0x0b4f6c)}, {}};
    panel.areas.push_back(square);
    AreaLabel label;
    label.place = place;
    label.box = {left_pt, 40, 40, 10};
    label.lines.push_back({{left_pt, 48}, "Name", Style{}.label(), label.box});
    panel.labels.push_back(label);
    colour_labels(panel);
    return to_hex(panel.labels[0].lines[0].style.colour);
}

TEST(ColourOfLabels, IsWhiteWhereThreeQuartersOfTheBoxLieOnTheDarkFill) {
    EXPECT_EQ(colour_of_label(30, LabelPlace::inside), "#ffffff");
    EXPECT_EQ(colour_of_label(-9, LabelPlace::overhang), "#ffffff");
    EXPECT_EQ(colour_of_label(-11, LabelPlace::overhang), to_hex(Style::ink));
    EXPECT_EQ(colour_of_label(30, LabelPlace::led), to_hex(Style::ink));
}

}  // namespace
}  // namespace render
