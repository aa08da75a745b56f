#include "geo/snap.hpp"

#include <algorithm>
#include <array>
#include <bit>
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

/// Numbers those positions that stay where they are.
class Survivors {
public:
    explicit Survivors(const std::vector<VertexId>& targets) : m_words(targets.size() / 64 + 1) {
        for (VertexId v = 0; v < targets.size(); ++v) {
            Word& word = m_words[v / 64];
            if (v % 64 == 0) word.before = m_count;
            if (targets[v] != v) continue;
            word.bits |= std::uint64_t{1} << v % 64;
            ++m_count;
        }
    }

    [[nodiscard]] VertexId count() const { return m_count; }
    [[nodiscard]] VertexId number_of(VertexId v) const {
        const Word word = m_words[v / 64];
        const std::uint64_t below = (std::uint64_t{1} << v % 64) - 1;
        return word.before + static_cast<VertexId>(std::popcount(word.bits & below));
    }

private:
    struct Word {
        std::uint64_t bits = 0;
        VertexId before = 0;  // survivors in earlier words
    };
    std::vector<Word> m_words;
    VertexId m_count = 0;
};

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

/// Gives everything the number of the survivor that it moves onto.
void move_onto_survivors(const std::vector<VertexId>& targets, NumberedRings& numbered, SnapReport& report) {
    const Survivors survivors(targets);
    report.moved_points = targets.size() - survivors.count();
    if (report.moved_points == 0) return;
    report.greatest_move_m = greatest_move_cells(numbered.vertices, targets);  // in cells as yet
    std::vector<VertexId>& ids = numbered.rings.points;
    in_two_halves(ids.size(), [&](std::size_t half) {
        const std::size_t end = half == 0 ? ids.size() / 2 : ids.size();
        for (std::size_t i = half == 0 ? 0 : ids.size() / 2; i < end; ++i)
            ids[i] = survivors.number_of(targets[ids[i]]);
    });
    std::vector<GridPoint> surviving;
    surviving.reserve(survivors.count());
    for (VertexId v = 0; v < targets.size(); ++v)
        if (targets[v] == v) surviving.push_back(numbered.vertices[v]);
    numbered.vertices = std::move(surviving);
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
    move_onto_survivors(targets, numbered, report);
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
