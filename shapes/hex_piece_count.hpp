// The pieces that groups of hexagons are in, known at once as cells pass from one area to another. For the
// annealing of a layout.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shapes/hex_problem.hpp"

namespace shapes {

/// Counts pieces by what changes them. A cell whose neighbours of its group follow one another joins and
/// parts nothing. Elsewhere floods from each run of them go on in turn until they meet or one of them ends,
/// so that a detour or a small piece is found soon however large the group is.
class HexPieceCount {
public:
    /// `area_in` has the area in each cell. References are kept. O(cells).
    HexPieceCount(const Honeycomb& comb, const HexGroups& groups, std::span<const std::int32_t> area_in);

    /// Pieces of a group.
    [[nodiscard]] std::size_t pieces(std::size_t group) const { return m_pieces[group]; }
    /// Pieces of all groups together beyond those on the ground.
    [[nodiscard]] std::int64_t excess() const { return m_excess; }
    /// The most by which the changes can lessen the excess.
    [[nodiscard]] std::int64_t excess_within(std::span<const CellChange> changes) const;

    /// Makes the changes, one after another, and returns by how much they change the excess.
    /// @pre `before` is what is in each cell; cells are inner and distinct.
    std::int64_t make(std::span<const CellChange> changes);
    /// Takes back what the last make() did. @pre it was not taken back.
    void undo();

private:
    struct Count {
        std::int32_t group;
        std::size_t pieces;
    };
    using Runs = std::array<std::size_t, 3>;

    [[nodiscard]] std::int32_t group_of(std::int32_t area) const {
        return area < 0 ? no_group : m_groups.group_of[static_cast<std::size_t>(area)];
    }
    [[nodiscard]] std::int64_t excess_of(std::int32_t group) const;
    [[nodiscard]] std::size_t pieces_beside(std::size_t cell, std::int32_t group);
    [[nodiscard]] std::size_t pieces_among(const Runs& runs, std::size_t count, std::int32_t group);
    void set_pieces(std::int32_t group, std::size_t pieces);

    const Honeycomb& m_comb;
    const HexGroups& m_groups;
    std::vector<std::int32_t> m_group_in;  // of each cell
    std::vector<std::size_t> m_pieces;     // of each group
    std::int64_t m_excess = 0;
    std::vector<CellChange> m_made;  // groups, not areas
    std::vector<Count> m_counts;     // before each change of one
    // Of floods: which of which number reached a cell last.
    std::uint64_t m_flood = 0;
    std::vector<std::uint64_t> m_reached;
    std::array<std::vector<std::size_t>, 3> m_queue;
};

}  // namespace shapes
