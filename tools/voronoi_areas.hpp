// Areas made of the ground nearest to representative places (Voronoi 1908), within a given outline.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/ring_set.hpp"

namespace tools {

/// Cuts the union of `land` into pieces with one nearest place each. All borders are noded together on a
/// lattice of `lattice_m`, so that neighbours share them vertex by vertex. Returns the pieces as areas,
/// several to a place where water parts its ground, and in `place_of` the index of the place each belongs to.
/// @throws InternalError with GEOS's message when it fails.
struct Pieces {
    geo::Rings rings;
    std::vector<std::size_t> place_of;
};
[[nodiscard]] Pieces divide(const geo::Rings& land, std::span<const geo::Point> places, double lattice_m);

}  // namespace tools
