#include "geo/noding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/cluster.hpp"
#include "geo/orientation.hpp"
#include "geo/snap.hpp"
#include "geo/vertex_index.hpp"
#include "geo/wide_int.hpp"

namespace geo {

namespace {

AreaIndex owner_of(const Topology& topology, std::uint32_t arc) {
    return topology.left[arc] != no_area ? topology.left[arc] : topology.right[arc];
}

/// Position along the directed segment times its length, in cells squared.
double along(GridPoint from, GridPoint to, GridPoint p) {
    return (static_cast<double>(to.x) - from.x) * (static_cast<double>(p.x) - from.x) +
           (static_cast<double>(to.y) - from.y) * (static_cast<double>(p.y) - from.y);
}

double length_squared(GridPoint p, GridPoint q) {
    return std::pow(static_cast<double>(q.x) - p.x, 2) + std::pow(static_cast<double>(q.y) - p.y, 2);
}

std::int32_t rounded_quotient(Int128 numerator, Int128 denominator) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const Int128 doubled = 2 * numerator + denominator;
    const Int128 quotient = doubled / (2 * denominator);
    return static_cast<std::int32_t>(doubled % (2 * denominator) < 0 ? quotient - 1 : quotient);
}

/// Where two segments that cross within both do so, rounded to the nearest cell.
GridPoint crossing(const Segment& s, const Segment& t) {
    const Int128 numerator = orientation(t.from, t.to, s.from);
    const Int128 denominator = numerator - orientation(t.from, t.to, s.to);
    const auto moved = [&](std::int32_t from, std::int32_t to) {
        return static_cast<std::int32_t>(from +
                                         rounded_quotient((Int128{to} - from) * numerator, denominator));
    };
    return {moved(s.from.x, s.to.x), moved(s.from.y, s.to.y)};
}

}  // namespace

bool Noding::find(const Topology& topology) {
    m_insertions.clear();
    m_new_vertices.clear();
    // Bending segments to vertices nearby converges quickly; should it not, exact noding alone does.
    constexpr int rounds_with_tolerance = 40;
    if (++m_rounds > rounds_with_tolerance) m_tolerance = 0;
    // One cell more than the tolerance: a crossing rounded to the grid then still lies beyond the tolerance
    // of every vertex.
    m_reach = m_tolerance == 0 ? 0 : m_tolerance + 1;
    const std::vector<Contact> contacts = find_contacts(topology, m_reach, m_box);
    find_near(topology, contacts);
    if (m_insertions.empty()) find_crossings(topology, contacts);
    std::sort(m_insertions.begin(), m_insertions.end());
    m_insertions.erase(std::unique(m_insertions.begin(), m_insertions.end()), m_insertions.end());
    return !m_insertions.empty();
}

Noding::ArcSegment Noding::segment_of(const Topology& topology, std::uint32_t number) {
    const auto after = std::ranges::upper_bound(topology.arc_start, number);
    const auto arc = static_cast<std::uint32_t>(after - topology.arc_start.begin() - 1);
    const GridPoint p = topology.vertex(topology.arc_vertices[number]);
    const GridPoint q = topology.vertex(topology.arc_vertices[number + 1]);
    return {{std::min(p, q), std::max(p, q)}, arc, number - topology.arc_start[arc]};
}

void Noding::find_near(const Topology& topology, const std::vector<Contact>& contacts) {
    const auto reach = static_cast<double>(m_reach);
    // Which of the two vertices of a segment lies at `p`.
    const auto vertex_at = [&](const ArcSegment& segment, GridPoint p) {
        const std::span<const VertexId> arc = topology.arc(segment.arc);
        const VertexId first = arc[segment.place];
        return topology.vertex(first) == p ? first : arc[segment.place + 1];
    };
    for (const Contact& contact : contacts) {
        const ArcSegment s = segment_of(topology, contact.first);
        const ArcSegment t = segment_of(topology, contact.second);
        const auto take_end = [&](const ArcSegment& segment, const ArcSegment& other, GridPoint end) {
            if (end == segment.ends.from || end == segment.ends.to) return;
            if (!lies_beside(segment.ends.from, segment.ends.to, end, reach)) return;
            add(topology, segment, vertex_at(other, end), end);
            note_missing(topology, segment, other, end);
        };
        take_end(s, t, t.ends.from);
        take_end(s, t, t.ends.to);
        take_end(t, s, s.ends.from);
        take_end(t, s, s.ends.to);
    }
}

void Noding::note_missing(const Topology& topology, const ArcSegment& segment, const ArcSegment& with_vertex,
                          GridPoint p) {
    const AreaIndex in = owner_of(topology, segment.arc);
    const AreaIndex from = owner_of(topology, with_vertex.arc);
    if (in == from) return;
    const auto [begin, end] = segment.ends;
    const double distance =
        std::abs(static_cast<double>(orientation(begin, end, p))) / std::sqrt(length_squared(begin, end));
    m_missing.push_back({in, from, p, distance});
}

void Noding::find_crossings(const Topology& topology, const std::vector<Contact>& contacts) {
    std::vector<Contact> crossing_pairs;
    Bulk<GridPoint> places;
    for (const Contact& contact : contacts) {
        const Segment s = segment_of(topology, contact.first).ends;
        const Segment t = segment_of(topology, contact.second).ends;
        if (!cross(s, t)) continue;
        crossing_pairs.push_back(contact);
        places.push_back(crossing(s, t));
    }
    if (places.empty()) return;
    // No vertex lies beside a segment any more, so a crossing takes a known vertex only near ends of both.
    Bulk<VertexId> known_at;
    const VertexIndex known(topology.vertices, known_at);
    std::vector<VertexId> known_vertex(known.vertices().size());
    for (VertexId v = 0; v < known_at.size(); ++v)
        known_vertex[known_at[v]] = v;

    Bulk<VertexId> number;
    const VertexIndex index(places, number);
    const Bulk<VertexId> targets = cluster(index, m_tolerance);
    std::vector<VertexId> node(index.vertices().size(), no_vertex);
    for (std::size_t i = 0; i < crossing_pairs.size(); ++i) {
        const VertexId target = targets[number[i]];
        const GridPoint p = index.vertices()[target];
        if (node[target] == no_vertex) {
            const VertexId place = known.nearest(p, m_tolerance);
            if (place != no_vertex) {
                node[target] = known_vertex[place];
            } else {
                node[target] = static_cast<VertexId>(topology.vertices.size() + m_new_vertices.size());
                m_new_vertices.push_back(p);
            }
        }
        const GridPoint at = node[target] < topology.vertices.size() ? topology.vertices[node[target]]
                                                                     : index.vertices()[target];
        add(topology, segment_of(topology, crossing_pairs[i].first), node[target], at);
        add(topology, segment_of(topology, crossing_pairs[i].second), node[target], at);
    }
}

void Noding::add(const Topology& topology, const ArcSegment& segment, VertexId vertex, GridPoint p) {
    if (p == segment.ends.from || p == segment.ends.to) return;
    const std::span<const VertexId> arc = topology.arc(segment.arc);
    const GridPoint from = topology.vertex(arc[segment.place]);
    const GridPoint to = topology.vertex(arc[segment.place + 1]);
    m_insertions.push_back({segment.arc, segment.place, along(from, to, p), vertex});
}

NumberedRings Noding::insert(Topology topology, SnapReport& report) {
    report.inserted_vertices += m_insertions.size();
    report.crossings += m_new_vertices.size();
    NumberedRings out;
    out.rings.points.reserve(2 * topology.arc_vertices.size());
    std::vector<std::uint32_t> first_of_arc(topology.arcs() + 1, 0);
    for (const Insertion& insertion : m_insertions)
        ++first_of_arc[insertion.arc + 1];
    for (std::size_t a = 1; a < first_of_arc.size(); ++a)
        first_of_arc[a] += first_of_arc[a - 1];

    std::vector<VertexId> bent;
    for (std::size_t a = 0; a < topology.areas(); ++a) {
        for (std::size_t r = topology.area_start[a]; r < topology.area_start[a + 1]; ++r) {
            for (std::size_t i = topology.ring_start[r]; i < topology.ring_start[r + 1]; ++i) {
                const SignedArc signed_arc = topology.ring_arcs[i];
                const std::size_t arc = arc_of(signed_arc);
                const std::span<const VertexId> vertices = topology.arc(arc);
                bent.clear();
                std::uint32_t next = first_of_arc[arc];
                for (std::uint32_t v = 0; v < vertices.size(); ++v) {
                    bent.push_back(vertices[v]);
                    for (; next < first_of_arc[arc + 1] && m_insertions[next].segment == v; ++next)
                        bent.push_back(m_insertions[next].vertex);
                }
                if (signed_arc < 0) std::reverse(bent.begin(), bent.end());
                out.rings.points.insert(out.rings.points.end(), bent.begin(), bent.end() - 1);
            }
            out.rings.close_ring();
        }
        out.rings.close_area();
    }
    out.vertices = std::move(topology.vertices);
    out.vertices.insert(out.vertices.end(), m_new_vertices.begin(), m_new_vertices.end());
    out.is_hole = std::move(topology.ring_is_hole);
    return out;
}

void Noding::finish(const Grid& grid, SnapReport& report) {
    std::sort(m_missing.begin(), m_missing.end());
    for (std::size_t i = 0; i < m_missing.size(); ++i) {
        const Missing& found = m_missing[i];
        const double distance_m = found.distance_cells / grid.cells_per_m;
        if (report.missing.empty() || report.missing.back().in != found.in ||
            report.missing.back().from != found.from) {
            report.missing.push_back({found.in, found.from, 1, distance_m, found.at});
            continue;
        }
        // The vertex is an end of several segments, and is found with each.
        MissingVertices& missing = report.missing.back();
        if (m_missing[i - 1].at != found.at) ++missing.count;
        missing.greatest_distance_m = std::max(missing.greatest_distance_m, distance_m);
    }
}

}  // namespace geo
