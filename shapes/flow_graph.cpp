#include "shapes/flow_graph.hpp"

#include <algorithm>
#include <utility>

#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

template <std::int32_t NodeFlow::*first, std::int32_t NodeFlow::*second>
void sort_by(std::vector<NodeFlow>& flows) {
    std::stable_sort(flows.begin(), flows.end(), [](const NodeFlow& a, const NodeFlow& b) {
        return a.*first != b.*first ? a.*first < b.*first : a.*second < b.*second;
    });
}

/// Edges of areas from flows sorted by their near end.
Edges edges_of(std::span<const NodeFlow> flows, std::size_t areas, std::int32_t NodeFlow::*near_end,
               std::int32_t NodeFlow::*far_end) {
    Edges edges;
    std::size_t at = 0;
    for (std::size_t area = 0; area < areas; ++area) {
        for (; at < flows.size() && flows[at].*near_end == static_cast<std::int32_t>(area); ++at) {
            edges.node.push_back(flows[at].*far_end);
            edges.patients.push_back(flows[at].patients);
        }
        edges.start.push_back(edges.node.size());
    }
    return edges;
}

}  // namespace

FlowGraph make_flow_graph(std::vector<NodeFlow> flows, std::size_t areas, std::size_t footprints) {
    FlowGraph graph;
    graph.areas = areas;
    graph.footprints = footprints;
    const auto nodes = static_cast<std::int32_t>(graph.nodes());
    for (const NodeFlow& flow : flows) {
        if (flow.from < 0 || flow.to < 0 || flow.from >= nodes || flow.to >= nodes)
            throw geo::InternalError("a flow runs between nodes that are not there");
    }
    sort_by<&NodeFlow::from, &NodeFlow::to>(flows);
    std::size_t kept = 0;
    for (const NodeFlow& flow : flows) {
        if (kept > 0 && flows[kept - 1].from == flow.from && flows[kept - 1].to == flow.to)
            flows[kept - 1].patients += flow.patients;
        else
            flows[kept++] = flow;
    }
    flows.resize(kept);
    CompensatedSum total;
    for (const NodeFlow& flow : flows) {
        total.add(flow.patients);
        if (flow.from >= static_cast<std::int32_t>(areas) && flow.to >= static_cast<std::int32_t>(areas))
            graph.fixed.push_back({flow.from, flow.to, flow.patients});
    }
    graph.total = total.value();
    graph.out = edges_of(flows, areas, &NodeFlow::from, &NodeFlow::to);
    sort_by<&NodeFlow::to, &NodeFlow::from>(flows);
    graph.in = edges_of(flows, areas, &NodeFlow::to, &NodeFlow::from);
    return graph;
}

std::vector<NodeFlow> node_flows(const FlowGraph& graph) {
    std::vector<NodeFlow> flows;
    for (std::size_t area = 0; area < graph.areas; ++area) {
        const auto node = static_cast<std::int32_t>(area);
        for (std::size_t e = graph.out.start[area]; e < graph.out.start[area + 1]; ++e)
            flows.push_back({node, graph.out.node[e], graph.out.patients[e]});
        for (std::size_t e = graph.in.start[area]; e < graph.in.start[area + 1]; ++e)
            if (graph.in.node[e] >= static_cast<std::int32_t>(graph.areas))
                flows.push_back({graph.in.node[e], node, graph.in.patients[e]});
    }
    for (const FlowGraph::Fixed& flow : graph.fixed)
        flows.push_back({flow.from, flow.to, flow.patients});
    return flows;
}

FlowGraph rehouse_sites(const FlowGraph& graph, std::span<const FootprintIndex> home,
                        std::size_t footprints) {
    const auto first_fixed = static_cast<std::int32_t>(graph.areas);
    const auto shift = static_cast<std::int32_t>(footprints) - static_cast<std::int32_t>(graph.footprints);
    const auto renumber = [&](std::int32_t node) {
        if (node < first_fixed) return node;
        if (node >= graph.outside_node()) return node + shift;
        return first_fixed + home[static_cast<std::size_t>(node - first_fixed)];
    };
    std::vector<NodeFlow> flows = node_flows(graph);
    for (NodeFlow& flow : flows)
        flow = {renumber(flow.from), renumber(flow.to), flow.patients};
    return make_flow_graph(std::move(flows), graph.areas, footprints);
}

FlowGraph group_areas(const FlowGraph& graph, std::span<const std::int32_t> group_of, std::size_t groups) {
    const auto renumber = [&](std::int32_t node) {
        return node < static_cast<std::int32_t>(graph.areas)
                   ? group_of[static_cast<std::size_t>(node)]
                   : node - static_cast<std::int32_t>(graph.areas) + static_cast<std::int32_t>(groups);
    };
    std::vector<NodeFlow> flows = node_flows(graph);
    for (NodeFlow& flow : flows)
        flow = {renumber(flow.from), renumber(flow.to), flow.patients};
    return make_flow_graph(std::move(flows), groups, graph.footprints);
}

}  // namespace shapes
