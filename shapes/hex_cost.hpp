// What a hexagonal layout costs, but for its pieces, and what a change of it would: borders, directions,
// distances and outline. For the annealing of a layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "shapes/hex_outline.hpp"
#include "shapes/hex_problem.hpp"

namespace shapes {

/// Keeps what each pair of neighbours costs, so that a change is reckoned from what it touches alone. The
/// terms and their weights are those of docs/cartogram.md.
class HexCost {
public:
    /// `area_in` has the area in each cell, geo::no_area for none. References are kept. O(cells + areas^2).
    HexCost(const HexProblem& problem, std::vector<std::int32_t> area_in);

    /// The area in each cell.
    [[nodiscard]] std::span<const std::int32_t> area_in() const { return m_area_in; }
    /// Whether two neighbours touch, by their place among the neighbours of the problem.
    [[nodiscard]] bool touches(std::size_t pair) const { return m_sides[pair] > 0; }

    /// Makes the changes and returns what they cost; or, as soon as it is sure that they cost more than
    /// `most`, a number greater than that, and then they can only be undone. O(cells + neighbours of areas
    /// touched).
    /// @pre `before` is what is in each cell; cells are inner and distinct; no area loses all its hexagons.
    double make(std::span<const CellChange> changes, double most);
    /// Keeps, or takes back, what the last make() did; one of them follows it.
    void keep();
    void undo();

    /// Of the whole layout. O(cells + neighbours).
    [[nodiscard]] double total() const;

private:
    /// A pair of neighbours.
    struct Pair {
        std::size_t from;
        std::size_t to;
        geo::Point direction;  // on the ground, of length 1
        double least;          // distance that they need to have
    };
    struct PairOf {
        std::size_t pair;
        std::size_t other;
    };
    /// The place of an area before a change.
    struct Touched {
        std::size_t area;
        geo::Point sum;
        geo::Point mean;
    };

    void add_pairs();
    [[nodiscard]] std::int32_t kind_of_side(std::int32_t a, std::int32_t b) const {
        return m_kind[static_cast<std::size_t>(a) * m_areas + static_cast<std::size_t>(b)];
    }
    [[nodiscard]] double distance_cost(std::size_t cell, std::int32_t area) const;
    [[nodiscard]] double pair_cost(const Pair& pair) const;
    void touch(std::int32_t area);
    void add_to_sum(std::int32_t area, std::size_t cell, double sign);
    void move_mean(std::size_t area);
    double change_sides(const CellChange& change);

    const HexProblem& m_problem;
    std::size_t m_areas;
    std::vector<std::int32_t> m_area_in;  // of each cell
    HexOutline m_outline;
    std::vector<geo::Point> m_in_rows;  // centre of each cell: x in widths, y in rows, whose sums are exact
    std::vector<Pair> m_pairs;
    std::vector<std::vector<PairOf>> m_pairs_of;  // of each area
    std::vector<std::int32_t> m_kind;   // of a side between two areas: their pair, or what else it is
    std::vector<std::int32_t> m_sides;  // of each pair
    std::vector<double> m_pair_cost;    // of each pair, but for whether it touches
    std::vector<double> m_count;        // of each area's hexagons
    std::vector<geo::Point> m_sum;      // of their centres in rows
    std::vector<geo::Point> m_mean;     // of their centres, in widths
    // The last change.
    std::vector<CellChange> m_made;
    std::vector<std::int32_t> m_sides_gained;  // pairs
    std::vector<std::int32_t> m_sides_lost;
    std::vector<Touched> m_touched;
    std::vector<std::int32_t> m_place_in_touched;  // of each area, -1 for none
    std::vector<std::size_t> m_touched_pairs;
    std::vector<double> m_cost_after;  // of these
};

}  // namespace shapes
