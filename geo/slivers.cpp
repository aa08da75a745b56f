#include "geo/slivers.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "geo/ground.hpp"

namespace geo {

namespace {

/// The largest piece of each area, the first of equals.
class LargestPieces {
public:
    explicit LargestPieces(const Overlay& overlay)
        : m_overlay(overlay), m_a(overlay.a.size(), no_piece), m_b(overlay.b.size(), no_piece) {
        for (PieceIndex p = 0; p < overlay.pieces.size(); ++p) {
            keep_larger(m_a, overlay.pieces[p].a, p);
            keep_larger(m_b, overlay.pieces[p].b, p);
        }
    }

    [[nodiscard]] bool has(PieceIndex p) const {
        const OverlayPiece& piece = m_overlay.pieces[p];
        return (piece.a != no_area && m_a[static_cast<std::size_t>(piece.a)] == p) ||
               (piece.b != no_area && m_b[static_cast<std::size_t>(piece.b)] == p);
    }

private:
    void keep_larger(std::vector<PieceIndex>& largest, AreaIndex area, PieceIndex p) const {
        if (area == no_area) return;
        PieceIndex& kept = largest[static_cast<std::size_t>(area)];
        if (kept == no_piece || m_overlay.pieces[p].twice_area > m_overlay.pieces[kept].twice_area) kept = p;
    }

    const Overlay& m_overlay;
    std::vector<PieceIndex> m_a;
    std::vector<PieceIndex> m_b;
};

/// Whether more of its area of A, if it has one, lies beyond its outline, and more of its area of B.
bool is_cut_from_both(const Overlay& overlay, PieceIndex p) {
    const OverlayPiece& piece = overlay.pieces[p];
    bool cut_from_a = piece.a == no_area;
    bool cut_from_b = piece.b == no_area;
    for (const SignedArc s : overlay.outline_of(p)) {
        const OverlayPiece beyond =
            overlay.piece_at(s < 0 ? overlay.faces.left[arc_of(s)] : overlay.faces.right[arc_of(s)]);
        cut_from_a = cut_from_a || beyond.a == piece.a;
        cut_from_b = cut_from_b || beyond.b == piece.b;
    }
    return cut_from_a && cut_from_b;
}

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
    const LargestPieces largest(overlay);
    for (PieceIndex p = 0; p < overlay.pieces.size(); ++p) {
        OverlayPiece& piece = overlay.pieces[p];
        piece.is_sliver = !largest.has(p) && is_cut_from_both(overlay, p) &&
                          is_narrower(overlay.topology, overlay.outline_of(p), piece.twice_area,
                                      perimeter_m[p], sliver_width_m);
    }
}

}  // namespace geo
