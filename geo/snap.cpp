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

double greatest_move_cells(const std::vector<GridPoint>& vertices, const std::vector<VertexId>& targets) {
    std::array<double, 2> greatest_squared{};
    in_two_halves(vertices.size(), [&](std::size_t half) {
        const std::size_t end = half == 0 ? vertices.size() / 2 : vertices.size();
        for (std::size_t v = half == 0 ? 0 : vertices.size() / 2; v < end; ++v) {
            const GridPoint p = vertices[v];
            const GridPoint q = vertices[targets[v]];
            const double dx = static_cast<double>(p.x) - q.x;
            const double dy = static_cast<double>(p.y) - q.y;
            greatest_squared[half] = std::max(greatest_squared[half], dx * dx + dy * dy);
        }
    });
    return std::sqrt(std::max(greatest_squared[0], greatest_squared[1]));
}

/// Numbers the survivors anew, and gives everything the number of the survivor that it moves onto.
void move_onto_survivors(std::vector<VertexId> targets, NumberedRings& numbered, SnapReport& report) {
    const std::size_t count = targets.size();
    const std::array<std::size_t, 3> begin{0, count / 2, count};
    std::vector<std::uint8_t> survives(count);
    std::array<VertexId, 2> survivors{};
    in_two_halves(count, [&](std::size_t half) {
        for (std::size_t v = begin[half]; v < begin[half + 1]; ++v) {
            survives[v] = targets[v] == v ? 1 : 0;
            survivors[half] += survives[v];
        }
    });
    report.moved_points = count - survivors[0] - survivors[1];
    if (report.moved_points == 0) return;
    report.greatest_move_m = greatest_move_cells(numbered.vertices, targets);  // in cells as yet
    std::vector<GridPoint> surviving(survivors[0] + survivors[1]);
    in_two_halves(count, [&](std::size_t half) {
        VertexId next = half == 0 ? 0 : survivors[0];
        for (std::size_t v = begin[half]; v < begin[half + 1]; ++v) {
            if (survives[v] == 0) continue;
            surviving[next] = numbered.vertices[v];
            targets[v] = next++;
        }
    });
    numbered.vertices = std::move(surviving);
    // The target of what moves is a survivor, where its new number stands now.
    in_two_halves(count, [&](std::size_t half) {
        for (std::size_t v = begin[half]; v < begin[half + 1]; ++v)
            if (survives[v] == 0) targets[v] = targets[targets[v]];
    });
    std::vector<VertexId>& ids = numbered.rings.points;
    in_two_halves(ids.size(), [&](std::size_t half) {
        const std::size_t end = half == 0 ? ids.size() / 2 : ids.size();
        for (std::size_t i = half == 0 ? 0 : ids.size() / 2; i < end; ++i)
            ids[i] = targets[ids[i]];
    });
}

/// Numbers the positions, and moves close ones together when there is a tolerance.
NumberedRings number_and_cluster(GridRings rings, std::int64_t tolerance, SnapReport& report) {
    NumberedRings numbered;
    numbered.is_hole = hole_flags(rings);
    VertexIndex index(std::move(rings.points), numbered.rings.points);
    numbered.rings.ring_start = std::move(rings.ring_start);
    numbered.rings.area_start = std::move(rings.area_start);
    std::vector<VertexId> targets;
    if (tolerance > 0) targets = cluster(index, tolerance);
    numbered.vertices = index.take_vertices();
    move_onto_survivors(std::move(targets), numbered, report);
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
