#include "geo/cluster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace {

using geo::Bulk;
using geo::GridPoint;
using geo::VertexId;
using geo::VertexIndex;

/// The rule word for word: from the smallest on, each moves onto the smallest survivor within the tolerance.
Bulk<VertexId> one_by_one(const Bulk<GridPoint>& positions, std::int64_t tolerance) {
    Bulk<VertexId> order(positions.size());
    std::iota(order.begin(), order.end(), VertexId{0});
    std::ranges::sort(order, {}, [&](VertexId v) { return positions[v]; });
    Bulk<VertexId> targets(positions.size());
    Bulk<VertexId> survivors;
    for (const VertexId v : order) {
        const auto close = std::ranges::find_if(survivors, [&](VertexId s) {
            return VertexIndex::within(positions[v], positions[s], tolerance);
        });
        targets[v] = close == survivors.end() ? v : *close;
        if (close == survivors.end()) survivors.push_back(v);
    }
    return targets;
}

Bulk<VertexId> clustered(const Bulk<GridPoint>& points, std::int64_t tolerance, Bulk<VertexId>& expected) {
    Bulk<VertexId> ids;
    const VertexIndex index(points, ids);
    expected = one_by_one(index.vertices(), tolerance);
    return geo::cluster(index, tolerance);
}

Bulk<GridPoint> scattered(std::size_t count, std::int32_t width, std::int32_t height, std::uint32_t seed) {
    std::mt19937 random(seed);
    Bulk<GridPoint> points;
    for (std::size_t i = 0; i < count; ++i) {
        const auto x = static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(width));
        points.push_back({x, static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(height))});
    }
    return points;
}

TEST(Cluster, MovesEachPositionOntoTheSmallestSurvivorWithinTheTolerance) {
    // Tolerances from far less than a strip is high to several strips, so that chains run through many.
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        for (const std::int64_t tolerance : {1, 8, 40, 300}) {
            Bulk<VertexId> expected;
            const auto targets = clustered(scattered(1500, 2000, 2000, seed), tolerance, expected);
            ASSERT_EQ(targets, expected) << "seed " << seed << ", tolerance " << tolerance;
        }
    }
}

TEST(Cluster, IsTheSameOnTwoThreads) {
    Bulk<VertexId> expected;
    const auto targets = clustered(scattered(12000, 400000, 700, 5), 25, expected);
    EXPECT_EQ(targets, expected);
}

TEST(Cluster, LetsAChainFallApartIntoEveryOther) {
    Bulk<VertexId> expected;
    Bulk<GridPoint> chain;
    for (std::int32_t i = 0; i < 100; ++i)
        chain.push_back({i, 2 * i});
    // Each is within 3 of the next and of none beyond it.
    const auto targets = clustered(chain, 3, expected);
    EXPECT_EQ(targets, expected);
    for (VertexId v = 0; v < targets.size(); ++v)
        EXPECT_EQ(targets[v], v - v % 2);
}

}  // namespace
