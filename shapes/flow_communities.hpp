// Flow communities: nodes that exchange more patients than chance would have them do, found without regard to
// borders. Plans may start from them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/flow_graph.hpp"

namespace shapes {

/// The community of each node, numbered from 0 on, by the Leiden algorithm (Traag, Waltman and van Eck 2019)
/// as igraph has it. That is for undirected graphs: the flows of a pair are added up, and quality is
/// undirected modularity with the resolution. One seed gives one answer.
/// O(flows) a round, a few rounds. @pre flows run between nodes [0, nodes); resolution above 0.
/// @throws InternalError when igraph fails.
[[nodiscard]] std::vector<std::int32_t> flow_communities(std::size_t nodes, std::span<const NodeFlow> flows,
                                                         double resolution, std::uint64_t seed);

}  // namespace shapes
