#include "geo/topology.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "geo/arc_crosses.hpp"
#include "geo/flat_map.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

/// A vertex is a junction when its visits disagree about the unordered pair of its neighbours, or when one
/// ring visits it twice: a ring wound twice must not pass for its single twin. Each of two threads looks
/// after one half of the vertices, which is also one half of the ground.
std::vector<std::uint8_t> mark_junctions(const NumberedRings& numbered) {
    struct Visit {
        VertexId low = no_vertex;
        VertexId high = no_vertex;
        std::uint32_t ring = 0;
    };
    const std::size_t count = numbered.vertices.size();
    std::vector<std::uint8_t> junction(count, 0);
    in_two_halves(count, [&](std::size_t half) {
        const std::size_t first = half == 0 ? 0 : count / 2;
        std::vector<Visit> visits((half == 0 ? count / 2 : count) - first);
        for (std::uint32_t r = 0; r < numbered.rings.rings(); ++r) {
            const std::span<const VertexId> ring = numbered.rings.ring(r);
            VertexId before = ring.back();
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const VertexId here = ring[i];
                const VertexId last = before;
                before = here;
                const std::size_t place = here - first;  // far beyond the visits for one below the first
                if (place >= visits.size()) continue;
                const VertexId after = ring[i + 1 == ring.size() ? 0 : i + 1];
                const auto [low, high] = std::minmax(last, after);
                Visit& visit = visits[place];
                if (visit.low == no_vertex) {
                    visit = {low, high, r};
                } else if (visit.low != low || visit.high != high || visit.ring == r) {
                    junction[here] = 1;
                }
                visit.ring = r;
            }
        }
    });
    return junction;
}

/// Cuts rings into arcs, one for each stretch between junctions, whoever passes it and in whichever
/// direction.
class ArcCutter {
public:
    ArcCutter(Topology& topology, const std::vector<GridPoint>& vertices,
              const std::vector<std::uint8_t>& junction)
        : m_topology(topology),
          m_vertices(vertices),
          m_junction(junction),
          m_leaving(junction.size(), none) {}

    void cut_ring(std::span<const VertexId> ring, AreaIndex area) {
        const std::size_t n = ring.size();
        const std::size_t first = start_of(ring);
        // The ring from its first junction round to it again, so that each run is contiguous.
        m_ring.assign(ring.begin() + static_cast<std::ptrdiff_t>(first), ring.end());
        m_ring.insert(m_ring.end(), ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(first) + 1);
        std::size_t begin = 0;
        for (std::size_t i = 1; i <= n; ++i) {
            if (i == n || m_junction[m_ring[i]] != 0) {
                take_run({m_ring.data() + begin, m_ring.data() + i + 1}, area);
                begin = i;
            }
        }
        m_topology.ring_start.push_back(static_cast<std::uint32_t>(m_topology.ring_arcs.size()));
    }

private:
    /// The first junction; in a ring without any, its smallest vertex, so that copies that start elsewhere
    /// meet. Smallest by place: numbers follow from what else is in the file, and cutting the outcome again
    /// would turn the ring.
    std::size_t start_of(std::span<const VertexId> ring) const {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            if (m_junction[ring[i]] != 0) return i;
        }
        return static_cast<std::size_t>(
            std::ranges::min_element(ring, {}, [&](VertexId v) { return m_vertices[v]; }) - ring.begin());
    }

    void take_run(std::span<const VertexId> run, AreaIndex area) {
        SignedArc arc = known_arc(run[0], run[1]);
        if (arc == unknown) {
            arc = static_cast<SignedArc>(m_topology.arcs());
            register_end(run[0], run[1], arc);
            register_end(run[run.size() - 1], run[run.size() - 2], ~arc);
            m_topology.arc_vertices.insert(m_topology.arc_vertices.end(), run.begin(), run.end());
            m_topology.arc_start.push_back(static_cast<std::uint32_t>(m_topology.arc_vertices.size()));
            m_topology.left.push_back(no_area);
            m_topology.right.push_back(no_area);
        }
        m_topology.ring_arcs.push_back(arc);
        AreaIndex& side = arc < 0 ? m_topology.right[arc_of(arc)] : m_topology.left[arc_of(arc)];
        if (side == no_area) {
            side = area;
        } else {
            m_topology.conflicts.push_back({arc, side, area});
        }
    }

    /// The arc whose first directed segment is (from, to), `unknown` if there is none yet.
    SignedArc known_arc(VertexId from, VertexId to) const {
        std::size_t seen = 0;
        for (std::uint32_t i = m_leaving[from]; i != none; i = m_ends[i].next, ++seen) {
            if (m_ends[i].second == to) return m_ends[i].arc;
        }
        if (seen < longest_list) return unknown;
        const std::uint32_t end = m_crowded.find(pair_key(from, to));
        return end == FlatMap::none ? unknown : m_ends[end].arc;
    }

    void register_end(VertexId from, VertexId to, SignedArc arc) {
        // A closed arc of two segments there and back would have one first segment both ways.
        if (known_arc(from, to) != unknown) return;
        const auto end = static_cast<std::uint32_t>(m_ends.size());
        const std::uint32_t rank = m_leaving[from] == none ? 0 : m_ends[m_leaving[from]].rank + 1;
        m_ends.push_back({to, arc, m_leaving[from], rank});
        if (rank >= longest_list) {
            m_crowded.find_or_insert(pair_key(from, to), end);
        } else {
            m_leaving[from] = end;
        }
    }

    static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
    static constexpr SignedArc unknown = std::numeric_limits<SignedArc>::min();

    /// An arc as seen from one of its ends, in a list for each vertex.
    struct ArcEnd {
        VertexId second;
        SignedArc arc;
        std::uint32_t next;
        std::uint32_t rank;  // of the list's entries before it
    };
    // Few arcs meet in a vertex; where a hundred thousand do, a list would take their square.
    static constexpr std::uint32_t longest_list = 32;

    Topology& m_topology;
    const std::vector<GridPoint>& m_vertices;
    const std::vector<std::uint8_t>& m_junction;
    std::vector<std::uint32_t> m_leaving;  // of each vertex the last registered arc that leaves it
    std::vector<ArcEnd> m_ends;
    FlatMap m_crowded{0};  // the ends beyond the longest list, by their directed segment
    std::vector<VertexId> m_ring;
};

}  // namespace

Topology build_topology(const GridRings& rings, const Grid& grid) {
    return cut_arcs(number_vertices(rings), grid);
}

Topology cut_arcs(NumberedRings numbered, const Grid& grid) {
    Topology topology;
    topology.grid = grid;
    const std::vector<std::uint8_t> junction = mark_junctions(numbered);
    topology.junctions = static_cast<std::size_t>(std::count(junction.begin(), junction.end(), 1));
    // Most arcs of a coverage are shared by two rings.
    topology.arc_vertices.reserve(numbered.rings.points.size() * 3 / 5);

    ArcCutter cutter(topology, numbered.vertices, junction);
    for (std::size_t area = 0; area < numbered.rings.areas(); ++area) {
        for (std::size_t r = numbered.rings.area_start[area]; r < numbered.rings.area_start[area + 1]; ++r)
            cutter.cut_ring(numbered.rings.ring(r), static_cast<AreaIndex>(area));
        topology.area_start.push_back(static_cast<std::uint32_t>(topology.ring_start.size() - 1));
    }
    topology.vertices = std::move(numbered.vertices);
    topology.ring_is_hole = std::move(numbered.is_hole);
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
    const std::vector<Int128> cross_of_arc = crosses_of_arcs(topology);
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
