// Dissolve by cancellation: the outlines of groups of areas, all groups in one pass over the arcs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/topology.hpp"

namespace geo {

using GroupIndex = std::int32_t;
inline constexpr GroupIndex no_group = -1;

/// Outlines of `groups` groups of areas, where `group_of` gives the group of each area or no_group. An arc
/// with the same group on both sides cancels; the rest are walked into rings that visit each vertex once and
/// are nested into shells with their holes, so that each group is valid in the sense of OGC Simple Features.
/// Twice areas of members add up to that of the group exactly.
///
/// In a defective coverage (areas that overlap, rings that cross themselves) that sum still holds and nothing
/// is lost, but the outline may not be valid: ground claimed twice has two rings, and a hole without a shell
/// comes last. check_coverage() and check_outlines() name the defects.
///
/// Deterministic: rings start at their smallest vertex and are sorted by their vertices. O(arcs log arcs +
/// output), and O(rings log rings + holes x shells) for nesting.
[[nodiscard]] GridRings dissolve(const Topology& topology, std::span<const GroupIndex> group_of,
                                 std::size_t groups);

}  // namespace geo
