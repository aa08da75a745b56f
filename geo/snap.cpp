#include "geo/snap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geo/clean_rings.hpp"
#include "geo/cluster.hpp"
#include "geo/error.hpp"
#include "geo/noding.hpp"
#include "geo/two_threads.hpp"
#include "geo/vertex_index.hpp"

namespace geo {

namespace {

constexpr std::size_t most_rounds = 60;
constexpr double most_tolerance_cells = 1 << 29;

/// Gives the survivors new numbers and everything the number of what it moves onto.
void move_onto_survivors(VertexIndex index, const std::vector<VertexId>& targets, NumberedRings& numbered,
                         SnapReport& report) {
    const std::vector<GridPoint>& vertices = index.vertices();
    const std::size_t count = vertices.size();
    const std::array<std::size_t, 3> begin{0, count / 2, count};
    std::array<std::size_t, 2> survivors{};
    in_two_halves(count, [&](std::size_t half) {
        for (std::size_t v = begin[half]; v < begin[half + 1]; ++v)
            survivors[half] += targets[v] == v ? 1U : 0U;
    });
    report.moved_points = count - survivors[0] - survivors[1];
    if (report.moved_points == 0) {
        numbered.vertices = index.take_vertices();
        return;
    }
    numbered.vertices.resize(survivors[0] + survivors[1]);
    std::vector<VertexId> fresh(count);
    std::array<double, 2> greatest_squared{};
    in_two_halves(count, [&](std::size_t half) {
        auto next = static_cast<VertexId>(half == 0 ? 0 : survivors[0]);
        for (std::size_t v = begin[half]; v < begin[half + 1]; ++v) {
            const GridPoint p = vertices[v];
            if (targets[v] == v) {
                fresh[v] = next;
                numbered.vertices[next++] = p;
                continue;
            }
            const GridPoint q = vertices[targets[v]];
            const double dx = static_cast<double>(p.x) - q.x;
            const double dy = static_cast<double>(p.y) - q.y;
            greatest_squared[half] = std::max(greatest_squared[half], dx * dx + dy * dy);
        }
    });
    report.greatest_move_m =
        std::sqrt(std::max(greatest_squared[0], greatest_squared[1]));  // in cells as yet
    in_two_halves(count, [&](std::size_t half) {
        for (std::size_t v = begin[half]; v < begin[half + 1]; ++v)
            if (targets[v] != v) fresh[v] = fresh[targets[v]];
    });
    std::vector<VertexId>& ids = numbered.rings.points;
    in_two_halves(ids.size(), [&](std::size_t half) {
        const std::size_t end = half == 0 ? ids.size() / 2 : ids.size();
        for (std::size_t i = half == 0 ? 0 : ids.size() / 2; i < end; ++i)
            ids[i] = fresh[ids[i]];
    });
}

/// Numbers the positions, and moves close ones together when there is a tolerance.
NumberedRings number_and_cluster(GridRings rings, std::int64_t tolerance, SnapReport& report) {
    NumberedRings numbered;
    numbered.is_hole = hole_flags(rings);
    VertexIndex index(rings.points, numbered.rings.points);
    // Not "= {}", which empties a vector and keeps its memory.
    rings.points = std::vector<GridPoint>();
    numbered.rings.ring_start = std::move(rings.ring_start);
    numbered.rings.area_start = std::move(rings.area_start);
    if (tolerance > 0) {
        const std::vector<VertexId> targets = cluster(index, tolerance);
        move_onto_survivors(std::move(index), targets, numbered, report);
    } else {
        numbered.vertices = index.take_vertices();
    }
    return numbered;
}

}  // namespace

double default_snap_tolerance_m(const Grid& grid) {
    return std::max(0.1, 2 * grid.cell_m());
}

Topology build_snapped_topology(GridRings rings, const Grid& grid, double tolerance_m, SnapReport& report) {
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

    std::vector<std::uint8_t> had_rings;
    for (std::size_t a = 0; a < rings.areas(); ++a)
        had_rings.push_back(rings.area_start[a] != rings.area_start[a + 1] ? 1 : 0);
    NumberedRings numbered = number_and_cluster(std::move(rings), tolerance, report);
    report.greatest_move_m /= grid.cells_per_m;
    clean_rings(numbered, report);
    Topology topology = cut_arcs(std::move(numbered), grid);
    Noding noding(tolerance);
    while (noding.find(topology)) {
        report.settled = ++report.rounds < most_rounds;
        if (!report.settled) break;
        numbered = noding.insert(std::move(topology), report);
        clean_rings(numbered, report);
        topology = cut_arcs(std::move(numbered), grid);
    }
    noding.finish(grid, report);
    for (std::uint32_t a = 0; a < had_rings.size(); ++a) {
        if (had_rings[a] != 0 && topology.area_start[a] == topology.area_start[a + 1])
            report.emptied_areas.push_back(a);
    }
    std::sort(report.altered_areas.begin(), report.altered_areas.end());
    report.altered_areas.erase(std::unique(report.altered_areas.begin(), report.altered_areas.end()),
                               report.altered_areas.end());
    return topology;
}

}  // namespace geo
