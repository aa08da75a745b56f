#include "geo/assemble.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "geo/wide_int.hpp"

namespace geo {

namespace {

/// A direction between two grid points; components stay below 2^31, so cross products fit 64 bits.
struct Direction {
    std::int64_t dx;
    std::int64_t dy;
};

Direction direction(GridPoint from, GridPoint to) {
    return {std::int64_t{to.x} - from.x, std::int64_t{to.y} - from.y};
}

std::int64_t cross(Direction a, Direction b) {
    return a.dx * b.dy - a.dy * b.dx;
}

/// Which part of a clockwise turn from `ref` the direction lies in: 0 along `ref` itself, 1 the first half
/// turn, 2 straight back, 3 the second half turn. Two arcs run along each other only where neighbours
/// describe a straight border with different vertices; taking that way first splits the sliver of no width
/// off as a ring.
int sector(Direction ref, Direction d) {
    const std::int64_t side = cross(ref, d);
    if (side != 0) return side < 0 ? 1 : 3;
    const bool same_way = (ref.dx > 0) == (d.dx > 0) && (ref.dx < 0) == (d.dx < 0) &&
                          (ref.dy > 0) == (d.dy > 0) && (ref.dy < 0) == (d.dy < 0);
    return same_way ? 0 : 2;
}

/// Whether `a` is met before `b` when turning clockwise from `ref`.
bool met_before(Direction ref, Direction a, Direction b) {
    const int sector_a = sector(ref, a);
    const int sector_b = sector(ref, b);
    if (sector_a != sector_b) return sector_a < sector_b;
    return cross(a, b) < 0;
}

/// Signed arcs of one group, found by the vertex they leave.
class ArcWalker {
public:
    ArcWalker(const Topology& topology, std::span<const SignedArc> signed_arcs)
        : m_topology(topology),
          m_arcs(signed_arcs.begin(), signed_arcs.end()),
          m_used(signed_arcs.size(), false),
          m_path_position(signed_arcs.size(), nowhere) {
        std::sort(m_arcs.begin(), m_arcs.end(), [&](SignedArc s, SignedArc t) {
            const VertexId from_s = start(s);
            const VertexId from_t = start(t);
            return from_s != from_t ? from_s < from_t : s < t;
        });
    }

    std::vector<ArcRing> rings() {
        std::vector<ArcRing> found;
        for (std::size_t i = 0; i < m_arcs.size(); ++i) {
            if (!m_used[i]) walk_from(i, found);
        }
        return found;
    }

private:
    /// Follows sharpest left turns from arc i until the walk closes, popping each section that comes back to
    /// a vertex it has passed, so that a hole that touches its shell in a point becomes a ring of its own.
    void walk_from(std::size_t i, std::vector<ArcRing>& found) {
        std::vector<std::size_t> path;
        std::size_t at = i;
        while (at != nowhere) {
            m_used[at] = true;
            m_path_position[first_leaving(start(m_arcs[at]))] = path.size();
            path.push_back(at);
            const std::size_t reached = first_leaving(end(m_arcs[at]));
            at = reached == nowhere ? nowhere : next_after(m_arcs[at], reached);
            if (reached == nowhere || m_path_position[reached] == nowhere) continue;
            const std::size_t section = m_path_position[reached];
            ArcRing& ring = found.emplace_back();
            for (std::size_t p = section; p < path.size(); ++p)
                ring.push_back(m_arcs[path[p]]);
            forget(path, section);
            if (path.empty()) return;
        }
        forget(path, 0);
    }

    /// Takes the arcs from position `from` on off the path.
    void forget(std::vector<std::size_t>& path, std::size_t from) {
        for (std::size_t p = from; p < path.size(); ++p) {
            m_path_position[first_leaving(start(m_arcs[path[p]]))] = nowhere;
        }
        path.resize(from);
    }

    /// Index of the first arc that leaves the vertex, which also stands for the vertex itself.
    std::size_t first_leaving(VertexId vertex) const {
        const auto first = std::lower_bound(m_arcs.begin(), m_arcs.end(), vertex,
                                            [&](SignedArc s, VertexId v) { return start(s) < v; });
        const bool found = first != m_arcs.end() && start(*first) == vertex;
        return found ? static_cast<std::size_t>(first - m_arcs.begin()) : nowhere;
    }

    /// Of the unused arcs that leave where `s` ends, the one met first in a clockwise turn from the way back.
    std::size_t next_after(SignedArc s, std::size_t first) {
        const VertexId at = end(s);
        const Direction back = direction(m_topology.vertex(at), m_topology.vertex(last_but_one(s)));
        constexpr std::size_t few = 16;
        if (first + few < m_arcs.size() && start(m_arcs[first + few]) == at)
            return next_of_many(at, first, back);
        std::size_t best = nowhere;
        Direction best_direction{};
        for (std::size_t i = first; i < m_arcs.size() && start(m_arcs[i]) == at; ++i) {
            if (m_used[i]) continue;
            const Direction d = direction_of(i);
            if (best == nowhere || met_before(back, d, best_direction)) {
                best = i;
                best_direction = d;
            }
        }
        return best;
    }

    /// The same where many arcs leave one vertex: they are sorted once, clockwise, and used ones skipped by
    /// leaps that grow (path compression). O(log arcs) each.
    std::size_t next_of_many(VertexId at, std::size_t first, Direction back) {
        Around& around = m_crowded[at];
        constexpr Direction east{1, 0};
        const auto before = [&](const Direction& a, const Direction& b) { return met_before(east, a, b); };
        if (around.arcs.empty()) {
            for (std::size_t i = first; i < m_arcs.size() && start(m_arcs[i]) == at; ++i)
                around.arcs.push_back(i);
            std::stable_sort(around.arcs.begin(), around.arcs.end(), [&](std::size_t i, std::size_t j) {
                return before(direction_of(i), direction_of(j));
            });
            around.next.resize(around.arcs.size());
            std::iota(around.next.begin(), around.next.end(), std::size_t{0});
        }
        const std::size_t count = around.arcs.size();
        const auto unused_from = [&](std::size_t place) {
            std::size_t found = place;
            while (found < count && m_used[around.arcs[found]])
                found = std::max(found + 1, around.next[found]);
            for (std::size_t p = place; p < found;) {
                const std::size_t leap = std::max(p + 1, around.next[p]);
                around.next[p] = found;
                p = leap;
            }
            return found;
        };
        const auto start_place = static_cast<std::size_t>(
            std::partition_point(around.arcs.begin(), around.arcs.end(),
                                 [&](std::size_t i) { return before(direction_of(i), back); }) -
            around.arcs.begin());
        std::size_t place = unused_from(start_place);
        if (place == count) place = unused_from(0);
        return place == count ? nowhere : around.arcs[place];
    }

    Direction direction_of(std::size_t i) const {
        return direction(m_topology.vertex(start(m_arcs[i])), m_topology.vertex(second(m_arcs[i])));
    }

    VertexId start(SignedArc s) const { return s < 0 ? arc(s).back() : arc(s).front(); }
    VertexId end(SignedArc s) const { return s < 0 ? arc(s).front() : arc(s).back(); }
    VertexId second(SignedArc s) const { return s < 0 ? arc(s)[arc(s).size() - 2] : arc(s)[1]; }
    VertexId last_but_one(SignedArc s) const { return s < 0 ? arc(s)[1] : arc(s)[arc(s).size() - 2]; }
    std::span<const VertexId> arc(SignedArc s) const { return m_topology.arc(arc_of(s)); }

    static constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

    /// Arcs that leave one vertex, clockwise from east, and for each a place from which an unused one is
    /// next.
    struct Around {
        std::vector<std::size_t> arcs;
        std::vector<std::size_t> next;
    };

    const Topology& m_topology;
    std::unordered_map<VertexId, Around> m_crowded;
    std::vector<SignedArc> m_arcs;  // sorted by the vertex they leave
    std::vector<bool> m_used;
    std::vector<std::size_t> m_path_position;  // by first_leaving() of the vertex an arc of the path leaves
};

/// The box of a ring, for doubled points.
struct Extent {
    GridBox box;

    explicit Extent(std::span<const GridPoint> ring) : box{ring[0], ring[0]} {
        for (const GridPoint p : ring)
            box.add(p);
    }
    [[nodiscard]] bool contains_doubled(std::int64_t x, std::int64_t y) const {
        return x >= 2 * std::int64_t{box.low.x} && x <= 2 * std::int64_t{box.high.x} &&
               y >= 2 * std::int64_t{box.low.y} && y <= 2 * std::int64_t{box.high.y};
    }
};

}  // namespace

std::vector<ArcRing> assemble_rings(const Topology& topology, std::span<const SignedArc> signed_arcs) {
    return ArcWalker(topology, signed_arcs).rings();
}

std::vector<GridPoint> trace(const Topology& topology, std::span<const SignedArc> ring) {
    std::vector<GridPoint> points;
    for (const SignedArc s : ring)
        append_arc(topology, s, points);
    std::rotate(points.begin(), std::min_element(points.begin(), points.end()), points.end());
    return points;
}

std::int64_t twice_area(std::span<const GridPoint> ring) {
    Int128 sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint p = ring[i];
        const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::int64_t{p.x} * q.y - std::int64_t{q.x} * p.y;
    }
    return static_cast<std::int64_t>(sum);
}

bool contains_doubled(std::span<const GridPoint> ring, std::int64_t twice_x, std::int64_t twice_y) {
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint p = ring[i];
        const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
        const std::int64_t py = 2 * std::int64_t{p.y} - twice_y;
        const std::int64_t qy = 2 * std::int64_t{q.y} - twice_y;
        if ((py > 0) == (qy > 0)) continue;
        const std::int64_t px = 2 * std::int64_t{p.x} - twice_x;
        const std::int64_t qx = 2 * std::int64_t{q.x} - twice_x;
        // Does the edge cross the ray to the right of the point?
        const Int128 side = Int128{px} * (qy - py) - Int128{py} * (qx - px);
        if ((side > 0) == (qy > py)) inside = !inside;
    }
    return inside;
}

void append_nested(std::vector<std::vector<GridPoint>> rings, GridRings& out) {
    // By all of their points, for two holes may begin at the same one.
    std::ranges::sort(rings);
    struct Shell {
        const std::vector<GridPoint>* ring;
        std::int64_t twice_area;
        Extent extent;
        std::vector<const std::vector<GridPoint>*> holes;
    };
    std::vector<Shell> shells;
    std::vector<const std::vector<GridPoint>*> holes;
    for (const auto& ring : rings) {
        const std::int64_t area = twice_area(ring);
        if (area > 0) {
            shells.push_back({&ring, area, Extent(ring), {}});
        } else {
            holes.push_back(&ring);
        }
    }
    std::vector<const std::vector<GridPoint>*> without_shell;
    for (const auto* hole : holes) {
        // A vertex of the hole may lie on the shell; the midpoint of a segment cannot.
        const std::int64_t twice_x = std::int64_t{(*hole)[0].x} + (*hole)[1].x;
        const std::int64_t twice_y = std::int64_t{(*hole)[0].y} + (*hole)[1].y;
        Shell* smallest = nullptr;
        for (Shell& shell : shells) {
            if (smallest != nullptr && shell.twice_area >= smallest->twice_area) continue;
            if (shell.extent.contains_doubled(twice_x, twice_y) &&
                contains_doubled(*shell.ring, twice_x, twice_y)) {
                smallest = &shell;
            }
        }
        (smallest != nullptr ? smallest->holes : without_shell).push_back(hole);
    }
    const auto append = [&](const std::vector<GridPoint>& ring) {
        out.points.insert(out.points.end(), ring.begin(), ring.end());
        out.close_ring();
    };
    for (const Shell& shell : shells) {
        append(*shell.ring);
        for (const auto* hole : shell.holes)
            append(*hole);
    }
    for (const auto* hole : without_shell)
        append(*hole);
    out.close_area();
}

}  // namespace geo
