#include "render/area_raster.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/render/even_odd.hpp"

namespace render {
namespace {

Path some_rings(std::mt19937& random) {
    Path path;
    for (std::size_t ring = 1 + random() % 2; ring > 0; --ring) {
        for (std::size_t i = 3 + random() % 5; i > 0; --i)
            path.points.push_back({static_cast<double>(random() % 500'000) / 10'000.0 - 10.00003,
                                   static_cast<double>(random() % 500'000) / 10'000.0 - 10.00003});
        path.close_line();
    }
    return path;
}

TEST(AreaRaster, CellsBelongToTheAreaAroundTheirMiddle) {
    std::mt19937 random(11);
    for (int round = 0; round < 100; ++round) {
        const Path a = some_rings(random);
        const Path b = some_rings(random);
        const std::vector<std::reference_wrapper<const Path>> areas = {a, b};
        const AreaRaster raster({0.0, 0.0, 30.0, 25.0}, 0.7, areas);
        for (std::size_t row = 0; row < raster.rows(); ++row) {
            for (std::size_t column = 0; column < raster.columns(); ++column) {
                const PagePoint middle = raster.middle(column, row);
                const std::int32_t expected = even_odd(b, middle)   ? 1
                                              : even_odd(a, middle) ? 0
                                                                    : AreaRaster::none;
                ASSERT_EQ(raster.at(column, row), expected) << round << ": " << column << " " << row;
            }
        }
    }
}

TEST(AreaRaster, DepthGrowsFromTheBorder) {
    Path square;
    square.points = {{1.0, 1.0}, {6.0, 1.0}, {6.0, 6.0}, {1.0, 6.0}};
    square.close_line();
    const std::vector<std::reference_wrapper<const Path>> areas = {square};
    const AreaRaster raster({0.0, 0.0, 7.0, 7.0}, 1.0, areas);
    const std::vector<float> depths = raster.depths();
    const std::vector<float> middle_row = {0, 1, 2, 3, 2, 1, 0};
    EXPECT_EQ(std::vector<float>(depths.begin() + 21, depths.begin() + 28), middle_row);
    EXPECT_EQ(depths[8], 1.0F);
}

TEST(CellSums, CountLikeTheEyeDoes) {
    std::mt19937 random(12);
    std::vector<std::vector<bool>> marked(9, std::vector<bool>(7));
    for (auto& row : marked) {
        for (std::size_t c = 0; c < row.size(); ++c)
            row[c] = random() % 2 == 0;
    }
    const CellSums sums(1, 2, 7, 9, [&](std::size_t column, std::size_t row) { return marked[row][column]; });
    for (std::ptrdiff_t left = -1; left < 9; ++left) {
        for (std::ptrdiff_t top = -1; top < 11; ++top) {
            std::size_t expected = 0;
            for (std::ptrdiff_t c = std::max<std::ptrdiff_t>(left, 1);
                 c < std::min<std::ptrdiff_t>(left + 3, 7); ++c) {
                for (std::ptrdiff_t r = std::max<std::ptrdiff_t>(top, 2);
                     r < std::min<std::ptrdiff_t>(top + 4, 9); ++r)
                    expected += marked[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)] ? 1U : 0U;
            }
            EXPECT_EQ(sums.in(left, top, left + 3, top + 4), expected);
        }
    }
}

}  // namespace
}  // namespace render
