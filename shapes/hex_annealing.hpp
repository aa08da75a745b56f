// Improving a hexagonal layout step by step: hexagons change places on a honeycomb, at random, and less and
// less for the worse. For hex_layout.cpp alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "shapes/hex_cost.hpp"
#include "shapes/hex_piece_count.hpp"
#include "shapes/hex_problem.hpp"

namespace shapes {

class HexAnnealing {
public:
    /// From the cell of each hexagon. The problem is kept. @pre cells are inner and distinct; every hexagon
    /// has an area. O(cells + areas^2).
    HexAnnealing(const HexProblem& problem, std::vector<std::size_t> cell_of);

    /// `sweeps` changes for each hexagon, from hot to cold.
    void run(std::size_t sweeps, std::mt19937_64& random);

    [[nodiscard]] const std::vector<std::size_t>& cell_of() const { return m_cell_of; }
    /// Of the whole layout; the less the better.
    [[nodiscard]] double cost() const;

private:
    /// What is in a cell after a change.
    struct Placed {
        std::size_t cell;
        std::int32_t hexagon;  // -1 for none
    };
    [[nodiscard]] bool propose(std::mt19937_64& random);
    [[nodiscard]] bool propose_swap(std::size_t hexagon, std::size_t to);
    [[nodiscard]] bool propose_shift(std::size_t hexagon, std::size_t direction);
    [[nodiscard]] bool propose_turn(std::size_t hexagon, std::size_t direction);
    [[nodiscard]] std::size_t cell_beside_lost_neighbour(std::size_t hexagon, std::mt19937_64& random) const;
    void find_changes();
    [[nodiscard]] double weight_of(std::size_t groups) const;
    [[nodiscard]] bool make_changes(double most);

    const HexProblem& m_problem;
    std::vector<std::size_t> m_cell_of;
    std::vector<std::int32_t> m_in_cell;               // hexagon of each cell, -1 for none
    std::vector<std::size_t> m_first_of;               // of each area, and one more: hexagons
    std::vector<std::vector<std::size_t>> m_pairs_of;  // of each area
    HexCost m_cost;
    std::vector<HexPieceCount> m_pieces;  // of each of the groups of the problem
    double m_weight_of_area_piece = 0.0;
    std::vector<Placed> m_placed;
    std::vector<CellChange> m_changes;
};

}  // namespace shapes
