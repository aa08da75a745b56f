#include "geo/faces.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "geo/arc_crosses.hpp"
#include "geo/arc_ends.hpp"
#include "geo/first_to_the_west.hpp"
#include "geo/orientation.hpp"
#include "geo/two_threads.hpp"
#include "geo/windings.hpp"

namespace geo {

namespace {

/// An arc in one direction: arc a forward is 2 a, backward 2 a + 1.
using HalfArc = std::uint32_t;
using CycleIndex = std::uint32_t;

constexpr HalfArc twin(HalfArc h) {
    return h ^ 1U;
}
constexpr SignedArc signed_arc(HalfArc h) {
    const auto arc = static_cast<SignedArc>(h >> 1);
    return (h & 1U) == 0 ? arc : ~arc;
}
constexpr HalfArc half_arc(SignedArc s) {
    return (arc_of(s) << 1) | (s < 0 ? 1U : 0U);
}

/// The half arcs that leave each vertex, counter-clockwise, and from them the cycles around faces.
class Cycles {
public:
    /// Without cycles as yet.
    explicit Cycles(const Topology& topology) : m_topology(topology) { sort_around_vertices(); }

    void trace() {
        constexpr auto untraced = static_cast<CycleIndex>(-1);
        m_cycle.assign(m_next.size(), untraced);
        for (HalfArc h = 0; h < m_next.size(); ++h) {
            if (m_cycle[h] != untraced) continue;
            const auto cycle = static_cast<CycleIndex>(m_first.size());
            m_first.push_back(h);
            for (HalfArc g = h; m_cycle[g] == untraced; g = m_next[g])
                m_cycle[g] = cycle;
        }
    }

    [[nodiscard]] std::size_t count() const { return m_first.size(); }
    [[nodiscard]] CycleIndex of(HalfArc h) const { return m_cycle[h]; }
    [[nodiscard]] HalfArc first(CycleIndex c) const { return m_first[c]; }
    [[nodiscard]] HalfArc next(HalfArc h) const { return m_next[h]; }
    [[nodiscard]] VertexId start(HalfArc h) const {
        const std::span<const VertexId> arc = m_topology.arc(h >> 1);
        return (h & 1U) == 0 ? arc.front() : arc.back();
    }

private:
    [[nodiscard]] GridPoint second(HalfArc h) const {
        const std::span<const VertexId> arc = m_topology.arc(h >> 1);
        return m_topology.vertex((h & 1U) == 0 ? arc[1] : arc[arc.size() - 2]);
    }

    /// By half plane, then by the sign of the cross product: exact, no angles.
    [[nodiscard]] bool before_around(GridPoint at, HalfArc g, HalfArc h) const {
        const GridPoint p = second(g);
        const GridPoint q = second(h);
        const bool p_upper = p.y > at.y || (p.y == at.y && p.x > at.x);
        const bool q_upper = q.y > at.y || (q.y == at.y && q.x > at.x);
        if (p_upper != q_upper) return p_upper;
        const std::int64_t side = orientation(at, p, q);
        return side != 0 ? side > 0 : g < h;
    }

    void sort_around_vertices() {
        const auto half_arcs = static_cast<HalfArc>(2 * m_topology.arcs());
        const ArcEnds ends(m_topology);
        std::vector<std::uint32_t> end_of(half_arcs);
        std::vector<std::uint32_t> leaving(ends.count() + 1, 0);
        for (HalfArc h = 0; h < half_arcs; ++h) {
            end_of[h] = ends.number_of(start(h));
            ++leaving[end_of[h]];
        }
        std::uint32_t sum = 0;
        for (std::uint32_t& first_of_end : leaving)
            first_of_end = sum += first_of_end;
        std::vector<HalfArc> around(half_arcs);
        for (HalfArc h = half_arcs; h-- > 0;)
            around[--leaving[end_of[h]]] = h;
        m_next.resize(half_arcs);
        constexpr std::size_t shares = 16;
        in_shares(half_arcs, shares, [&](std::size_t share) {
            const ItemRange own = range_of_share(ends.count(), share, shares);
            for (std::size_t e = own.begin; e < own.end; ++e) {
                const std::span<HalfArc> here(around.data() + leaving[e], around.data() + leaving[e + 1]);
                const GridPoint at = m_topology.vertex(start(here.front()));
                std::sort(here.begin(), here.end(),
                          [&](HalfArc g, HalfArc h) { return before_around(at, g, h); });
                // Who comes in along the twin of one goes out along the next one clockwise: the face stays
                // left.
                for (std::size_t i = 0; i < here.size(); ++i)
                    m_next[twin(here[i])] = here[i == 0 ? here.size() - 1 : i - 1];
            }
        });
    }

    const Topology& m_topology;
    std::vector<HalfArc> m_next;      // around the face on the left
    std::vector<CycleIndex> m_cycle;  // of each half arc
    std::vector<HalfArc> m_first;     // of each cycle
};

/// Twice the area of each cycle, positive where it goes round a bounded face.
std::vector<std::int64_t> cycle_areas(const Topology& topology, const Cycles& cycles,
                                      std::span<const Int128> crosses) {
    std::vector<Int128> sums(cycles.count(), 0);
    for (HalfArc h = 0; h < 2 * topology.arcs(); h += 2) {
        sums[cycles.of(h)] += crosses[h >> 1];
        sums[cycles.of(twin(h))] -= crosses[h >> 1];
    }
    std::vector<std::int64_t> areas(sums.size());
    std::transform(sums.begin(), sums.end(), areas.begin(),
                   [](Int128 sum) { return static_cast<std::int64_t>(sum); });
    return areas;
}

/// The westernmost place of a component's outer cycle, and the half arc with that vertex on it.
struct Westernmost {
    GridPoint at;
    CycleIndex cycle;
};

/// Faces from cycles: a cycle of positive area begins one, the others lie in the face around them.
std::vector<FaceIndex> faces_of_cycles(const Topology& topology, const Cycles& cycles,
                                       const std::vector<std::int64_t>& areas) {
    std::vector<FaceIndex> face(cycles.count(), outside);
    FaceIndex faces = 1;
    std::vector<Westernmost> outer;
    for (CycleIndex c = 0; c < cycles.count(); ++c) {
        if (areas[c] > 0) {
            face[c] = faces++;
            continue;
        }
        GridPoint at = topology.vertex(cycles.start(cycles.first(c)));
        HalfArc h = cycles.first(c);
        do {
            for (const VertexId v : topology.arc(h >> 1))
                at = std::min(at, topology.vertex(v));
            h = cycles.next(h);
        } while (h != cycles.first(c));
        outer.push_back({at, c});
    }
    if (outer.size() < 2) return face;
    // A component lies in a face of one that reaches further west, or outside: settle the west first.
    std::sort(outer.begin(), outer.end(),
              [](const Westernmost& a, const Westernmost& b) { return a.at < b.at; });
    std::vector<GridPoint> places;
    for (const Westernmost& w : outer)
        places.push_back(w.at);
    const std::vector<SegmentHit> hits = first_to_the_west(topology, places);
    for (std::size_t i = 0; i < outer.size(); ++i) {
        const SegmentHit hit = hits[i];
        if (!hit.found) continue;
        face[outer[i].cycle] = face[cycles.of(hit.arc_points_up ? 2 * hit.arc + 1 : 2 * hit.arc)];
    }
    return face;
}

/// The area and the polygon of each ring: a ring that is no hole begins a polygon.
struct RingOwners {
    std::vector<AreaIndex> area;
    std::vector<std::uint32_t> polygon;

    explicit RingOwners(const Topology& topology) {
        std::uint32_t polygon_now = 0;
        for (std::size_t a = 0; a < topology.areas(); ++a) {
            for (std::size_t r = topology.area_start[a]; r < topology.area_start[a + 1]; ++r) {
                if (topology.ring_is_hole[r] == 0 || r == topology.area_start[a]) ++polygon_now;
                area.push_back(static_cast<AreaIndex>(a));
                polygon.push_back(polygon_now);
            }
        }
    }
};

void claim(const Topology& topology, const Windings& windings, Faces& faces) {
    const RingOwners owners(topology);
    for (FaceIndex f = 0; f < faces.count(); ++f) {
        const std::span<const Winding> around = windings.of(f);
        const auto begin = static_cast<std::ptrdiff_t>(faces.claims.size());
        for (std::size_t i = 0; i < around.size();) {
            const std::uint32_t polygon = owners.polygon[around[i].ring];
            const AreaIndex area = owners.area[around[i].ring];
            int shells = 0;
            int holes = 0;
            bool wound_once = true;
            for (; i < around.size() && owners.polygon[around[i].ring] == polygon; ++i) {
                const bool is_hole = topology.ring_is_hole[around[i].ring] != 0;
                ++(is_hole ? holes : shells);
                wound_once = wound_once && around[i].times == (is_hole ? -1 : 1);
            }
            const bool claimed_already =
                static_cast<std::ptrdiff_t>(faces.claims.size()) > begin && faces.claims.back() == area;
            if (!wound_once || shells != 1 || holes > 1 || claimed_already) faces.irregular.push_back(area);
            if (shells > 0 && holes == 0 && !claimed_already) faces.claims.push_back(area);
        }
        faces.claim_start.push_back(static_cast<std::uint32_t>(faces.claims.size()));
    }
    std::sort(faces.irregular.begin(), faces.irregular.end());
    faces.irregular.erase(std::unique(faces.irregular.begin(), faces.irregular.end()), faces.irregular.end());
}

/// Keeps the rings of the faces that are not as they should be.
void keep_rings(const Cycles& cycles, const std::vector<FaceIndex>& face_of_cycle,
                const std::vector<std::int64_t>& areas, Faces& faces) {
    std::vector<std::pair<FaceIndex, CycleIndex>> wanted;
    for (CycleIndex c = 0; c < cycles.count(); ++c) {
        if (faces.claims_of(face_of_cycle[c]).size() != 1) wanted.emplace_back(face_of_cycle[c], c);
    }
    std::sort(wanted.begin(), wanted.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first < b.first;
        const bool a_is_outer = areas[a.second] > 0;
        const bool b_is_outer = areas[b.second] > 0;
        return a_is_outer != b_is_outer ? a_is_outer : a.second < b.second;
    });
    auto next = wanted.begin();
    for (FaceIndex f = 0; f < faces.count(); ++f) {
        for (; next != wanted.end() && next->first == f; ++next) {
            ArcRing ring;
            HalfArc h = cycles.first(next->second);
            do {
                ring.push_back(signed_arc(h));
                h = cycles.next(h);
            } while (h != cycles.first(next->second));
            faces.rings.push_back(std::move(ring));
        }
        faces.ring_start.push_back(static_cast<std::uint32_t>(faces.rings.size()));
    }
}

Faces faces_of(const Topology& topology, const Cycles& cycles, std::span<const Int128> crosses) {
    const std::vector<std::int64_t> areas = cycle_areas(topology, cycles, crosses);
    const std::vector<FaceIndex> face_of_cycle = faces_of_cycles(topology, cycles, areas);
    Faces faces;
    faces.left.resize(topology.arcs());
    faces.right.resize(topology.arcs());
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        faces.left[a] = face_of_cycle[cycles.of(half_arc(static_cast<SignedArc>(a)))];
        faces.right[a] = face_of_cycle[cycles.of(half_arc(~static_cast<SignedArc>(a)))];
    }
    const auto bounded = std::count_if(areas.begin(), areas.end(), [](std::int64_t a) { return a > 0; });
    faces.twice_area.assign(static_cast<std::size_t>(bounded) + 1, 0);
    for (CycleIndex c = 0; c < cycles.count(); ++c) {
        if (face_of_cycle[c] != outside) faces.twice_area[face_of_cycle[c]] += areas[c];
    }
    const Windings windings(topology, faces);
    faces.inconsistent = windings.inconsistent();
    claim(topology, windings, faces);
    keep_rings(cycles, face_of_cycle, areas, faces);
    return faces;
}

}  // namespace

Faces find_faces(const Topology& topology) {
    Cycles cycles(topology);
    std::vector<Int128> crosses;
    in_two_halves(topology.arc_vertices.size(), [&](std::size_t half) {
        if (half == 0)
            cycles.trace();
        else
            crosses = crosses_of_arcs(topology);
    });
    return faces_of(topology, cycles, crosses);
}

Faces find_faces(const Topology& topology, std::span<const Int128> crosses) {
    Cycles cycles(topology);
    cycles.trace();
    return faces_of(topology, cycles, crosses);
}

}  // namespace geo
