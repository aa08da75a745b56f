#include "geo/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "geo/error.hpp"
#include "geo/first_to_the_west.hpp"
#include "geo/joined_faces.hpp"
#include "geo/slivers.hpp"

namespace geo {

namespace {

/// The row of A and the row of B that have a face.
struct Rows {
    AreaIndex a = no_area;
    AreaIndex b = no_area;

    friend auto operator<=>(const Rows&, const Rows&) = default;
};

/// Makes an overlay, one step after the other.
class Overlaying {
public:
    Overlaying(Topology topology, std::size_t areas_of_a) {
        m_overlay.topology = std::move(topology);
        m_overlay.areas_of_a = areas_of_a;
        m_overlay.faces = find_faces(m_overlay.topology);
        m_overlay.a.resize(areas_of_a);
        m_overlay.b.resize(m_overlay.topology.areas() - areas_of_a);
        m_lengths_m = arc_lengths_m(m_overlay.topology);
    }

    Overlay make(double sliver_width_m, double noise_width_m) {
        if (m_overlay.faces.inconsistent > 0) {
            throw InputError(
                "overlay",
                std::to_string(m_overlay.faces.inconsistent) + " arcs still cross others after snapping",
                "try another --snap");
        }
        give_faces();
        find_contested(noise_width_m);
        join_pieces();
        list_outlines();
        add_up_pairs();
        mark_slivers(m_overlay, m_perimeter_m, sliver_width_m);
        measure_borders();
        return std::move(m_overlay);
    }

private:
    /// Each face to the first area of either layer that claims it.
    void give_faces() {
        const Faces& faces = m_overlay.faces;
        const auto first_of_b = static_cast<AreaIndex>(m_overlay.areas_of_a);
        m_rows.resize(faces.count());
        for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
            const std::span<const AreaIndex> claims = faces.claims_of(f);
            const auto of_b = std::ranges::lower_bound(claims, first_of_b);
            if (of_b != claims.begin()) m_rows[f].a = claims.front();
            if (of_b != claims.end()) m_rows[f].b = *of_b - first_of_b;
            const bool contested_a = of_b - claims.begin() > 1;
            const bool contested_b = claims.end() - of_b > 1;
            if (contested_a) m_overlay.twice_contested_a += faces.twice_area[f];
            if (contested_b) m_overlay.twice_contested_b += faces.twice_area[f];
            if (contested_a || contested_b) m_overlay.contested.push_back(f);
        }
    }

    /// Of the contested faces only those stay in the list that are no noise.
    void find_contested(double noise_width_m) {
        const Faces& faces = m_overlay.faces;
        std::erase_if(m_overlay.contested, [&](FaceIndex f) {
            std::vector<SignedArc> around;
            for (const ArcRing& ring : faces.rings_of(f))
                around.insert(around.end(), ring.begin(), ring.end());
            double perimeter_m = 0;
            for (const SignedArc s : around)
                perimeter_m += m_lengths_m[arc_of(s)];
            return is_narrower(m_overlay.topology, around, faces.twice_area[f], perimeter_m, noise_width_m);
        });
        std::ranges::stable_sort(m_overlay.contested, [&](FaceIndex f, FaceIndex g) {
            return faces.twice_area[f] > faces.twice_area[g];
        });
    }

    void join_pieces() {
        const Faces& faces = m_overlay.faces;
        JoinedFaces joined(faces.count());
        for (std::size_t arc = 0; arc < m_overlay.topology.arcs(); ++arc) {
            if (m_rows[faces.left[arc]] == m_rows[faces.right[arc]])
                joined.join(faces.left[arc], faces.right[arc]);
        }
        std::vector<FaceIndex> leaders;
        for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
            if (joined.leader(f) == f && m_rows[f] != Rows{}) leaders.push_back(f);
        }
        std::ranges::stable_sort(leaders, {}, [&](FaceIndex f) { return m_rows[f]; });
        m_overlay.piece_of_face.assign(faces.count(), no_piece);
        for (const FaceIndex f : leaders) {
            m_overlay.piece_of_face[f] = static_cast<PieceIndex>(m_overlay.pieces.size());
            m_overlay.pieces.push_back({.a = m_rows[f].a, .b = m_rows[f].b});
        }
        for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
            const PieceIndex piece = m_overlay.piece_of_face[joined.leader(f)];
            if (piece == no_piece) continue;
            m_overlay.piece_of_face[f] = piece;
            m_overlay.pieces[piece].twice_area += faces.twice_area[f];
        }
    }

    /// The arcs around each piece, in the order of arcs, and how long they are.
    void list_outlines() {
        const std::size_t arcs = m_overlay.topology.arcs();
        const auto for_each = [&](auto visit) {
            for (std::size_t arc = 0; arc < arcs; ++arc) {
                const PieceIndex left = m_overlay.piece_of_face[m_overlay.faces.left[arc]];
                const PieceIndex right = m_overlay.piece_of_face[m_overlay.faces.right[arc]];
                if (left == right) continue;
                if (left != no_piece) visit(left, static_cast<SignedArc>(arc));
                if (right != no_piece) visit(right, ~static_cast<SignedArc>(arc));
            }
        };
        std::vector<std::uint32_t>& start = m_overlay.piece_arc_start;
        start.assign(m_overlay.pieces.size() + 1, 0);
        m_perimeter_m.assign(m_overlay.pieces.size(), 0.0);
        for_each([&](PieceIndex p, SignedArc s) {
            ++start[p + 1];
            m_perimeter_m[p] += m_lengths_m[arc_of(s)];
        });
        for (std::size_t p = 1; p < start.size(); ++p)
            start[p] += start[p - 1];
        m_overlay.piece_arcs.resize(start.back());
        std::vector<std::uint32_t> filled(start.begin(), start.end() - 1);
        for_each([&](PieceIndex p, SignedArc s) { m_overlay.piece_arcs[filled[p]++] = s; });
    }

    void add_up_pairs() {
        for (PieceIndex p = 0; p < m_overlay.pieces.size(); ++p) {
            const OverlayPiece& piece = m_overlay.pieces[p];
            std::vector<OverlayPair>& pairs = m_overlay.pairs;
            if (pairs.empty() || pairs.back().a != piece.a || pairs.back().b != piece.b)
                pairs.push_back({.a = piece.a, .b = piece.b, .first_piece = p});
            OverlayPair& pair = pairs.back();
            pair.twice_area += piece.twice_area;
            ++pair.pieces;
            if (piece.a != no_area)
                m_overlay.a[static_cast<std::size_t>(piece.a)].twice_area += piece.twice_area;
            if (piece.b != no_area)
                m_overlay.b[static_cast<std::size_t>(piece.b)].twice_area += piece.twice_area;
        }
    }

    void measure_borders() {
        for (std::size_t arc = 0; arc < m_overlay.topology.arcs(); ++arc) {
            const Rows left = m_rows[m_overlay.faces.left[arc]];
            const Rows right = m_rows[m_overlay.faces.right[arc]];
            const double length_m = m_lengths_m[arc];
            if (left.a != right.a) {
                for (const AreaIndex a : {left.a, right.a})
                    if (a != no_area) m_overlay.a[static_cast<std::size_t>(a)].outline_m += length_m;
            }
            if (left.b == right.b) continue;
            for (const AreaIndex b : {left.b, right.b})
                if (b != no_area) m_overlay.b[static_cast<std::size_t>(b)].outline_m += length_m;
            if (left.a == right.a) continue;
            for (const AreaIndex a : {left.a, right.a})
                for (const AreaIndex b : {left.b, right.b})
                    add_shared_border(a, b, length_m);
        }
    }

    void add_shared_border(AreaIndex a, AreaIndex b, double length_m) {
        if (a == no_area || b == no_area) return;
        if (const OverlayPair* pair = m_overlay.find_pair(a, b))
            m_overlay.pairs[static_cast<std::size_t>(pair - m_overlay.pairs.data())].shared_border_m +=
                length_m;
    }

    Overlay m_overlay;
    std::vector<double> m_lengths_m;    // of arcs
    std::vector<Rows> m_rows;           // of faces
    std::vector<double> m_perimeter_m;  // of pieces
};

}  // namespace

const OverlayPair* Overlay::find_pair(AreaIndex row_of_a, AreaIndex row_of_b) const {
    const auto found = std::lower_bound(pairs.begin(), pairs.end(), Rows{row_of_a, row_of_b},
                                        [](const OverlayPair& pair, const Rows& rows) {
                                            return Rows{pair.a, pair.b} < rows;
                                        });
    if (found == pairs.end() || found->a != row_of_a || found->b != row_of_b) return nullptr;
    return &*found;
}

Overlay overlay_coverages(Topology topology, std::size_t areas_of_a, double sliver_width_m,
                          double noise_width_m) {
    return Overlaying(std::move(topology), areas_of_a).make(sliver_width_m, noise_width_m);
}

Ground ground_of(const Overlay& overlay, PieceIndex piece) {
    const std::span<const SignedArc> outline = overlay.outline_of(piece);
    return measure_ground(overlay.topology, {outline.begin(), outline.end()});
}

std::vector<PieceIndex> locate_pieces(const Overlay& overlay, std::span<const Point> places) {
    const Topology& topology = overlay.topology;
    std::vector<PieceIndex> found(places.size(), no_piece);
    // Places off the grid, NaN among them, lie in no piece.
    constexpr double farthest = 1073741823.0;
    std::vector<std::size_t> asked;
    std::vector<GridPoint> on_grid;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double x =
            (places[i].x - static_cast<double>(topology.grid.origin_x_m)) * topology.grid.cells_per_m;
        const double y =
            (places[i].y - static_cast<double>(topology.grid.origin_y_m)) * topology.grid.cells_per_m;
        if (!(std::abs(x) < farthest && std::abs(y) < farthest)) continue;
        asked.push_back(i);
        on_grid.push_back(topology.grid.to_grid(places[i]));
    }
    const std::vector<SegmentHit> hits = first_to_the_west(topology, on_grid);
    for (std::size_t k = 0; k < asked.size(); ++k) {
        const SegmentHit hit = hits[k];
        if (!hit.found) continue;
        const FaceIndex face = hit.arc_points_up ? overlay.faces.right[hit.arc] : overlay.faces.left[hit.arc];
        found[asked[k]] = overlay.piece_of_face[face];
    }
    return found;
}

SliverTotal total_slivers(const Overlay& overlay) {
    SliverTotal total;
    for (const OverlayPair& pair : overlay.pairs) {
        total.slivers += pair.slivers;
        total.twice_area += pair.twice_slivers;
    }
    return total;
}

}  // namespace geo
