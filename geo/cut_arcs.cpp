#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "geo/flat_map.hpp"
#include "geo/topology.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

/// A vertex is a junction when its visits disagree about the unordered pair of its neighbours, or when one
/// ring visits it twice: a ring wound twice must not pass for its single twin. Each of two threads looks
/// after one half of the vertices, which is also one half of the ground.
std::vector<std::uint8_t> mark_junctions(const NumberedRings& numbered) {
    struct Visit {
        VertexId low;
        VertexId high;
        std::uint32_t ring;
    };
    const std::size_t count = numbered.vertices.size();
    std::vector<std::uint8_t> junction(count, 0);
    const auto of_all = std::make_unique_for_overwrite<Visit[]>(count);
    in_two_halves(count, [&](std::size_t half) {
        const ItemRange own = range_of_half(count, half);
        const std::size_t first = own.begin;
        const std::span<Visit> visits(of_all.get() + own.begin, of_all.get() + own.end);
        std::ranges::fill(visits, Visit{no_vertex, no_vertex, 0});
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
    /// With room for the arcs of rings with so many points: most arcs of a coverage are shared by two.
    ArcCutter(const Bulk<GridPoint>& vertices, const std::vector<std::uint8_t>& junction, std::size_t points)
        : m_vertices(vertices), m_junction(junction), m_leaving(junction.size()) {
        m_arc_vertices.reserve(points * 3 / 5);
    }

    /// To be called before the first ring, on the thread that cuts.
    void begin() { std::ranges::fill(m_leaving, none); }

    void cut_ring(std::span<const VertexId> ring) {
        const std::size_t n = ring.size();
        const std::size_t first = start_of(ring);
        // The ring from its first junction round to it again, so that each run is contiguous.
        m_ring.assign(ring.begin() + static_cast<std::ptrdiff_t>(first), ring.end());
        m_ring.insert(m_ring.end(), ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(first) + 1);
        std::size_t begin = 0;
        for (std::size_t i = 1; i <= n; ++i) {
            if (i == n || m_junction[m_ring[i]] != 0) {
                m_ring_arcs.push_back(take_run({m_ring.data() + begin, m_ring.data() + i + 1}));
                begin = i;
            }
        }
        m_ring_start.push_back(static_cast<std::uint32_t>(m_ring_arcs.size()));
    }

    /// Takes over what was cut of the rings that come after these, and of no others: no two arcs of theirs
    /// are the same, so that they need not be known here.
    void append(const ArcCutter& later) {
        const std::size_t arcs = later.m_arc_start.size() - 1;
        Bulk<SignedArc> arc_here(arcs);
        in_two_halves(arcs, [&](std::size_t half) {
            const ItemRange own = range_of_half(arcs, half);
            for (std::size_t a = own.begin; a < own.end; ++a) {
                const std::span<const VertexId> run = later.run_of(a);
                arc_here[a] = known_arc(run[0], run[1]);
            }
        });
        // Numbers for the arcs that are new, and then their vertices.
        const std::size_t arcs_known = m_arc_start.size() - 1;
        std::vector<std::uint32_t> new_arcs;
        std::size_t end = m_arc_vertices.size();
        for (std::size_t a = 0; a < arcs; ++a) {
            if (arc_here[a] != unknown) continue;
            arc_here[a] = static_cast<SignedArc>(m_arc_start.size() - 1);
            new_arcs.push_back(static_cast<std::uint32_t>(a));
            end += later.run_of(a).size();
            m_arc_start.push_back(static_cast<std::uint32_t>(end));
        }
        m_arc_vertices.resize(end);
        const std::size_t ring_arcs_before = m_ring_arcs.size();
        m_ring_arcs.resize(ring_arcs_before + later.m_ring_arcs.size());
        in_two_halves(arcs, [&](std::size_t half) {
            const ItemRange own_arcs = range_of_half(new_arcs.size(), half);
            for (std::size_t i = own_arcs.begin; i < own_arcs.end; ++i)
                std::ranges::copy(later.run_of(new_arcs[i]),
                                  m_arc_vertices.data() + m_arc_start[arcs_known + i]);
            const ItemRange own = range_of_half(later.m_ring_arcs.size(), half);
            for (std::size_t i = own.begin; i < own.end; ++i) {
                const SignedArc s = later.m_ring_arcs[i];
                m_ring_arcs[ring_arcs_before + i] = s < 0 ? ~arc_here[arc_of(s)] : arc_here[arc_of(s)];
            }
        });
        for (std::size_t r = 1; r < later.m_ring_start.size(); ++r)
            m_ring_start.push_back(later.m_ring_start[r] + static_cast<std::uint32_t>(ring_arcs_before));
    }

    void hand_over_to(Topology& topology) {
        topology.arc_vertices = std::move(m_arc_vertices);
        topology.arc_start = std::move(m_arc_start);
        topology.ring_arcs = std::move(m_ring_arcs);
        topology.ring_start = std::move(m_ring_start);
    }

private:
    [[nodiscard]] std::span<const VertexId> run_of(std::size_t arc) const {
        return {m_arc_vertices.data() + m_arc_start[arc], m_arc_vertices.data() + m_arc_start[arc + 1]};
    }

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

    /// The arc of a run, a new one if no ring has passed it yet.
    SignedArc take_run(std::span<const VertexId> run) {
        SignedArc arc = known_arc(run[0], run[1]);
        if (arc != unknown) return arc;
        arc = add(run);
        register_end(run[0], run[1], arc);
        register_end(run[run.size() - 1], run[run.size() - 2], ~arc);
        return arc;
    }

    SignedArc add(std::span<const VertexId> run) {
        m_arc_vertices.insert(m_arc_vertices.end(), run.begin(), run.end());
        m_arc_start.push_back(static_cast<std::uint32_t>(m_arc_vertices.size()));
        return static_cast<SignedArc>(m_arc_start.size() - 2);
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

    const Bulk<GridPoint>& m_vertices;
    const std::vector<std::uint8_t>& m_junction;
    std::vector<std::uint32_t> m_arc_start{0};
    Bulk<VertexId> m_arc_vertices;
    std::vector<std::uint32_t> m_ring_start{0};
    std::vector<SignedArc> m_ring_arcs;
    Bulk<std::uint32_t> m_leaving;  // of each vertex the last registered arc that leaves it
    std::vector<ArcEnd> m_ends;
    FlatMap m_crowded{0};  // the ends beyond the longest list, by their directed segment
    std::vector<VertexId> m_ring;
};

/// Each half of the rings is cut by itself. An arc keeps the number and the direction in which the first ring
/// passed it.
void cut_rings(const NumberedRings& numbered, const std::vector<std::uint8_t>& junction, Topology& topology) {
    const std::vector<std::uint32_t>& ring_start = numbered.rings.ring_start;
    const std::size_t rings = numbered.rings.rings();
    const auto middle = static_cast<std::size_t>(std::ranges::lower_bound(ring_start, ring_start.back() / 2) -
                                                 ring_start.begin());
    // The first takes over what the second has.
    std::array<Apart<ArcCutter>, 2> cutters{
        {{ArcCutter(numbered.vertices, junction, ring_start.back())},
         {ArcCutter(numbered.vertices, junction, ring_start.back() - ring_start[middle])}}};
    in_two_halves(numbered.rings.points.size(), [&](std::size_t half) {
        cutters[half].value.begin();
        const std::size_t end = half == 0 ? middle : rings;
        for (std::size_t r = half == 0 ? 0 : middle; r < end; ++r)
            cutters[half].value.cut_ring(numbered.rings.ring(r));
    });
    cutters[0].value.append(cutters[1].value);
    cutters[0].value.hand_over_to(topology);
}

/// Gives each side of an arc to the first area that passes it so. Each of two threads looks after one half of
/// the arcs.
void claim_sides(Topology& topology) {
    topology.left.assign(topology.arcs(), no_area);
    topology.right.assign(topology.arcs(), no_area);
    using PlacedConflict = std::pair<std::uint32_t, SideConflict>;  // and where in the rings
    std::array<std::vector<PlacedConflict>, 2> conflicts;
    in_two_halves(topology.ring_arcs.size(), [&](std::size_t half) {
        const ItemRange own = range_of_half(topology.arcs(), half);
        std::vector<PlacedConflict> found;
        for (std::size_t a = 0; a < topology.areas(); ++a) {
            const auto area = static_cast<AreaIndex>(a);
            const std::uint32_t end = topology.ring_start[topology.area_start[a + 1]];
            for (std::uint32_t i = topology.ring_start[topology.area_start[a]]; i < end; ++i) {
                const SignedArc arc = topology.ring_arcs[i];
                const std::size_t number = arc_of(arc);
                if (number - own.begin >= own.end - own.begin) continue;
                AreaIndex& side = arc < 0 ? topology.right[number] : topology.left[number];
                if (side == no_area) {
                    side = area;
                } else {
                    found.push_back({i, {arc, side, area}});
                }
            }
        }
        conflicts[half] = std::move(found);
    });
    conflicts[0].insert(conflicts[0].end(), conflicts[1].begin(), conflicts[1].end());
    std::ranges::sort(conflicts[0], {}, &PlacedConflict::first);
    for (const PlacedConflict& conflict : conflicts[0])
        topology.conflicts.push_back(conflict.second);
}

}  // namespace

Topology cut_arcs(NumberedRings numbered, const Grid& grid) {
    Topology topology;
    topology.grid = grid;
    const std::vector<std::uint8_t> junction = mark_junctions(numbered);
    topology.junctions = static_cast<std::size_t>(std::count(junction.begin(), junction.end(), 1));
    cut_rings(numbered, junction, topology);
    topology.area_start = std::move(numbered.rings.area_start);
    claim_sides(topology);
    topology.vertices = std::move(numbered.vertices);
    topology.ring_is_hole = std::move(numbered.is_hole);
    return topology;
}

}  // namespace geo
