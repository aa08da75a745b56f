// Points in a uniform grid of buckets, to find those near a segment.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// A fixed set of points sorted into square buckets of about two points each on average.
class PointBuckets {
public:
    /// `reach` is the distance in cells within which for_each_near_segment() must find points. O(points).
    PointBuckets(const std::vector<GridPoint>& points, std::int64_t reach)
        : m_reach(static_cast<double>(reach)) {
        for (const GridPoint p : points) {
            m_box.add({static_cast<double>(p.x), static_cast<double>(p.y)});
        }
        if (points.empty()) return;
        const double per_bucket = 2.0;
        const double area = (m_box.width() + 1) * (m_box.height() + 1);
        // The second bound keeps a long thin set of points from asking for more buckets than points.
        m_side =
            std::max({std::sqrt(area * per_bucket / static_cast<double>(points.size())),
                      (m_box.width() + m_box.height()) / (2.0 * static_cast<double>(points.size())), 1.0});
        m_columns = static_cast<std::size_t>(m_box.width() / m_side) + 1;
        m_rows = static_cast<std::size_t>(m_box.height() / m_side) + 1;

        m_bucket_start.assign(m_columns * m_rows + 1, 0);
        for (const GridPoint p : points)
            ++m_bucket_start[bucket_of(p) + 1];
        for (std::size_t b = 1; b < m_bucket_start.size(); ++b)
            m_bucket_start[b] += m_bucket_start[b - 1];
        std::vector<std::uint32_t> filled(m_bucket_start.begin(), m_bucket_start.end() - 1);
        m_points.resize(points.size());
        for (const GridPoint p : points)
            m_points[filled[bucket_of(p)]++] = p;
    }

    /// Calls `visit` with every point in the buckets within reach of the segment; a superset of the points
    /// within reach, each once.
    template <class Visit>
    void for_each_near_segment(GridPoint from, GridPoint to, Visit visit) const {
        if (m_points.empty()) return;
        const double min_y = std::min(from.y, to.y) - m_reach;
        const double max_y = std::max(from.y, to.y) + m_reach;
        for (std::size_t row = row_of(min_y); row <= row_of(max_y); ++row) {
            const auto [min_x, max_x] = x_range_in_row(from, to, row);
            const std::size_t first = row * m_columns + column_of(min_x - m_reach);
            const std::size_t last = row * m_columns + column_of(max_x + m_reach);
            for (std::uint32_t i = m_bucket_start[first]; i < m_bucket_start[last + 1]; ++i)
                visit(m_points[i]);
        }
    }

private:
    /// Least and greatest x of the part of the segment within reach of the row.
    std::pair<double, double> x_range_in_row(GridPoint from, GridPoint to, std::size_t row) const {
        const double dx = static_cast<double>(to.x) - from.x;
        const double dy = static_cast<double>(to.y) - from.y;
        double t0 = 0.0;
        double t1 = 1.0;
        if (dy != 0) {
            const double low = m_box.min_y + m_side * static_cast<double>(row) - m_reach - 1;
            const double high = m_box.min_y + m_side * static_cast<double>(row + 1) + m_reach + 1;
            const double a = (low - from.y) / dy;
            const double b = (high - from.y) / dy;
            t0 = std::clamp(std::min(a, b), 0.0, 1.0);
            t1 = std::clamp(std::max(a, b), 0.0, 1.0);
        }
        const double x0 = from.x + t0 * dx;
        const double x1 = from.x + t1 * dx;
        return {std::min(x0, x1) - 1, std::max(x0, x1) + 1};
    }

    std::size_t bucket_of(GridPoint p) const { return row_of(p.y) * m_columns + column_of(p.x); }
    std::size_t row_of(double y) const { return index((y - m_box.min_y) / m_side, m_rows); }
    std::size_t column_of(double x) const { return index((x - m_box.min_x) / m_side, m_columns); }
    static std::size_t index(double position, std::size_t count) {
        return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(count - 1)));
    }

    Box m_box;
    double m_reach;
    double m_side = 1.0;
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
    std::vector<std::uint32_t> m_bucket_start;
    std::vector<GridPoint> m_points;
};

}  // namespace geo
