// The neighbourhood of areas: who borders on whom, over borders and over named links, and which areas hold a
// footprint together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/topology.hpp"
#include "shapes/plan.hpp"

namespace shapes {

/// Neighbours of each area: area i has [start[i], start[i + 1]), ascending.
struct Neighbourhood {
    std::vector<std::size_t> start{0};
    std::vector<std::int32_t> area;
    std::vector<double> border_m;  ///< of each neighbour; 0 for a link without a border

    [[nodiscard]] std::size_t areas() const { return start.size() - 1; }
};

/// From the borders of a topology and from links, which are pairs of areas that count as neighbours. A link
/// beside a border adds nothing. O(n log n).
[[nodiscard]] Neighbourhood make_neighbourhood(std::size_t areas, std::span<const geo::Border> borders,
                                               std::span<const std::array<std::int32_t, 2>> links);

/// The neighbourhood of areas that are kept together: group_of names the group of each area. Borders between
/// two groups are added up. O(n log n).
[[nodiscard]] Neighbourhood group_areas(const Neighbourhood& neighbourhood,
                                        std::span<const std::int32_t> group_of, std::size_t groups);

/// How footprints hang together.
struct Pieces {
    std::vector<std::int32_t> piece_of;        ///< of each area; -1 for areas in no footprint
    std::vector<std::int32_t> pieces;          ///< of each footprint
    std::vector<std::int32_t> pieces_without;  ///< into how many its piece falls when the area leaves
};

/// Pieces of each footprint, and of each area what its leaving does: 0 for an area that is a piece alone, 1
/// for most, 2 or more for an articulation area (Tarjan 1972; Hopcroft and Tarjan 1973). O(areas + borders).
[[nodiscard]] Pieces find_articulations(const Neighbourhood& neighbourhood,
                                        std::span<const FootprintIndex> footprint_of, std::size_t footprints);

/// Whether single areas may leave their footprints: a flood among the neighbours that ends as soon as it
/// knows, for work that changes the plan between questions.
class LeaveProbe {
public:
    explicit LeaveProbe(const Neighbourhood& neighbourhood)
        : m_around(neighbourhood), m_seen(neighbourhood.areas(), 0), m_wanted(neighbourhood.areas(), 0) {}

    /// True when the neighbours of the area in its footprint hang together without it, or there are none.
    /// O(borders of the footprint) at worst, mostly those around the area.
    [[nodiscard]] bool stays_together(std::int32_t area, std::span<const FootprintIndex> footprint_of);

private:
    const Neighbourhood& m_around;
    std::vector<std::int32_t> m_flood;
    std::vector<std::uint32_t> m_seen;    // by which flood each area was seen last
    std::vector<std::uint32_t> m_wanted;  // and looked for
    std::uint32_t m_floods = 0;
};

}  // namespace shapes
