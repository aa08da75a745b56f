#include "geo/inlets.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "geo/polygons.hpp"

namespace geo {

namespace {

constexpr double least_depth_in_widths = 4.0;

/// One side of an inlet, from where the areas part outwards: the border of one area, in metres.
class Side {
public:
    /// The arcs in the order in which they are followed, each turned to lead away from the start.
    Side(const Topology& topology, std::span<const SignedArc> arcs) : m_topology(topology), m_arcs(arcs) {
        const std::span<const VertexId> first = topology.arc(arc_of(arcs.front()));
        push(arcs.front() < 0 ? first.back() : first.front());
    }

    [[nodiscard]] double length_m() const { return m_length_at.back(); }
    [[nodiscard]] const std::vector<Point>& points() const { return m_points; }

    /// Follows the border to its next vertex. False at its end.
    bool advance() {
        while (m_arc < m_arcs.size()) {
            const SignedArc s = m_arcs[m_arc];
            const std::span<const VertexId> arc = m_topology.arc(arc_of(s));
            if (++m_vertex < arc.size()) {
                push(s < 0 ? arc[arc.size() - 1 - m_vertex] : arc[m_vertex]);
                return true;
            }
            ++m_arc;
            m_vertex = 0;
        }
        return false;
    }

    /// The point at a length along the part that has been followed.
    [[nodiscard]] Point at(double length_m) const {
        const auto next = std::lower_bound(m_length_at.begin(), m_length_at.end(), length_m);
        if (next == m_length_at.end()) return m_points.back();
        const auto i = static_cast<std::size_t>(next - m_length_at.begin());
        if (i == 0) return m_points.front();
        const double share = (length_m - m_length_at[i - 1]) / (m_length_at[i] - m_length_at[i - 1]);
        return {m_points[i - 1].x + share * (m_points[i].x - m_points[i - 1].x),
                m_points[i - 1].y + share * (m_points[i].y - m_points[i - 1].y)};
    }

    /// The points followed up to a length, with the point at that length last.
    [[nodiscard]] std::vector<Point> up_to(double length_m) const {
        std::vector<Point> points;
        for (std::size_t i = 0; i < m_points.size() && m_length_at[i] < length_m; ++i)
            points.push_back(m_points[i]);
        points.push_back(at(length_m));
        return points;
    }

private:
    void push(VertexId v) {
        const Point p = m_topology.grid.to_point(m_topology.vertex(v));
        m_length_at.push_back(m_points.empty() ? 0.0
                                               : m_length_at.back() + std::hypot(p.x - m_points.back().x,
                                                                                 p.y - m_points.back().y));
        m_points.push_back(p);
    }

    const Topology& m_topology;
    std::span<const SignedArc> m_arcs;
    std::size_t m_arc = 0;
    std::size_t m_vertex = 0;
    std::vector<Point> m_points;
    std::vector<double> m_length_at;
};

double distance(Point p, Point q) {
    return std::hypot(p.x - q.x, p.y - q.y);
}

/// Follows both sides to equal lengths until they are more than `width_m` apart.
std::optional<Inlet> follow(Side& left, Side& right, double width_m) {
    double depth = 0;
    double width_there = 0;
    double widest = 0;
    for (;;) {
        Side& shorter = left.length_m() <= right.length_m() ? left : right;
        if (!shorter.advance()) break;
        const double next = std::min(left.length_m(), right.length_m());
        if (next <= depth) continue;
        const double width = distance(left.at(next), right.at(next));
        if (width > width_m) {
            depth += (next - depth) * (width_m - width_there) / (width - width_there);
            widest = width_m;
            break;
        }
        depth = next;
        width_there = width;
        widest = std::max(widest, width);
    }
    if (depth <= least_depth_in_widths * width_m) return std::nullopt;

    Inlet inlet{no_area, no_area, depth, widest, {}};
    std::vector<Point> ring = left.up_to(depth);
    std::reverse(ring.begin(), ring.end());
    const std::vector<Point> other = right.up_to(depth);
    ring.insert(ring.end(), other.begin() + 1, other.end());
    for (std::size_t i = 0; i < ring.size(); ++i)
        inlet.ground.perimeter_m += distance(ring[i], ring[(i + 1) % ring.size()]);
    inlet.ground.area_m2 = std::abs(twice_signed_area(ring)) / 2;
    const Point p = left.at(depth / 2);
    const Point q = right.at(depth / 2);
    inlet.ground.place = {(p.x + q.x) / 2, (p.y + q.y) / 2};
    inlet.ground.width_m = widest;
    inlet.ground.outline.push_back(std::move(ring));
    return inlet;
}

/// The area on the far side of an arc of an empty face's ring; no_area where several claim that ground.
AreaIndex area_beyond(const Faces& faces, SignedArc s) {
    const auto claims = faces.claims_of(s < 0 ? faces.left[arc_of(s)] : faces.right[arc_of(s)]);
    return claims.size() == 1 ? claims.front() : no_area;
}

}  // namespace

std::vector<Inlet> find_inlets(const Topology& topology, const Faces& faces, double width_m) {
    std::vector<Inlet> inlets;
    if (width_m <= 0) return inlets;
    for (FaceIndex f = outside; f < faces.count(); ++f) {
        if (!faces.claims_of(f).empty()) continue;
        for (const ArcRing& ring : faces.rings_of(f)) {
            const std::size_t n = ring.size();
            for (std::size_t i = 0; i < n; ++i) {
                const AreaIndex before = area_beyond(faces, ring[i]);
                const AreaIndex after = area_beyond(faces, ring[(i + 1) % n]);
                if (before == after || before == no_area || after == no_area) continue;
                // The empty ground lies on the left of the ring: out along what comes after, back along what
                // came before.
                std::vector<SignedArc> back;
                for (std::size_t k = 0; k < n && area_beyond(faces, ring[(i + n - k) % n]) == before; ++k)
                    back.push_back(~ring[(i + n - k) % n]);
                std::vector<SignedArc> forth;
                for (std::size_t k = 1; k <= n && area_beyond(faces, ring[(i + k) % n]) == after; ++k)
                    forth.push_back(ring[(i + k) % n]);
                Side left(topology, back);
                Side right(topology, forth);
                if (auto inlet = follow(left, right, width_m)) {
                    inlet->first = std::min(before, after);
                    inlet->second = std::max(before, after);
                    inlets.push_back(std::move(*inlet));
                }
            }
        }
    }
    return inlets;
}

}  // namespace geo
