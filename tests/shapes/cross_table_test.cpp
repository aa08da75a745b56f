#include "shapes/cross_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "geo/error.hpp"
#include "tests/support/overlay_of.hpp"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;
using Codes = std::vector<std::string>;

/// Cells as "a b amount", '-' for none.
Codes cells_of(const shapes::CrossTable& table) {
    Codes cells;
    for (const shapes::CrossCell& cell : table.cells)
        cells.push_back((cell.a == shapes::no_unit ? "-" : table.a_codes[cell.a]) + " " +
                        (cell.b == shapes::no_unit ? "-" : table.b_codes[cell.b]) + " " +
                        std::to_string(std::lround(cell.amount)));
    return cells;
}

TEST(CrossTable, CountsTheCommonUnitsOfEachPair) {
    const shapes::CrossTable table =
        shapes::cross_table(Codes{"B", "A", "A", "A", ""}, Codes{"Q", "P", "P", "Q", "Q"});
    EXPECT_EQ(table.measured, shapes::CrossAmount::common_units);
    EXPECT_THAT(cells_of(table), ElementsAre("A P 2", "A Q 1", "B Q 1", "- Q 1"));
}

TEST(CrossTable, AddsThePeopleOfCommonUnitsAndKeepsPairsWithoutAny) {
    const shapes::CrossTable table = shapes::cross_table(Codes{"A", "A", "B", ""}, Codes{"P", "P", "P", ""},
                                                         std::vector{1500.0, 250.0, 0.0, 70.0});
    EXPECT_EQ(table.measured, shapes::CrossAmount::people);
    EXPECT_THAT(cells_of(table), ElementsAre("A P 1750", "B P 0"));
    EXPECT_EQ(table.in_neither, 70.0);
}

TEST(CrossTable, OfAnOverlayHasGroundBordersAndWhatIsOutside) {
    const Codes a{"AABB",  //
                  "AACC"};
    const Codes b{"PQQ.",  //
                  "PPPP"};
    const shapes::CrossTable table =
        shapes::cross_table(support::overlay_of(a, b), support::draw(a).codes, support::draw(b).codes);
    EXPECT_EQ(table.measured, shapes::CrossAmount::area_m2);
    EXPECT_THAT(cells_of(table), ElementsAre("A P 3", "A Q 1", "B Q 1", "B - 1", "C P 2"));
    EXPECT_EQ(table.cells[0].border_m, 5.0);  // 2 on the left, 2 below, 1 above
}

TEST(CrossTable, RefusesANegativeWeight) {
    EXPECT_THAT(
        [] {
            (void)shapes::cross_table(Codes{"A", "A"}, Codes{"P", "P"}, std::vector{1.0, -2.0});
        },
        ThrowsMessage<geo::InputError>(HasSubstr("common unit 2 has the weight -2")));
}

TEST(CrossTable, RefusesAWeightThatIsNoNumber) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT([nan] { (void)shapes::cross_table(Codes{"A"}, Codes{"P"}, std::vector{nan}); },
                ThrowsMessage<geo::InputError>(HasSubstr("common unit 1 has the weight nan")));
}

TEST(CrossTable, RefusesAnotherNumberOfWeights) {
    EXPECT_THAT(
        [] {
            (void)shapes::cross_table(Codes{"A", "B"}, Codes{"P", "P"}, std::vector{1.0});
        },
        ThrowsMessage<geo::InputError>(HasSubstr("1 weights for 2 common units")));
}

TEST(CrossTable, RefusesMapsWithoutACommonUnit) {
    EXPECT_THAT(
        [] {
            (void)shapes::cross_table(Codes{"A", ""}, Codes{"", "P"});
        },
        ThrowsMessage<geo::InputError>(HasSubstr("no common unit has a code in both maps")));
}

}  // namespace
