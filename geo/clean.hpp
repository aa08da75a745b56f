// Repair of a coverage: every piece of ground to one area, and none lost.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/check.hpp"
#include "geo/faces.hpp"
#include "geo/ground.hpp"
#include "geo/ring_set.hpp"
#include "geo/topology.hpp"

namespace geo {

/// Who gets ground that several areas claim, or none.
enum class Preference {
    longest_border,  ///< the area with the longest border around it
    largest,         ///< the area with the most ground
    smallest,
    named,  ///< one area, where it is among those concerned; else the longest border
};

struct CleanOptions {
    CheckOptions check;  ///< gaps up to its width are filled, but for the allowed ones
    Preference preference = Preference::longest_border;
    std::optional<AreaIndex> named;
};

/// One piece of ground that changed hands.
struct Repair {
    FindingKind kind;              ///< overlap or gap
    std::vector<AreaIndex> areas;  ///< who claimed it, or lay around it
    AreaIndex given_to;
    Ground ground;
};

/// A coverage in which each piece of ground has one area, and the exact account of what changed, in doubled
/// cells: before + straightened - overlaps + gaps = after.
struct Cleaned {
    GridRings outlines;  ///< of the areas, in their order; valid, and sharing every border vertex by vertex
    std::vector<Repair> repairs;
    std::vector<AreaIndex> kept_overlapping;  ///< areas that would have been left with nothing: unrepaired
    std::int64_t twice_before = 0;            ///< signed areas of the rings, after snapping
    std::int64_t twice_straightened = 0;      ///< ground of rings that cross themselves, beyond that sum
    std::int64_t twice_overlaps = 0;          ///< claims given up
    std::int64_t twice_gaps = 0;              ///< gaps filled
    std::int64_t twice_after = 0;
};

/// Gives each overlap, and each gap no wider than the limit, to one of the areas concerned, by the
/// preference; ties go to the lower code. No area is emptied or swapped: an area of which more than half is
/// contested has the first call on it (the more contested one before the other, then the smaller), and one
/// that would have nothing left keeps all it claims and is named in kept_overlapping. Ground is given whole,
/// face by face; overlaps before gaps. A second run changes nothing.
/// @pre a noded topology, its faces, and a code for each area.
/// @throws InputError when the faces are inconsistent (snapping did not settle).
/// O(arcs log arcs + vertices).
[[nodiscard]] Cleaned clean(const Topology& topology, const Faces& faces, std::span<const std::string> codes,
                            const CleanOptions& options);

}  // namespace geo
