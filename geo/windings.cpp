#include "geo/windings.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "geo/two_threads.hpp"

namespace geo {

Windings::Windings(const Topology& topology, const Faces& faces) : m_topology(topology), m_faces(faces) {
    ArcsAround around;
    in_two_halves(topology.ring_arcs.size(), [&](std::size_t half) {
        if (half == 0)
            list_uses();
        else
            around = arcs_around();
    });
    spread(around);
    count_inconsistent();
}

void Windings::list_uses() {
    m_use_start.assign(m_topology.arcs() + 1, 0);
    for (const SignedArc s : m_topology.ring_arcs)
        ++m_use_start[arc_of(s)];
    std::uint32_t sum = 0;
    for (std::uint32_t& start : m_use_start)
        start = sum += start;
    // Filled from their ends, the starts come to be where each begins.
    m_uses.resize(m_topology.ring_arcs.size());
    for (auto r = static_cast<std::uint32_t>(m_topology.ring_start.size() - 1); r-- > 0;) {
        for (std::uint32_t i = m_topology.ring_start[r + 1]; i-- > m_topology.ring_start[r];) {
            const SignedArc s = m_topology.ring_arcs[i];
            m_uses[--m_use_start[arc_of(s)]] = {r, s < 0 ? -1 : 1};
        }
    }
}

Windings::ArcsAround Windings::arcs_around() const {
    const auto arcs = static_cast<std::uint32_t>(m_topology.arcs());
    std::vector<std::uint32_t> first(m_faces.count() + 1, 0);
    for (std::uint32_t a = 0; a < arcs; ++a) {
        ++first[m_faces.left[a]];
        ++first[m_faces.right[a]];
    }
    std::uint32_t sum = 0;
    for (std::uint32_t& start : first)
        start = sum += start;
    std::vector<std::uint32_t> around(sum);
    for (std::uint32_t a = arcs; a-- > 0;) {
        around[--first[m_faces.right[a]]] = 2 * a + 1;
        around[--first[m_faces.left[a]]] = 2 * a;
    }
    return {std::move(first), std::move(around)};
}

/// Breadth first.
void Windings::spread(const ArcsAround& around) {
    const std::size_t faces = m_faces.count();
    m_of_face.assign(faces, {0, 0});
    std::vector<std::uint8_t> known(faces, 0);
    known[outside] = 1;
    std::vector<FaceIndex> queue{outside};
    queue.reserve(faces);
    // Most faces lie within one ring.
    m_pool.reserve(faces + faces / 8);
    std::vector<Winding> crossed;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const FaceIndex face = queue[i];
        for (std::uint32_t k = around.first[face]; k < around.first[face + 1]; ++k) {
            const std::uint32_t arc = around.arcs[k] >> 1;
            const bool is_left = (around.arcs[k] & 1U) == 0;
            const FaceIndex other = is_left ? m_faces.right[arc] : m_faces.left[arc];
            if (known[other] != 0) continue;
            known[other] = 1;
            cross(arc, is_left, crossed);
            m_of_face[other] = {static_cast<std::uint32_t>(m_pool.size()),
                                static_cast<std::uint32_t>(crossed.size())};
            m_pool.insert(m_pool.end(), crossed.begin(), crossed.end());
            queue.push_back(other);
        }
    }
}

void Windings::count_inconsistent() {
    constexpr std::size_t shares = 16;
    std::array<std::size_t, shares> arcs{};
    in_shares(m_topology.arcs(), shares, [&](std::size_t share) {
        std::vector<Winding> crossed;
        std::size_t inconsistent = 0;
        const ItemRange own = range_of_share(m_topology.arcs(), share, shares);
        for (std::size_t a = own.begin; a < own.end; ++a) {
            const auto arc = static_cast<std::uint32_t>(a);
            if (divides_two(arc)) continue;
            cross(arc, true, crossed);
            if (!std::ranges::equal(crossed, of(m_faces.right[a]))) ++inconsistent;
        }
        arcs[share] = inconsistent;
    });
    // What does not agree on the way to the right does not on the way back either.
    m_inconsistent = 2 * std::accumulate(arcs.begin(), arcs.end(), std::size_t{0});
}

/// Whether one ring alone goes round on the left and another on the right, and these two pass the arc: so it
/// is with nearly all arcs, and then both sides agree.
bool Windings::divides_two(std::uint32_t arc) const {
    const std::uint32_t use = m_use_start[arc];
    const std::span<const Winding> left = of(m_faces.left[arc]);
    const std::span<const Winding> right = of(m_faces.right[arc]);
    if (m_use_start[arc + 1] - use != 2 || left.size() != 1 || right.size() != 1) return false;
    const Winding leaves = left[0];
    const Winding comes{right[0].ring, -right[0].times};
    return leaves.ring != comes.ring && ((m_uses[use] == leaves && m_uses[use + 1] == comes) ||
                                         (m_uses[use] == comes && m_uses[use + 1] == leaves));
}

/// What goes round the face on the far side of an arc, seen from its left or right.
void Windings::cross(std::uint32_t arc, bool to_the_right, std::vector<Winding>& crossed) const {
    const std::span<const Winding> here = of(to_the_right ? m_faces.left[arc] : m_faces.right[arc]);
    crossed.assign(here.begin(), here.end());
    const std::int32_t forward = to_the_right ? -1 : 1;
    for (std::uint32_t u = m_use_start[arc]; u < m_use_start[arc + 1]; ++u) {
        const auto at = std::lower_bound(crossed.begin(), crossed.end(), m_uses[u].ring,
                                         [](const Winding& w, std::uint32_t ring) { return w.ring < ring; });
        const std::int32_t times = forward * m_uses[u].times;
        if (at == crossed.end() || at->ring != m_uses[u].ring) {
            crossed.insert(at, {m_uses[u].ring, times});
        } else if ((at->times += times) == 0) {
            crossed.erase(at);
        }
    }
}

}  // namespace geo
