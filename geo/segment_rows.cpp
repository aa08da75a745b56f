#include "geo/segment_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/orientation.hpp"

namespace geo {

SegmentRows::SegmentRows(const Topology& topology, std::span<const std::int32_t> heights) {
    std::int32_t high_y = std::numeric_limits<std::int32_t>::min();
    m_low_y = std::numeric_limits<std::int32_t>::max();
    for (const GridPoint p : topology.vertices) {
        m_low_y = std::min(m_low_y, p.y);
        high_y = std::max(high_y, p.y);
    }
    const auto count = static_cast<double>(topology.arc_vertices.size());
    const auto height = static_cast<double>(std::int64_t{high_y} - m_low_y + 1);
    m_shift = static_cast<int>(std::ceil(std::log2(std::max(1.0, height / std::sqrt(count + 1)))));
    m_rows = static_cast<std::size_t>((std::int64_t{high_y} - m_low_y) >> m_shift) + 1;
    std::vector<std::uint8_t> asked(m_rows, 0);
    for (const std::int32_t y : heights)
        asked[row_of(y)] = 1;

    const auto for_each = [&](auto visit) {
        for (std::uint32_t a = 0; a < topology.arcs(); ++a) {
            const std::span<const VertexId> arc = topology.arc(a);
            for (std::size_t i = 1; i < arc.size(); ++i) {
                const GridPoint p = topology.vertex(arc[i - 1]);
                const GridPoint q = topology.vertex(arc[i]);
                if (p.y == q.y) continue;
                const Upward segment = p.y < q.y ? Upward{p, q, a, true} : Upward{q, p, a, false};
                const std::size_t last = row_of(segment.high.y);
                for (std::size_t row = row_of(segment.low.y); row <= last; ++row) {
                    if (asked[row] != 0) visit(row, segment);
                }
            }
        }
    };
    m_start.assign(m_rows + 1, 0);
    for_each([&](std::size_t row, const Upward&) { ++m_start[row + 1]; });
    for (std::size_t row = 1; row < m_start.size(); ++row)
        m_start[row] += m_start[row - 1];
    m_held.resize(m_start.back());
    std::vector<std::uint32_t> filled(m_start.begin(), m_start.end() - 1);
    for_each([&](std::size_t row, const Upward& segment) { m_held[filled[row]++] = segment; });
}

SegmentHit SegmentRows::first_to_the_west(GridPoint at) const {
    // Of two segments that pass one height and do not cross.
    const auto lies_east_of = [](const Upward& s, const Upward& t) {
        const bool s_begins_later = s.low.y >= t.low.y;
        std::int64_t side =
            s_begins_later ? -orientation(t.low, t.high, s.low) : orientation(s.low, s.high, t.low);
        if (side == 0)
            side = s_begins_later ? -orientation(t.low, t.high, s.high) : orientation(s.low, s.high, t.high);
        return side > 0;
    };
    const std::size_t row = row_of(at.y);
    const Upward* best = nullptr;
    for (std::uint32_t i = m_start[row]; i < m_start[row + 1]; ++i) {
        const Upward& s = m_held[i];
        // Half open in y: a vertex on the ray counts for the segment above it.
        if (s.low.y > at.y || s.high.y <= at.y) continue;
        if (orientation(s.low, s.high, at) < 0 && (best == nullptr || lies_east_of(s, *best))) best = &s;
    }
    if (best == nullptr) return {};
    return {true, best->arc, best->arc_points_up};
}

std::size_t SegmentRows::row_of(std::int32_t y) const {
    return static_cast<std::size_t>((std::int64_t{y} - m_low_y) >> m_shift);
}

}  // namespace geo
