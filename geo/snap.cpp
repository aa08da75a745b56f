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

/// How many positions of a half survive, and how far the others move.
struct Moves {
    VertexId survivors = 0;
    double greatest_squared = 0.0;  // in cells
};

/// Numbers the survivors among the positions, leaves them alone there, and gives every position the number of
/// the survivor that it moves onto.
void number_survivors(Bulk<VertexId>& targets, Bulk<GridPoint>& vertices, SnapReport& report) {
    // Of a target that is another position: what survives has its own number before others ask for it.
    constexpr VertexId moves = VertexId{1} << 31;
    const std::size_t count = targets.size();
    std::array<Moves, 2> of_half;
    in_two_halves(count, [&](std::size_t half) {
        const ItemRange own = range_of_half(count, half);
        Moves found;
        for (std::size_t v = own.begin; v < own.end; ++v) {
            if (targets[v] == v) {
                ++found.survivors;
                continue;
            }
            const GridPoint p = vertices[v];
            const GridPoint q = vertices[targets[v]];
            const double dx = static_cast<double>(p.x) - q.x;
            const double dy = static_cast<double>(p.y) - q.y;
            found.greatest_squared = std::max(found.greatest_squared, dx * dx + dy * dy);
            targets[v] |= moves;
        }
        of_half[half] = found;
    });
    const std::size_t survivors = of_half[0].survivors + of_half[1].survivors;
    report.moved_points = count - survivors;
    if (report.moved_points == 0) return;
    // In cells as yet.
    report.greatest_move_m = std::sqrt(std::max(of_half[0].greatest_squared, of_half[1].greatest_squared));
    Bulk<GridPoint> surviving(survivors);
    in_two_halves(count, [&](std::size_t half) {
        const ItemRange own = range_of_half(count, half);
        VertexId next = half == 0 ? 0 : of_half[0].survivors;
        for (std::size_t v = own.begin; v < own.end; ++v) {
            if ((targets[v] & moves) != 0) continue;
            surviving[next] = vertices[v];
            targets[v] = next++;
        }
    });
    vertices = std::move(surviving);
    in_two_halves(count, [&](std::size_t half) {
        const ItemRange own = range_of_half(count, half);
        for (std::size_t v = own.begin; v < own.end; ++v)
            if ((targets[v] & moves) != 0) targets[v] = targets[targets[v] & ~moves];
    });
}

/// Numbers the positions, and moves close ones together when there is a tolerance.
NumberedRings number_and_cluster(GridRings rings, const GridBox& box, std::int64_t tolerance,
                                 SnapReport& report) {
    NumberedRings numbered;
    numbered.is_hole = hole_flags(rings);
    VertexIndex index(std::move(rings.points), box);
    numbered.rings.ring_start = std::move(rings.ring_start);
    numbered.rings.area_start = std::move(rings.area_start);
    Bulk<VertexId> numbers;
    if (tolerance > 0) numbers = cluster(index, tolerance);
    numbered.vertices = index.take_vertices();
    number_survivors(numbers, numbered.vertices, report);
    numbered.rings.points = index.take_ids(numbers);
    return numbered;
}

}  // namespace

double default_snap_tolerance_m(const Grid& grid) {
    return std::max(0.1, 2 * grid.cell_m());
}

Topology build_snapped_topology(GridRings rings, const Grid& grid, double tolerance_m, SnapReport& report,
                                std::optional<GridBox> box) {
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
    if (!box) box = rings.points.empty() ? GridBox{} : grid_bounds(rings.points);
    NumberedRings numbered = number_and_cluster(std::move(rings), *box, tolerance, report);
    report.greatest_move_m /= grid.cells_per_m;
    clean_rings(numbered, report);
    Topology topology = cut_arcs(std::move(numbered), grid);
    Noding noding(tolerance, *box);
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
