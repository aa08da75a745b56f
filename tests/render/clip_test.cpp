#include "render/clip.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/render/even_odd.hpp"

namespace render {
namespace {

Path path_of(const std::vector<PagePoint>& points) {
    Path path;
    path.points = points;
    path.close_line();
    return path;
}

Path some_path(std::mt19937& random, std::size_t points) {
    Path path;
    for (std::size_t i = 0; i < points; ++i)
        path.points.push_back(
            {static_cast<double>(random() % 41) - 10.0, static_cast<double>(random() % 41) - 10.0});
    path.close_line();
    return path;
}

const PageBox box{0.0, 0.0, 20.0, 20.0};

TEST(Clip, KeepsTheInsideOfRingsAndNothingElse) {
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        const Path rings = some_path(random, 3 + random() % 8);
        const Path cut = clip_rings(rings, box);
        for (const PagePoint& p : cut.points)
            EXPECT_TRUE(box.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
        for (double x = 0.37; x < 20.0; x += 1.31) {
            for (double y = 0.29; y < 20.0; y += 1.17)
                EXPECT_EQ(even_odd(cut, {x, y}), even_odd(rings, {x, y})) << round << ": " << x << " " << y;
        }
    }
}

TEST(Clip, LeavesOutRingsThatLieOutside) {
    EXPECT_TRUE(clip_rings(path_of({{30, 0}, {40, 0}, {40, 10}}), box).empty());
}

double length(const Path& lines) {
    double sum = 0.0;
    for (std::size_t line = 0; line < lines.lines(); ++line) {
        for (std::uint32_t p = lines.start[line]; p + 1 < lines.start[line + 1]; ++p) {
            sum += std::hypot(lines.points[p + 1].x_pt - lines.points[p].x_pt,
                              lines.points[p + 1].y_pt - lines.points[p].y_pt);
        }
    }
    return sum;
}

TEST(Clip, KeepsThePartsOfLinesInTheBox) {
    std::mt19937 random(6);
    for (int round = 0; round < 100; ++round) {
        const Path lines = some_path(random, 2 + random() % 8);
        const Path cut = clip_lines(lines, box);
        double inside = 0.0;
        for (std::size_t p = 0; p + 1 < lines.points.size(); ++p) {
            const PagePoint& a = lines.points[p];
            const PagePoint& b = lines.points[p + 1];
            constexpr int steps = 5000;
            int within = 0;
            for (int i = 0; i < steps; ++i) {
                const double share = (i + 0.5) / steps;
                const double x = a.x_pt + share * (b.x_pt - a.x_pt);
                const double y = a.y_pt + share * (b.y_pt - a.y_pt);
                // A line along the edge counts as inside.
                within += x >= 0.0 && x <= 20.0 && y >= 0.0 && y <= 20.0 ? 1 : 0;
            }
            inside += std::hypot(b.x_pt - a.x_pt, b.y_pt - a.y_pt) * within / steps;
        }
        EXPECT_NEAR(length(cut), inside, 0.2) << round;
    }
}

TEST(Clip, ALineThatLeavesAndComesBackBecomesTwo) {
    EXPECT_EQ(clip_lines(path_of({{5, 5}, {25, 5}, {25, 10}, {5, 10}}), box).lines(), 2U);
}

}  // namespace
}  // namespace render
