#include "geo/displacement.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <utility>

#include "geo/border_index.hpp"
#include "geo/error.hpp"
#include "geo/joined_faces.hpp"

namespace geo {

namespace {

void require_step(double step_m) {
    if (!std::isfinite(step_m) || step_m <= 0)
        throw UsageError("--step", "the step between places on a border must be a positive number of metres");
}

/// Borders of one layer of an overlay.
class LayerBorders {
public:
    LayerBorders(const Overlay& overlay, bool is_a) : m_overlay(overlay), m_is_a(is_a) {}

    [[nodiscard]] AreaIndex left(std::size_t arc) const { return row_of(m_overlay.faces.left[arc]); }
    [[nodiscard]] AreaIndex right(std::size_t arc) const { return row_of(m_overlay.faces.right[arc]); }
    [[nodiscard]] bool has(std::size_t arc) const { return left(arc) != right(arc); }

    [[nodiscard]] std::vector<std::uint32_t> arcs() const {
        std::vector<std::uint32_t> found;
        for (std::uint32_t arc = 0; arc < m_overlay.topology.arcs(); ++arc)
            if (has(arc)) found.push_back(arc);
        return found;
    }

private:
    [[nodiscard]] AreaIndex row_of(FaceIndex face) const {
        const OverlayPiece piece = m_overlay.piece_at(face);
        return m_is_a ? piece.a : piece.b;
    }

    const Overlay& m_overlay;
    bool m_is_a;
};

/// The open ground around a layer: the outside, and all empty faces that it reaches. Gaps are none of it.
class OpenGround {
public:
    OpenGround(const Overlay& overlay, const LayerBorders& borders)
        : m_faces(overlay.faces), m_joined(overlay.faces.count()) {
        for (std::size_t arc = 0; arc < overlay.topology.arcs(); ++arc) {
            if (borders.left(arc) == no_area && borders.right(arc) == no_area)
                m_joined.join(m_faces.left[arc], m_faces.right[arc]);
        }
    }
    [[nodiscard]] bool is_left_of(std::size_t arc) { return m_joined.leader(m_faces.left[arc]) == outside; }
    [[nodiscard]] bool is_right_of(std::size_t arc) { return m_joined.leader(m_faces.right[arc]) == outside; }

private:
    const Faces& m_faces;
    JoinedFaces m_joined;
};

/// Calls `visit(place, length)` with places along an arc, in cells, and the length that each stands for: half
/// of the way to the places before and after it.
template <class Visit>
void for_each_place(const Topology& topology, std::size_t arc, double step, Visit visit) {
    const std::span<const VertexId> vertices = topology.arc(arc);
    double before = 0;
    for (std::size_t i = 1; i < vertices.size(); ++i) {
        const GridPoint p = topology.vertex(vertices[i - 1]);
        const GridPoint q = topology.vertex(vertices[i]);
        const double dx = static_cast<double>(q.x) - p.x;
        const double dy = static_cast<double>(q.y) - p.y;
        const double parts = std::max(1.0, std::ceil(std::hypot(dx, dy) / step));
        const double part = std::hypot(dx, dy) / parts;
        for (double k = 0; k < parts; ++k) {
            visit(Point{p.x + dx * (k / parts), p.y + dy * (k / parts)}, before + part / 2);
            before = part / 2;
        }
    }
    const GridPoint last = topology.vertex(vertices.back());
    visit(Point{static_cast<double>(last.x), static_cast<double>(last.y)}, before);
}

Point to_metres(const Grid& grid, Point cells) {
    return {static_cast<double>(grid.origin_x_m) + cells.x / grid.cells_per_m,
            static_cast<double>(grid.origin_y_m) + cells.y / grid.cells_per_m};
}

double mean_of(const std::vector<BorderDistance>& distances) {
    double sum = 0;
    double length = 0;
    for (const BorderDistance& place : distances) {
        sum += place.distance_m * place.length_m;
        length += place.length_m;
    }
    return sum / length;
}

/// Adds up, pair by pair, how much of the outlines of one layer lies near outlines of the other.
class NearBorders {
public:
    NearBorders(const Overlay& overlay, double reach_m, double step_m)
        : m_overlay(overlay),
          m_reach(reach_m * overlay.topology.grid.cells_per_m),
          m_step(step_m * overlay.topology.grid.cells_per_m),
          m_of_a(overlay.pairs.size(), 0.0),
          m_of_b(overlay.pairs.size(), 0.0) {
        measure(true);
        measure(false);
    }

    [[nodiscard]] double of_a_m(std::size_t pair) const { return in_metres(m_of_a[pair]); }
    [[nodiscard]] double of_b_m(std::size_t pair) const { return in_metres(m_of_b[pair]); }

private:
    [[nodiscard]] double in_metres(double cells) const { return cells / m_overlay.topology.grid.cells_per_m; }

    void measure(bool of_a) {
        const LayerBorders own(m_overlay, of_a);
        const LayerBorders other(m_overlay, !of_a);
        const BorderIndex index(m_overlay.topology, other.arcs());
        std::vector<std::uint32_t> near;
        std::vector<AreaIndex> rows;
        for (const std::uint32_t arc : own.arcs()) {
            for_each_place(m_overlay.topology, arc, m_step, [&](Point place, double length) {
                index.arcs_within(place, m_reach, near);
                rows.clear();
                for (const std::uint32_t n : near) {
                    rows.push_back(other.left(n));
                    rows.push_back(other.right(n));
                }
                std::ranges::sort(rows);
                rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
                for (const AreaIndex row : rows) {
                    add(of_a, own.left(arc), row, length);
                    add(of_a, own.right(arc), row, length);
                }
            });
        }
    }

    void add(bool of_a, AreaIndex own, AreaIndex other, double length) {
        if (own == no_area || other == no_area) return;
        const OverlayPair* pair = of_a ? m_overlay.find_pair(own, other) : m_overlay.find_pair(other, own);
        if (pair != nullptr)
            (of_a ? m_of_a : m_of_b)[static_cast<std::size_t>(pair - m_overlay.pairs.data())] += length;
    }

    const Overlay& m_overlay;
    double m_reach;
    double m_step;
    std::vector<double> m_of_a;  // of each pair, in cells
    std::vector<double> m_of_b;
};

}  // namespace

double Displacement::percentile_m(double share, double within_m) const {
    const auto end = std::ranges::upper_bound(distances, within_m, {}, &BorderDistance::distance_m);
    double total = 0;
    for (auto place = distances.begin(); place != end; ++place)
        total += place->length_m;
    double sum = 0;
    for (auto place = distances.begin(); place != end; ++place) {
        sum += place->length_m;
        if (sum >= share * total) return place->distance_m;
    }
    return end == distances.begin() ? std::numeric_limits<double>::quiet_NaN() : std::prev(end)->distance_m;
}

Displacement displacement(const Overlay& overlay, Direction direction, const DisplacementOptions& options) {
    require_step(options.step_m);
    const Topology& topology = overlay.topology;
    const Grid& grid = topology.grid;
    const bool from_a = direction == Direction::a_to_b;
    const LayerBorders from(overlay, from_a);
    const LayerBorders to(overlay, !from_a);
    OpenGround open_from(overlay, from);
    OpenGround open_to(overlay, to);
    const BorderIndex index(topology, to.arcs());
    const std::vector<double> lengths_m = arc_lengths_m(topology);

    Displacement result;
    if (index.empty()) return result;
    double greatest = -1;
    Point greatest_at;
    Point nearest_there;
    for (std::size_t arc = 0; arc < topology.arcs(); ++arc) {
        if (!from.has(arc)) continue;
        if (options.borders == BordersMeasured::inner) {
            if (open_from.is_left_of(arc) || open_from.is_right_of(arc)) continue;
            if (open_to.is_left_of(arc) && open_to.is_right_of(arc)) {
                result.left_out_m += lengths_m[arc];
                continue;
            }
        }
        const bool is_shared = to.has(arc);
        result.length_m += lengths_m[arc];
        if (is_shared) result.shared_m += lengths_m[arc];
        for_each_place(topology, arc, options.step_m * grid.cells_per_m, [&](Point place, double length) {
            const NearestBorder nearest = is_shared ? NearestBorder{0.0, place} : index.nearest(place);
            result.distances.push_back(
                {nearest.distance_cells / grid.cells_per_m, length / grid.cells_per_m});
            if (nearest.distance_cells < greatest ||
                (nearest.distance_cells == greatest &&
                 std::tie(place.x, place.y) >= std::tie(greatest_at.x, greatest_at.y)))
                return;
            greatest = nearest.distance_cells;
            greatest_at = place;
            nearest_there = nearest.at_cells;
            result.left = from.left(arc);
            result.right = from.right(arc);
        });
    }
    if (result.distances.empty()) return result;
    std::ranges::sort(result.distances);
    result.median_m = result.percentile_m(0.5);
    result.p95_m = result.percentile_m(0.95);
    result.mean_m = mean_of(result.distances);
    result.greatest_m = greatest / grid.cells_per_m;
    result.greatest_at = to_metres(grid, greatest_at);
    result.nearest_there = to_metres(grid, nearest_there);
    return result;
}

std::vector<NearBorder> near_borders(const Overlay& overlay, double distance_m, double step_m) {
    require_step(step_m);
    if (!std::isfinite(distance_m) || distance_m < 0)
        throw UsageError("--near", "the distance must be a number of metres, 0 or more");
    std::vector<NearBorder> result;
    if (distance_m == 0.0) {
        for (const OverlayPair& pair : overlay.pairs)
            if (pair.a != no_area && pair.b != no_area)
                result.push_back({pair.a, pair.b, pair.shared_border_m, pair.shared_border_m});
        return result;
    }
    const NearBorders near(overlay, distance_m, step_m);
    for (std::size_t p = 0; p < overlay.pairs.size(); ++p) {
        const OverlayPair& pair = overlay.pairs[p];
        if (pair.a != no_area && pair.b != no_area)
            result.push_back({pair.a, pair.b, near.of_a_m(p), near.of_b_m(p)});
    }
    return result;
}

}  // namespace geo
