#include "geo/simple_rings.hpp"

#include <limits>
#include <string>
#include <utility>

#include "geo/arc_ends.hpp"
#include "geo/clean.hpp"
#include "geo/faces.hpp"
#include "geo/layers_together.hpp"

namespace geo {

std::vector<SelfContact> self_contacts(const Topology& topology) {
    constexpr auto nobody = std::numeric_limits<std::uint32_t>::max();
    const ArcEnds ends(topology);
    std::vector<std::uint32_t> last_ring(ends.count(), nobody);
    std::vector<std::uint32_t> last_area(topology.arcs(), nobody);
    std::vector<SelfContact> contacts;
    for (std::uint32_t area = 0; area < topology.areas(); ++area) {
        for (std::uint32_t r = topology.area_start[area]; r < topology.area_start[area + 1]; ++r) {
            for (std::uint32_t i = topology.ring_start[r]; i < topology.ring_start[r + 1]; ++i) {
                const SignedArc s = topology.ring_arcs[i];
                const std::span<const VertexId> arc = topology.arc(arc_of(s));
                const VertexId start = s < 0 ? arc.back() : arc.front();
                const bool meets = std::exchange(last_ring[ends.number_of(start)], r) == r;
                const bool passes_again = std::exchange(last_area[arc_of(s)], area) == area;
                const bool is_known = !contacts.empty() && contacts.back().area == area;
                if ((meets || passes_again) && !is_known) contacts.push_back({area, topology.vertex(start)});
            }
        }
    }
    return contacts;
}

GridRings with_valid_outlines(const GridRings& outlines, std::span<const std::uint32_t> areas,
                              const Grid& grid) {
    GridRings valid;
    valid.points.reserve(outlines.points.size());
    std::size_t next = 0;
    for (const std::uint32_t area : areas) {
        valid.append(areas_between(outlines, next, area));
        next = area + std::size_t{1};
        // Alone it overlaps nobody, and no gap is filled.
        const Topology alone = build_topology(areas_between(outlines, area, next), grid);
        const std::string code;
        valid.append(clean(alone, find_faces(alone), {&code, 1}, {}).outlines);
    }
    valid.append(areas_between(outlines, next, outlines.areas()));
    return valid;
}

}  // namespace geo
