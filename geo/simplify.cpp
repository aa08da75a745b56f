#include "geo/simplify.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "geo/arc_lists.hpp"
#include "geo/arc_runs.hpp"
#include "geo/error.hpp"
#include "geo/thinning.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

constexpr VertexId none = std::numeric_limits<VertexId>::max();

/// Square of the distance in cells of p from the segment ab.
double distance_squared(GridPoint p, GridPoint a, GridPoint b) {
    const auto ux = static_cast<double>(std::int64_t{b.x} - a.x);
    const auto uy = static_cast<double>(std::int64_t{b.y} - a.y);
    const auto vx = static_cast<double>(std::int64_t{p.x} - a.x);
    const auto vy = static_cast<double>(std::int64_t{p.y} - a.y);
    const double length_squared = ux * ux + uy * uy;
    const double along =
        length_squared > 0 ? std::clamp((vx * ux + vy * uy) / length_squared, 0.0, 1.0) : 0.0;
    return (vx - along * ux) * (vx - along * ux) + (vy - along * uy) * (vy - along * uy);
}

/// The square of the greatest distance of a vertex removed from the arc from the segment in its place.
double greatest_distance_squared(const ArcLists& lists, const Thinning& thinning, const ArcLists::Arc& arc) {
    double greatest = 0;
    const Place end = arc.end;
    const auto next_live = [&](std::uint32_t place) {
        while (place < end && thinning.gone[place] != 0)
            ++place;
        return place;
    };
    const auto measure = [&](std::uint32_t begin, std::uint32_t stop, std::uint32_t from, std::uint32_t to) {
        for (std::uint32_t place = begin; place < stop; ++place) {
            greatest = std::max(
                greatest, distance_squared(lists.position[place], lists.position[from], lists.position[to]));
        }
    };
    const std::uint32_t first = next_live(arc.first);
    const bool free = arc.shape == ArcLists::Shape::free_ring;
    std::uint32_t live = first;
    if (!free) measure(arc.first, first, arc.from, first < end ? first : arc.to);
    while (live < end) {
        const std::uint32_t next = next_live(live + 1);
        measure(live + 1, next, live, next < end ? next : free ? first : arc.to);
        // The places before the first one left of a free ring come after its last one.
        if (free && next >= end) measure(arc.first, first, live, first);
        live = next;
    }
    return greatest;
}

/// The greatest distance of a removed vertex from the segment in its place, in cells.
double greatest_distance(const ArcLists& lists, const Thinning& thinning) {
    std::vector<double> squares(lists.arcs.size());
    for_runs_of_arcs(lists, [&](std::size_t first, std::size_t last) {
        for (std::size_t a = first; a < last; ++a)
            squares[a] = greatest_distance_squared(lists, thinning, lists.arcs[a]);
    });
    return squares.empty() ? 0 : std::sqrt(std::ranges::max(squares));
}

/// What is left of the vertices, and of each vertex its new number: none if it is gone.
std::vector<VertexId> renumber(const Topology& topology, const ArcLists& lists, const Thinning& thinning,
                               Bulk<GridPoint>& left) {
    const std::size_t count = topology.vertices.size();
    std::vector<VertexId> renumbered(count, 0);
    in_two_halves(count, [&](std::size_t half) {
        const ItemRange own = range_of_half(lists.removables, half);
        for (std::size_t place = own.begin; place < own.end; ++place) {
            if (thinning.gone[place] != 0) renumbered[lists.vertex[place]] = none;
        }
    });
    const auto middle = renumbered.begin() + static_cast<std::ptrdiff_t>(count / 2);
    const auto gone_before = static_cast<std::size_t>(std::count(renumbered.begin(), middle, none));
    left.resize(count - thinning.removals);
    in_two_halves(count, [&](std::size_t half) {
        auto next = static_cast<VertexId>(half == 0 ? 0 : count / 2 - gone_before);
        const ItemRange own = range_of_half(count, half);
        for (std::size_t v = own.begin; v < own.end; ++v) {
            if (renumbered[v] == none) continue;
            left[next] = topology.vertices[v];
            renumbered[v] = next++;
        }
    });
    return renumbered;
}

/// The arcs with what is left of their vertices.
Topology rebuild(const Topology& topology, const ArcLists& lists, const Thinning& thinning) {
    Topology out;
    out.grid = topology.grid;
    out.left = topology.left;
    out.right = topology.right;
    out.ring_start = topology.ring_start;
    out.ring_arcs = topology.ring_arcs;
    out.area_start = topology.area_start;
    out.conflicts = topology.conflicts;
    out.junctions = topology.junctions;
    const std::vector<VertexId> renumbered = renumber(topology, lists, thinning, out.vertices);
    // As many vertices before it as behind.
    const auto middle =
        static_cast<std::size_t>(std::ranges::lower_bound(topology.arc_start, topology.arc_start.back() / 2) -
                                 topology.arc_start.begin());
    std::array<Bulk<VertexId>, 2> vertices;
    out.arc_start.resize(topology.arcs() + 1);
    in_two_halves(topology.arc_vertices.size(), [&](std::size_t half) {
        Bulk<VertexId> left;
        const std::size_t end = half == 0 ? middle : topology.arcs();
        for (std::size_t a = half == 0 ? 0 : middle; a < end; ++a) {
            const std::size_t begin = left.size();
            for (const VertexId v : topology.arc(a)) {
                if (renumbered[v] != none) left.push_back(renumbered[v]);
            }
            // A free ring that has lost its first vertex has lost its last one too.
            if (renumbered[topology.arc(a).front()] == none) left.push_back(left[begin]);
            out.arc_start[a + 1] = static_cast<std::uint32_t>(left.size());
        }
        vertices[half] = std::move(left);
    });
    const auto before = static_cast<std::uint32_t>(vertices[0].size());
    for (std::size_t a = middle; a < topology.arcs(); ++a)
        out.arc_start[a + 1] += before;
    out.arc_vertices = std::move(vertices[0]);
    out.arc_vertices.insert(out.arc_vertices.end(), vertices[1].begin(), vertices[1].end());
    return out;
}

void check(const SimplifyOptions& options) {
    if (options.tolerance_m.has_value() == options.keep_share.has_value())
        throw UsageError("simplify", "exactly one of a tolerance and a share to keep is needed");
    if (options.tolerance_m && !(std::isfinite(*options.tolerance_m) && *options.tolerance_m >= 0))
        throw UsageError("simplify", "the tolerance must be a number of metres, 0 or more");
    if (options.keep_share && !(*options.keep_share >= 0 && *options.keep_share <= 1))
        throw UsageError("simplify", "the share to keep must be a number from 0 to 1");
    if (!(options.weighting >= 0 && options.weighting < 1))
        throw UsageError("simplify", "the weighting must be at least 0 and under 1");
    if (!(options.apart_m >= 0 && options.apart_m < 1000))
        throw UsageError("simplify", "segments can be kept apart by 0 to 1,000 m");
}

}  // namespace

Topology simplify(const Topology& topology, const SimplifyOptions& options, SimplifyReport& report) {
    check(options);
    const double cells_per_m = topology.grid.cells_per_m;
    const ArcLists lists(topology);
    const std::size_t removable = lists.removables;
    Departures departures;
    if (options.tolerance_m) {
        departures =
            departures_up_to(lists, options.weighting, std::pow(*options.tolerance_m * cells_per_m, 2));
    } else {
        const double kept = std::round(*options.keep_share * static_cast<double>(removable));
        departures = departures_of(lists, options.weighting, removable - static_cast<std::size_t>(kept));
    }
    const Thinning thinning = thin(lists, options.weighting, departures, options.apart_m * cells_per_m);
    departures.order = {};
    Topology out = rebuild(topology, lists, thinning);
    report.vertices_before = topology.vertices.size();
    report.vertices_after = out.vertices.size();
    report.removable = removable;
    report.removed = thinning.removals;
    report.vetoed = thinning.vetoed;
    report.tolerance_m =
        options.tolerance_m.value_or(std::sqrt(std::max(departures.limit, 0.0)) / cells_per_m);
    report.greatest_distance_m = greatest_distance(lists, thinning) / cells_per_m;
    return out;
}

}  // namespace geo
