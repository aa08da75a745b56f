// Flows as a graph: areas and fixed places as nodes, patients as edges. The form in which a plan is changed
// one area at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/placement.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// Edges of nodes: node i has the edges [start[i], start[i + 1]).
struct Edges {
    std::vector<std::size_t> start{0};
    std::vector<std::int32_t> node;  ///< at the other end
    std::vector<double> patients;
};

/// Patients between areas, and between areas and places that stay where they are: the sites of a footprint
/// that are in no known area, places outside the study area, unknown ones. Nodes are areas [0, areas), then
/// one fixed node a footprint, then outside, then unknown.
struct FlowGraph {
    std::size_t areas = 0;
    std::size_t footprints = 0;
    Edges out;  ///< of each area as a place of residence, sorted by node
    Edges in;   ///< of each area as a place of treatment, sorted by node
    /// Patients from nodes that are no areas to fixed nodes, which no move changes: (from, to, patients).
    struct Fixed {
        std::int32_t from;
        std::int32_t to;
        double patients;
    };
    std::vector<Fixed> fixed;
    double total = 0.0;

    [[nodiscard]] std::int32_t fixed_node(FootprintIndex footprint) const {
        return static_cast<std::int32_t>(areas) + footprint;
    }
    [[nodiscard]] std::int32_t outside_node() const { return static_cast<std::int32_t>(areas + footprints); }
    [[nodiscard]] std::int32_t unknown_node() const { return outside_node() + 1; }
    [[nodiscard]] std::size_t nodes() const { return areas + footprints + 2; }
    /// The place of a node under a plan: a footprint, outside or unknown.
    [[nodiscard]] FootprintIndex place_of(std::int32_t node,
                                          std::span<const FootprintIndex> footprint_of) const {
        if (node < static_cast<std::int32_t>(areas)) return footprint_of[static_cast<std::size_t>(node)];
        if (node < outside_node()) return node - static_cast<std::int32_t>(areas);
        return node == outside_node() ? outside_place : unknown_place;
    }
};

/// Patients from one node to another.
struct NodeFlow {
    std::int32_t from;
    std::int32_t to;
    double patients;
};

/// Makes the graph; flows of one pair are added up in the order in which they stand. O(flows log flows).
/// @throws InternalError for a node that is not there.
[[nodiscard]] FlowGraph make_flow_graph(std::vector<NodeFlow> flows, std::size_t areas,
                                        std::size_t footprints);

/// The flows of a graph, each pair once: those from areas, then those into areas, then those between fixed
/// nodes. O(flows).
[[nodiscard]] std::vector<NodeFlow> node_flows(const FlowGraph& graph);

/// The graph for a plan of `footprints` footprints, where the sites of footprint f count as those of home[f].
/// O(flows log flows). @pre one home for each footprint of the graph, below `footprints`.
[[nodiscard]] FlowGraph rehouse_sites(const FlowGraph& graph, std::span<const FootprintIndex> home,
                                      std::size_t footprints);

/// The graph of areas that are kept together: group_of names the group of each area. O(flows log flows).
[[nodiscard]] FlowGraph group_areas(const FlowGraph& graph, std::span<const std::int32_t> group_of,
                                    std::size_t groups);

}  // namespace shapes
