#include "shapes/cluster_footprints.hpp"

#include <algorithm>

#include "shapes/assignment.hpp"

namespace shapes {

namespace {

/// A number for each cluster and footprint.
struct Likeness {
    std::size_t footprints;
    std::vector<double> of;

    Likeness(std::size_t clusters, std::size_t count) : footprints(count), of(clusters * count, 0.0) {}
    double& at(std::int32_t cluster, FootprintIndex footprint) {
        return of[static_cast<std::size_t>(cluster) * footprints + static_cast<std::size_t>(footprint)];
    }
};

/// People in common, or areas where nobody is known to live; returns how many there are altogether.
double add_people(const AreaClusters::Result& clusters, std::span<const AreaFacts> facts,
                  std::span<const FootprintIndex> like, Likeness& likeness) {
    const bool has_people =
        std::ranges::any_of(facts, [](const AreaFacts& area) { return area.population > 0.0; });
    double all = 0.0;
    for (std::size_t area = 0; area < clusters.cluster_of.size(); ++area) {
        if (clusters.cluster_of[area] < 0) continue;
        const double weight = facts[area].population + (has_people ? 0.0 : 1.0);
        likeness.at(clusters.cluster_of[area], like[area]) += weight;
        all += weight;
    }
    return all;
}

/// The modularity of each cluster with the sites of each footprint, which is the plan's term of the two
/// together whatever becomes of the others.
void add_modularity(const AreaClusters::Result& clusters, const ClusterInput& input, Likeness& likeness) {
    const FlowGraph& flows = input.flows;
    const std::size_t footprints = likeness.footprints;
    const auto first_site = static_cast<std::int32_t>(flows.areas);
    const auto is_area = [&](std::int32_t node) { return node < first_site; };
    const auto is_site = [&](std::int32_t node) { return !is_area(node) && node < flows.outside_node(); };
    std::vector<FootprintSums> areas(clusters.clusters);
    std::vector<FootprintSums> sites(footprints);
    std::vector<double> local(clusters.clusters * footprints, 0.0);
    const auto sums_of = [&](std::int32_t node) -> FootprintSums* {
        if (is_site(node)) return &sites[static_cast<std::size_t>(node - first_site)];
        if (!is_area(node)) return nullptr;
        const std::int32_t cluster = clusters.cluster_of[static_cast<std::size_t>(node)];
        return cluster < 0 ? nullptr : &areas[static_cast<std::size_t>(cluster)];
    };
    for (const NodeFlow& flow : node_flows(flows)) {
        FootprintSums* const from = sums_of(flow.from);
        FootprintSums* const to = sums_of(flow.to);
        if (from != nullptr) from->resident += flow.patients;
        if (to != nullptr) to->treated += flow.patients;
        if (from == nullptr || to == nullptr) continue;
        if (from == to) {
            from->local += flow.patients;
        } else if (is_area(flow.from) != is_area(flow.to)) {
            const std::int32_t area = is_area(flow.from) ? flow.from : flow.to;
            const std::int32_t site = is_area(flow.from) ? flow.to : flow.from;
            const auto cluster =
                static_cast<std::size_t>(clusters.cluster_of[static_cast<std::size_t>(area)]);
            local[cluster * footprints + static_cast<std::size_t>(site - first_site)] += flow.patients;
        }
    }
    for (std::size_t c = 0; c < areas.size(); ++c) {
        for (std::size_t f = 0; f < footprints; ++f) {
            FootprintSums sums;
            sums.local = areas[c].local + sites[f].local + local[c * footprints + f];
            sums.resident = areas[c].resident + sites[f].resident;
            sums.treated = areas[c].treated + sites[f].treated;
            likeness.of[c * footprints + f] += modularity_term(sums, flows.total, input.resolution) -
                                               modularity_term(sites[f], flows.total, input.resolution);
        }
    }
}

}  // namespace

std::optional<ClusterFootprints> footprints_of_clusters(const AreaClusters::Result& clusters,
                                                        const ClusterInput& input,
                                                        std::span<const FootprintIndex> like,
                                                        LikenessOf likeness_of) {
    const FlowGraph& flows = input.flows;
    ClusterFootprints result;
    result.footprints = std::max(flows.footprints, clusters.clusters);
    for (const FootprintIndex f : like)
        result.footprints = std::max(result.footprints, static_cast<std::size_t>(f + 1));
    Likeness likeness(clusters.clusters, result.footprints);
    double all = add_people(clusters, input.facts, like, likeness);
    if (likeness_of == LikenessOf::sites) {
        constexpr double between_equals = 1e-9;
        for (double& of : likeness.of)
            of *= all > 0.0 ? between_equals / all : 0.0;
        add_modularity(clusters, input, likeness);
        all = 2.0 + input.resolution;  // more than modularities of all clusters can differ by
    }
    for (std::size_t area = 0; area < flows.areas; ++area)
        if (input.pin[area] >= 0) likeness.at(clusters.cluster_of[area], input.pin[area]) += all + 1.0;
    const std::vector<std::int32_t> slot = assign(likeness.of, clusters.clusters, result.footprints);

    std::vector<char> is_taken(result.footprints, 0);
    for (const std::int32_t f : slot)
        is_taken[static_cast<std::size_t>(f)] = 1;
    for (std::size_t f = 0; f < flows.footprints; ++f) {
        const std::int32_t cluster = clusters.home_of_sites[f];
        const bool is_gone = is_taken[f] == 0 && cluster >= 0;
        result.home.push_back(is_gone ? slot[static_cast<std::size_t>(cluster)]
                                      : static_cast<FootprintIndex>(f));
    }
    for (std::size_t area = 0; area < flows.areas; ++area) {
        const std::int32_t cluster = clusters.cluster_of[area];
        result.footprint_of.push_back(cluster < 0 ? no_footprint : slot[static_cast<std::size_t>(cluster)]);
        if (input.pin[area] >= 0 && result.footprint_of.back() != input.pin[area]) return std::nullopt;
    }
    return result;
}

}  // namespace shapes
