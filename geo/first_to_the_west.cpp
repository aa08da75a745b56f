#include "geo/first_to_the_west.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "geo/orientation.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

constexpr std::uint32_t no_arc = static_cast<std::uint32_t>(-1);

struct Upward {
    GridPoint low;
    GridPoint high;
    std::uint32_t arc = no_arc;
    bool arc_points_up = false;
};

/// Of two segments that pass one height and do not cross.
bool lies_east_of(const Upward& s, const Upward& t) {
    const bool s_begins_later = s.low.y >= t.low.y;
    std::int64_t side =
        s_begins_later ? -orientation(t.low, t.high, s.low) : orientation(s.low, s.high, t.low);
    if (side == 0)
        side = s_begins_later ? -orientation(t.low, t.high, s.high) : orientation(s.low, s.high, t.high);
    return side > 0;
}

void take_if_nearer(Upward& best, const Upward& s) {
    if (best.arc == no_arc || lies_east_of(s, best)) best = s;
}

/// Places from south to north, to find those at the heights that a segment passes.
class PlacesByHeight {
public:
    explicit PlacesByHeight(std::span<const GridPoint> places) : m_order(places.size()) {
        std::iota(m_order.begin(), m_order.end(), 0U);
        std::ranges::sort(m_order, {}, [&](std::uint32_t i) { return places[i].y; });
        for (const std::uint32_t i : m_order)
            m_sorted.push_back(places[i]);
    }

    [[nodiscard]] std::size_t count() const { return m_sorted.size(); }
    [[nodiscard]] GridPoint operator[](std::size_t i) const { return m_sorted[i]; }
    /// Which of the places as they were given the i-th is.
    [[nodiscard]] std::uint32_t given(std::size_t i) const { return m_order[i]; }

    /// Heights with the same number of places to their south: most segments begin and end in one layer.
    struct Layer {
        std::size_t places_below = 0;
        std::int64_t above = 0;   // this height
        std::int64_t up_to = -1;  // and with this one

        [[nodiscard]] bool holds(std::int32_t y) const { return y > above && y <= up_to; }
    };
    [[nodiscard]] Layer layer_of(std::int32_t y) const {
        constexpr auto farthest = std::numeric_limits<std::int64_t>::max();
        const auto next = std::ranges::lower_bound(m_sorted, y, {}, &GridPoint::y);
        return {static_cast<std::size_t>(next - m_sorted.begin()),
                next == m_sorted.begin() ? -farthest : std::prev(next)->y,
                next == m_sorted.end() ? farthest : next->y};
    }

private:
    std::vector<std::uint32_t> m_order;
    std::vector<GridPoint> m_sorted;
};

/// Takes from arcs [begin, end) the best segment for each place into `best`.
void look_through_arcs(const Topology& topology, std::size_t begin, std::size_t end,
                       const PlacesByHeight& places, std::vector<Upward>& best) {
    best.resize(places.count());
    PlacesByHeight::Layer layer;
    for (std::size_t a = begin; a < end; ++a) {
        const std::span<const VertexId> arc = topology.arc(a);
        GridPoint p = topology.vertex(arc[0]);
        if (!layer.holds(p.y)) layer = places.layer_of(p.y);
        for (std::size_t i = 1; i < arc.size(); ++i) {
            const GridPoint from = std::exchange(p, topology.vertex(arc[i]));
            if (layer.holds(p.y)) continue;
            const std::size_t below_from = std::exchange(layer, places.layer_of(p.y)).places_below;
            const bool up = from.y < p.y;
            const auto number = static_cast<std::uint32_t>(a);
            const Upward segment = up ? Upward{from, p, number, true} : Upward{p, from, number, false};
            // Half open in y: a vertex at the height of a place counts for the segment above it.
            const std::size_t last = std::max(below_from, layer.places_below);
            for (std::size_t k = std::min(below_from, layer.places_below); k < last; ++k) {
                if (orientation(segment.low, segment.high, places[k]) < 0) take_if_nearer(best[k], segment);
            }
        }
    }
}

}  // namespace

std::vector<SegmentHit> first_to_the_west(const Topology& topology, std::span<const GridPoint> places) {
    std::vector<SegmentHit> hits(places.size());
    if (places.empty()) return hits;
    const PlacesByHeight by_height(places);
    // Each share has a table of its own of all places.
    const std::size_t shares = places.size() < 10000 ? 16 : 2;
    std::vector<std::vector<Upward>> best(shares);
    in_shares(topology.arc_vertices.size(), shares, [&](std::size_t share) {
        const ItemRange own = range_of_share(topology.arcs(), share, shares);
        look_through_arcs(topology, own.begin, own.end, by_height, best[share]);
    });
    for (std::size_t k = 0; k < by_height.count(); ++k) {
        Upward nearest;
        for (const std::vector<Upward>& of_share : best) {
            if (of_share[k].arc != no_arc) take_if_nearer(nearest, of_share[k]);
        }
        if (nearest.arc != no_arc) hits[by_height.given(k)] = {true, nearest.arc, nearest.arc_points_up};
    }
    return hits;
}

}  // namespace geo
