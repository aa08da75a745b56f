#include "geo/displacement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

#include "geo/border_index.hpp"
#include "geo/error.hpp"
#include "geo/joined_faces.hpp"
#include "geo/two_threads.hpp"

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

/// A straight piece of an arc, divided evenly by places: place k of `parts` is k parts from its beginning.
struct DividedSegment {
    GridPoint from;
    GridPoint to;
    double parts = 1;
    double part = 0;  ///< length, in cells

    DividedSegment(GridPoint p, GridPoint q, double step) : from(p), to(q) {
        const double length = std::hypot(static_cast<double>(q.x) - p.x, static_cast<double>(q.y) - p.y);
        parts = std::max(1.0, std::ceil(length / step));
        part = length / parts;
    }
    [[nodiscard]] Point place(double k) const {
        return {from.x + (static_cast<double>(to.x) - from.x) * (k / parts),
                from.y + (static_cast<double>(to.y) - from.y) * (k / parts)};
    }
};

/// Calls `visit(segment, k, before)` with places along an arc, in cells, and half of the way from the last
/// place to this one. It returns how many places further the next one is to be, at least 1; the end of a
/// segment is not passed over. Then calls `end(last, before)`.
template <class Visit, class End>
void for_each_place(const Topology& topology, std::size_t arc, double step, Visit visit, End end) {
    const std::span<const VertexId> vertices = topology.arc(arc);
    double before = 0;
    for (std::size_t i = 1; i < vertices.size(); ++i) {
        const DividedSegment segment(topology.vertex(vertices[i - 1]), topology.vertex(vertices[i]), step);
        for (double k = 0; k < segment.parts;) {
            const double stride = std::min(visit(segment, k, before), segment.parts - k);
            before = stride * segment.part / 2;
            k += stride;
        }
    }
    const GridPoint last = topology.vertex(vertices.back());
    end(Point{static_cast<double>(last.x), static_cast<double>(last.y)}, before);
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
            const auto count = [&](Point place, double length) {
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
            };
            const auto visit = [&](const DividedSegment& segment, double k, double before) {
                count(segment.place(k), before + segment.part / 2);
                return 1.0;
            };
            for_each_place(m_overlay.topology, arc, m_step, visit, count);
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

/// The place farthest from the other borders, in cells; of equals the smallest by x, then y.
struct FarthestPlace {
    double distance = -1;
    Point at;
    Point nearest_there;
    std::uint32_t arc = 0;

    [[nodiscard]] bool is_before(const FarthestPlace& other) const {
        return distance != other.distance ? distance > other.distance
                                          : std::tie(at.x, at.y) < std::tie(other.at.x, other.at.y);
    }
};

/// Distances along arcs to the nearest of some others. Far from them places are left out: what lies between
/// two places a fifth of their distance apart is as far as the nearer of them to within a tenth.
class DisplacementMeasure {
public:
    /// @pre both outlive this
    DisplacementMeasure(const Topology& topology, const BorderIndex& to, double step_m)
        : m_topology(topology), m_to(to), m_step(step_m * topology.grid.cells_per_m) {}

    void add(std::uint32_t arc) {
        const auto visit = [&](const DividedSegment& segment, double k, double before) {
            const double distance = measure(segment.place(k), arc);
            const double stride =
                std::clamp(std::floor(far_step_share * distance / segment.part), 1.0, segment.parts - k);
            record(distance, before + stride * segment.part / 2);
            // Nowhere between is the distance greater than here by more than the way from here.
            const double bound = distance + stride * segment.part;
            if (stride > 1.0 && bound >= m_farthest.distance) keep_left_out({segment, k, stride, bound, arc});
            return stride;
        };
        const auto end = [&](Point last, double before) { record(measure(last, arc), before); };
        for_each_place(m_topology, arc, m_step, visit, end);
    }

    /// An arc of both layers: its distance is 0 all along.
    void add_shared(std::uint32_t arc) {
        const auto visit = [&](const DividedSegment& segment, double k, double before) {
            keep_farthest(segment.place(k), {0.0, segment.place(k)}, arc);
            record(0.0, before + segment.part / 2);
            return 1.0;
        };
        const auto end = [&](Point last, double before) {
            keep_farthest(last, {0.0, last}, arc);
            record(0.0, before);
        };
        for_each_place(m_topology, arc, std::numeric_limits<double>::infinity(), visit, end);
    }

    /// The farthest of all places a step apart, those left out included.
    const FarthestPlace& find_farthest() {
        for (const LeftOut& places : m_left_out) {
            if (places.bound < m_farthest.distance) continue;
            for (double k = places.after + 1; k < places.after + places.stride; ++k)
                (void)measure(places.segment.place(k), places.arc);
        }
        return m_farthest;
    }

    void sort() { std::ranges::sort(m_distances); }
    [[nodiscard]] const std::vector<BorderDistance>& distances() const { return m_distances; }

private:
    static constexpr double far_step_share = 0.2;  // of the distance

    /// Places after one, before the next that was measured.
    struct LeftOut {
        DividedSegment segment;
        double after;
        double stride;
        double bound;  ///< on their distance
        std::uint32_t arc;
    };

    void keep_left_out(const LeftOut& places) {
        if (m_left_out.size() == m_left_out.capacity())
            std::erase_if(m_left_out, [&](const LeftOut& kept) { return kept.bound < m_farthest.distance; });
        m_left_out.push_back(places);
    }

    double measure(Point place, std::uint32_t arc) {
        const NearestBorder nearest = m_to.nearest(place);
        keep_farthest(place, nearest, arc);
        return nearest.distance_cells;
    }

    void keep_farthest(Point place, const NearestBorder& nearest, std::uint32_t arc) {
        const FarthestPlace found{nearest.distance_cells, place, nearest.at_cells, arc};
        if (found.is_before(m_farthest)) m_farthest = found;
    }

    void record(double distance, double length) {
        m_distances.push_back({distance / m_topology.grid.cells_per_m, length / m_topology.grid.cells_per_m});
    }

    const Topology& m_topology;
    const BorderIndex& m_to;
    double m_step;
    std::vector<BorderDistance> m_distances;
    std::vector<LeftOut> m_left_out;
    FarthestPlace m_farthest;
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
    const bool from_a = direction == Direction::a_to_b;
    const LayerBorders from(overlay, from_a);
    const LayerBorders to(overlay, !from_a);
    OpenGround open_from(overlay, from);
    OpenGround open_to(overlay, to);
    const std::vector<std::uint32_t> others = to.arcs();
    const std::vector<double> lengths_m = arc_lengths_m(topology);

    Displacement result;
    if (others.empty()) return result;
    std::vector<std::uint32_t> measured;
    bool all_are_shared = true;
    for (std::uint32_t arc = 0; arc < topology.arcs(); ++arc) {
        if (!from.has(arc)) continue;
        if (options.borders == BordersMeasured::inner) {
            if (open_from.is_left_of(arc) || open_from.is_right_of(arc)) continue;
            if (open_to.is_left_of(arc) && open_to.is_right_of(arc)) {
                result.left_out_m += lengths_m[arc];
                continue;
            }
        }
        result.length_m += lengths_m[arc];
        if (to.has(arc)) {
            result.shared_m += lengths_m[arc];
        } else {
            all_are_shared = false;
        }
        measured.push_back(arc);
    }
    if (measured.empty()) return result;
    const BorderIndex index(topology, all_are_shared ? std::vector<std::uint32_t>() : others);
    std::array<Apart<DisplacementMeasure>, 2> halves{
        {{DisplacementMeasure(topology, index, options.step_m)},
         {DisplacementMeasure(topology, index, options.step_m)}}};
    std::array<FarthestPlace, 2> farthest_of;
    in_two_halves(measured.size(), [&](std::size_t half) {
        DisplacementMeasure& own = halves[half].value;
        // Every other arc: one half of the country may be farther from borders than the other.
        for (std::size_t i = half; i < measured.size(); i += 2) {
            if (to.has(measured[i])) {
                own.add_shared(measured[i]);
            } else {
                own.add(measured[i]);
            }
        }
        farthest_of[half] = own.find_farthest();
        own.sort();
    });
    const FarthestPlace& farthest = farthest_of[farthest_of[1].is_before(farthest_of[0]) ? 1 : 0];
    const auto& first = halves[0].value.distances();
    const auto& second = halves[1].value.distances();
    result.distances.resize(first.size() + second.size());
    std::ranges::merge(first, second, result.distances.begin());
    result.median_m = result.percentile_m(0.5);
    result.p95_m = result.percentile_m(0.95);
    result.mean_m = mean_of(result.distances);
    result.greatest_m = farthest.distance / topology.grid.cells_per_m;
    result.greatest_at = to_metres(topology.grid, farthest.at);
    result.nearest_there = to_metres(topology.grid, farthest.nearest_there);
    result.left = from.left(farthest.arc);
    result.right = from.right(farthest.arc);
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
