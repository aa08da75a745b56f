// The faces of a coverage: the ground cut along every border, and which areas claim each piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/assemble.hpp"
#include "geo/topology.hpp"
#include "geo/wide_int.hpp"

namespace geo {

using FaceIndex = std::uint32_t;

/// The unbounded face.
inline constexpr FaceIndex outside = 0;

/// Every connected piece of ground between borders, with the areas that claim it: one where the coverage is
/// as it should be, none in a gap, several in an overlap. Flat and constant after find_faces().
struct Faces {
    std::vector<FaceIndex> left;           ///< face on the left of each arc
    std::vector<FaceIndex> right;          ///< and on its right
    std::vector<std::int64_t> twice_area;  ///< of each face in cells, its holes left out; 0 for the outside
    std::vector<std::uint32_t> claim_start{0};
    std::vector<AreaIndex> claims;  ///< of face f: [claim_start[f], claim_start[f + 1]), sorted
    std::vector<std::uint32_t> ring_start{0};
    std::vector<ArcRing> rings;  ///< of face f: [ring_start[f], ring_start[f + 1]), its outer ring first; the
                                 ///< face lies on the left of each arc. Faces with one claim have none here
    std::vector<AreaIndex> irregular;  ///< areas with a ring that does not go round its ground once, a hole
                                       ///< outside its shell, or polygons that overlap; sorted
    std::size_t inconsistent = 0;      ///< arcs whose sides do not agree: 0 when the topology is noded

    [[nodiscard]] std::size_t count() const { return twice_area.size(); }
    [[nodiscard]] std::span<const AreaIndex> claims_of(FaceIndex f) const {
        return {claims.data() + claim_start[f], claims.data() + claim_start[f + 1]};
    }
    [[nodiscard]] std::span<const ArcRing> rings_of(FaceIndex f) const {
        return {rings.data() + ring_start[f], rings.data() + ring_start[f + 1]};
    }
};

/// Faces of a noded topology (build_snapped_topology()). An area claims the ground that one of its polygons
/// encloses: its shell winds round it, however often and whichever way, and none of that polygon's holes
/// does. So the two loops of a figure of eight both belong to its area, and so does ground that two polygons
/// of one area cover.
///
/// Cycles of arcs are traced by the next arc clockwise at each vertex; a component that touches no other is
/// put into the face that a ray to the west of its westernmost vertex meets; claims are carried from face to
/// face over the arcs between them. O(arcs log arcs + vertices), and O(segments that pass its height) for
/// each component.
[[nodiscard]] Faces find_faces(const Topology& topology);
/// The same with what crosses_of_arcs() has found.
[[nodiscard]] Faces find_faces(const Topology& topology, std::span<const Int128> crosses);

}  // namespace geo
