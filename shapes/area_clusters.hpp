// Clusters of areas that are merged with their neighbours pair by pair, until there are as many as asked for
// or no merge gains.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "shapes/moves.hpp"

namespace shapes {

/// What clusters are made of and held to.
struct ClusterInput {
    const FlowGraph& flows;
    const Neighbourhood& neighbourhood;
    std::span<const AreaFacts> facts;
    MoveRules limits;
    double resolution = 1.0;
    /// Of each area, the footprint it must end in; no_footprint for most. Clusters with two do not merge.
    std::span<const FootprintIndex> pin;
    std::span<const char> keeps_footprint;  ///< clusters pinned to such a footprint do not merge at all
};

class AreaClusters {
public:
    /// From the cluster of each area, -1 for areas in none, and the cluster in which the sites of each
    /// footprint are counted, -1 for none. O(areas + flows log flows).
    AreaClusters(const ClusterInput& input, std::vector<std::int32_t> cluster_of,
                 std::vector<std::int32_t> home_of_sites);

    /// Splits every cluster into its pieces by the neighbourhood, and gives every piece but the one with most
    /// people to the neighbour with which merging gains most. A piece without neighbours goes to the cluster
    /// that has most people of its footprints in `given`. O(pieces x neighbours).
    void join_pieces(std::span<const FootprintIndex> given);

    /// Merges the neighbours whose merging gains most, until `count` are left. Merges that break the greatest
    /// population or number of members are made only when no other is left. Without a count: until none gains
    /// and every cluster has the least population and members. O(merges x pairs of neighbours).
    void merge(std::optional<std::size_t> count);

    [[nodiscard]] std::size_t size() const;
    /// The cluster of each area, numbered from 0 on by first area, and that of the sites of each footprint.
    struct Result {
        std::vector<std::int32_t> cluster_of;
        std::vector<std::int32_t> home_of_sites;
        std::size_t clusters = 0;
    };
    [[nodiscard]] Result result() const;

private:
    struct Tie {
        double patients = 0.0;  ///< both ways
        bool is_neighbour = false;
    };
    struct Cluster {
        bool is_there = false;
        double resident = 0.0;
        double treated = 0.0;
        FootprintSums sums;  ///< population and members only
        FootprintIndex pin = no_footprint;
        std::map<std::int32_t, Tie> ties;
    };
    void gather();
    [[nodiscard]] double gain(std::int32_t a, std::int32_t b, const Tie& tie) const;
    [[nodiscard]] bool may_merge(std::int32_t a, std::int32_t b) const;
    [[nodiscard]] LimitExcess overshoot(std::int32_t a, std::int32_t b) const;
    [[nodiscard]] bool is_too_small(std::int32_t cluster) const;
    void unite(std::int32_t into, std::int32_t gone);
    [[nodiscard]] std::int32_t best_neighbour(std::int32_t cluster) const;
    [[nodiscard]] std::int32_t most_of_its_footprint(std::int32_t cluster,
                                                     std::span<const FootprintIndex> given) const;
    /// The cluster into which one was merged.
    [[nodiscard]] std::int32_t root(std::int32_t cluster) const;

    const ClusterInput& m_input;
    std::vector<std::int32_t> m_cluster_of;
    std::vector<std::int32_t> m_home;
    std::vector<std::int32_t> m_into;
    std::vector<Cluster> m_clusters;
};

}  // namespace shapes
