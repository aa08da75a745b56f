// Contiguity: whether the areas of a footprint hang together over common borders and named links.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/point.hpp"
#include "geo/topology.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// A way between two areas that have no border or none that counts: a bridge, tunnel, ferry, estuary, island.
struct NamedLink {
    std::int32_t a;  ///< indices of areas
    std::int32_t b;
    std::string name;
    std::string kind;  ///< empty when it is not said
};

/// What a link does for the plan.
enum class LinkUse {
    needed,      ///< joins two pieces of one footprint
    spare,       ///< would do so, but a link before it does
    not_needed,  ///< its ends hang together over borders
    across,      ///< its ends are in two footprints, or in none
};

/// Name as it stands in reports: "needed", "spare", "not_needed", "across".
[[nodiscard]] std::string_view to_string(LinkUse use);

/// The pieces of each footprint: indices of areas, ascending; the piece with most ground first, then by first
/// area. A footprint in one piece has one.
struct Contiguity {
    std::vector<std::vector<std::vector<std::int32_t>>> pieces;
    std::vector<LinkUse> use;  ///< of each link
};

/// Areas hang together where they share a border of positive length, or a link joins them; a corner does not
/// join. All parts of one area (its islands) count as joined. The rule is that of components, not of
/// neighbours, so that a plan with detached pieces can be judged. O(borders + links + areas log areas).
/// @pre links and borders name areas of footprint_of; twice_area has the ground of each area.
[[nodiscard]] Contiguity find_pieces(std::span<const FootprintIndex> footprint_of, std::size_t footprints,
                                     std::span<const geo::Border> borders, std::span<const NamedLink> links,
                                     std::span<const std::int64_t> twice_area);

/// Where a piece lies and how large it is.
struct PiecePlace {
    geo::Point centre;  ///< of the largest circle inside its largest part, in m
    double area_m2 = 0.0;
};

/// Places of pieces, given as lists of areas that share none. O(arcs log arcs + vertices of the pieces).
[[nodiscard]] std::vector<PiecePlace> place_pieces(const geo::Topology& topology,
                                                   std::span<const std::vector<std::int32_t>> pieces);

/// The footprint around each footprint: the only one on the other side of all its borders, with no coast, no
/// gap and no area in none between (a doughnut and its hole). no_footprint for every other. O(arcs).
[[nodiscard]] std::vector<FootprintIndex> embedded_in(const geo::Topology& topology,
                                                      std::span<const FootprintIndex> footprint_of,
                                                      std::size_t footprints);

}  // namespace shapes
