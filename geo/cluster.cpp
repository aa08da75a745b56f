#include "geo/cluster.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "geo/two_threads.hpp"

namespace geo {

namespace {

/// Decides which positions survive: the smaller of two close ones, unless it has moved itself.
class Clusters {
public:
    Clusters(const VertexIndex& index, std::int64_t tolerance)
        : m_index(index), m_vertices(index.vertices()), m_tolerance(tolerance), m_target(m_vertices.size()) {
        // A share is a run of strips; most of what is close lies in one strip.
        constexpr std::size_t most_shares = 64;
        const std::size_t shares = std::min(most_shares, index.strips());
        std::vector<std::vector<VertexId>> left(shares);
        in_shares(m_vertices.size(), shares, [&](std::size_t share) {
            const ItemRange own = range_of_share(index.strips(), share, shares);
            std::vector<VertexId> found;
            for (std::size_t strip = own.begin; strip < own.end; ++strip)
                settle_strip(strip, found);
            left[share] = std::move(found);
        });
        for (const std::vector<VertexId>& of_share : left)
            for (const VertexId v : of_share)
                settle_in_order(v);
    }

    [[nodiscard]] Bulk<VertexId> take_targets() { return std::move(m_target); }

private:
    /// Settles what depends on the strip alone, and lists the rest.
    void settle_strip(std::size_t strip, std::vector<VertexId>& left) {
        const VertexId begin = m_index.strip_begin(strip);
        const VertexId end = m_index.strip_end(strip);
        VertexId first = begin;  // of the positions not farther west than the tolerance
        // Between these heights nothing of another strip is near.
        constexpr std::int64_t far = std::int64_t{1} << 40;
        const std::int64_t low = (strip == 0 ? -far : m_index.strip_floor(strip)) + m_tolerance;
        const std::int64_t high =
            (strip + 1 == m_index.strips() ? far : m_index.strip_floor(strip + 1) - 1) - m_tolerance;
        for (VertexId v = begin; v < end; ++v) {
            const GridPoint p = m_vertices[v];
            while (std::int64_t{m_vertices[first].x} < p.x - m_tolerance)
                ++first;
            const bool is_inside = p.y >= low && p.y <= high;
            VertexId target = !is_inside && has_smaller_elsewhere(strip, p) ? no_vertex : v;
            for (VertexId smaller = first; target == v && smaller < v; ++smaller) {
                if (!VertexIndex::within(p, m_vertices[smaller], m_tolerance)) continue;
                // What is settled and has moved does not count; what is not settled yet decides later.
                if (m_target[smaller] == smaller || m_target[smaller] == no_vertex)
                    target = m_target[smaller];
            }
            m_target[v] = target;
            if (target == no_vertex) left.push_back(v);
        }
    }

    [[nodiscard]] bool has_smaller_elsewhere(std::size_t strip, GridPoint p) const {
        const std::size_t lowest = m_index.strip_at(p.y - m_tolerance);
        const std::size_t highest = m_index.strip_at(p.y + m_tolerance);
        bool found = false;
        for (std::size_t other = lowest; other <= highest; ++other) {
            if (other == strip) continue;
            m_index.for_each_close_in_strip(other, p, m_tolerance,
                                            [&](VertexId i) { found = found || m_vertices[i] < p; });
        }
        return found;
    }

    /// Settles the smaller positions within reach first; a stack of our own, since chains may be long.
    void settle_in_order(VertexId vertex) {
        m_stack.assign(1, vertex);
        while (!m_stack.empty()) {
            const VertexId v = m_stack.back();
            const GridPoint p = m_vertices[v];
            const std::size_t waiting = m_stack.size();
            VertexId target = v;
            m_index.for_each_close(p, m_tolerance, [&](VertexId close) {
                if (!(m_vertices[close] < p)) return;
                if (m_target[close] == no_vertex) {
                    m_stack.push_back(close);
                } else if (m_target[close] == close &&
                           (target == v || m_vertices[close] < m_vertices[target])) {
                    target = close;
                }
            });
            if (m_stack.size() > waiting) continue;
            m_target[v] = target;
            m_stack.pop_back();
        }
    }

    const VertexIndex& m_index;
    const Bulk<GridPoint>& m_vertices;
    std::int64_t m_tolerance;
    Bulk<VertexId> m_target;
    std::vector<VertexId> m_stack;
};

}  // namespace

Bulk<VertexId> cluster(const VertexIndex& index, std::int64_t tolerance) {
    return Clusters(index, tolerance).take_targets();
}

}  // namespace geo
