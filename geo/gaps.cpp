#include "geo/gaps.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "geo/assemble.hpp"

namespace geo {

namespace {

/// Arcs with an empty side, turned so that it lies on their left.
std::vector<SignedArc> arcs_with_emptiness_on_the_left(const Topology& topology) {
    std::vector<SignedArc> arcs;
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const auto forward = static_cast<SignedArc>(a);
        if (topology.left[a] == no_area && topology.right[a] != no_area) arcs.push_back(forward);
        if (topology.left[a] != no_area && topology.right[a] == no_area) arcs.push_back(~forward);
    }
    return arcs;
}

std::vector<AreaIndex> areas_along(const Topology& topology, const ArcRing& ring) {
    std::vector<AreaIndex> areas;
    for (const SignedArc s : ring)
        areas.push_back(s < 0 ? topology.left[arc_of(s)] : topology.right[arc_of(s)]);
    std::sort(areas.begin(), areas.end());
    areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
    return areas;
}

double perimeter_cells(const std::vector<GridPoint>& ring) {
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const GridPoint p = ring[i];
        const GridPoint q = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::hypot(static_cast<double>(q.x) - p.x, static_cast<double>(q.y) - p.y);
    }
    return sum;
}

}  // namespace

std::vector<Gap> find_gaps(const Topology& topology) {
    struct Candidate {
        Gap gap;
        std::int64_t twice_ring_area;
        std::int64_t twice_gap_area;
    };
    std::vector<Candidate> candidates;
    std::vector<std::vector<GridPoint>>
        outer_rings;  // seen from the empty side, outlines of the coverage are clockwise
    for (const ArcRing& arcs : assemble_rings(topology, arcs_with_emptiness_on_the_left(topology))) {
        std::vector<GridPoint> ring = trace(topology, arcs);
        const std::int64_t area = twice_area(ring);
        if (area < 0) {
            outer_rings.push_back(std::move(ring));
        } else {
            candidates.push_back({{std::move(ring), 0, 0, areas_along(topology, arcs)}, area, area});
        }
    }
    for (const std::vector<GridPoint>& ring : outer_rings) {
        const std::int64_t twice_x = std::int64_t{ring[0].x} + ring[1].x;
        const std::int64_t twice_y = std::int64_t{ring[0].y} + ring[1].y;
        Candidate* smallest = nullptr;
        for (Candidate& candidate : candidates) {
            if (smallest != nullptr && candidate.twice_ring_area >= smallest->twice_ring_area) continue;
            if (contains_doubled(candidate.gap.ring, twice_x, twice_y)) smallest = &candidate;
        }
        if (smallest != nullptr) smallest->twice_gap_area += twice_area(ring);
    }

    std::vector<Gap> gaps;
    for (Candidate& candidate : candidates) {
        const double perimeter_m = perimeter_cells(candidate.gap.ring) / topology.grid.cells_per_m;
        candidate.gap.area_m2 = topology.grid.area_m2(candidate.twice_gap_area);
        candidate.gap.width_m = 2 * topology.grid.area_m2(candidate.twice_ring_area) / perimeter_m;
        gaps.push_back(std::move(candidate.gap));
    }
    std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) {
        return a.area_m2 != b.area_m2 ? a.area_m2 > b.area_m2 : a.ring.front() < b.ring.front();
    });
    return gaps;
}

}  // namespace geo
