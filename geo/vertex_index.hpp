// Distinct positions sorted into strips, to find those near a point or near a segment.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "geo/numbered_rings.hpp"
#include "geo/point.hpp"

namespace geo {

/// A fixed set of positions in square buckets of about two each. Buckets follow one another by strip (a row
/// of buckets) and then by x, and so do the positions: a strip is one run sorted by x and then y, however the
/// positions are spread over its buckets.
class VertexIndex {
public:
    /// Sorts the points and drops repeated ones. When `ids` is given it gets, for each point, its place in
    /// vertices(). O(points) for points spread like those of real boundaries, O(points log points) at worst.
    explicit VertexIndex(std::span<const GridPoint> points, std::vector<VertexId>* ids = nullptr);

    [[nodiscard]] const std::vector<GridPoint>& vertices() const { return m_vertices; }
    /// Leaves the index without its table.
    [[nodiscard]] std::vector<GridPoint> take_vertices() { return std::move(m_vertices); }

    [[nodiscard]] std::size_t strips() const { return m_rows; }
    /// The strip that holds a position of the table.
    [[nodiscard]] std::size_t strip_of(VertexId v) const { return row_of(m_vertices[v].y); }

    /// Calls `visit(i, j)` with every pair of positions at most `reach` cells apart, once; of those pairs
    /// whose lower strip is one of [first, last). O(pairs with |dx| <= reach in the strips that meet).
    template <class Visit>
    void for_each_close_pair(std::int64_t reach, std::size_t first, std::size_t last, Visit visit) const {
        for (std::size_t row = first; row < last; ++row) {
            const VertexId end = strip_end(row);
            for (VertexId i = strip_begin(row); i < end; ++i) {
                const GridPoint p = m_vertices[i];
                const std::int64_t right = p.x + reach;
                for (VertexId j = i + 1; j < end && m_vertices[j].x <= right; ++j) {
                    if (within(p, m_vertices[j], reach)) visit(i, j);
                }
                const std::size_t top = row_of(p.y + reach);
                for (std::size_t above = row + 1; above <= top; ++above) {
                    const VertexId above_end = strip_end(above);
                    for (VertexId j = first_at(above, p.x - reach); j < above_end && m_vertices[j].x <= right;
                         ++j) {
                        if (within(p, m_vertices[j], reach)) visit(i, j);
                    }
                }
            }
        }
    }

    /// Calls `visit(i)` with every position in the strips and the range of x within `reach` cells of the
    /// segment: a superset of those within reach, each once.
    template <class Visit>
    void for_each_near_segment(GridPoint from, GridPoint to, std::int64_t reach, Visit visit) const {
        if (m_vertices.empty()) return;
        const std::size_t last_row = row_of(std::max(from.y, to.y) + reach);
        for (std::size_t row = row_of(std::min(from.y, to.y) - reach); row <= last_row; ++row) {
            const auto [min_x, max_x] = x_range_in_row(from, to, row, reach);
            const VertexId end = strip_end(row);
            for (VertexId i = first_at(row, min_x); i < end && m_vertices[i].x <= max_x; ++i)
                visit(i);
        }
    }

    /// Place of the nearest position within `reach` cells of `p`, the smaller of two as near; no_vertex for
    /// none.
    [[nodiscard]] VertexId nearest(GridPoint p, std::int64_t reach) const;

private:
    void sort_into_buckets(std::span<const GridPoint> points, std::vector<VertexId>* ids);
    /// About half of the points lie below it.
    [[nodiscard]] std::size_t middle_row(std::span<const GridPoint> points) const;

    static bool within(GridPoint p, GridPoint q, std::int64_t reach) {
        const std::int64_t dx = std::int64_t{q.x} - p.x;
        const std::int64_t dy = std::int64_t{q.y} - p.y;
        return dx <= reach && dx >= -reach && dy <= reach && dy >= -reach &&
               static_cast<double>(dx) * static_cast<double>(dx) +
                       static_cast<double>(dy) * static_cast<double>(dy) <=
                   static_cast<double>(reach) * static_cast<double>(reach);
    }

    /// Least and greatest x, reach included, of the part of the segment within reach of the strip.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> x_range_in_row(GridPoint from, GridPoint to,
                                                                       std::size_t row,
                                                                       std::int64_t reach) const;

    [[nodiscard]] VertexId strip_begin(std::size_t row) const { return m_bucket_start[row * m_columns]; }
    [[nodiscard]] VertexId strip_end(std::size_t row) const { return m_bucket_start[(row + 1) * m_columns]; }

    /// The first position of the strip whose x is not under `x`.
    [[nodiscard]] VertexId first_at(std::size_t row, std::int64_t x) const {
        const std::size_t bucket = row * m_columns + column_of(x);
        VertexId first = m_bucket_start[bucket];
        VertexId last = m_bucket_start[bucket + 1];
        // Buckets hold two positions on average, but all of them where one stray position lies far away.
        while (last - first > 16) {
            const VertexId middle = first + (last - first) / 2;
            (m_vertices[middle].x < x ? first : last) = middle;
        }
        while (first < m_bucket_start[bucket + 1] && m_vertices[first].x < x)
            ++first;
        return first;
    }

    [[nodiscard]] std::size_t bucket_of(GridPoint p) const {
        return row_of(p.y) * m_columns + column_of(p.x);
    }
    [[nodiscard]] std::size_t row_of(std::int64_t y) const { return slot(y - m_low_y, m_rows); }
    [[nodiscard]] std::size_t column_of(std::int64_t x) const { return slot(x - m_low_x, m_columns); }
    [[nodiscard]] std::size_t slot(std::int64_t offset, std::size_t count) const {
        if (offset <= 0) return 0;
        return std::min(static_cast<std::size_t>(static_cast<double>(offset) * m_per_cell), count - 1);
    }

    std::int64_t m_low_x = 0;
    std::int64_t m_low_y = 0;
    double m_side = 1.0;      // of a bucket, in cells
    double m_per_cell = 1.0;  // 1 / side
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
    std::vector<VertexId> m_bucket_start{0, 0};
    std::vector<GridPoint> m_vertices;
};

}  // namespace geo
