#include "geo/vertex_index.hpp"

#include <cmath>
#include <limits>

namespace geo {

namespace {

struct Entry {
    GridPoint p;
    std::uint32_t point;  // its place in the input
};

void sort_bucket(std::span<Entry> bucket) {
    constexpr std::size_t few = 24;
    const auto before = [](const Entry& a, const Entry& b) { return a.p < b.p; };
    if (bucket.size() > few) {
        std::sort(bucket.begin(), bucket.end(), before);
        return;
    }
    for (std::size_t i = 1; i < bucket.size(); ++i) {
        const Entry entry = bucket[i];
        std::size_t j = i;
        for (; j > 0 && before(entry, bucket[j - 1]); --j)
            bucket[j] = bucket[j - 1];
        bucket[j] = entry;
    }
}

}  // namespace

VertexIndex::VertexIndex(std::span<const GridPoint> points, std::vector<VertexId>* ids) {
    if (ids != nullptr) ids->resize(points.size());
    if (points.empty()) return;
    GridPoint low = points.front();
    GridPoint high = points.front();
    for (const GridPoint p : points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    m_low_x = low.x;
    m_low_y = low.y;
    const double width = static_cast<double>(std::int64_t{high.x} - low.x) + 1;
    const double height = static_cast<double>(std::int64_t{high.y} - low.y) + 1;
    const auto count = static_cast<double>(points.size());
    // The second bound keeps a long thin set of points from asking for more buckets than points.
    m_side = std::max({std::sqrt(2 * width * height / count), (width + height) / (2 * count), 1.0});
    m_per_cell = 1 / m_side;
    m_columns = static_cast<std::size_t>(width * m_per_cell) + 1;
    m_rows = static_cast<std::size_t>(height * m_per_cell) + 1;

    m_bucket_start.assign(m_columns * m_rows + 1, 0);
    for (const GridPoint p : points)
        ++m_bucket_start[bucket_of(p) + 1];
    for (std::size_t b = 1; b < m_bucket_start.size(); ++b)
        m_bucket_start[b] += m_bucket_start[b - 1];
    std::vector<Entry> entries(points.size());
    {
        std::vector<VertexId> next(m_bucket_start.begin(), m_bucket_start.end() - 1);
        for (std::size_t i = 0; i < points.size(); ++i)
            entries[next[bucket_of(points[i])]++] = {points[i], static_cast<std::uint32_t>(i)};
    }
    m_vertices.reserve(points.size());
    for (std::size_t b = 0; b + 1 < m_bucket_start.size(); ++b) {
        const std::span<Entry> bucket(entries.data() + m_bucket_start[b],
                                      entries.data() + m_bucket_start[b + 1]);
        sort_bucket(bucket);
        m_bucket_start[b] = static_cast<VertexId>(m_vertices.size());
        for (std::size_t i = 0; i < bucket.size(); ++i) {
            if (i == 0 || bucket[i].p != bucket[i - 1].p) m_vertices.push_back(bucket[i].p);
            if (ids != nullptr) (*ids)[bucket[i].point] = static_cast<VertexId>(m_vertices.size() - 1);
        }
    }
    m_bucket_start.back() = static_cast<VertexId>(m_vertices.size());
}

std::pair<std::int64_t, std::int64_t> VertexIndex::x_range_in_row(GridPoint from, GridPoint to,
                                                                  std::size_t row, std::int64_t reach) const {
    const double dx = static_cast<double>(to.x) - from.x;
    const double dy = static_cast<double>(to.y) - from.y;
    double t0 = 0.0;
    double t1 = 1.0;
    if (dy != 0) {
        const auto margin = static_cast<double>(reach) + 1;
        const double low = static_cast<double>(m_low_y) + m_side * static_cast<double>(row) - margin;
        const double a = (low - from.y) / dy;
        const double b = (low + m_side + 2 * margin - from.y) / dy;
        t0 = std::clamp(std::min(a, b), 0.0, 1.0);
        t1 = std::clamp(std::max(a, b), 0.0, 1.0);
    }
    const double x0 = from.x + t0 * dx;
    const double x1 = from.x + t1 * dx;
    return {static_cast<std::int64_t>(std::floor(std::min(x0, x1))) - reach - 1,
            static_cast<std::int64_t>(std::ceil(std::max(x0, x1))) + reach + 1};
}

VertexId VertexIndex::nearest(GridPoint p, std::int64_t reach) const {
    VertexId best = no_vertex;
    double best_squared = std::numeric_limits<double>::infinity();
    for_each_near_segment(p, p, reach, [&](VertexId i) {
        const GridPoint q = m_vertices[i];
        if (!within(p, q, reach)) return;
        const double squared =
            std::pow(static_cast<double>(q.x) - p.x, 2) + std::pow(static_cast<double>(q.y) - p.y, 2);
        if (squared < best_squared || (squared == best_squared && q < m_vertices[best])) {
            best = i;
            best_squared = squared;
        }
    });
    return best;
}

}  // namespace geo
