#include "shapes/hex_piece_count.hpp"

#include <algorithm>

namespace shapes {

HexPieceCount::HexPieceCount(const Honeycomb& comb, const HexGroups& groups,
                             std::span<const std::int32_t> area_in)
    : m_comb(comb),
      m_groups(groups),
      m_group_in(comb.cells(), no_group),
      m_pieces(groups.pieces_on_ground.size(), 0),
      m_reached(comb.cells(), 0) {
    std::vector<CellChange> all;
    for (std::size_t cell = 0; cell < area_in.size(); ++cell)
        if (area_in[cell] >= 0) all.push_back({cell, geo::no_area, area_in[cell]});
    (void)make(all);
}

std::int64_t HexPieceCount::excess_of(std::int32_t group) const {
    const auto g = static_cast<std::size_t>(group);
    const std::size_t most = m_groups.pieces_on_ground[g];
    return m_pieces[g] > most ? static_cast<std::int64_t>(m_pieces[g] - most) : 0;
}

std::int64_t HexPieceCount::excess_within(std::span<const CellChange> changes) const {
    if (m_excess == 0) return 0;
    std::int64_t excess = 0;
    for (const CellChange& change : changes) {
        const std::int32_t before = group_of(change.before);
        const std::int32_t after = group_of(change.after);
        if (before == after) continue;
        if (before >= 0) excess += excess_of(before);
        if (after >= 0) excess += excess_of(after);
    }
    return std::min(excess, m_excess);
}

void HexPieceCount::set_pieces(std::int32_t group, std::size_t pieces) {
    m_excess -= excess_of(group);
    m_pieces[static_cast<std::size_t>(group)] = pieces;
    m_excess += excess_of(group);
}

std::int64_t HexPieceCount::make(std::span<const CellChange> changes) {
    const std::int64_t excess_before = m_excess;
    m_made.clear();
    m_counts.clear();
    for (const CellChange& change : changes) {
        const std::int32_t before = group_of(change.before);
        const std::int32_t after = group_of(change.after);
        if (before == after) continue;
        m_made.push_back({change.cell, before, after});
        m_group_in[change.cell] = no_group;
        // What hung together by the cell alone falls apart without it, and is joined by it.
        if (before >= 0) {
            const std::size_t pieces = m_pieces[static_cast<std::size_t>(before)];
            m_counts.push_back({before, pieces});
            set_pieces(before, pieces + pieces_beside(change.cell, before) - 1);
        }
        if (after >= 0) {
            const std::size_t pieces = m_pieces[static_cast<std::size_t>(after)];
            m_counts.push_back({after, pieces});
            set_pieces(after, pieces + 1 - pieces_beside(change.cell, after));
            m_group_in[change.cell] = after;
        }
    }
    return m_excess - excess_before;
}

void HexPieceCount::undo() {
    for (const CellChange& change : m_made)
        m_group_in[change.cell] = change.before;
    for (auto count = m_counts.rbegin(); count != m_counts.rend(); ++count)
        set_pieces(count->group, count->pieces);
}

/// The pieces that have cells of the group beside a cell, which counts as empty.
std::size_t HexPieceCount::pieces_beside(std::size_t cell, std::int32_t group) {
    Runs runs{};
    std::size_t count = 0;
    std::size_t last = m_comb.beside(cell, 5);
    bool before = m_group_in[last] == group;
    const bool is_last = before;
    for (std::size_t d = 0; d < 6; ++d) {
        const std::size_t beside = m_comb.beside(cell, d);
        const bool now = m_group_in[beside] == group;
        if (now && !before) runs[count++] = beside;
        before = now;
    }
    if (count == 0) return is_last ? 1 : 0;  // all around, or nothing
    return count == 1 ? 1 : pieces_among(runs, count, group);
}

/// How many pieces two or three cells of a group are in, that of the cell between them left out.
std::size_t HexPieceCount::pieces_among(const Runs& runs, std::size_t count, std::int32_t group) {
    const std::uint64_t first = m_flood + 1;
    m_flood += runs.size();
    std::array<std::size_t, 3> piece = {0, 1, 2};  // of each flood: the first of those that met
    std::array<std::size_t, 3> next{};
    std::size_t pieces = count;
    for (std::size_t f = 0; f < count; ++f) {
        m_queue[f].assign(1, runs[f]);
        m_reached[runs[f]] = first + f;
    }
    while (true) {
        std::array<bool, 3> goes_on{};
        for (std::size_t f = 0; f < count; ++f) {
            if (next[f] == m_queue[f].size()) continue;
            goes_on[piece[f]] = true;
            const std::size_t cell = m_queue[f][next[f]++];
            for (std::size_t d = 0; d < 6; ++d) {
                const std::size_t beside = m_comb.beside(cell, d);
                if (m_group_in[beside] != group) continue;
                if (m_reached[beside] < first) {
                    m_reached[beside] = first + f;
                    m_queue[f].push_back(beside);
                    continue;
                }
                const std::size_t kept = piece[m_reached[beside] - first];
                const std::size_t gone = piece[f];
                if (kept == gone) continue;
                std::ranges::replace(piece, gone, kept);
                goes_on[kept] = true;
                goes_on[gone] = false;
                if (--pieces == 1) return 1;
            }
        }
        if (std::ranges::count(goes_on, true) < 2) return pieces;
    }
}

}  // namespace shapes
