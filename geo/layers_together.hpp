// Several layers as one coverage, so that borders they have in common are common arcs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/coverage.hpp"
#include "geo/layer.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Layers projected, put on one grid, snapped to one another and cut into the arcs of one topology. Where two
/// layers share a border an arc has several areas on a side: the first is in left or right, the others are in
/// Topology::conflicts, which are no defects then.
struct LayersTogether {
    Coverage coverage;
    std::vector<std::uint32_t> layer_start{
        0};                             ///< layer l has the areas [layer_start[l], layer_start[l + 1])
    std::vector<Operation> operations;  ///< of each layer, to the CRS of the coverage

    [[nodiscard]] std::size_t layers() const { return layer_start.size() - 1; }
};

/// The cost of build_coverage() for all areas. A single layer gives what build_coverage() gives. The layers
/// are left without their outlines, which saves the memory.
/// @throws InputError and UsageError as build_coverage() does.
[[nodiscard]] LayersTogether build_layers_together(std::span<Layer> layers, const CoverageOptions& options);

/// How much there is of some areas; a vertex counts once for each ring that has it.
struct Extent {
    std::size_t vertices = 0;
    double area_m2 = 0.0;
};

/// That of each layer, without making its rings, by what crosses_of_arcs() has found. O(arcs).
[[nodiscard]] std::vector<Extent> extents_of_layers(const LayersTogether& together,
                                                    std::span<const Int128> crosses);

/// The rings of the areas [first, last) as a set of their own. O(points copied).
/// @pre first <= last <= rings.areas()
[[nodiscard]] GridRings areas_between(const GridRings& rings, std::size_t first, std::size_t last);

}  // namespace geo
