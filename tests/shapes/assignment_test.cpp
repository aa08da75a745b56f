// Assignments, against every order there is on small tables and the absence of a better exchange on larger
// ones.
#include "shapes/assignment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

namespace {

using testing::ElementsAre;

TEST(Assign, TakesTheGreatestSumNotTheGreatestCell) {
    EXPECT_THAT(shapes::assign(std::vector<double>{9, 8, 8, 1}, 2, 2), ElementsAre(1, 0));
}

TEST(Assign, LeavesRowsOrColumnsOver) {
    EXPECT_THAT(shapes::assign(std::vector<double>{1, 5, 3}, 3, 1), ElementsAre(-1, 0, -1));
    EXPECT_THAT(shapes::assign(std::vector<double>{1, 5, 3}, 1, 3), ElementsAre(1));
    EXPECT_THAT(shapes::assign({}, 0, 3), ElementsAre());
}

class Benefits : public testing::TestWithParam<unsigned> {};

TEST_P(Benefits, AreAssignedAsByTryingEveryOrder) {
    std::mt19937 random(GetParam());
    const std::size_t rows = 1 + random() % 5;
    const std::size_t columns = 1 + random() % 5;
    std::vector<double> benefit(rows * columns);
    for (double& of : benefit)
        of = static_cast<double>(random() % 50);
    std::vector<std::size_t> order(std::max(rows, columns));
    std::iota(order.begin(), order.end(), std::size_t{0});
    double greatest = 0.0;
    do {
        double sum = 0.0;
        for (std::size_t row = 0; row < rows; ++row)
            if (order[row] < columns) sum += benefit[row * columns + order[row]];
        greatest = std::max(greatest, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    double sum = 0.0;
    const auto column_of = shapes::assign(benefit, rows, columns);
    for (std::size_t row = 0; row < rows; ++row)
        if (column_of[row] >= 0) sum += benefit[row * columns + static_cast<std::size_t>(column_of[row])];
    EXPECT_EQ(sum, greatest);
}
INSTANTIATE_TEST_SUITE_P(Seeds, Benefits, testing::Range(1U, 41U));

TEST(AssignMany, GivesEachRowAsManyColumnsAsItWants) {
    EXPECT_THAT(shapes::assign_many(std::vector<double>{5, 4, 3, 1, 5, 5, 5, 0}, std::vector<int>{2, 1}, 4),
                ElementsAre(0, 0, 1, -1));
    EXPECT_THAT(shapes::assign_many(std::vector<double>{1, 2}, std::vector<int>{0}, 2), ElementsAre(-1, -1));
}

/// Costs of points from cells on a line or in the plane, as a layout has them: most rows want a few columns.
struct Transport {
    std::size_t columns;
    std::vector<std::int32_t> wanted;
    std::vector<double> benefit;

    explicit Transport(unsigned seed) {
        std::mt19937 random(seed);
        const std::size_t rows = 1 + random() % 25;
        for (std::size_t row = 0; row < rows; ++row)
            wanted.push_back(static_cast<std::int32_t>(random() % 6));
        columns = static_cast<std::size_t>(std::accumulate(wanted.begin(), wanted.end(), 0)) + random() % 10;
        const auto places = [&](std::size_t count) {
            std::vector<std::pair<double, double>> of;
            for (std::size_t i = 0; i < count; ++i)
                of.emplace_back(random() % 30, random() % 30);
            return of;
        };
        const auto from = places(rows);
        const auto to = places(columns);
        for (const auto& [x, y] : from)
            for (const auto& [u, v] : to)
                benefit.push_back(-(x - u) * (x - u) - (y - v) * (y - v));
    }
    [[nodiscard]] double of(std::size_t row, std::size_t column) const {
        return benefit[row * columns + column];
    }
};

class Transports : public testing::TestWithParam<unsigned> {};

TEST_P(Transports, LeaveNoExchangeThatGains) {
    const Transport transport(GetParam());
    const auto row_of = shapes::assign_many(transport.benefit, transport.wanted, transport.columns);
    ASSERT_EQ(row_of.size(), transport.columns);
    const std::size_t rows = transport.wanted.size();
    std::vector<std::int32_t> given(rows, 0);
    for (const std::int32_t row : row_of)
        if (row >= 0) ++given[static_cast<std::size_t>(row)];
    EXPECT_EQ(given, transport.wanted);
    // gain[a][b]: the most that a gains by taking a column from b, the last of them being nobody. A plan is
    // the best just when no round of such exchanges gains (Klein 1967).
    constexpr double none = -std::numeric_limits<double>::infinity();
    std::vector<std::vector<double>> gain(rows + 1, std::vector<double>(rows + 1, none));
    for (std::size_t column = 0; column < transport.columns; ++column) {
        const std::size_t from = row_of[column] < 0 ? rows : static_cast<std::size_t>(row_of[column]);
        const double lost = from == rows ? 0.0 : transport.of(from, column);
        for (std::size_t to = 0; to <= rows; ++to)
            gain[to][from] = std::max(gain[to][from], (to == rows ? 0.0 : transport.of(to, column)) - lost);
    }
    for (std::size_t by = 0; by <= rows; ++by)
        for (std::size_t a = 0; a <= rows; ++a)
            for (std::size_t b = 0; b <= rows; ++b)
                gain[a][b] = std::max(gain[a][b], gain[a][by] + gain[by][b]);
    for (std::size_t row = 0; row <= rows; ++row)
        EXPECT_LE(gain[row][row], 0.0) << row;
}

TEST_P(Transports, AreAsGoodAsWithARowForEachColumnWanted) {
    const Transport transport(GetParam());
    std::vector<double> each;
    double sum = 0.0;
    std::size_t rows = 0;
    for (std::size_t row = 0; row < transport.wanted.size(); ++row) {
        for (std::int32_t i = 0; i < transport.wanted[row]; ++i, ++rows)
            for (std::size_t column = 0; column < transport.columns; ++column)
                each.push_back(transport.of(row, column));
    }
    const auto row_of = shapes::assign_many(transport.benefit, transport.wanted, transport.columns);
    for (std::size_t column = 0; column < transport.columns; ++column)
        if (row_of[column] >= 0) sum += transport.of(static_cast<std::size_t>(row_of[column]), column);
    const auto column_of = shapes::assign(each, rows, transport.columns);
    double sum_of_each = 0.0;
    for (std::size_t row = 0; row < rows; ++row)
        sum_of_each += each[row * transport.columns + static_cast<std::size_t>(column_of[row])];
    EXPECT_EQ(sum, sum_of_each);
}
INSTANTIATE_TEST_SUITE_P(Seeds, Transports, testing::Range(1U, 41U));

}  // namespace
