#include "geo/vertex_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace {

using geo::Bulk;
using geo::GridPoint;
using geo::VertexId;
using geo::VertexIndex;

/// A town in a corner of empty country, a line of points across it, and one point far out; many come twice.
Bulk<GridPoint> town(std::size_t count, std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto within = [&](std::int32_t n) {
        return static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(n));
    };
    Bulk<GridPoint> points{{1 << 29, -(1 << 29)}};
    while (points.size() < count) {
        switch (within(4)) {
            case 0:
                points.push_back({within(100000), within(100000)});
                break;
            case 1:
                points.push_back({within(100000), 777});
                break;
            case 2:
                points.push_back(
                    points[static_cast<std::size_t>(within(static_cast<std::int32_t>(points.size())))]);
                break;
            default:
                points.push_back({within(300), within(300)});
        }
    }
    return points;
}

class VertexIndexOf : public testing::TestWithParam<std::size_t> {};

INSTANTIATE_TEST_SUITE_P(FewAndMany, VertexIndexOf, testing::Values(1, 2, 50, 3000, 30000));

TEST_P(VertexIndexOf, HoldsEveryPositionOnceAndTellsWhereEachPointIs) {
    const Bulk<GridPoint> points = town(GetParam(), 1);
    Bulk<VertexId> ids;
    const VertexIndex index(points, ids);
    EXPECT_EQ(index.vertices().size(), std::set<GridPoint>(points.begin(), points.end()).size());
    ASSERT_EQ(ids.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        ASSERT_EQ(index.vertices()[ids[i]], points[i]);
}

TEST_P(VertexIndexOf, GivesPointsTheNumbersOfTheirPositions) {
    const Bulk<GridPoint> points = town(GetParam(), 4);
    VertexIndex index(points);
    std::vector<VertexId> numbers(index.vertices().size());
    for (VertexId v = 0; v < numbers.size(); ++v)
        numbers[v] = 7 * v + 3;
    const Bulk<GridPoint> vertices = index.take_vertices();
    const Bulk<VertexId> ids = index.take_ids(numbers);
    ASSERT_EQ(ids.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        ASSERT_EQ(vertices[(ids[i] - 3) / 7], points[i]);
}

TEST_P(VertexIndexOf, HasStripsFromSouthToNorthSortedFromWestToEast) {
    Bulk<VertexId> ids;
    const VertexIndex index(town(GetParam(), 2), ids);
    std::int32_t north_of_last = std::numeric_limits<std::int32_t>::min();
    for (std::size_t strip = 0; strip < index.strips(); ++strip) {
        const auto begin = index.vertices().begin() + index.strip_begin(strip);
        const auto end = index.vertices().begin() + index.strip_end(strip);
        EXPECT_TRUE(std::is_sorted(begin, end));
        for (auto p = begin; p != end; ++p) {
            ASSERT_EQ(index.strip_at(p->y), strip);
            ASSERT_GE(p->y, north_of_last);
        }
        if (strip > 0) {
            ASSERT_GE(index.strip_at(index.strip_floor(strip)), strip);
            ASSERT_LT(index.strip_at(index.strip_floor(strip) - 1), strip);
        }
        if (begin != end) north_of_last = std::ranges::max_element(begin, end, {}, &GridPoint::y)->y;
    }
    EXPECT_EQ(index.strip_end(index.strips() - 1), index.vertices().size());
}

TEST(VertexIndex, FindsWhatIsCloseAsALookAtEveryPositionDoes) {
    Bulk<VertexId> ids;
    const VertexIndex index(town(3000, 3), ids);
    const Bulk<GridPoint>& vertices = index.vertices();
    for (const std::int64_t reach : {0, 3, 500, 60000}) {
        for (std::size_t v = 0; v < vertices.size(); v += 97) {
            std::vector<VertexId> expected;
            VertexId nearest = geo::no_vertex;
            const auto squared = [&](VertexId i) {
                const std::int64_t dx = std::int64_t{vertices[i].x} - vertices[v].x - 1;
                const std::int64_t dy = std::int64_t{vertices[i].y} - vertices[v].y;
                return dx * dx + dy * dy;
            };
            for (VertexId i = 0; i < vertices.size(); ++i) {
                if (squared(i) > reach * reach) continue;
                expected.push_back(i);
                if (nearest == geo::no_vertex || squared(i) < squared(nearest) ||
                    (squared(i) == squared(nearest) && vertices[i] < vertices[nearest]))
                    nearest = i;
            }
            const GridPoint beside{vertices[v].x + 1, vertices[v].y};
            std::vector<VertexId> found;
            index.for_each_close(beside, reach, [&](VertexId i) { found.push_back(i); });
            ASSERT_THAT(found, testing::UnorderedElementsAreArray(expected)) << "reach " << reach;
            ASSERT_EQ(index.nearest(beside, reach), nearest) << "reach " << reach;
        }
    }
}

TEST(VertexIndex, OfNothingIsEmpty) {
    Bulk<VertexId> ids{1};
    const VertexIndex index(Bulk<GridPoint>{}, ids);
    EXPECT_TRUE(index.vertices().empty());
    EXPECT_TRUE(ids.empty());
    EXPECT_EQ(index.nearest({0, 0}, 5), geo::no_vertex);
}

}  // namespace
