#include "shapes/hex_annealing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace shapes {

namespace {

// For a piece too many, beside the weights of HexCost. While it is hot, an area may come apart for less, so
// that others pass through it.
constexpr double weight_of_piece = 25.0;
constexpr double least_weight_of_piece = 3.0;

constexpr double hottest = 0.5;
constexpr double coldest = 0.04;
constexpr std::size_t longest_shift = 16;

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// Even enough for any n that fits into memory, and without a division.
std::size_t below(std::mt19937_64& random, std::size_t n) {
    return static_cast<std::size_t>(((random() >> 32U) * n) >> 32U);
}

double unit(std::mt19937_64& random) {
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

std::vector<std::int32_t> areas_in_cells(const HexProblem& problem, std::span<const std::size_t> cell_of) {
    std::vector<std::int32_t> area_in(problem.comb.cells(), geo::no_area);
    for (std::size_t hexagon = 0; hexagon < cell_of.size(); ++hexagon)
        area_in[cell_of[hexagon]] = problem.area_of[hexagon];
    return area_in;
}

}  // namespace

HexAnnealing::HexAnnealing(const HexProblem& problem, std::vector<std::size_t> cell_of)
    : m_problem(problem),
      m_cell_of(std::move(cell_of)),
      m_in_cell(problem.comb.cells(), -1),
      m_pairs_of(problem.target.size()),
      m_cost(problem, areas_in_cells(problem, m_cell_of)) {
    for (std::size_t hexagon = 0; hexagon < m_cell_of.size(); ++hexagon)
        m_in_cell[m_cell_of[hexagon]] = static_cast<std::int32_t>(hexagon);
    for (std::size_t area = 0; area <= problem.target.size(); ++area) {
        const auto first = std::ranges::lower_bound(problem.area_of, static_cast<std::int32_t>(area));
        m_first_of.push_back(static_cast<std::size_t>(first - problem.area_of.begin()));
    }
    for (std::size_t p = 0; p < problem.neighbours.size(); ++p)
        for (const std::int32_t area : problem.neighbours[p])
            m_pairs_of[static_cast<std::size_t>(area)].push_back(p);
    for (const HexGroups& groups : problem.groups)
        m_pieces.emplace_back(problem.comb, groups, m_cost.area_in());
}

bool HexAnnealing::propose_swap(std::size_t hexagon, std::size_t to) {
    if (!m_problem.comb.is_inner(to)) return false;
    m_placed.push_back({to, static_cast<std::int32_t>(hexagon)});
    m_placed.push_back({m_cell_of[hexagon], m_in_cell[to]});
    return true;
}

/// A row of hexagons makes room by one step towards the first empty cell.
bool HexAnnealing::propose_shift(std::size_t hexagon, std::size_t direction) {
    std::size_t cell = m_cell_of[hexagon];
    m_placed.push_back({cell, -1});
    for (std::size_t length = 0; length < longest_shift; ++length) {
        const std::size_t next = m_problem.comb.beside(cell, direction);
        if (!m_problem.comb.is_inner(next)) return false;
        m_placed.push_back({next, m_in_cell[cell]});
        if (m_in_cell[next] < 0) return true;
        cell = next;
    }
    return false;
}

/// Three cells around a corner change places in a ring.
bool HexAnnealing::propose_turn(std::size_t hexagon, std::size_t direction) {
    const std::size_t first = m_cell_of[hexagon];
    const std::array<std::size_t, 3> ring = {first, m_problem.comb.beside(first, direction),
                                             m_problem.comb.beside(first, (direction + 1) % 6)};
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (!m_problem.comb.is_inner(ring[i])) return false;
        m_placed.push_back({ring[(i + 1) % ring.size()], m_in_cell[ring[i]]});
    }
    return true;
}

std::size_t HexAnnealing::cell_beside_lost_neighbour(std::size_t hexagon, std::mt19937_64& random) const {
    const std::int32_t area = m_problem.area_of[hexagon];
    const std::vector<std::size_t>& pairs = m_pairs_of[static_cast<std::size_t>(area)];
    if (pairs.empty()) return nowhere;
    const std::size_t first = below(random, pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::size_t pair = pairs[(first + i) % pairs.size()];
        if (m_cost.touches(pair)) continue;
        const auto [a, b] = m_problem.neighbours[pair];
        const auto other = static_cast<std::size_t>(a == area ? b : a);
        const std::size_t count = m_first_of[other + 1] - m_first_of[other];
        return m_problem.comb.beside(m_cell_of[m_first_of[other] + below(random, count)], below(random, 6));
    }
    return nowhere;
}

bool HexAnnealing::propose(std::mt19937_64& random) {
    m_placed.clear();
    const std::size_t hexagon = below(random, m_cell_of.size());
    const double kind = unit(random);
    const std::size_t direction = below(random, 6);
    if (kind < 0.2) return propose_shift(hexagon, direction);
    if (kind < 0.3) return propose_turn(hexagon, direction);
    if (kind < 0.55) {
        const std::size_t to = cell_beside_lost_neighbour(hexagon, random);
        if (to != nowhere) return propose_swap(hexagon, to);
    }
    return propose_swap(hexagon, m_problem.comb.beside(m_cell_of[hexagon], direction));
}

/// What is placed, by areas: hexagons of one area that change places change nothing.
void HexAnnealing::find_changes() {
    m_changes.clear();
    for (const auto& [cell, hexagon] : m_placed) {
        const std::int32_t before = m_cost.area_in()[cell];
        const std::int32_t after =
            hexagon < 0 ? geo::no_area : m_problem.area_of[static_cast<std::size_t>(hexagon)];
        if (before != after) m_changes.push_back({cell, before, after});
    }
}

double HexAnnealing::weight_of(std::size_t groups) const {
    return m_problem.groups[groups].are_areas ? m_weight_of_area_piece : weight_of_piece;
}

/// Makes the changes unless they cost more than `most`. Most do, so what is soonest known comes first: pieces
/// of the smallest groups, and what more of them cost must be within `most` by itself; then all but pieces;
/// then those of larger groups.
bool HexAnnealing::make_changes(double most) {
    // Pieces that there are too many of may go.
    double hope = 0.0;
    for (std::size_t g = 0; g < m_pieces.size(); ++g)
        hope += weight_of(g) * static_cast<double>(m_pieces[g].excess_within(m_changes));
    double change = 0.0;
    std::size_t made = 0;
    const auto make_pieces = [&](std::size_t end) {
        while (made < end && change <= most + hope) {
            hope -= weight_of(made) * static_cast<double>(m_pieces[made].excess_within(m_changes));
            change += weight_of(made) * static_cast<double>(m_pieces[made].make(m_changes));
            ++made;
        }
        return change <= most + hope;
    };
    if (make_pieces(std::min<std::size_t>(1, m_pieces.size()))) {
        const double left = most + hope - change;
        const double cost = m_cost.make(m_changes, left);
        change += cost;
        if (cost <= left && make_pieces(m_pieces.size())) {
            m_cost.keep();
            return true;
        }
        m_cost.undo();
    }
    for (std::size_t g = 0; g < made; ++g)
        m_pieces[g].undo();
    return false;
}

void HexAnnealing::run(std::size_t sweeps, std::mt19937_64& random) {
    for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
        const double done = static_cast<double>(sweep) / static_cast<double>(sweeps);
        const double temperature = hottest * std::pow(coldest / hottest, done);
        m_weight_of_area_piece =
            least_weight_of_piece * std::pow(weight_of_piece / least_weight_of_piece, done);
        for (std::size_t i = 0; i < m_cell_of.size(); ++i) {
            if (!propose(random)) continue;
            find_changes();
            if (m_changes.empty()) continue;
            // The most that a change may cost, drawn beforehand, saves most of what a refused one would take.
            if (!make_changes(-temperature * std::log(1.0 - unit(random)))) continue;
            for (const auto& [cell, hexagon] : m_placed) {
                m_in_cell[cell] = hexagon;
                if (hexagon >= 0) m_cell_of[static_cast<std::size_t>(hexagon)] = cell;
            }
        }
    }
}

double HexAnnealing::cost() const {
    double cost = m_cost.total();
    for (const HexPieceCount& pieces : m_pieces)
        cost += weight_of_piece * static_cast<double>(pieces.excess());
    return cost;
}

}  // namespace shapes
