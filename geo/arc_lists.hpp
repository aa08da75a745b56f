// The arcs of a topology as linked lists, from which simplifying takes vertices out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/topology.hpp"

namespace geo {

/// Number of a vertex in ArcLists.
using Place = std::uint32_t;

/// Every vertex of a topology once, numbered along the arcs so that neighbours lie close in memory: first the
/// removable ones, arc by arc, then the junctions.
struct ArcLists {
    enum class Shape : std::uint8_t {
        open,      ///< between two junctions
        loop,      ///< from a junction back to it
        free_ring  ///< without any junction; all of its vertices are removable
    };
    struct Arc {
        Place first = 0;  ///< its removable vertices are [first, end)
        Place end = 0;
        Place from = 0;  ///< the junctions at its ends; unused for a free ring
        Place to = 0;
        std::uint32_t twins = 0;  ///< number of its family, no_twins when there is none
        Shape shape = Shape::open;

        /// Fewest removable vertices that it keeps, whatever its neighbours do: three make a ring.
        [[nodiscard]] std::uint32_t fewest() const {
            return shape == Shape::free_ring ? 3 : shape == Shape::loop ? 2 : 0;
        }
    };

    /// Families are the open arcs between the same two junctions, two or more of them.
    static constexpr std::uint32_t no_twins = 0xFFFFFFFF;

    ArcLists() = default;
    /// O(arc vertices).
    explicit ArcLists(const Topology& topology);

    [[nodiscard]] bool removable(Place place) const { return place < removables; }

    std::vector<Arc> arcs;
    std::vector<VertexId> vertex;     ///< of the topology, by place
    std::vector<GridPoint> position;  ///< by place
    Place removables = 0;             ///< places below it are removable, those from it on junctions
    std::uint32_t families = 0;
};

}  // namespace geo
