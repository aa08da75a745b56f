// Pieces of groups that cells pass between, against floods of the whole honeycomb.
#include "shapes/hex_piece_count.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/shapes/hex_twins.hpp"

namespace {

using shapes::CellChange;
using shapes::HexGroups;
using shapes::HexPieceCount;

/// One area in one group, drawn row by row; each row lies half a hexagon to the right of that below it.
struct Drawn {
    shapes::Honeycomb comb{std::vector<geo::Point>{{0.0, 0.0}, {12.0, 6.0}}, 3};
    HexGroups groups{{0}, {1}};
    std::vector<std::int32_t> area_in;

    explicit Drawn(const std::vector<std::string>& rows) : area_in(comb.cells(), geo::no_area) {
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (std::size_t column = 0; column < rows[row].size(); ++column)
                if (rows[row][column] == 'A') area_in[cell(rows, row, column)] = 0;
    }
    [[nodiscard]] std::size_t cell(const std::vector<std::string>& rows, std::size_t row,
                                   std::size_t column) const {
        const double r = static_cast<double>(rows.size() - 1 - row);
        const geo::Point wanted{static_cast<double>(column) + r / 2.0, r * geo::hexagon_area};
        for (std::size_t i = 0; i < comb.cells(); ++i)
            if (std::hypot(comb.centre(i).x - wanted.x, comb.centre(i).y - wanted.y) < 1e-6) return i;
        ADD_FAILURE() << "no such cell";
        return 0;
    }
};

/// Pieces after the cells with 'x' are emptied.
std::size_t pieces_without(std::vector<std::string> rows) {
    const std::vector<std::string> drawn = rows;
    for (std::string& row : rows)
        std::ranges::replace(row, 'x', 'A');
    const Drawn before(rows);
    HexPieceCount pieces(before.comb, before.groups, before.area_in);
    EXPECT_EQ(pieces.pieces(0), 1U);
    std::vector<CellChange> changes;
    for (std::size_t row = 0; row < drawn.size(); ++row)
        for (std::size_t column = 0; column < drawn[row].size(); ++column)
            if (drawn[row][column] == 'x')
                changes.push_back({before.cell(rows, row, column), 0, geo::no_area});
    const std::int64_t change = pieces.make(changes);
    EXPECT_EQ(change, pieces.excess());
    return pieces.pieces(0);
}

TEST(HexPieceCount, ARingCutOnceStaysInOnePiece) {
    EXPECT_EQ(pieces_without({"AxA.",  //
                              "A..A",  //
                              ".AAA"}),
              1U);
}

TEST(HexPieceCount, ARingCutTwiceFallsIntoTwo) {
    EXPECT_EQ(pieces_without({"AxA.",  //
                              "A..A",  //
                              ".AxA"}),
              2U);
}

TEST(HexPieceCount, AStarWithoutItsMiddleFallsIntoThree) {
    EXPECT_EQ(pieces_without({"A...",  //
                              ".xA.",  //
                              ".A.."}),
              3U);
}

TEST(HexPieceCount, AHoleTearsNothing) {
    EXPECT_EQ(pieces_without({"AAA",  //
                              "AxA",  //
                              "AAA"}),
              1U);
}

TEST(HexPieceCount, AGroupWithoutHexagonsHasNone) {
    EXPECT_EQ(pieces_without({"x"}), 0U);
}

class RandomPieces : public testing::TestWithParam<unsigned> {};

TEST_P(RandomPieces, AreAsManyAsFloodsOfTheWholeHoneycombFind) {
    constexpr std::size_t areas = 5;
    support::RandomLayout layout(GetParam(), areas, 8);
    // Areas 0 and 1 are a group, so are 2 and 3; area 4 is in none.
    const HexGroups groups{{0, 0, 1, 1, shapes::no_group}, {2, 1}};
    const auto flooded = [&](std::int32_t group) {
        return layout.pieces([&](std::size_t cell) {
            const std::int32_t area = layout.area_in[cell];
            return area != geo::no_area && groups.group_of[static_cast<std::size_t>(area)] == group;
        });
    };
    HexPieceCount pieces(layout.comb, groups, layout.area_in);
    for (int i = 0; i < 60; ++i) {
        const std::vector<std::size_t> before = {flooded(0), flooded(1)};
        ASSERT_EQ(pieces.pieces(0), before[0]);
        ASSERT_EQ(pieces.pieces(1), before[1]);
        const auto excess = [](std::size_t of, std::size_t most) {
            return static_cast<std::int64_t>(of > most ? of - most : 0);
        };
        const std::int64_t excess_before = excess(before[0], 2) + excess(before[1], 1);
        ASSERT_EQ(pieces.excess(), excess_before);
        const std::vector<CellChange> changes = layout.exchange(2 + layout.below(4));
        const std::int64_t within = pieces.excess_within(changes);
        const std::vector<std::int32_t> area_in_before = layout.area_in;
        const std::int64_t change = pieces.make(changes);
        layout.apply(changes);
        ASSERT_EQ(change, excess(flooded(0), 2) + excess(flooded(1), 1) - excess_before);
        ASSERT_GE(change, -within);
        if (layout.below(2) == 0) continue;
        pieces.undo();
        layout.area_in = area_in_before;
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomPieces, testing::Range(1U, 13U));

}  // namespace
