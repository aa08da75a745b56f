#include "geo/segment_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "geo/orientation.hpp"
#include "geo/two_threads.hpp"

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
    // How many rows below each are asked for: few are, and most segments pass none of them.
    std::vector<std::uint32_t> asked_below(m_rows + 1, 0);
    for (std::size_t row = 0; row < m_rows; ++row)
        asked_below[row + 1] = asked_below[row] + asked[row];

    struct Held {
        std::size_t row;
        Upward segment;
    };
    std::array<std::vector<Held>, 2> held;
    in_two_halves(topology.arc_vertices.size(), [&](std::size_t half) {
        const auto arcs = static_cast<std::uint32_t>(topology.arcs());
        for (std::uint32_t a = half == 0 ? 0 : arcs / 2; a < (half == 0 ? arcs / 2 : arcs); ++a) {
            const std::span<const VertexId> arc = topology.arc(a);
            GridPoint p = topology.vertex(arc[0]);
            for (std::size_t i = 1; i < arc.size(); ++i) {
                const GridPoint from = std::exchange(p, topology.vertex(arc[i]));
                if (from.y == p.y) continue;
                const bool up = from.y < p.y;
                const std::size_t first = row_of(up ? from.y : p.y);
                const std::size_t last = row_of(up ? p.y : from.y);
                if (asked_below[first] == asked_below[last + 1]) continue;
                const Upward segment = up ? Upward{from, p, a, true} : Upward{p, from, a, false};
                for (std::size_t row = first; row <= last; ++row) {
                    if (asked[row] != 0) held[half].push_back({row, segment});
                }
            }
        }
    });
    m_start.assign(m_rows + 1, 0);
    for (const std::vector<Held>& half : held)
        for (const Held& one : half)
            ++m_start[one.row + 1];
    for (std::size_t row = 1; row < m_start.size(); ++row)
        m_start[row] += m_start[row - 1];
    m_held.resize(m_start.back());
    std::vector<std::uint32_t> filled(m_start.begin(), m_start.end() - 1);
    for (const std::vector<Held>& half : held)
        for (const Held& one : half)
            m_held[filled[one.row]++] = one.segment;
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
