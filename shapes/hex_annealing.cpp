#include "shapes/hex_annealing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shapes {

namespace {

// Weights, beside a lost border, which counts 1. Found by trial on England's CCGs, footprints and districts.
constexpr double weight_of_gap = 0.08;        // for each width that neighbours are further apart than need be
constexpr double weight_of_turn = 0.5;        // for 1 - cos of the turn between neighbours
constexpr double weight_of_distance = 0.02;   // for each squared width from the cartogram
constexpr double weight_of_touch = 1.0;       // for two hexagons of different land masses side by side
constexpr double weight_of_own_side = -0.15;  // for two hexagons of one area side by side
constexpr double weight_of_piece = 25.0;      // for a piece too many
constexpr double weight_of_lake = 4.0;        // for empty cells, one or many, with hexagons all around
constexpr std::array<double, 7> inlet_weights = {0.0, 0.0, 0.0, 0.0, 0.2, 1.0, 1.0};  // by hexagons around

constexpr double hottest = 0.5;
constexpr double coldest = 0.04;
constexpr std::size_t longest_shift = 16;

constexpr double row_height = geo::hexagon_area;  // in widths
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

std::size_t below(std::mt19937_64& random, std::size_t n) {
    return static_cast<std::size_t>(random() % n);
}

double unit(std::mt19937_64& random) {
    return static_cast<double>(random() >> 11U) * 0x1p-53;
}

}  // namespace

HexAnnealing::HexAnnealing(const HexProblem& problem, std::vector<std::size_t> cell_of)
    : m_problem(problem),
      m_areas(problem.target.size()),
      m_cell_of(std::move(cell_of)),
      m_in_cell(problem.comb.cells(), -1),
      m_contacts(m_areas * m_areas, 0),
      m_sum(m_areas),
      m_count(m_areas, 0.0),
      m_pairs_of(m_areas),
      m_groups_of(m_cell_of.size()),
      m_pair_stamp(problem.neighbours.size(), 0),
      m_cell_stamp(problem.comb.cells(), 0),
      m_group_stamp(problem.groups.size(), 0),
      m_member_stamp(m_cell_of.size(), 0) {
    for (std::size_t p = 0; p < problem.neighbours.size(); ++p) {
        const auto [a, b] = problem.neighbours[p];
        const geo::Point from = problem.ground[static_cast<std::size_t>(a)];
        const geo::Point to = problem.ground[static_cast<std::size_t>(b)];
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        // Areas around one another may have one centre; no direction is then as good as any.
        m_direction.push_back(length > 0.0 ? geo::Point{(to.x - from.x) / length, (to.y - from.y) / length}
                                           : geo::Point{});
        m_pairs_of[static_cast<std::size_t>(a)].push_back(p);
        m_pairs_of[static_cast<std::size_t>(b)].push_back(p);
    }
    for (std::size_t g = 0; g < problem.groups.size(); ++g)
        for (const std::size_t hexagon : problem.groups[g].hexagons)
            m_groups_of[hexagon].push_back(g);
    for (std::size_t hexagon = 0; hexagon < m_cell_of.size(); ++hexagon)
        put(hexagon, m_cell_of[hexagon]);
    for (const HexGroup& group : problem.groups)
        m_group_pieces.push_back(pieces(group));
}

std::uint16_t& HexAnnealing::contacts(std::int32_t a, std::int32_t b) {
    return m_contacts[static_cast<std::size_t>(a) * m_areas + static_cast<std::size_t>(b)];
}

std::uint16_t HexAnnealing::contacts(std::int32_t a, std::int32_t b) const {
    return m_contacts[static_cast<std::size_t>(a) * m_areas + static_cast<std::size_t>(b)];
}

/// By how much a hexagon in an empty cell changes pieces less lakes of all hexagons: a new piece where it is
/// alone, one less of the two for each run of hexagons around it beyond the first, and a lake less where it
/// fills one.
int HexAnnealing::euler_change(std::size_t cell) const {
    int beginnings = 0;
    int around = 0;
    bool before = m_in_cell[m_problem.comb.beside(cell, 5)] >= 0;
    for (std::size_t d = 0; d < 6; ++d) {
        const bool is_taken = m_in_cell[m_problem.comb.beside(cell, d)] >= 0;
        if (is_taken) ++around;
        if (is_taken && !before) ++beginnings;
        before = is_taken;
    }
    return around == 6 ? 1 : 1 - beginnings;
}

void HexAnnealing::put(std::size_t hexagon, std::size_t cell) {
    const std::int32_t area = m_problem.area_of[hexagon];
    m_cell_of[hexagon] = cell;
    m_in_cell[cell] = static_cast<std::int32_t>(hexagon);
    const geo::Point centre = m_problem.comb.centre(cell);
    m_sum[static_cast<std::size_t>(area)].x += centre.x;
    m_sum[static_cast<std::size_t>(area)].y += std::round(centre.y / row_height);
    m_count[static_cast<std::size_t>(area)] += 1.0;
    m_euler += euler_change(cell);
    for (std::size_t d = 0; d < 6; ++d) {
        const std::int32_t other = m_in_cell[m_problem.comb.beside(cell, d)];
        if (other < 0) continue;
        const std::int32_t b = m_problem.area_of[static_cast<std::size_t>(other)];
        ++contacts(area, b);
        if (b != area) ++contacts(b, area);
    }
}

void HexAnnealing::lift(std::size_t hexagon) {
    const std::int32_t area = m_problem.area_of[hexagon];
    const std::size_t cell = m_cell_of[hexagon];
    m_in_cell[cell] = -1;
    const geo::Point centre = m_problem.comb.centre(cell);
    m_sum[static_cast<std::size_t>(area)].x -= centre.x;
    m_sum[static_cast<std::size_t>(area)].y -= std::round(centre.y / row_height);
    m_count[static_cast<std::size_t>(area)] -= 1.0;
    m_euler -= euler_change(cell);
    for (std::size_t d = 0; d < 6; ++d) {
        const std::int32_t other = m_in_cell[m_problem.comb.beside(cell, d)];
        if (other < 0) continue;
        const std::int32_t b = m_problem.area_of[static_cast<std::size_t>(other)];
        --contacts(area, b);
        if (b != area) --contacts(b, area);
    }
}

void HexAnnealing::apply(bool forward) {
    for (const Step& step : m_steps)
        lift(step.hexagon);
    for (const Step& step : m_steps)
        put(step.hexagon, forward ? step.to : step.from);
}

bool HexAnnealing::propose_swap(std::size_t hexagon, std::size_t to) {
    const std::size_t from = m_cell_of[hexagon];
    if (!m_problem.comb.is_inner(to) || to == from) return false;
    m_steps.push_back({hexagon, from, to});
    if (m_in_cell[to] >= 0) m_steps.push_back({static_cast<std::size_t>(m_in_cell[to]), to, from});
    return true;
}

/// A row of hexagons makes room by one step towards the first empty cell.
bool HexAnnealing::propose_shift(std::size_t hexagon, std::size_t direction) {
    std::size_t cell = m_cell_of[hexagon];
    for (std::size_t length = 0; length < longest_shift; ++length) {
        const std::size_t next = m_problem.comb.beside(cell, direction);
        if (!m_problem.comb.is_inner(next)) return false;
        m_steps.push_back({static_cast<std::size_t>(m_in_cell[cell]), cell, next});
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
        if (m_in_cell[ring[i]] >= 0)
            m_steps.push_back({static_cast<std::size_t>(m_in_cell[ring[i]]), ring[i], ring[(i + 1) % 3]});
    }
    return true;
}

std::size_t HexAnnealing::cell_beside_lost_neighbour(std::size_t hexagon, std::mt19937_64& random) const {
    const std::int32_t area = m_problem.area_of[hexagon];
    const std::vector<std::size_t>& pairs = m_pairs_of[static_cast<std::size_t>(area)];
    if (pairs.empty()) return nowhere;
    const std::size_t first = below(random, pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto [a, b] = m_problem.neighbours[pairs[(first + i) % pairs.size()]];
        if (contacts(a, b) > 0) continue;
        const std::int32_t other = a == area ? b : a;
        const auto begin = std::ranges::lower_bound(m_problem.area_of, other);
        const auto at = static_cast<std::size_t>(begin - m_problem.area_of.begin()) +
                        below(random, static_cast<std::size_t>(m_count[static_cast<std::size_t>(other)]));
        return m_problem.comb.beside(m_cell_of[at], below(random, 6));
    }
    return nowhere;
}

bool HexAnnealing::propose(std::mt19937_64& random) {
    m_steps.clear();
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

void HexAnnealing::find_touched() {
    ++m_proposal;
    m_pairs.clear();
    m_cells.clear();
    m_groups.clear();
    const auto touch_cell = [&](std::size_t cell) {
        if (m_cell_stamp[cell] == m_proposal || !m_problem.comb.is_inner(cell)) return;
        m_cell_stamp[cell] = m_proposal;
        m_cells.push_back(cell);
    };
    for (const Step& step : m_steps) {
        for (const std::size_t pair : m_pairs_of[static_cast<std::size_t>(m_problem.area_of[step.hexagon])]) {
            if (m_pair_stamp[pair] == m_proposal) continue;
            m_pair_stamp[pair] = m_proposal;
            m_pairs.push_back(pair);
        }
        for (const std::size_t group : m_groups_of[step.hexagon]) {
            if (m_group_stamp[group] == m_proposal) continue;
            m_group_stamp[group] = m_proposal;
            m_groups.push_back(group);
        }
        for (const std::size_t cell : {step.from, step.to}) {
            touch_cell(cell);
            for (std::size_t d = 0; d < 6; ++d)
                touch_cell(m_problem.comb.beside(cell, d));
        }
    }
    // A group whose hexagons change places among themselves keeps its pieces.
    std::erase_if(m_groups, [&](std::size_t group) {
        return std::ranges::all_of(m_steps, [&](const Step& step) {
            return !is_member(step.hexagon, group) || std::ranges::any_of(m_steps, [&](const Step& other) {
                return other.from == step.to && is_member(other.hexagon, group);
            });
        });
    });
}

double HexAnnealing::pair_cost(std::size_t pair) const {
    const auto [a, b] = m_problem.neighbours[pair];
    const auto i = static_cast<std::size_t>(a);
    const auto j = static_cast<std::size_t>(b);
    const double dx = m_sum[j].x / m_count[j] - m_sum[i].x / m_count[i];
    const double dy = (m_sum[j].y / m_count[j] - m_sum[i].y / m_count[i]) * row_height;
    const double distance = std::sqrt(dx * dx + dy * dy);
    const double least = (std::sqrt(m_count[i]) + std::sqrt(m_count[j])) / 2.0;
    double cost = contacts(a, b) == 0 ? 1.0 : 0.0;
    cost += weight_of_gap * std::max(0.0, distance - least);
    if (distance > 0.0) {
        const geo::Point direction = m_direction[pair];
        cost += weight_of_turn * (1.0 - (dx * direction.x + dy * direction.y) / distance);
    }
    return cost;
}

double HexAnnealing::inlet_cost(std::size_t cell) const {
    if (m_in_cell[cell] >= 0) return 0.0;
    std::size_t around = 0;
    for (std::size_t d = 0; d < 6; ++d)
        if (m_in_cell[m_problem.comb.beside(cell, d)] >= 0) ++around;
    return inlet_weights[around];
}

double HexAnnealing::distance_cost(std::size_t hexagon) const {
    const geo::Point centre = m_problem.comb.centre(m_cell_of[hexagon]);
    const geo::Point target = m_problem.target[static_cast<std::size_t>(m_problem.area_of[hexagon])];
    const double dx = centre.x - target.x;
    const double dy = centre.y - target.y;
    return weight_of_distance * (dx * dx + dy * dy);
}

/// Calls `visit` for each hexagon beside one, with what their side costs; sides that cost nothing are left
/// out.
template <class Visit>
void HexAnnealing::for_each_side(std::size_t hexagon, Visit visit) const {
    const std::int32_t area = m_problem.area_of[hexagon];
    for (std::size_t d = 0; d < 6; ++d) {
        const std::int32_t other = m_in_cell[m_problem.comb.beside(m_cell_of[hexagon], d)];
        if (other < 0) continue;
        const std::int32_t other_area = m_problem.area_of[static_cast<std::size_t>(other)];
        if (other_area == area) {
            visit(static_cast<std::size_t>(other), weight_of_own_side);
        } else if (m_problem.mass_of[static_cast<std::size_t>(area)] !=
                   m_problem.mass_of[static_cast<std::size_t>(other_area)]) {
            visit(static_cast<std::size_t>(other), weight_of_touch);
        }
    }
}

double HexAnnealing::touched_cost() const {
    double cost = 0.0;
    for (const std::size_t pair : m_pairs)
        cost += pair_cost(pair);
    for (const std::size_t cell : m_cells)
        cost += inlet_cost(cell);
    for (const Step& step : m_steps) {
        cost += distance_cost(step.hexagon);
        for_each_side(step.hexagon, [&](std::size_t other, double side_cost) {
            // A side between two that move comes up twice.
            const bool moves_too = std::ranges::find(m_steps, other, &Step::hexagon) != m_steps.end();
            cost += moves_too ? side_cost / 2.0 : side_cost;
        });
    }
    return cost;
}

std::size_t HexAnnealing::pieces(const HexGroup& group) {
    ++m_flood;
    for (const std::size_t member : group.hexagons)
        m_member_stamp[member] = m_flood;
    std::size_t found = 0;
    for (const std::size_t member : group.hexagons) {
        if (m_member_stamp[member] != m_flood) continue;
        ++found;
        m_queue.assign(1, member);
        m_member_stamp[member] = 0;
        while (!m_queue.empty()) {
            const std::size_t cell = m_cell_of[m_queue.back()];
            m_queue.pop_back();
            for (std::size_t d = 0; d < 6; ++d) {
                const std::int32_t other = m_in_cell[m_problem.comb.beside(cell, d)];
                if (other < 0 || m_member_stamp[static_cast<std::size_t>(other)] != m_flood) continue;
                m_member_stamp[static_cast<std::size_t>(other)] = 0;
                m_queue.push_back(static_cast<std::size_t>(other));
            }
        }
    }
    return found;
}

bool HexAnnealing::is_member(std::size_t hexagon, std::size_t group) const {
    return std::ranges::find(m_groups_of[hexagon], group) != m_groups_of[hexagon].end();
}

/// Whether the hexagons of the group around a cell follow one another, without that in another cell.
bool HexAnnealing::is_one_run(std::size_t cell, std::size_t group, std::size_t without) const {
    const auto is_there = [&](std::size_t direction) {
        const std::size_t beside = m_problem.comb.beside(cell, direction);
        return beside != without && m_in_cell[beside] >= 0 &&
               is_member(static_cast<std::size_t>(m_in_cell[beside]), group);
    };
    int beginnings = 0;
    bool any = false;
    bool before = is_there(5);
    for (std::size_t d = 0; d < 6; ++d) {
        const bool now = is_there(d);
        any = any || now;
        if (now && !before) ++beginnings;
        before = now;
    }
    return any && beginnings <= 1;
}

/// After the steps: a group that gave up one cell and took one has as many pieces as before where what is
/// around either hangs together anyhow.
bool HexAnnealing::surely_keeps_pieces(std::size_t group) const {
    std::size_t gained = nowhere;
    std::size_t lost = nowhere;
    for (const Step& step : m_steps) {
        if (!is_member(step.hexagon, group)) continue;
        const bool was_member = std::ranges::any_of(m_steps, [&](const Step& other) {
            return other.from == step.to && is_member(other.hexagon, group);
        });
        const bool stays_member = std::ranges::any_of(m_steps, [&](const Step& other) {
            return other.to == step.from && is_member(other.hexagon, group);
        });
        if ((!was_member && gained != nowhere) || (!stays_member && lost != nowhere)) return false;
        if (!was_member) gained = step.to;
        if (!stays_member) lost = step.from;
    }
    return is_one_run(lost, group, gained) && is_one_run(gained, group, gained);
}

void HexAnnealing::run(std::size_t sweeps, std::mt19937_64& random) {
    const auto excess = [&](std::size_t group, std::size_t pieces_now) {
        const std::size_t most = m_problem.groups[group].pieces_on_ground;
        return pieces_now > most ? static_cast<double>(pieces_now - most) : 0.0;
    };
    std::vector<std::size_t> pieces_after;
    for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
        const double done = static_cast<double>(sweep) / static_cast<double>(sweeps);
        const double temperature = hottest * std::pow(coldest / hottest, done);
        for (std::size_t i = 0; i < m_cell_of.size(); ++i) {
            if (!propose(random)) continue;
            find_touched();
            // The most that a change may cost, drawn beforehand, saves the floods of most that are refused.
            const double most = -temperature * std::log(1.0 - unit(random));
            double gain = 0.0;
            for (const std::size_t group : m_groups)
                gain += weight_of_piece * excess(group, m_group_pieces[group]);
            double change = weight_of_lake * m_euler - touched_cost();
            apply(true);
            change += touched_cost() - weight_of_lake * m_euler;
            bool accepted = change - gain <= most;
            if (accepted && !m_groups.empty()) {
                pieces_after.clear();
                change -= gain;
                for (const std::size_t group : m_groups) {
                    pieces_after.push_back(surely_keeps_pieces(group) ? m_group_pieces[group]
                                                                      : pieces(m_problem.groups[group]));
                    change += weight_of_piece * excess(group, pieces_after.back());
                }
                accepted = change <= most;
                if (accepted)
                    for (std::size_t g = 0; g < m_groups.size(); ++g)
                        m_group_pieces[m_groups[g]] = pieces_after[g];
            }
            if (!accepted) apply(false);
        }
    }
}

double HexAnnealing::cost() const {
    double cost = -weight_of_lake * m_euler;
    for (std::size_t pair = 0; pair < m_problem.neighbours.size(); ++pair)
        cost += pair_cost(pair);
    for (std::size_t cell = 0; cell < m_in_cell.size(); ++cell)
        if (m_problem.comb.is_inner(cell)) cost += inlet_cost(cell);
    for (std::size_t g = 0; g < m_problem.groups.size(); ++g) {
        const std::size_t most = m_problem.groups[g].pieces_on_ground;
        if (m_group_pieces[g] > most) cost += weight_of_piece * static_cast<double>(m_group_pieces[g] - most);
    }
    for (std::size_t hexagon = 0; hexagon < m_cell_of.size(); ++hexagon) {
        cost += distance_cost(hexagon);
        for_each_side(hexagon, [&](std::size_t, double side_cost) { cost += side_cost / 2.0; });
    }
    return cost;
}

}  // namespace shapes
