// Distinct positions sorted into strips, to find those near a point. For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "geo/bulk.hpp"
#include "geo/grid.hpp"
#include "geo/numbered_rings.hpp"
#include "geo/point.hpp"

namespace geo {

/// A fixed set of positions in strips of equal height, from south to north. The positions of a strip are
/// sorted by x and then y, and so near on the ground is near in memory.
class VertexIndex {
public:
    /// Sorts the points and drops repeated ones. Strips are taken in bands of some ten thousand points, each
    /// sorted in a processor's cache. O(points) for points spread like those of real boundaries, O(points log
    /// points) at worst; on two threads; memory: 4 bytes a point until take_ids().
    /// `box` holds them all; without it one pass more finds it.
    /// @throws InputError for 2^31 points or more.
    explicit VertexIndex(Bulk<GridPoint> points, std::optional<GridBox> box = {});
    /// The same with take_ids().
    VertexIndex(Bulk<GridPoint> points, Bulk<VertexId>& ids) : VertexIndex(std::move(points)) {
        ids = take_ids({});
    }

    [[nodiscard]] const Bulk<GridPoint>& vertices() const { return m_vertices; }
    /// Leaves the index without its positions.
    [[nodiscard]] Bulk<GridPoint> take_vertices() { return std::move(m_vertices); }
    /// For each of the points the number that its position has among `numbers`, or without any its place in
    /// vertices(). Once. O(points), on two threads.
    [[nodiscard]] Bulk<VertexId> take_ids(std::span<const VertexId> numbers);

    [[nodiscard]] std::size_t strips() const { return m_strip_start.size() - 1; }
    [[nodiscard]] VertexId strip_begin(std::size_t strip) const { return m_strip_start[strip]; }
    [[nodiscard]] VertexId strip_end(std::size_t strip) const { return m_strip_start[strip + 1]; }
    /// The strip of a height; the first or last one for what lies beyond them.
    [[nodiscard]] std::size_t strip_at(std::int64_t y) const {
        if (y <= m_low_y) return 0;
        return std::min(static_cast<std::size_t>(static_cast<double>(y - m_low_y) * m_per_strip),
                        strips() - 1);
    }

    /// The least height in a strip; every one below it is in an earlier strip. @pre strip > 0. O(1).
    [[nodiscard]] std::int64_t strip_floor(std::size_t strip) const {
        auto y = m_low_y + static_cast<std::int64_t>(static_cast<double>(strip) / m_per_strip);
        while (strip_at(y) < strip)
            ++y;
        while (strip_at(y - 1) >= strip)
            --y;
        return y;
    }

    /// Calls `visit(i)` with every position of the strip at most `reach` cells from `p`, in order of x.
    template <class Visit>
    void for_each_close_in_strip(std::size_t strip, GridPoint p, std::int64_t reach, Visit visit) const {
        const auto first = m_vertices.begin() + strip_begin(strip);
        const auto last = m_vertices.begin() + strip_end(strip);
        auto i = std::partition_point(first, last, [&](GridPoint q) { return q.x < p.x - reach; });
        for (; i != last && i->x <= p.x + reach; ++i)
            if (within(p, *i, reach)) visit(static_cast<VertexId>(i - m_vertices.begin()));
    }

    /// The same for all strips. O(log positions) for each strip within reach, and what lies there.
    template <class Visit>
    void for_each_close(GridPoint p, std::int64_t reach, Visit visit) const {
        if (m_vertices.empty()) return;
        const std::size_t last = strip_at(p.y + reach);
        for (std::size_t strip = strip_at(p.y - reach); strip <= last; ++strip)
            for_each_close_in_strip(strip, p, reach, visit);
    }

    /// Place of the nearest position within `reach` cells of `p`, the smaller of two as near; no_vertex for
    /// none.
    [[nodiscard]] VertexId nearest(GridPoint p, std::int64_t reach) const;

    /// Whether two positions are at most `reach` cells apart.
    static bool within(GridPoint p, GridPoint q, std::int64_t reach) {
        const std::int64_t dx = std::int64_t{q.x} - p.x;
        const std::int64_t dy = std::int64_t{q.y} - p.y;
        return dx <= reach && dx >= -reach && dy <= reach && dy >= -reach &&
               static_cast<double>(dx) * static_cast<double>(dx) +
                       static_cast<double>(dy) * static_cast<double>(dy) <=
                   static_cast<double>(reach) * static_cast<double>(reach);
    }

private:
    class Sorting;

    // The points in the order of their positions. Those of a band begin with its first position.
    struct Order {
        static constexpr std::uint32_t repeats = std::uint32_t{1} << 31;  // the position of the point before
        std::unique_ptr<std::uint32_t[]> points;
        std::vector<std::uint32_t> band_start{0};  // and the end
        std::vector<VertexId> first_vertex;
    };

    /// The column of one of the points.
    [[nodiscard]] std::size_t column_of(std::int64_t x) const {
        return std::min(static_cast<std::size_t>(static_cast<double>(x - m_low_x) * m_per_column),
                        m_columns - 1);
    }

    std::int64_t m_low_x = 0;
    std::int64_t m_low_y = 0;
    double m_per_strip = 1.0;  // one by the height of a strip
    double m_per_column = 1.0;
    std::size_t m_columns = 1;
    std::vector<VertexId> m_strip_start{0, 0};
    Bulk<GridPoint> m_vertices;
    Order m_order;
};

}  // namespace geo
