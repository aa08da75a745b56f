// A generated country: many areas with wiggly borders, dense in towns and sparse between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/ring_set.hpp"

namespace bench {

struct Country {
    geo::Rings rings;                   ///< metres of the British National Grid, one ring an area
    std::vector<std::uint32_t> region;  ///< of each area: one of `regions` compact sets
};

/// A honeycomb of exactly `areas` cells over 130,000 km2 inside England's extent, with moved corners and
/// borders displaced midpoint by midpoint (Fournier, Fussell and Carpenter, 1982), squeezed so that the
/// density of areas varies some 25 times. Rings have about `vertices` points together. Areas follow one
/// another in blocks of 16 x 16, as official codes do. The seed decides. O(vertices + areas x regions).
/// @pre vertices is at least six for each area, regions is not 0.
[[nodiscard]] Country honeycomb(std::size_t areas, std::size_t vertices, std::size_t regions,
                                std::uint64_t seed);

}  // namespace bench
