// Which footprint each cluster of areas becomes.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "shapes/area_clusters.hpp"

namespace shapes {

/// What makes a cluster and a footprint alike.
enum class LikenessOf {
    people,  ///< those in common; areas in common where nobody is known to live
    sites,   ///< modularity of the cluster with the footprint's sites; people in common decide between equals
};

/// A plan whose footprints are clusters. The first footprints are those of the flows, new ones follow.
struct ClusterFootprints {
    std::vector<FootprintIndex> footprint_of;  ///< of each area
    /// Of each footprint of the flows: where its sites that are in no known area are counted. Itself, unless
    /// it has no cluster.
    std::vector<FootprintIndex> home;
    std::size_t footprints = 0;  ///< indices in use or gone
};

/// Gives each cluster a footprint of its own, so that clusters are as like the footprints of `like`, all
/// together, as can be; a cluster with a pin becomes the footprint of the pin. nullopt when two clusters have
/// one pin, or one has two. O(areas + flows + clusters^2 x footprints).
/// @pre `like` has a footprint for each area that is in a cluster.
[[nodiscard]] std::optional<ClusterFootprints> footprints_of_clusters(const AreaClusters::Result& clusters,
                                                                      const ClusterInput& input,
                                                                      std::span<const FootprintIndex> like,
                                                                      LikenessOf likeness_of);

}  // namespace shapes
