#include "geo/slivers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "geo/ground.hpp"

namespace geo {

namespace {

/// For each area of one layer its pair with the most ground, the first of equals.
class BestMatches {
public:
    explicit BestMatches(const Overlay& overlay) : m_pairs(overlay.pairs) {
        m_of_a.assign(overlay.a.size(), none);
        m_of_b.assign(overlay.b.size(), none);
        for (std::size_t pair = 0; pair < m_pairs.size(); ++pair) {
            if (m_pairs[pair].a != no_area)
                keep_larger(m_of_a[static_cast<std::size_t>(m_pairs[pair].a)], pair);
            if (m_pairs[pair].b != no_area)
                keep_larger(m_of_b[static_cast<std::size_t>(m_pairs[pair].b)], pair);
        }
    }

    [[nodiscard]] bool has(std::size_t pair) const {
        const AreaIndex a = m_pairs[pair].a;
        const AreaIndex b = m_pairs[pair].b;
        return (a != no_area && m_of_a[static_cast<std::size_t>(a)] == pair) ||
               (b != no_area && m_of_b[static_cast<std::size_t>(b)] == pair);
    }

private:
    static constexpr auto none = static_cast<std::size_t>(-1);

    void keep_larger(std::size_t& kept, std::size_t pair) const {
        if (kept == none || m_pairs[pair].twice_area > m_pairs[kept].twice_area) kept = pair;
    }

    const std::vector<OverlayPair>& m_pairs;
    std::vector<std::size_t> m_of_a;
    std::vector<std::size_t> m_of_b;
};

}  // namespace

bool is_narrower(const Topology& topology, std::span<const SignedArc> outline, std::int64_t twice_area,
                 double perimeter_m, double width_m) {
    const double radius_m = width_m / 2;
    const double circle_m2 = std::numbers::pi * radius_m * radius_m;
    const double area_m2 = topology.grid.area_m2(twice_area);
    if (area_m2 < circle_m2) return true;
    const double holes_less_one = std::max(0.0, static_cast<double>(outline.size()) - 2);
    if (area_m2 > radius_m * perimeter_m + circle_m2 * holes_less_one) return false;
    return measure_ground(topology, {outline.begin(), outline.end()}).width_m < width_m;
}

void mark_slivers(Overlay& overlay, std::span<const double> perimeter_m, double sliver_width_m) {
    const BestMatches best(overlay);
    for (std::size_t i = 0; i < overlay.pairs.size(); ++i) {
        if (best.has(i)) continue;
        OverlayPair& pair = overlay.pairs[i];
        for (PieceIndex p = pair.first_piece; p < pair.first_piece + pair.pieces; ++p) {
            OverlayPiece& piece = overlay.pieces[p];
            piece.is_sliver = is_narrower(overlay.topology, overlay.outline_of(p), piece.twice_area,
                                          perimeter_m[p], sliver_width_m);
            if (!piece.is_sliver) continue;
            pair.twice_slivers += piece.twice_area;
            ++pair.slivers;
        }
    }
}

void set_sliver_width(Overlay& overlay, double sliver_width_m) {
    const std::vector<double> lengths_m = arc_lengths_m(overlay.topology);
    std::vector<double> perimeter_m(overlay.pieces.size(), 0.0);
    for (PieceIndex p = 0; p < overlay.pieces.size(); ++p) {
        overlay.pieces[p].is_sliver = false;
        for (const SignedArc s : overlay.outline_of(p))
            perimeter_m[p] += lengths_m[arc_of(s)];
    }
    for (OverlayPair& pair : overlay.pairs) {
        pair.slivers = 0;
        pair.twice_slivers = 0;
    }
    mark_slivers(overlay, perimeter_m, sliver_width_m);
}

}  // namespace geo
