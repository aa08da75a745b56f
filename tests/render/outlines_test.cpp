#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

double length_cells(const Outlines& outlines) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < outlines.start.size(); ++i) {
        for (std::uint32_t p = outlines.start[i]; p + 1 < outlines.start[i + 1]; ++p) {
            sum += std::abs(outlines.points[p + 1].x - outlines.points[p].x) +
                   std::abs(outlines.points[p + 1].y - outlines.points[p].y);
        }
    }
    return sum / support::cell_side;
}

TEST(Outlines, EachArcIsInOneKindOnce) {
    const auto outlines = drawn_data({"ab", "cd"}, {0, 0, 1, 1}).outlines;
    ASSERT_EQ(outlines.size(), 3U);
    EXPECT_EQ(outlines[0].kind, OutlineKind::member);
    EXPECT_EQ(length_cells(outlines[0]), 2.0);  // a|b and c|d
    EXPECT_EQ(outlines[1].kind, OutlineKind::coast);
    EXPECT_EQ(length_cells(outlines[1]), 8.0);
    EXPECT_EQ(outlines[2].kind, OutlineKind::footprint);
    EXPECT_EQ(length_cells(outlines[2]), 2.0);  // ab over cd
}

TEST(Outlines, WithoutGroupsAllInnerBordersAreOfMembers) {
    const auto outlines = drawn_data({"ab"}).outlines;
    ASSERT_EQ(outlines.size(), 2U);
    EXPECT_EQ(outlines[0].kind, OutlineKind::member);
    EXPECT_EQ(outlines[1].kind, OutlineKind::coast);
}

TEST(Outlines, ABorderIsAsBroadAsTheSmallerAreaBesideIt) {
    const auto outlines = drawn_data({"aaab", "aaab", "aaab", "aaab"}).outlines;
    ASSERT_EQ(outlines[0].breadth_m.size(), 1U);
    const double side_m = support::cell_side * geo::Grid{}.cell_m();
    EXPECT_DOUBLE_EQ(outlines[0].breadth_m[0], 2.0 * side_m);  // b has four squares
}

TEST(Outlines, OneGroupAnAreaIsNeeded) {
    EXPECT_THROW((void)drawn_data({"ab"}, {0}), geo::InternalError);
}

}  // namespace
}  // namespace render
