#include "render/detail.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "tests/render/small_map.hpp"

namespace render {
namespace {

const geo::Box everywhere{-1e9, -1e9, 1e9, 1e9};

double cells_m(const MapData& data, double cells) {
    return cells * support::cell_side * data.grid.cell_m();
}

/// Blocks of five cells a side with ragged borders between them.
std::vector<std::string> ragged_drawing(unsigned seed) {
    std::mt19937 random(seed);
    std::string blocks;
    for (int i = 0; i < 9; ++i)
        blocks += static_cast<char>('a' + random() % 4);
    std::vector<std::string> rows(15, std::string(15, ' '));
    for (std::size_t y = 0; y < 15; ++y) {
        for (std::size_t x = 0; x < 15; ++x) {
            const std::size_t ragged_x = x % 5 == 0 && x > 0 && y % 5 > 0 && y % 5 < 4 ? x - random() % 2 : x;
            const std::size_t ragged_y = y % 5 == 0 && y > 0 && x % 5 > 1 && x % 5 < 4 ? y - random() % 2 : y;
            rows[y][x] = blocks[ragged_y / 5 * 3 + ragged_x / 5];
        }
    }
    return rows;
}

using Edge = std::pair<std::pair<int, int>, std::pair<int, int>>;

std::pair<int, int> pair_of(geo::GridPoint p) {
    return {p.x, p.y};
}

/// How often each directed edge of a ring is there, less the edges the other way.
std::map<Edge, int> net_edges(const geo::GridRings& areas) {
    std::map<Edge, int> edges;
    for (std::size_t r = 0; r < areas.rings(); ++r) {
        const auto ring = areas.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const auto from = pair_of(ring[i]);
            const auto to = pair_of(ring[(i + 1) % ring.size()]);
            ++edges[{from, to}];
            --edges[{to, from}];
        }
    }
    std::erase_if(edges, [](const auto& edge) { return edge.second <= 0; });
    return edges;
}

std::size_t edges_of_kind(const std::vector<Outlines>& outlines, OutlineKind kind) {
    std::size_t edges = 0;
    for (const Outlines& own : outlines) {
        if (own.kind == kind) edges += own.points.size() - (own.start.size() - 1);
    }
    return edges;
}

double distance_to_lines(geo::GridPoint p, const std::vector<Outlines>& outlines) {
    double least = 1e300;
    for (const Outlines& own : outlines) {
        for (std::size_t i = 0; i + 1 < own.start.size(); ++i) {
            for (std::uint32_t q = own.start[i]; q + 1 < own.start[i + 1]; ++q) {
                const geo::GridPoint a = own.points[q];
                const geo::GridPoint b = own.points[q + 1];
                const double dx = double(b.x) - a.x;
                const double dy = double(b.y) - a.y;
                const double t = std::clamp(
                    ((double(p.x) - a.x) * dx + (double(p.y) - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
                least = std::min(least, std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y));
            }
        }
    }
    return least;
}

TEST(Detail, AToleranceOfNothingKeepsEveryPoint) {
    const MapData data = drawn_data({"aab", "abb", "aab"});
    const PanelShapes shapes = shapes_in(data, everywhere, 0.0);
    EXPECT_EQ(shapes.areas.points, data.areas.points);
    EXPECT_EQ(shapes.areas.area_start, data.areas.area_start);
    ASSERT_EQ(shapes.outlines.size(), data.outlines.size());
    EXPECT_EQ(shapes.outlines.front().points, data.outlines.front().points);
}

TEST(Detail, AStepBelowTheToleranceGoesFromBothAreasAndTheBorder) {
    const MapData data = drawn_data({"aaabbb", "aabbbb", "aaabbb"});
    const PanelShapes shapes = shapes_in(data, everywhere, cells_m(data, 1.01));
    ASSERT_EQ(shapes.outlines.front().kind, OutlineKind::member);
    EXPECT_EQ(shapes.outlines.front().points.size(), 2U);  // from coast to coast
    EXPECT_EQ(shapes.areas.ring(0).size(), 4U);
    EXPECT_EQ(shapes.areas.ring(1).size(), 4U);
}

TEST(Detail, AStepAboveTheToleranceStays) {
    const MapData data = drawn_data({"aaabbb", "aabbbb", "aaabbb"});
    const PanelShapes shapes = shapes_in(data, everywhere, cells_m(data, 0.99));
    EXPECT_GT(shapes.outlines.front().points.size(), 2U);
    EXPECT_EQ(shapes.areas.ring(0).size(), shapes.outlines.front().points.size() + 2);
}

TEST(Detail, AnIslandKeepsItsShapeAtAnyTolerance) {
    const MapData data = drawn_data({"a.b", "a.."});
    const PanelShapes shapes = shapes_in(data, everywhere, cells_m(data, 100.0));
    EXPECT_EQ(shapes.areas.ring(1).size(), 4U);
}

TEST(Detail, WhatLiesOutsideTheBoxIsLeftOutAndKeepsItsPlace) {
    const MapData data = drawn_data({"a..b"});
    const double side_m = cells_m(data, 1.0);
    const PanelShapes shapes = shapes_in(data, {2.5 * side_m, 0.0, 4.0 * side_m, side_m}, 0.0);
    ASSERT_EQ(shapes.areas.areas(), 2U);
    EXPECT_EQ(shapes.areas.area_start[1], 0U);  // a has no ring
    EXPECT_EQ(shapes.areas.rings(), 1U);
}

TEST(DetailProperty, NeighboursKeepTheirCommonBorderAndNothingMovesTooFar) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const MapData data = drawn_data(ragged_drawing(seed));
        for (const double cells : {0.5, 0.9, 1.1}) {
            const PanelShapes shapes = shapes_in(data, everywhere, cells_m(data, cells));
            // Inner edges cancel, so that what is left is the coast, each edge once.
            const auto net = net_edges(shapes.areas);
            EXPECT_EQ(net.size(), edges_of_kind(shapes.outlines, OutlineKind::coast)) << "seed " << seed;
            for (const Outlines& own : data.outlines) {
                for (const geo::GridPoint p : own.points) {
                    EXPECT_LE(distance_to_lines(p, shapes.outlines), cells * support::cell_side + 1e-6)
                        << "seed " << seed;
                }
            }
        }
    }
}

}  // namespace
}  // namespace render
