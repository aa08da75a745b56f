#include "geo/layers_together.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "geo/crs.hpp"
#include "geo/reach.hpp"

namespace geo {

LayersTogether build_layers_together(std::span<Layer> layers, const CoverageOptions& options) {
    LayersTogether together;
    for (const Layer& layer : layers) {
        together.layer_start.push_back(together.layer_start.back() +
                                       static_cast<std::uint32_t>(layer.codes.size()));
    }
    if (layers.size() == 1) {
        together.coverage = take_coverage(layers.front(), options);
        together.operations = {together.coverage.operation};
        return together;
    }
    // One operation for all where it can be, so that a border that two files share stays one border.
    const bool one_crs =
        std::ranges::adjacent_find(layers, std::ranges::not_equal_to{}, &Layer::crs) == layers.end();
    Layer all;
    for (Layer& layer : layers) {
        all.path += (all.path.empty() ? "" : " and ") + layer.path;
        all.codes.insert(all.codes.end(), layer.codes.begin(), layer.codes.end());
        all.findings.insert(all.findings.end(), layer.findings.begin(), layer.findings.end());
        all.crs = one_crs ? layer.crs : options.crs;
        const std::size_t before = all.rings.points.size();
        if (one_crs) {
            all.rings.append(std::exchange(layer.rings, {}));
            continue;
        }
        const Box box = bounds(layer.rings);
        Transform transform(layer.crs, options.crs, box);
        require_within_reach(layer, box, transform.reach(), transform.operation().target);
        all.rings.append(std::exchange(layer.rings, {}));
        transform.apply(std::span(all.rings.points).subspan(before));
        together.operations.push_back(transform.operation());
    }
    together.coverage = take_coverage(all, options);
    if (one_crs) together.operations.assign(layers.size(), together.coverage.operation);
    return together;
}

std::vector<Extent> extents_of_layers(const LayersTogether& together, std::span<const Int128> crosses) {
    const Topology& topology = together.coverage.topology;
    std::vector<Extent> extents(together.layers());
    for (std::size_t l = 0; l < extents.size(); ++l) {
        const std::uint32_t end = topology.area_start[together.layer_start[l + 1]];
        for (std::uint32_t r = topology.area_start[together.layer_start[l]]; r < end; ++r) {
            Int128 twice_area = 0;
            for (std::uint32_t i = topology.ring_start[r]; i < topology.ring_start[r + 1]; ++i) {
                const SignedArc s = topology.ring_arcs[i];
                twice_area += s < 0 ? -crosses[arc_of(s)] : crosses[arc_of(s)];
                extents[l].vertices += topology.arc(arc_of(s)).size() - 1;
            }
            extents[l].area_m2 += topology.grid.area_m2(static_cast<std::int64_t>(twice_area));
        }
    }
    return extents;
}

GridRings areas_between(const GridRings& rings, std::size_t first, std::size_t last) {
    const std::uint32_t first_ring = rings.area_start[first];
    const std::uint32_t last_ring = rings.area_start[last];
    const std::uint32_t first_point = rings.ring_start[first_ring];
    GridRings out;
    out.points.assign(rings.points.begin() + first_point, rings.points.begin() + rings.ring_start[last_ring]);
    for (std::uint32_t r = first_ring; r < last_ring; ++r)
        out.ring_start.push_back(rings.ring_start[r + 1] - first_point);
    for (std::size_t a = first; a < last; ++a)
        out.area_start.push_back(rings.area_start[a + 1] - first_ring);
    return out;
}

}  // namespace geo
