#include "geo/topology.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "geo/flat_map.hpp"
#include "geo/wide_int.hpp"

namespace geo {

namespace {

constexpr VertexId no_vertex = FlatMap::none;

/// Vertex ids of all ring positions; fills `vertices` with the distinct positions in order of first
/// appearance.
std::vector<VertexId> number_vertices(const GridRings& rings, std::vector<GridPoint>& vertices) {
    std::vector<VertexId> ids;
    ids.reserve(rings.points.size());
    FlatMap index(rings.points.size() / 2);
    for (const GridPoint p : rings.points) {
        const auto fresh = static_cast<VertexId>(vertices.size());
        const VertexId id = index.find_or_insert(position_key(p), fresh);
        if (id == fresh) vertices.push_back(p);
        ids.push_back(id);
    }
    return ids;
}

/// A vertex is a junction when its visits disagree about the unordered pair of its neighbours, or when one
/// ring visits it twice: a ring wound twice must not pass for its single twin.
std::vector<bool> mark_junctions(const GridRings& rings, const std::vector<VertexId>& ids,
                                 std::size_t vertices) {
    struct Visit {
        VertexId low = no_vertex;
        VertexId high = no_vertex;
        std::size_t ring = 0;
    };
    std::vector<Visit> visits(vertices);
    std::vector<bool> junction(vertices, false);
    for (std::size_t r = 0; r < rings.rings(); ++r) {
        const std::size_t begin = rings.ring_start[r];
        const std::size_t end = rings.ring_start[r + 1];
        for (std::size_t i = begin; i < end; ++i) {
            const VertexId before = ids[i == begin ? end - 1 : i - 1];
            const VertexId after = ids[i + 1 == end ? begin : i + 1];
            const auto [low, high] = std::minmax(before, after);
            Visit& visit = visits[ids[i]];
            if (visit.low == no_vertex) {
                visit = {low, high, r};
            } else if (visit.low != low || visit.high != high || visit.ring == r) {
                junction[ids[i]] = true;
            }
            visit.ring = r;
        }
    }
    return junction;
}

/// Cuts rings into arcs, one for each stretch between junctions, whoever passes it and in whichever
/// direction.
class ArcCutter {
public:
    ArcCutter(Topology& topology, const std::vector<bool>& junction)
        : m_topology(topology), m_junction(junction), m_arc_of_segment(topology.vertices.size() / 4) {}

    void cut_ring(std::span<const VertexId> ring, AreaIndex area) {
        const std::size_t first = start_of(ring);
        std::size_t begin = first;
        const std::size_t n = ring.size();
        for (std::size_t step = 1; step <= n; ++step) {
            const std::size_t i = (first + step) % n;
            if (step == n || m_junction[ring[i]]) {
                take_run(ring, begin, first + step, area);
                begin = first + step;
            }
        }
        m_topology.ring_start.push_back(static_cast<std::uint32_t>(m_topology.ring_arcs.size()));
    }

private:
    /// The first junction; in a ring without any, its smallest vertex, so that copies that start elsewhere
    /// meet.
    std::size_t start_of(std::span<const VertexId> ring) const {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            if (m_junction[ring[i]]) return i;
        }
        return static_cast<std::size_t>(std::min_element(ring.begin(), ring.end()) - ring.begin());
    }

    /// The run ring[begin..end], both ends included, positions modulo the ring's length.
    void take_run(std::span<const VertexId> ring, std::size_t begin, std::size_t end, AreaIndex area) {
        const std::size_t n = ring.size();
        const std::uint64_t forward = pair_key(ring[begin % n], ring[(begin + 1) % n]);
        const auto fresh = static_cast<std::uint32_t>(m_topology.arcs());
        const std::uint32_t known = m_arc_of_segment.find_or_insert(forward, encode(fresh, false));
        if (known == encode(fresh, false)) {
            const std::uint64_t backward = pair_key(ring[end % n], ring[(end - 1) % n]);
            m_arc_of_segment.find_or_insert(backward, encode(fresh, true));
            for (std::size_t i = begin; i <= end; ++i)
                m_topology.arc_vertices.push_back(ring[i % n]);
            m_topology.arc_start.push_back(static_cast<std::uint32_t>(m_topology.arc_vertices.size()));
            m_topology.left.push_back(no_area);
            m_topology.right.push_back(no_area);
        }
        const std::uint32_t arc = known >> 1;
        const bool reversed = (known & 1) != 0;
        const SignedArc signed_arc = reversed ? ~static_cast<SignedArc>(arc) : static_cast<SignedArc>(arc);
        m_topology.ring_arcs.push_back(signed_arc);
        AreaIndex& side = reversed ? m_topology.right[arc] : m_topology.left[arc];
        if (side == no_area) {
            side = area;
        } else {
            m_topology.conflicts.push_back({signed_arc, side, area});
        }
    }

    static constexpr std::uint32_t encode(std::uint32_t arc, bool reversed) {
        return (arc << 1) | static_cast<std::uint32_t>(reversed);
    }

    Topology& m_topology;
    const std::vector<bool>& m_junction;
    FlatMap
        m_arc_of_segment;  // first directed segment of an arc, either way round -> the arc and its direction
};

}  // namespace

Topology build_topology(const GridRings& rings, const Grid& grid) {
    Topology topology;
    topology.grid = grid;
    const std::vector<VertexId> ids = number_vertices(rings, topology.vertices);
    const std::vector<bool> junction = mark_junctions(rings, ids, topology.vertices.size());
    topology.junctions = static_cast<std::size_t>(std::count(junction.begin(), junction.end(), true));

    ArcCutter cutter(topology, junction);
    for (std::size_t area = 0; area < rings.areas(); ++area) {
        for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
            cutter.cut_ring({ids.data() + rings.ring_start[r], ids.data() + rings.ring_start[r + 1]},
                            static_cast<AreaIndex>(area));
        }
        topology.area_start.push_back(static_cast<std::uint32_t>(topology.ring_start.size() - 1));
    }
    return topology;
}

void append_arc(const Topology& topology, SignedArc signed_arc, std::vector<GridPoint>& points) {
    const std::span<const VertexId> arc = topology.arc(arc_of(signed_arc));
    const std::size_t n = arc.size() - 1;
    for (std::size_t i = 0; i < n; ++i)
        points.push_back(topology.vertex(signed_arc < 0 ? arc[n - i] : arc[i]));
}

GridRings outlines(const Topology& topology) {
    GridRings rings;
    for (std::size_t area = 0; area < topology.areas(); ++area) {
        for (std::size_t r = topology.area_start[area]; r < topology.area_start[area + 1]; ++r) {
            for (std::size_t i = topology.ring_start[r]; i < topology.ring_start[r + 1]; ++i) {
                append_arc(topology, topology.ring_arcs[i], rings.points);
            }
            rings.close_ring();
        }
        rings.close_area();
    }
    return rings;
}

std::vector<std::int64_t> twice_areas(const Topology& topology) {
    // The cross products of an arc are summed once, about the grid's origin; around a closed ring the choice
    // of the point cancels out.
    std::vector<Int128> cross_of_arc(topology.arcs());
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const std::span<const VertexId> arc = topology.arc(a);
        Int128 sum = 0;
        for (std::size_t i = 1; i < arc.size(); ++i) {
            const GridPoint p = topology.vertex(arc[i - 1]);
            const GridPoint q = topology.vertex(arc[i]);
            sum += std::int64_t{p.x} * q.y - std::int64_t{q.x} * p.y;
        }
        cross_of_arc[a] = sum;
    }
    std::vector<std::int64_t> areas(topology.areas());
    for (std::size_t area = 0; area < topology.areas(); ++area) {
        Int128 sum = 0;
        const std::uint32_t begin = topology.ring_start[topology.area_start[area]];
        const std::uint32_t end = topology.ring_start[topology.area_start[area + 1]];
        for (std::uint32_t i = begin; i < end; ++i) {
            const SignedArc s = topology.ring_arcs[i];
            sum += s < 0 ? -cross_of_arc[arc_of(s)] : cross_of_arc[arc_of(s)];
        }
        areas[area] = static_cast<std::int64_t>(sum);
    }
    return areas;
}

std::vector<double> arc_lengths_m(const Topology& topology) {
    std::vector<double> lengths(topology.arcs());
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const std::span<const VertexId> arc = topology.arc(a);
        double cells = 0;
        for (std::size_t i = 1; i < arc.size(); ++i) {
            const GridPoint p = topology.vertex(arc[i - 1]);
            const GridPoint q = topology.vertex(arc[i]);
            cells += std::hypot(static_cast<double>(q.x) - p.x, static_cast<double>(q.y) - p.y);
        }
        lengths[a] = cells / topology.grid.cells_per_m;
    }
    return lengths;
}

std::vector<Border> borders(const Topology& topology) {
    const std::vector<double> lengths = arc_lengths_m(topology);
    std::vector<Border> found;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const auto [low, high] = std::minmax(topology.left[a], topology.right[a]);
        if (low == no_area || low == high) continue;
        found.push_back({low, high, lengths[a]});
    }
    std::stable_sort(found.begin(), found.end(), [](const Border& p, const Border& q) {
        return std::tie(p.a, p.b) < std::tie(q.a, q.b);
    });
    std::vector<Border> merged;
    for (const Border& border : found) {
        if (!merged.empty() && merged.back().a == border.a && merged.back().b == border.b) {
            merged.back().length_m += border.length_m;
        } else {
            merged.push_back(border);
        }
    }
    return merged;
}

}  // namespace geo
