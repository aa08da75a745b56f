#include "geo/vertex_index.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "geo/two_threads.hpp"

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

    sort_into_buckets(points, ids);
}

void VertexIndex::sort_into_buckets(std::span<const GridPoint> points, std::vector<VertexId>* ids) {
    // The bucket of each point; where there are to be ids it stands in their place until they are known.
    std::vector<VertexId> own;
    std::vector<VertexId>& bucket_at = ids != nullptr ? *ids : own;
    bucket_at.resize(points.size());
    in_two_halves(points.size(), [&](std::size_t half) {
        const std::size_t end = half == 0 ? points.size() / 2 : points.size();
        for (std::size_t i = half == 0 ? 0 : points.size() / 2; i < end; ++i)
            bucket_at[i] = static_cast<VertexId>(bucket_of(points[i]));
    });
    // Each half takes the strips on its side of the middle one, and looks for their points among all.
    const std::array<std::size_t, 3> rows{0, middle_row(points), m_rows};
    m_bucket_start.assign(m_columns * m_rows + 1, 0);
    std::array<std::vector<Entry>, 2> entries;
    std::array<std::vector<VertexId>, 2> next;  // where in its entries each bucket of a half goes on
    std::array<VertexId, 2> distinct{};
    in_two_halves(points.size(), [&](std::size_t half) {
        const std::size_t first = rows[half] * m_columns;
        const std::size_t last = rows[half + 1] * m_columns;
        std::vector<VertexId>& start = next[half];
        start.assign(last - first + 1, 0);
        const auto for_each_in_half = [&](auto visit) {
            for (std::size_t i = 0; i < points.size(); ++i) {
                const std::size_t bucket =
                    bucket_at[i] - first;  // far beyond the last for one below the first
                if (bucket < last - first) visit(bucket, i);
            }
        };
        for_each_in_half([&](std::size_t bucket, std::size_t) { ++start[bucket + 1]; });
        for (std::size_t b = 1; b < start.size(); ++b)
            start[b] += start[b - 1];
        entries[half].resize(start.back());
        for_each_in_half([&](std::size_t bucket, std::size_t i) {
            entries[half][start[bucket]++] = {points[i], static_cast<std::uint32_t>(i)};
        });
        // Now each start is where its bucket ends.
        VertexId begin = 0;
        for (std::size_t b = 0; b < last - first; ++b) {
            const std::span<Entry> bucket(entries[half].data() + begin, entries[half].data() + start[b]);
            begin = start[b];
            sort_bucket(bucket);
            VertexId here = 0;
            for (std::size_t i = 0; i < bucket.size(); ++i)
                here += i == 0 || bucket[i].p != bucket[i - 1].p ? 1U : 0U;
            m_bucket_start[first + b + 1] = here;
            distinct[half] += here;
        }
    });
    for (std::size_t b = 1; b < m_bucket_start.size(); ++b)
        m_bucket_start[b] += m_bucket_start[b - 1];
    m_vertices.resize(m_bucket_start.back());
    in_two_halves(points.size(), [&](std::size_t half) {
        VertexId vertex = half == 0 ? 0 : distinct[0];
        const GridPoint* before = nullptr;
        for (const Entry& entry : entries[half]) {
            if (before != nullptr && *before != entry.p) ++vertex;
            before = &entry.p;
            m_vertices[vertex] = entry.p;
            if (ids != nullptr) (*ids)[entry.point] = vertex;
        }
    });
}

std::size_t VertexIndex::middle_row(std::span<const GridPoint> points) const {
    constexpr std::size_t sampled = 1024;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < points.size(); i += points.size() / sampled + 1)
        rows.push_back(row_of(points[i].y));
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
    std::nth_element(rows.begin(), middle, rows.end());
    return *middle;
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
