#include "geo/snap.hpp"

#include <algorithm>
#include <cmath>

#include "geo/error.hpp"
#include "geo/flat_map.hpp"
#include "geo/point_buckets.hpp"

namespace geo {

namespace {

constexpr int most_rounds = 4;
constexpr double most_tolerance_cells = 1 << 29;

std::int64_t square(std::int64_t value) {
    return value * value;
}

double distance_squared(GridPoint p, GridPoint q) {
    return std::pow(static_cast<double>(q.x) - p.x, 2) + std::pow(static_cast<double>(q.y) - p.y, 2);
}

/// Distinct positions in order of first appearance.
std::vector<GridPoint> distinct_positions(const std::vector<GridPoint>& points) {
    std::vector<GridPoint> distinct;
    FlatMap index(points.size() / 2);
    for (const GridPoint p : points) {
        const auto fresh = static_cast<std::uint32_t>(distinct.size());
        if (index.find_or_insert(position_key(p), fresh) == fresh) distinct.push_back(p);
    }
    return distinct;
}

/// Moves close positions together: in an order of strips as high as the tolerance and x within a strip, each
/// position that has not moved takes all later ones within the tolerance. Only its own strip and the next can
/// hold those.
void cluster(GridRings& rings, std::int64_t tolerance, SnapReport& report) {
    struct Entry {
        std::int64_t strip;
        GridPoint p;
        bool moved = false;
    };
    std::vector<Entry> order;
    for (const GridPoint p : distinct_positions(rings.points)) {
        const std::int64_t y = std::int64_t{p.y} + (std::int64_t{1} << 31);
        order.push_back({y / tolerance, p});
    }
    std::sort(order.begin(), order.end(), [](const Entry& a, const Entry& b) {
        return a.strip != b.strip ? a.strip < b.strip : a.p < b.p;
    });

    FlatMap target(16);  // moved position -> index of the entry it moved onto
    std::size_t next_strip = 0;
    std::size_t window = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || order[i].strip != order[i - 1].strip) {
            next_strip = i;
            while (next_strip < order.size() && order[next_strip].strip == order[i].strip)
                ++next_strip;
            window = next_strip;
        }
        const auto in_next_strip = [&](std::size_t j) {
            return j < order.size() && order[j].strip == order[i].strip + 1;
        };
        while (in_next_strip(window) &&
               std::int64_t{order[window].p.x} < std::int64_t{order[i].p.x} - tolerance) {
            ++window;
        }
        if (order[i].moved) continue;
        const auto take = [&](std::size_t j) {
            const double squared = distance_squared(order[i].p, order[j].p);
            if (order[j].moved || squared > static_cast<double>(square(tolerance))) return;
            order[j].moved = true;
            target.find_or_insert(position_key(order[j].p), static_cast<std::uint32_t>(i));
            report.greatest_move_m = std::max(report.greatest_move_m, std::sqrt(squared));
            ++report.moved_points;
        };
        const std::int64_t reach = std::int64_t{order[i].p.x} + tolerance;
        for (std::size_t j = i + 1; j < next_strip && order[j].p.x <= reach; ++j)
            take(j);
        for (std::size_t j = window; in_next_strip(j) && order[j].p.x <= reach; ++j)
            take(j);
    }
    if (report.moved_points == 0) return;
    for (GridPoint& p : rings.points) {
        const std::uint32_t onto = target.find(position_key(p));
        if (onto != FlatMap::none) p = order[onto].p;
    }
}

/// Finds the vertices that a segment passes within the tolerance of.
class VertexInserter {
public:
    VertexInserter(const GridRings& rings, std::int64_t tolerance)
        : m_rings(rings),
          m_tolerance_squared(static_cast<double>(square(tolerance))),
          m_buckets(distinct_positions(rings.points), tolerance) {}

    /// The rings with every vertex that lies within the tolerance of a segment put into it, in order along
    /// it.
    GridRings insert(std::size_t& inserted) {
        GridRings out;
        out.points.reserve(m_rings.points.size());
        for (std::size_t a = 0; a < m_rings.areas(); ++a) {
            for (std::size_t r = m_rings.area_start[a]; r < m_rings.area_start[a + 1]; ++r) {
                const std::span<const GridPoint> ring = m_rings.ring(r);
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    out.points.push_back(ring[i]);
                    append_near(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1], out.points, inserted);
                }
                out.close_ring();
            }
            out.close_area();
        }
        return out;
    }

private:
    void append_near(GridPoint from, GridPoint to, std::vector<GridPoint>& out, std::size_t& inserted) {
        if (from == to) return;
        const bool reversed = to < from;
        const std::vector<GridPoint>& near = reversed ? near_segment(to, from) : near_segment(from, to);
        if (reversed) {
            out.insert(out.end(), near.rbegin(), near.rend());
        } else {
            out.insert(out.end(), near.begin(), near.end());
        }
        inserted += near.size();
    }

    /// Vertices strictly between the ends of the segment and within the tolerance of it, in order from `low`.
    /// The order is that of the undirected segment, so that both neighbours get the same run of vertices.
    const std::vector<GridPoint>& near_segment(GridPoint low, GridPoint high) {
        m_near.clear();
        const std::int64_t dx = std::int64_t{high.x} - low.x;
        const std::int64_t dy = std::int64_t{high.y} - low.y;
        const double length_squared = static_cast<double>(dx) * static_cast<double>(dx) +
                                      static_cast<double>(dy) * static_cast<double>(dy);
        m_candidates.clear();
        m_buckets.for_each_near_segment(low, high, [&](GridPoint p) {
            if (p == low || p == high) return;
            const std::int64_t px = std::int64_t{p.x} - low.x;
            const std::int64_t py = std::int64_t{p.y} - low.y;
            const double along = static_cast<double>(px) * static_cast<double>(dx) +
                                 static_cast<double>(py) * static_cast<double>(dy);
            if (along <= 0 || along >= length_squared) return;
            const double across = static_cast<double>(dx * py - dy * px);
            if (across * across > m_tolerance_squared * length_squared) return;
            m_candidates.push_back({along, p});
        });
        std::sort(m_candidates.begin(), m_candidates.end());
        for (const auto& [along, p] : m_candidates)
            m_near.push_back(p);
        return m_near;
    }

    const GridRings& m_rings;
    double m_tolerance_squared;
    PointBuckets m_buckets;
    std::vector<std::pair<double, GridPoint>> m_candidates;
    std::vector<GridPoint> m_near;
};

/// Drops repeated points and spikes (a, b, a) until there are none, wrapping round the ring's end.
std::vector<GridPoint> clean_ring(std::span<const GridPoint> ring, std::size_t& dropped) {
    std::vector<GridPoint> clean;
    for (const GridPoint p : ring) {
        clean.push_back(p);
        for (;;) {
            const std::size_t n = clean.size();
            if (n >= 2 && clean[n - 1] == clean[n - 2]) {
                clean.pop_back();
            } else if (n >= 3 && clean[n - 1] == clean[n - 3]) {
                clean.resize(n - 2);
            } else {
                break;
            }
        }
    }
    std::size_t begin = 0;
    while (clean.size() - begin >= 2) {
        const std::size_t n = clean.size();
        if (clean[begin] == clean[n - 1]) {
            clean.pop_back();
        } else if (n - begin >= 3 && clean[begin + 1] == clean[n - 1]) {
            clean.pop_back();  // the spike's tip is the first point
            ++begin;
        } else if (n - begin >= 3 && clean[begin] == clean[n - 2]) {
            clean.resize(n - 2);
        } else {
            break;
        }
    }
    clean.erase(clean.begin(), clean.begin() + static_cast<std::ptrdiff_t>(begin));
    dropped += ring.size() - clean.size();
    return clean;
}

bool has_area(std::span<const GridPoint> ring) {
    if (ring.size() < 3) return false;
    const auto cross = [&](std::size_t i) {
        return (std::int64_t{ring[i].x} - ring[0].x) * (std::int64_t{ring[i + 1].y} - ring[0].y) -
               (std::int64_t{ring[i].y} - ring[0].y) * (std::int64_t{ring[i + 1].x} - ring[0].x);
    };
    // Collinear points alone have no area; a ring that encloses some always has a turn.
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        if (cross(i) != 0) return true;
    }
    return false;
}

GridRings clean_rings(const GridRings& rings, SnapReport& report) {
    GridRings out;
    out.points.reserve(rings.points.size());
    for (std::size_t a = 0; a < rings.areas(); ++a) {
        for (std::size_t r = rings.area_start[a]; r < rings.area_start[a + 1]; ++r) {
            const std::vector<GridPoint> ring = clean_ring(rings.ring(r), report.dropped_points);
            if (!has_area(ring)) {
                ++report.dropped_rings;
                continue;
            }
            out.points.insert(out.points.end(), ring.begin(), ring.end());
            out.close_ring();
        }
        const bool emptied =
            rings.area_start[a] != rings.area_start[a + 1] && out.rings() == out.area_start.back();
        if (emptied) report.emptied_areas.push_back(static_cast<std::uint32_t>(a));
        out.close_area();
    }
    return out;
}

}  // namespace

double default_snap_tolerance_m(const Grid& grid) {
    return std::max(0.1, 2 * grid.cell_m());
}

GridRings snap(const GridRings& rings, const Grid& grid, double tolerance_m, SnapReport& report) {
    if (!std::isfinite(tolerance_m) || tolerance_m < 0) {
        throw UsageError("--snap", "the tolerance must be a number of metres, 0 or more");
    }
    const double tolerance_cells = tolerance_m * grid.cells_per_m;
    if (tolerance_cells > most_tolerance_cells) {
        throw UsageError("--snap", "the tolerance is larger than the grid reaches",
                         "give a few metres at most");
    }
    report.tolerance_m = tolerance_m;
    report.points = rings.points.size();
    const auto tolerance = static_cast<std::int64_t>(tolerance_cells + 1e-6);
    GridRings snapped = rings;
    if (tolerance > 0) {
        cluster(snapped, tolerance, report);
        report.greatest_move_m /= grid.cells_per_m;
        for (int round = 0; round < most_rounds; ++round) {
            std::size_t inserted = 0;
            GridRings next = VertexInserter(snapped, tolerance).insert(inserted);
            if (inserted == 0) break;
            snapped = std::move(next);
            report.inserted_vertices += inserted;
            report.settled = round + 1 < most_rounds;
        }
    }
    return clean_rings(snapped, report);
}

}  // namespace geo
