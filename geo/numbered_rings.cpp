#include "geo/numbered_rings.hpp"

#include "geo/assemble.hpp"
#include "geo/vertex_index.hpp"

namespace geo {

std::vector<std::uint8_t> hole_flags(const GridRings& rings) {
    std::vector<std::uint8_t> is_hole(rings.rings(), 0);
    for (std::size_t a = 0; a < rings.areas(); ++a) {
        for (std::size_t r = rings.area_start[a] + 1; r < rings.area_start[a + 1]; ++r)
            is_hole[r] = twice_area(rings.ring(r)) < 0 ? 1 : 0;
    }
    return is_hole;
}

NumberedRings number_vertices(const GridRings& rings) {
    NumberedRings numbered;
    numbered.vertices = VertexIndex(rings.points, numbered.rings.points).take_vertices();
    numbered.rings.ring_start = rings.ring_start;
    numbered.rings.area_start = rings.area_start;
    numbered.is_hole = hole_flags(rings);
    return numbered;
}

}  // namespace geo
