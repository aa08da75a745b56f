// Snapping reckoned a second time, the plain way, and compared with what the kernel did.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "geo/grid.hpp"
#include "geo/snap.hpp"
#include "geo/topology.hpp"

namespace support {

using geo::GridPoint;
using geo::GridRings;

inline double distance_cells(GridPoint p, GridPoint q) {
    return std::hypot(static_cast<double>(p.x) - q.x, static_cast<double>(p.y) - q.y);
}

/// From p to the nearest point of the segment.
inline double distance_cells(GridPoint p, GridPoint from, GridPoint to) {
    const double dx = static_cast<double>(to.x) - from.x;
    const double dy = static_cast<double>(to.y) - from.y;
    const double px = static_cast<double>(p.x) - from.x;
    const double py = static_cast<double>(p.y) - from.y;
    const double squared = dx * dx + dy * dy;
    const double share = squared == 0 ? 0.0 : std::clamp((px * dx + py * dy) / squared, 0.0, 1.0);
    return std::hypot(px - share * dx, py - share * dy);
}

/// Where positions go, from the definition: the positions in order, each onto the smallest survivor within
/// the tolerance, and a survivor itself where there is none.
class Moves {
public:
    Moves(const GridRings& rings, double tolerance_cells)
        : m_positions(rings.points.begin(), rings.points.end()) {
        std::ranges::sort(m_positions);
        m_positions.erase(std::unique(m_positions.begin(), m_positions.end()), m_positions.end());
        std::vector<GridPoint> survivors;
        std::size_t first = 0;
        for (const GridPoint p : m_positions) {
            while (first < survivors.size() &&
                   p.x - static_cast<double>(survivors[first].x) > tolerance_cells)
                ++first;
            const auto target = std::find_if(
                survivors.begin() + static_cast<std::ptrdiff_t>(first), survivors.end(),
                [&](GridPoint survivor) { return distance_cells(survivor, p) <= tolerance_cells; });
            if (target == survivors.end()) {
                survivors.push_back(p);
                m_targets.push_back(p);
                continue;
            }
            m_targets.push_back(*target);
            ++m_moved;
            m_greatest_cells = std::max(m_greatest_cells, distance_cells(*target, p));
        }
    }

    [[nodiscard]] GridPoint of(GridPoint p) const { return *target_of(p); }
    [[nodiscard]] bool is_survivor(GridPoint p) const {
        const GridPoint* target = target_of(p);
        return target != nullptr && *target == p;
    }
    [[nodiscard]] std::size_t moved() const { return m_moved; }
    [[nodiscard]] double greatest_cells() const { return m_greatest_cells; }

private:
    [[nodiscard]] const GridPoint* target_of(GridPoint p) const {
        const auto found = std::ranges::lower_bound(m_positions, p);
        if (found == m_positions.end() || *found != p) return nullptr;
        return &m_targets[static_cast<std::size_t>(found - m_positions.begin())];
    }

    std::vector<GridPoint> m_positions;
    std::vector<GridPoint> m_targets;
    std::size_t m_moved = 0;
    double m_greatest_cells = 0;
};

/// Vertices of a ring that are no corner of it as it was read.
struct Inserted {
    std::size_t count = 0;
    double farthest_cells = 0;  ///< from the segment between the corners on both sides
};

/// What was put between the corners of a ring (moved, in order), the outcome being read from its vertex
/// `start`, the first corner. Nothing where a corner is missing.
inline std::optional<Inserted> insertions_from(std::span<const GridPoint> corners,
                                               std::span<const GridPoint> outcome, std::size_t start) {
    Inserted inserted;
    std::size_t corner = 0;
    for (std::size_t i = 1; i < outcome.size(); ++i) {
        const GridPoint p = outcome[(start + i) % outcome.size()];
        const GridPoint next = corners[(corner + 1) % corners.size()];
        if (p == next && corner + 1 < corners.size()) {
            ++corner;
            continue;
        }
        ++inserted.count;
        inserted.farthest_cells = std::max(inserted.farthest_cells, distance_cells(p, corners[corner], next));
    }
    if (corner + 1 != corners.size()) return std::nullopt;
    return inserted;
}

/// The same wherever the outcome begins; the nearest explanation of those there are.
inline std::optional<Inserted> insertions(std::span<const GridPoint> corners,
                                          std::span<const GridPoint> outcome) {
    std::optional<Inserted> best;
    for (std::size_t start = 0; start < outcome.size(); ++start) {
        if (outcome[start] != corners.front()) continue;
        const std::optional<Inserted> found = insertions_from(corners, outcome, start);
        if (found && (!best || found->farthest_cells < best->farthest_cells)) best = found;
    }
    return best;
}

/// Of the vertices of one area that none of its points went to, the greatest distance to its border as it was
/// read.
inline double farthest_inserted_cells(const GridRings& read, const GridRings& outcome, std::size_t area,
                                      const Moves& moves) {
    std::vector<GridPoint> corners;
    for (std::size_t r = read.area_start[area]; r < read.area_start[area + 1]; ++r)
        for (const GridPoint p : read.ring(r))
            corners.push_back(moves.of(p));
    std::ranges::sort(corners);
    double farthest = 0;
    for (std::size_t r = outcome.area_start[area]; r < outcome.area_start[area + 1]; ++r) {
        for (const GridPoint p : outcome.ring(r)) {
            if (std::ranges::binary_search(corners, p)) continue;
            double nearest = std::numeric_limits<double>::infinity();
            for (std::size_t s = read.area_start[area]; s < read.area_start[area + 1]; ++s) {
                const std::span<const GridPoint> ring = read.ring(s);
                for (std::size_t i = 0; i < ring.size(); ++i)
                    nearest = std::min(nearest, distance_cells(p, ring[i], ring[(i + 1) % ring.size()]));
            }
            farthest = std::max(farthest, nearest);
        }
    }
    return farthest;
}

/// Twice the signed area of a ring in cells, by trapezia.
inline std::int64_t twice_ring_cells(std::span<const GridPoint> ring) {
    std::int64_t twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint p = ring[i];
        const GridPoint q = ring[(i + 1) % ring.size()];
        twice += (std::int64_t{p.x} - q.x) * (std::int64_t{p.y} + q.y);
    }
    return twice;
}

/// Twice the ground of an area in cells: its shells less its holes.
inline std::int64_t twice_area_cells(const GridRings& rings, std::size_t area) {
    std::int64_t twice = 0;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r)
        twice += twice_ring_cells(rings.ring(r));
    return twice;
}

inline double length_cells(std::span<const GridPoint> ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i)
        sum += distance_cells(ring[i], ring[(i + 1) % ring.size()]);
    return sum;
}

inline double perimeter_cells(const GridRings& rings, std::size_t area) {
    double sum = 0;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r)
        sum += length_cells(rings.ring(r));
    return sum;
}

/// Whether two rings are the same but for where they begin.
inline bool same_ring(std::span<const GridPoint> a, std::span<const GridPoint> b) {
    if (a.size() != b.size() || a.empty()) return a.size() == b.size();
    const auto from = [&](std::size_t start) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (a[i] != b[(start + i) % b.size()]) return false;
        return true;
    };
    for (std::size_t start = 0; start < b.size(); ++start)
        if (b[start] == a.front() && from(start)) return true;
    return false;
}

}  // namespace support
