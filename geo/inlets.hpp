// Inlets: narrow open ground between two areas, as where neighbours drift apart towards the coast.
#pragma once

#include <vector>

#include "geo/faces.hpp"
#include "geo/ground.hpp"
#include "geo/topology.hpp"

namespace geo {

/// A wedge of open ground that begins where two areas part.
struct Inlet {
    AreaIndex first;
    AreaIndex second;
    double depth_m = 0.0;  ///< along the shorter of its two sides
    double width_m = 0.0;  ///< between the sides where it ends; at most the limit
    Ground ground;         ///< closed by a straight line across the mouth
};

/// Inlets of the outside and of gaps wider than the limit: from each vertex where two areas part, the two
/// borders are followed side by side until they are more than `width_m` apart. Reported is what is more than
/// four times as deep as `width_m`; a blunter opening is the shape of a coast. O(vertices followed).
[[nodiscard]] std::vector<Inlet> find_inlets(const Topology& topology, const Faces& faces, double width_m);

}  // namespace geo
