#include "shapes/flow_communities.hpp"

#include <igraph/igraph.h>

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>

#include "geo/error.hpp"
#include "geo/late_library.hpp"

namespace shapes {

namespace {

// igraph's own that does so is no call, and could not be bound late.
void keep_silent(const char*, const char*, int, igraph_error_t) {
    IGRAPH_FINALLY_FREE();
}

void check(igraph_error_t code) {
    if (code != IGRAPH_SUCCESS)
        throw geo::InternalError(std::string("flow communities: ") + igraph_strerror(code));
}

struct VectorDeleter {
    void operator()(igraph_vector_t* vector) const {
        igraph_vector_destroy(vector);
        delete vector;
    }
    void operator()(igraph_vector_int_t* vector) const {
        igraph_vector_int_destroy(vector);
        delete vector;
    }
    void operator()(igraph_t* graph) const {
        igraph_destroy(graph);
        delete graph;
    }
};
template <class T>
using Owned = std::unique_ptr<T, VectorDeleter>;

Owned<igraph_vector_t> numbers(std::size_t size) {
    auto vector = std::make_unique<igraph_vector_t>();
    check(igraph_vector_init(vector.get(), static_cast<igraph_integer_t>(size)));
    return Owned<igraph_vector_t>(vector.release());
}

Owned<igraph_vector_int_t> integers(std::size_t size) {
    auto vector = std::make_unique<igraph_vector_int_t>();
    check(igraph_vector_int_init(vector.get(), static_cast<igraph_integer_t>(size)));
    return Owned<igraph_vector_int_t>(vector.release());
}

/// Flows of both directions of a pair as one.
std::vector<NodeFlow> undirected(std::span<const NodeFlow> flows) {
    std::vector<NodeFlow> edges;
    for (const NodeFlow& flow : flows)
        if (flow.patients > 0.0)
            edges.push_back({std::min(flow.from, flow.to), std::max(flow.from, flow.to), flow.patients});
    std::stable_sort(edges.begin(), edges.end(), [](const NodeFlow& a, const NodeFlow& b) {
        return std::tie(a.from, a.to) < std::tie(b.from, b.to);
    });
    std::size_t kept = 0;
    for (const NodeFlow& edge : edges) {
        if (kept > 0 && edges[kept - 1].from == edge.from && edges[kept - 1].to == edge.to)
            edges[kept - 1].patients += edge.patients;
        else
            edges[kept++] = edge;
    }
    edges.resize(kept);
    return edges;
}

}  // namespace

std::vector<std::int32_t> flow_communities(std::size_t nodes, std::span<const NodeFlow> flows,
                                           double resolution, std::uint64_t seed) {
    geo::load_library(FOOTPRINT_IGRAPH);
    igraph_set_error_handler(keep_silent);
    check(igraph_rng_seed(igraph_rng_default(), static_cast<igraph_uint_t>(seed)));
    const std::vector<NodeFlow> edges = undirected(flows);
    const auto ends = integers(2 * edges.size());
    const auto weights = numbers(edges.size());
    const auto strength = numbers(nodes);
    double twice_total = 0.0;
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const auto [from, to, patients] = edges[e];
        VECTOR(*ends)[2 * e] = from;
        VECTOR(*ends)[2 * e + 1] = to;
        VECTOR(*weights)[e] = patients;
        VECTOR(*strength)[from] += patients;
        VECTOR(*strength)[to] += patients;
        twice_total += 2 * patients;
    }
    auto unowned = std::make_unique<igraph_t>();
    check(igraph_create(unowned.get(), ends.get(), static_cast<igraph_integer_t>(nodes), IGRAPH_UNDIRECTED));
    const Owned<igraph_t> graph(unowned.release());
    const auto membership = integers(nodes);
    constexpr double randomness = 0.01;  // of the refinement, as its authors have it
    constexpr igraph_integer_t rounds = 8;
    if (twice_total > 0.0)
        check(igraph_community_leiden(graph.get(), weights.get(), strength.get(), resolution / twice_total,
                                      randomness, false, rounds, membership.get(), nullptr, nullptr));
    std::vector<std::int32_t> community(nodes);
    for (std::size_t node = 0; node < nodes; ++node)
        community[node] = static_cast<std::int32_t>(twice_total > 0.0 ? VECTOR(*membership)[node]
                                                                      : static_cast<igraph_integer_t>(node));
    return community;
}

}  // namespace shapes
