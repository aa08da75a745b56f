// Overlay of two coverages, A and B: which ground lies in which area of each, exact on one grid and by arcs.
//
// piece   connected ground with one area of A (or none) and one of B (or none)
// pair    all pieces with the same two areas
// sliver  a piece that is no real difference between A and B but noise along a border: see
// overlay_coverages()
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/faces.hpp"
#include "geo/ground.hpp"
#include "geo/point.hpp"
#include "geo/topology.hpp"

namespace geo {

using PieceIndex = std::uint32_t;

/// Of ground that lies in no area of A and in none of B.
inline constexpr PieceIndex no_piece = std::numeric_limits<PieceIndex>::max();

/// Connected ground of one pair; pieces that touch in a point only are two.
struct OverlayPiece {
    AreaIndex a = no_area;        ///< row of A, or no_area where A has no ground
    AreaIndex b = no_area;        ///< row of B, or no_area; never both none
    std::int64_t twice_area = 0;  ///< in cells
    bool is_sliver = false;
};

/// What an area of A and an area of B have in common; or, with no_area, what an area has outside the other
/// layer.
struct OverlayPair {
    AreaIndex a = no_area;
    AreaIndex b = no_area;
    std::int64_t twice_area = 0;     ///< of all pieces, slivers included, in cells
    std::int64_t twice_slivers = 0;  ///< of the slivers among them
    PieceIndex first_piece = 0;      ///< its pieces follow one another
    std::uint32_t pieces = 0;        ///< slivers included
    std::uint32_t slivers = 0;
    double shared_border_m = 0.0;  ///< outline of a that is outline of b too, on either side; 0 with no_area
};

/// An area of one layer, as the other layer cuts it.
struct OverlaidArea {
    std::int64_t twice_area = 0;  ///< the sum of its pairs, exactly
    double outline_m = 0.0;       ///< length of its outline, holes included
};

/// Two coverages cut along all borders of both. Flat and constant after overlay_coverages().
struct Overlay {
    Topology topology;           ///< of both: A has the areas [0, areas_of_a), B the others
    std::size_t areas_of_a = 0;  ///< b of pairs and pieces is the index in the topology less this
    Faces faces;
    std::vector<PieceIndex> piece_of_face;  ///< no_piece outside both
    std::vector<OverlayPiece> pieces;
    std::vector<std::uint32_t> piece_arc_start{
        0};                              ///< piece p: piece_arcs [piece_arc_start[p], piece_arc_start[p + 1])
    std::vector<SignedArc> piece_arcs;   ///< its outline, the piece on the left of each arc
    std::vector<OverlayPair> pairs;      ///< sorted by a, then b; no_area comes first
    std::vector<OverlaidArea> a;         ///< by row of A
    std::vector<OverlaidArea> b;         ///< by row of B
    std::vector<FaceIndex> contested;    ///< too wide for noise, see overlay_coverages(); largest first
    std::int64_t twice_contested_a = 0;  ///< ground that several areas of A claim, noise included
    std::int64_t twice_contested_b = 0;

    /// The pair of two rows, either of them no_area; nullptr when they have no ground in common. O(log
    /// pairs).
    [[nodiscard]] const OverlayPair* find_pair(AreaIndex row_of_a, AreaIndex row_of_b) const;
    /// The arcs around a piece, which lies on the left of each.
    [[nodiscard]] std::span<const SignedArc> outline_of(PieceIndex piece) const {
        return {piece_arcs.data() + piece_arc_start[piece], piece_arcs.data() + piece_arc_start[piece + 1]};
    }
    /// The piece that a face is part of; an empty one, of no_area twice, outside both layers.
    [[nodiscard]] OverlayPiece piece_at(FaceIndex face) const {
        return piece_of_face[face] == no_piece ? OverlayPiece{} : pieces[piece_of_face[face]];
    }
};

/// Overlays the first `areas_of_a` areas of a noded topology (build_layers_together()) with the others.
///
/// Areas of the pairs add up to the areas of A and of B exactly, in cells: each piece of ground is counted
/// once. An area has the ground that it claims (faces.hpp). Ground that several areas of one layer claim goes
/// to the first of them, is counted in twice_contested, and listed in `contested` when it is
/// `noise_width_m` wide or more (twice the tolerance of snapping tells what snapping may have done).
///
/// A piece is a sliver when it is narrower than `sliver_width_m` (diameter of its largest inscribed circle)
/// and its pair is the best match of neither of its areas: the pair in which an area of A has the most ground
/// (with an area of B or outside B, the first of equals), or an area of B likewise. So what two areas mostly
/// have in common is no noise however narrow they are, and every area keeps a pair to be judged by. A larger
/// width never has fewer slivers. With a width of 0 there are none.
///
/// @pre areas_of_a <= topology.areas(), no width is negative
/// @throws InputError when the topology is not settled (faces are inconsistent).
/// O(arcs log arcs + vertices), and O(n log n) of the pieces whose area and perimeter do not tell whether
/// they are narrow.
[[nodiscard]] Overlay overlay_coverages(Topology topology, std::size_t areas_of_a, double sliver_width_m,
                                        double noise_width_m);

/// Marks the slivers of an overlay anew, for another width. O(pieces + arcs), and what telling them costs.
void set_sliver_width(Overlay& overlay, double sliver_width_m);

/// The ground of a piece: outline, perimeter, width and the place where it is widest. O(n log n) of its
/// vertices.
[[nodiscard]] Ground ground_of(const Overlay& overlay, PieceIndex piece);

/// The piece in which each place lies, exact on the grid; no_piece for a place outside both layers, off the
/// grid, or not finite. Places in the CRS of the overlay, in metres. A place on a border belongs to the
/// ground just west of it (north-west of a vertex), so that each place is in one piece only. For the nearest
/// area of a place that lies in none, see AreaLocator. O(arcs + places x segments of a row).
[[nodiscard]] std::vector<PieceIndex> locate_pieces(const Overlay& overlay, std::span<const Point> places);

/// Slivers of the whole overlay, and what they add up to.
struct SliverTotal {
    std::size_t slivers = 0;
    std::int64_t twice_area = 0;
};
/// O(pairs).
[[nodiscard]] SliverTotal total_slivers(const Overlay& overlay);

}  // namespace geo
