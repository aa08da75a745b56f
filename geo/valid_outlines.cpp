#include "geo/valid_outlines.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "geo/assemble.hpp"
#include "geo/clean.hpp"
#include "geo/faces.hpp"
#include "geo/layers_together.hpp"

namespace geo {

namespace {

/// Twice the area of each ring and its number of points, sorted: rings that begin elsewhere, or come in
/// another order, have the same.
std::vector<std::pair<std::int64_t, std::size_t>> shape_of(const GridRings& area) {
    std::vector<std::pair<std::int64_t, std::size_t>> shape;
    for (std::size_t r = 0; r < area.rings(); ++r)
        shape.emplace_back(twice_area(area.ring(r)), area.ring(r).size());
    std::ranges::sort(shape);
    return shape;
}

}  // namespace

ValidOutlines with_valid_outlines(GridRings outlines, std::span<const std::uint32_t> suspects,
                                  const Grid& grid) {
    ValidOutlines result;
    GridRings valid;
    std::size_t next = 0;
    for (const std::uint32_t area : suspects) {
        const GridRings before = areas_between(outlines, area, area + std::size_t{1});
        // Alone it overlaps nobody, and no gap is filled.
        const Topology alone = build_topology(before, grid);
        const std::string code;
        const GridRings after = clean(alone, find_faces(alone), {&code, 1}, {}).outlines;
        if (shape_of(after) == shape_of(before)) continue;
        result.remade.push_back(area);
        valid.append(areas_between(outlines, next, area));
        valid.append(after);
        next = area + std::size_t{1};
    }
    if (!result.remade.empty()) {
        valid.append(areas_between(outlines, next, outlines.areas()));
        outlines = std::move(valid);
    }
    result.outlines = std::move(outlines);
    return result;
}

}  // namespace geo
