// Improving a hexagonal layout step by step: hexagons change places on a honeycomb, and what each change does
// to borders, directions, distances and pieces is known at once. For hex_layout.cpp alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "shapes/honeycomb.hpp"

namespace shapes {

/// A set of hexagons that should hang together: a footprint, an area of several hexagons, or a land mass.
struct HexGroup {
    std::size_t pieces_on_ground = 1;
    std::vector<std::size_t> hexagons;
};

/// What annealing goes by, in widths.
struct HexProblem {
    const Honeycomb& comb;
    std::span<const std::int32_t> area_of;  ///< of each hexagon
    std::span<const geo::Point> target;     ///< of each area
    std::span<const geo::Point> ground;     ///< of each area: for directions
    std::span<const std::array<std::int32_t, 2>> neighbours;
    std::span<const std::int32_t> mass_of;  ///< the land mass of each area
    std::vector<HexGroup> groups;
};

class HexAnnealing {
public:
    /// From the cell of each hexagon. @pre cells are inner and distinct. O(hexagons + areas^2).
    HexAnnealing(const HexProblem& problem, std::vector<std::size_t> cell_of);

    /// `sweeps` changes for each hexagon, from hot to cold.
    void run(std::size_t sweeps, std::mt19937_64& random);

    [[nodiscard]] const std::vector<std::size_t>& cell_of() const { return m_cell_of; }
    /// Of the whole layout; the less the better.
    [[nodiscard]] double cost() const;

private:
    struct Step {
        std::size_t hexagon;
        std::size_t from;
        std::size_t to;
    };
    [[nodiscard]] bool propose(std::mt19937_64& random);
    [[nodiscard]] bool propose_swap(std::size_t hexagon, std::size_t to);
    [[nodiscard]] bool propose_shift(std::size_t hexagon, std::size_t direction);
    [[nodiscard]] bool propose_turn(std::size_t hexagon, std::size_t direction);
    [[nodiscard]] std::size_t cell_beside_lost_neighbour(std::size_t hexagon, std::mt19937_64& random) const;
    void apply(bool forward);
    void put(std::size_t hexagon, std::size_t cell);
    void lift(std::size_t hexagon);
    void find_touched();
    [[nodiscard]] double touched_cost() const;
    [[nodiscard]] double distance_cost(std::size_t hexagon) const;
    template <class Visit>
    void for_each_side(std::size_t hexagon, Visit visit) const;
    [[nodiscard]] double pair_cost(std::size_t pair) const;
    [[nodiscard]] double inlet_cost(std::size_t cell) const;
    [[nodiscard]] int euler_change(std::size_t cell) const;
    [[nodiscard]] std::size_t pieces(const HexGroup& group);
    [[nodiscard]] bool is_member(std::size_t hexagon, std::size_t group) const;
    [[nodiscard]] bool surely_keeps_pieces(std::size_t group) const;
    [[nodiscard]] bool is_one_run(std::size_t cell, std::size_t group, std::size_t without) const;
    [[nodiscard]] std::uint16_t& contacts(std::int32_t a, std::int32_t b);
    [[nodiscard]] std::uint16_t contacts(std::int32_t a, std::int32_t b) const;

    const HexProblem& m_problem;
    std::size_t m_areas;
    std::vector<std::size_t> m_cell_of;
    std::vector<std::int32_t> m_in_cell;                // hexagon of each cell, -1 for none
    std::vector<std::uint16_t> m_contacts;              // of each pair of areas
    std::vector<geo::Point> m_sum;                      // of the centres of each area's hexagons
    std::vector<double> m_count;                        // of its hexagons
    std::vector<std::vector<std::size_t>> m_pairs_of;   // of each area
    std::vector<std::vector<std::size_t>> m_groups_of;  // of each hexagon
    std::vector<geo::Point> m_direction;                // of each pair on the ground, of length 1
    int m_euler = 0;                                    // pieces less lakes of all hexagons
    std::vector<Step> m_steps;
    // What the steps touch, each once: by the number of the proposal that touched it last.
    std::uint32_t m_proposal = 0;
    std::vector<std::uint32_t> m_pair_stamp;
    std::vector<std::uint32_t> m_cell_stamp;
    std::vector<std::uint32_t> m_group_stamp;
    std::vector<std::size_t> m_pairs;
    std::vector<std::size_t> m_cells;
    std::vector<std::size_t> m_groups;
    std::vector<std::size_t> m_group_pieces;
    // Of floods.
    std::uint32_t m_flood = 0;
    std::vector<std::uint32_t> m_member_stamp;
    std::vector<std::size_t> m_queue;
};

}  // namespace shapes
