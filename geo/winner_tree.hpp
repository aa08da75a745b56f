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

    /// Begins anew with the places [first, end) and their weights, that of `first` first. O(end - first).
    void start(Place first, Place end, std::span<const double> weights) {
        m_first = first;
        m_size = end - first;
        m_weights = weights;
        m_winner.resize(m_size);
        for (std::uint32_t node = m_size; node-- > 1;)
            m_winner[node] = better(winner_of(2 * node), winner_of(2 * node + 1));
    }

    /// To be called after the weight of a place has changed. O(log n).
    void replay(Place place) {
        for (std::uint32_t node = (place - m_first + m_size) / 2; node >= 1; node /= 2) {
            const Place winner = better(winner_of(2 * node), winner_of(2 * node + 1));
            const bool same_above = m_winner[node] == winner && winner != place;
            m_winner[node] = winner;
            if (same_above) return;
        }
    }

    /// The lightest place. @return false when none competes.
    bool lightest(Place& place) const {
        if (m_size == 0) return false;
        place = winner_of(1);
        return weight(place) != out;
    }

private:
    double weight(Place place) const { return m_weights[place - m_first]; }
    // Leaves are the nodes from m_size on; they are not stored.
    Place winner_of(std::uint32_t node) const {
        return node >= m_size ? m_first + node - m_size : m_winner[node];
    }
    Place better(Place a, Place b) const {
        const double weight_a = weight(a);
        const double weight_b = weight(b);
        if (weight_a == weight_b && weight_a != out) return m_positions[a] < m_positions[b] ? a : b;
        return weight_a <= weight_b ? a : b;
    }

    std::span<const GridPoint> m_positions;
    std::span<const double> m_weights;
    Place m_first = 0;
    std::uint32_t m_size = 0;
    std::vector<Place> m_winner;
};

}  // namespace geo
