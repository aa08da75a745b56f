#include "geo/arc_crosses.hpp"

#include <cstdint>
#include <span>

#include "geo/two_threads.hpp"

namespace geo {

std::vector<Int128> crosses_of_arcs(const Topology& topology) {
    std::vector<Int128> crosses(topology.arcs());
    constexpr std::size_t shares = 16;
    in_shares(topology.arc_vertices.size(), shares, [&](std::size_t share) {
        const ItemRange own = range_of_share(topology.arcs(), share, shares);
        for (std::size_t a = own.begin; a < own.end; ++a) {
            const std::span<const VertexId> arc = topology.arc(a);
            Int128 sum = 0;
            GridPoint p = topology.vertex(arc[0]);
            for (std::size_t i = 1; i < arc.size(); ++i) {
                const GridPoint q = topology.vertex(arc[i]);
                sum += std::int64_t{p.x} * q.y - std::int64_t{q.x} * p.y;
                p = q;
            }
            crosses[a] = sum;
        }
    });
    return crosses;
}

}  // namespace geo
