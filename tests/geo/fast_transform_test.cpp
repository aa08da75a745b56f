// Polynomials in place of an operation: how near they keep to it, and when they give way.
#include "geo/fast_transform.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "geo/crs.hpp"

namespace {

using geo::Box;
using geo::carry_by_polynomials;
using geo::Interpolated;
using geo::Point;

constexpr double micrometre_m = 1e-6;

std::vector<Point> random_points(std::size_t count, const Box& box) {
    std::mt19937_64 random(20170401);
    const auto unit = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    std::vector<Point> points(count);
    for (Point& p : points)
        p = {box.min_x + unit() * box.width(), box.min_y + unit() * box.height()};
    return points;
}

// In blocks that are too small for polynomials.
void carry_exactly(geo::Transform& transform, std::span<Point> points) {
    constexpr std::size_t block = 300;
    for (std::size_t begin = 0; begin < points.size(); begin += block)
        transform.apply(points.subspan(begin, std::min(block, points.size() - begin)));
    ASSERT_EQ(transform.operation().check_points, 0U);
}

struct Pair {
    const char* source;
    const char* target;
    Box box;
    double metres_per_unit;
};

class FastTransform : public testing::TestWithParam<Pair> {};

TEST_P(FastTransform, KeepsWithinTwoMicrometresOfProjAtAHundredThousandPoints) {
    const Pair& pair = GetParam();
    const std::vector<Point> points = random_points(100000, pair.box);
    std::vector<Point> exact = points;
    geo::Transform proj(pair.source, pair.target, pair.box);
    carry_exactly(proj, exact);
    std::vector<Point> fast = points;
    geo::Transform transform(pair.source, pair.target, pair.box);
    transform.apply(fast);
    EXPECT_GT(transform.operation().check_points, 0U);
    EXPECT_LE(transform.operation().within_m, micrometre_m);
    double greatest_m = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i)
        greatest_m = std::max(
            greatest_m, std::hypot(fast[i].x - exact[i].x, fast[i].y - exact[i].y) * pair.metres_per_unit);
    EXPECT_LE(greatest_m, 2 * micrometre_m);
}

INSTANTIATE_TEST_SUITE_P(GreatBritain, FastTransform,
                         testing::Values(Pair{"EPSG:4326", "EPSG:27700", {-8.7, 49.8, 1.8, 60.9}, 1.0},
                                         Pair{"EPSG:27700", "EPSG:4326", {0, 0, 700000, 1300000}, 111700.0},
                                         Pair{"EPSG:4326", "EPSG:3035", {-8.7, 49.8, 1.8, 60.9}, 1.0},
                                         Pair{"EPSG:27700", "EPSG:32630", {0, 0, 700000, 1300000}, 1.0}),
                         [](const auto& pair) {
                             return std::string(pair.param.source).substr(5) + "To" +
                                    std::string(pair.param.target).substr(5);
                         });

const Box two_cells{0.0, 0.0, 2.0, 1.0};
constexpr geo::CellRule rule{1.0, 1e-9};

Box box_of(const std::vector<Point>& points) {
    Box box;
    for (const Point p : points)
        box.add(p);
    return box;
}

void wave(std::span<Point> points) {
    for (Point& p : points)
        p = {std::sin(p.x / 3) * std::cos(p.y / 3), p.x + p.y};
}

TEST(CarryByPolynomials, GivesTheSameForAPointInAnyCompany) {
    const std::vector<Point> points = random_points(4000, two_cells);
    std::vector<Point> forwards = points;
    EXPECT_TRUE(carry_by_polynomials(forwards, box_of(forwards), rule, wave).left.empty());
    std::vector<Point> backwards(points.rbegin(), points.rend());
    backwards.insert(backwards.end(), 5000, Point{-0.5, 7.5});
    EXPECT_TRUE(carry_by_polynomials(backwards, box_of(backwards), rule, wave).left.empty());
    for (std::size_t i = 0; i < points.size(); ++i)
        EXPECT_EQ(forwards[i], backwards[points.size() - 1 - i]);
}

TEST(CarryByPolynomials, QuartersACellThatIsTooRough) {
    const auto rough = [](std::span<Point> points) {
        for (Point& p : points)
            p = {std::sin(3 * p.x) * std::cos(3 * p.y), p.y};
    };
    const std::vector<Point> points = random_points(4000, two_cells);
    std::vector<Point> carried = points;
    const Interpolated done = carry_by_polynomials(carried, box_of(carried), {1.0, 1e-7}, rough);
    EXPECT_TRUE(done.left.empty());
    EXPECT_GT(done.check_points, 2U * 49);
    EXPECT_LE(done.greatest_error, 1e-7);
    std::vector<Point> exact = points;
    rough(exact);
    for (std::size_t i = 0; i < points.size(); ++i)
        EXPECT_NEAR(carried[i].x, exact[i].x, 2e-7);
}

TEST(CarryByPolynomials, LeavesTheCellWithAKinkToTheOperation) {
    const auto kinked = [](std::span<Point> points) {
        for (Point& p : points)
            p = {std::abs(p.x - 1.37), p.y};
    };
    const std::vector<Point> points = random_points(4000, two_cells);
    std::vector<Point> carried = points;
    const Interpolated done = carry_by_polynomials(carried, box_of(carried), rule, kinked);
    EXPECT_EQ(done.check_points, 49U);
    EXPECT_GT(done.left.size(), 1500U);
    for (const std::size_t i : done.left) {
        EXPECT_GE(points[i].x, 1.0);
        EXPECT_EQ(carried[i], points[i]);
    }
}

TEST(CarryByPolynomials, LeavesTheCellInWhichTheOperationFails) {
    const auto failing = [](std::span<Point> points) {
        for (Point& p : points)
            if (p.x > 1.5) p.x = std::numeric_limits<double>::infinity();
    };
    std::vector<Point> points = random_points(4000, two_cells);
    EXPECT_GT(carry_by_polynomials(points, box_of(points), rule, failing).left.size(), 1500U);
}

TEST(CarryByPolynomials, LeavesFewPointsAndPointsTooFarApart) {
    std::vector<Point> few = random_points(600, two_cells);
    EXPECT_EQ(carry_by_polynomials(few, box_of(few), rule, wave).left.size(), 600U);
    std::vector<Point> apart = random_points(5000, two_cells);
    apart[7] = {1e300, -1e300};
    EXPECT_EQ(carry_by_polynomials(apart, box_of(apart), rule, wave).left.size(), 5000U);
    std::vector<Point> none;
    EXPECT_TRUE(carry_by_polynomials(none, box_of(none), rule, wave).left.empty());
}

}  // namespace
