// Which vertex is the lightest: a tournament of the vertices of an arc, replayed where a weight changes.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/arc_lists.hpp"

namespace geo {

/// A tournament (tree of winners, Knuth 1973, section 5.2.3) over a run of places, lightest wins, ties by
/// position. No place is in it twice, and neighbours in the run share most of their way to the top.
class WinnerTree {
public:
    /// The weight of a place that does not compete.
    static constexpr double out = std::numeric_limits<double>::infinity();

    explicit WinnerTree(std::span<const GridPoint> positions) : m_positions(positions) {}

    /// Begins anew with the places from `first` on and their weights. O(weights).
    /// @pre the number of weights is a power of two; those beyond the last place are `out`.
    void start(Place first, std::span<const double> weights) {
        m_first = first;
        m_size = static_cast<std::uint32_t>(weights.size());
        m_weights = weights;
        m_winner.resize(m_size);
        for (std::uint32_t node = m_size; node-- > 1;)
            play(node);
    }

    /// To be called after the weight of a place has changed. O(log n).
    void replay(Place place) {
        for (std::uint32_t node = parent_of(place); node >= 1; node /= 2)
            play(node);
    }
    /// The same for three, which share their way from where it meets on.
    void replay(Place a, Place b, Place c) {
        std::uint32_t of_a = parent_of(a);
        std::uint32_t of_b = parent_of(b);
        std::uint32_t of_c = parent_of(c);
        for (; of_b >= 1; of_a /= 2, of_b /= 2, of_c /= 2) {
            play(of_b);
            if (of_a != of_b) play(of_a);
            if (of_c != of_b) play(of_c);
        }
    }

    /// The lightest place. @return false when none competes.
    bool lightest(Place& place) const {
        const std::uint32_t leaf = winner_of(1);
        place = m_first + leaf;
        return m_weights[leaf] != out;
    }

private:
    [[nodiscard]] std::uint32_t parent_of(Place place) const { return (place - m_first + m_size) / 2; }
    // Leaves are the nodes from m_size on; they are not stored.
    [[nodiscard]] std::uint32_t winner_of(std::uint32_t node) const {
        return node >= m_size ? node - m_size : m_winner[node];
    }
    void play(std::uint32_t node) {
        const std::uint32_t a = winner_of(2 * node);
        const std::uint32_t b = winner_of(2 * node + 1);
        const double weight_a = m_weights[a];
        const double weight_b = m_weights[b];
        // Without branches, save for a tie: who wins cannot be foretold.
        std::uint32_t winner = weight_a <= weight_b ? a : b;
        if ((weight_a == weight_b) & (weight_a != out))
            winner = m_positions[m_first + a] < m_positions[m_first + b] ? a : b;
        m_winner[node] = winner;
    }

    std::span<const GridPoint> m_positions;
    std::span<const double> m_weights;
    Place m_first = 0;
    std::uint32_t m_size = 1;
    std::vector<std::uint32_t> m_winner;  // by node: the leaf that won
};

}  // namespace geo
