#include "geo/arc_crosses.hpp"

#include <cstdint>
#include <span>

#include "geo/two_threads.hpp"

namespace geo {

std::vector<Int128> crosses_of_arcs(const Topology& topology) {
    std::vector<Int128> crosses(topology.arcs());
    in_two_halves(topology.arc_vertices.size(), [&](std::size_t half) {
        const std::size_t middle = topology.arcs() / 2;
        for (std::size_t a = half == 0 ? 0 : middle; a < (half == 0 ? middle : topology.arcs()); ++a) {
            const std::span<const VertexId> arc = topology.arc(a);
            Int128 sum = 0;
            for (std::size_t i = 1; i < arc.size(); ++i) {
                const GridPoint p = topology.vertex(arc[i - 1]);
                const GridPoint q = topology.vertex(arc[i]);
                sum += std::int64_t{p.x} * q.y - std::int64_t{q.x} * p.y;
            }
            crosses[a] = sum;
        }
    });
    return crosses;
}

}  // namespace geo
