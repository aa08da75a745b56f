#include "shapes/flow_graph.hpp"

#include <algorithm>

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

}  // namespace shapes
