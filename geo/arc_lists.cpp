#include "geo/arc_lists.hpp"

#include <algorithm>

#include "geo/flat_map.hpp"

namespace geo {

namespace {

/// How many ends of arcs meet at each vertex: none inside an arc.
std::vector<std::uint32_t> count_ends(const Topology& topology) {
    std::vector<std::uint32_t> ends(topology.vertices.size());
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        ++ends[topology.arc(a).front()];
        ++ends[topology.arc(a).back()];
    }
    return ends;
}

void find_twins(ArcLists& lists) {
    FlatMap arc_between(lists.arcs.size());
    for (std::uint32_t a = 0; a < lists.arcs.size(); ++a) {
        ArcLists::Arc& arc = lists.arcs[a];
        if (arc.shape != ArcLists::Shape::open) continue;
        const auto [low, high] = std::minmax(arc.from, arc.to);
        const std::uint32_t known = arc_between.find_or_insert(pair_key(low, high), a);
        if (known == a) continue;
        if (lists.arcs[known].twins == ArcLists::no_twins) lists.arcs[known].twins = lists.families++;
        arc.twins = lists.arcs[known].twins;
    }
}

}  // namespace

ArcLists::ArcLists(const Topology& topology) : arcs(topology.arcs()) {
    std::vector<std::uint32_t> place_of = count_ends(topology);
    // A free ring has one vertex less than are in its arc, any other arc two, and each junction counts once.
    vertex.reserve(topology.vertices.size());
    for (std::size_t a = 0; a < arcs.size(); ++a) {
        const std::span<const VertexId> ids = topology.arc(a);
        Arc& arc = arcs[a];
        // Where a ring without junction begins, only its own two ends meet.
        if (ids.front() == ids.back())
            arc.shape = place_of[ids.front()] == 2 ? Shape::free_ring : Shape::loop;
        const bool free = arc.shape == Shape::free_ring;
        arc.first = static_cast<Place>(vertex.size());
        vertex.insert(vertex.end(), ids.begin() + (free ? 0 : 1), ids.end() - 1);
        arc.end = static_cast<Place>(vertex.size());
        arc.twins = no_twins;
    }
    removables = static_cast<Place>(vertex.size());
    for (const Arc& arc : arcs) {
        if (arc.shape == Shape::free_ring) place_of[vertex[arc.first]] = 0;
    }
    for (VertexId v = 0; v < place_of.size(); ++v) {
        if (place_of[v] == 0) continue;
        place_of[v] = static_cast<Place>(vertex.size());
        vertex.push_back(v);
    }
    position.reserve(vertex.size());
    for (const VertexId v : vertex)
        position.push_back(topology.vertex(v));
    for (std::size_t a = 0; a < arcs.size(); ++a) {
        Arc& arc = arcs[a];
        if (arc.shape == Shape::free_ring) continue;
        arc.from = place_of[topology.arc(a).front()];
        arc.to = place_of[topology.arc(a).back()];
    }
    find_twins(*this);
}

}  // namespace geo
