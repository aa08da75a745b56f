#include "shapes/hex_layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "geo/error.hpp"
#include "geo/two_threads.hpp"
#include "shapes/assignment.hpp"
#include "shapes/hex_annealing.hpp"

namespace shapes {

namespace {

/// A layout and what it costs.
struct Candidate {
    std::vector<geo::HexCell> cell;
    double cost = std::numeric_limits<double>::infinity();
};

double squared_distance(geo::Point a, geo::Point b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

/// The ground in widths of a hexagon, and what should hang together.
class HexTask {
public:
    explicit HexTask(const HexGround& ground) : m_ground(ground) {
        const double width_m = hex_width_m(ground);
        for (std::size_t a = 0; a < ground.hexagons.size(); ++a) {
            const bool is_there = ground.hexagons[a] > 0;
            const geo::Point drawn_out = is_there ? ground.drawn_out_m[a] : geo::Point{};
            const geo::Point centre = is_there ? ground.centre_m[a] : geo::Point{};
            m_target.push_back({drawn_out.x / width_m, drawn_out.y / width_m});
            m_centre.push_back({centre.x / width_m, centre.y / width_m});
            m_area_of.insert(m_area_of.end(), static_cast<std::size_t>(ground.hexagons[a]),
                             static_cast<std::int32_t>(a));
        }
        find_groups();
    }

    [[nodiscard]] const std::vector<std::int32_t>& area_of() const { return m_area_of; }

    /// One search from cells that lie `shift` of a width from where they would.
    [[nodiscard]] Candidate search(geo::Point shift, std::uint64_t seed, std::size_t sweeps) const {
        std::vector<geo::Point> target = m_target;
        std::vector<geo::Point> taken;
        for (std::size_t a = 0; a < target.size(); ++a) {
            target[a].x += shift.x;
            target[a].y += shift.y;
            if (m_ground.hexagons[a] > 0) taken.push_back(target[a]);
        }
        constexpr std::int32_t margin = 5;
        const Honeycomb comb(taken, margin + static_cast<std::int32_t>(std::sqrt(greatest_area()) / 2.0));
        const HexProblem problem{comb,    m_area_of, target, m_centre, m_ground.neighbours, m_ground.mass_of,
                                 m_groups};
        HexAnnealing annealing(problem, nearest_cells(comb, target));
        std::mt19937_64 random(seed);
        annealing.run(sweeps, random);
        Candidate result;
        for (const std::size_t cell : annealing.cell_of())
            result.cell.push_back(comb.position(cell));
        result.cost = annealing.cost();
        return result;
    }

private:
    [[nodiscard]] double greatest_area() const {
        return static_cast<double>(std::ranges::max(m_ground.hexagons));
    }

    void find_groups() {
        std::vector<std::int32_t> of_footprint(m_ground.hexagons.size(), no_group);
        std::vector<std::int32_t> of_mass(m_ground.hexagons.size(), no_group);
        std::vector<std::int32_t> of_area(m_ground.hexagons.size(), no_group);
        for (std::size_t a = 0; a < of_footprint.size(); ++a) {
            if (m_ground.hexagons[a] == 0) continue;
            of_footprint[a] = m_ground.footprint_of[a];
            of_mass[a] = m_ground.mass_of[a];
            of_area[a] = static_cast<std::int32_t>(a);
        }
        add_groups(of_area, true);
        add_groups(of_footprint, false);
        add_groups(of_mass, false);
    }

    /// The groups of areas with one number, -1 for areas in none; as many pieces as on the ground are
    /// allowed. A hexagon alone is no group, since it has no pieces.
    void add_groups(const std::vector<std::int32_t>& number_of, bool are_areas) {
        const std::int32_t most = number_of.empty() ? -1 : std::ranges::max(number_of);
        std::vector<std::int32_t> hexagons(static_cast<std::size_t>(most + 1), 0);
        for (std::size_t a = 0; a < number_of.size(); ++a)
            if (number_of[a] >= 0) hexagons[static_cast<std::size_t>(number_of[a])] += m_ground.hexagons[a];
        std::vector<std::int32_t> group_of_number(hexagons.size(), no_group);
        HexGroups groups;
        groups.are_areas = are_areas;
        for (std::size_t number = 0; number < hexagons.size(); ++number) {
            if (hexagons[number] < 2) continue;
            group_of_number[number] = static_cast<std::int32_t>(groups.pieces_on_ground.size());
            groups.pieces_on_ground.push_back(pieces_on_ground(number_of, static_cast<std::int32_t>(number)));
        }
        if (groups.pieces_on_ground.empty()) return;
        for (const std::int32_t number : number_of)
            groups.group_of.push_back(number < 0 ? no_group
                                                 : group_of_number[static_cast<std::size_t>(number)]);
        m_groups.push_back(std::move(groups));
    }

    [[nodiscard]] std::size_t pieces_on_ground(const std::vector<std::int32_t>& group_of,
                                               std::int32_t group) const {
        std::vector<std::int32_t> piece_of(group_of.size());
        std::iota(piece_of.begin(), piece_of.end(), 0);
        std::size_t pieces = static_cast<std::size_t>(std::ranges::count(group_of, group));
        for (const auto& [a, b] : m_ground.neighbours) {
            if (group_of[static_cast<std::size_t>(a)] != group ||
                group_of[static_cast<std::size_t>(b)] != group)
                continue;
            const std::int32_t kept = piece_of[static_cast<std::size_t>(a)];
            const std::int32_t gone = piece_of[static_cast<std::size_t>(b)];
            if (kept == gone) continue;
            std::ranges::replace(piece_of, gone, kept);
            --pieces;
        }
        return pieces;
    }

    /// The cells nearest to any area, with some to choose from, each given once.
    [[nodiscard]] std::vector<std::size_t> nearest_cells(const Honeycomb& comb,
                                                         const std::vector<geo::Point>& target) const {
        std::vector<double> radius;
        for (const std::int32_t hexagons : m_ground.hexagons)
            radius.push_back(std::sqrt(hexagons) / 2.0);
        std::vector<std::pair<double, std::size_t>> cells;
        for (std::size_t cell = 0; cell < comb.cells(); ++cell) {
            if (!comb.is_inner(cell)) continue;
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t a = 0; a < target.size(); ++a) {
                if (m_ground.hexagons[a] == 0) continue;
                least =
                    std::min(least, std::sqrt(squared_distance(comb.centre(cell), target[a])) - radius[a]);
            }
            cells.emplace_back(least, cell);
        }
        std::ranges::sort(cells);
        cells.resize(std::min(cells.size(), m_area_of.size() * 9 / 8 + 10));
        std::vector<double> benefit;
        for (const geo::Point wanted : target)
            for (const auto& [least, cell] : cells)
                benefit.push_back(-squared_distance(comb.centre(cell), wanted));
        std::vector<std::vector<std::size_t>> cells_of(target.size());
        const std::vector<std::int32_t> area_of = assign_many(benefit, m_ground.hexagons, cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (area_of[i] >= 0) cells_of[static_cast<std::size_t>(area_of[i])].push_back(cells[i].second);
        std::vector<std::size_t> cell_of;
        for (const std::vector<std::size_t>& of : cells_of)
            cell_of.insert(cell_of.end(), of.begin(), of.end());
        return cell_of;
    }

    const HexGround& m_ground;
    std::vector<geo::Point> m_target;
    std::vector<geo::Point> m_centre;
    std::vector<std::int32_t> m_area_of;
    std::vector<HexGroups> m_groups;
};

/// Columns and rows from 0 on; rows move by an even number, which keeps them in step.
void begin_at_zero(std::vector<geo::HexCell>& cells) {
    const std::int32_t first_q = std::ranges::min_element(cells, {}, &geo::HexCell::q)->q;
    std::int32_t first_r = std::ranges::min_element(cells, {}, &geo::HexCell::r)->r;
    if (first_r % 2 != 0) --first_r;
    for (geo::HexCell& cell : cells) {
        cell.q -= first_q;
        cell.r -= first_r;
    }
}

}  // namespace

HexPlaces lay_out_hexagons(const HexGround& ground, const HexSearch& search) {
    const std::int64_t count =
        std::accumulate(ground.hexagons.begin(), ground.hexagons.end(), std::int64_t{0});
    if (count == 0) throw geo::InputError("layout", "no area has ground to lay out");
    if (count > static_cast<std::int64_t>(most_hexagons)) {
        throw geo::InputError("layout",
                              std::to_string(count) + " hexagons are more than " +
                                  std::to_string(most_hexagons) + ", the most that are laid out",
                              "let each hexagon stand for more people, or take larger areas");
    }
    const HexTask task(ground);
    const std::size_t restarts = std::max<std::size_t>(search.restarts, 1);
    std::vector<Candidate> found(restarts);
    geo::in_two_halves(static_cast<std::size_t>(count) * search.sweeps * restarts, [&](std::size_t half) {
        for (std::size_t i = half; i < restarts; i += 2) {
            // Shifts that spread evenly over a cell, whatever their number (Roberts 2018).
            const double x = 0.7548776662466927 * static_cast<double>(i);
            const double y = 0.5698402909980532 * static_cast<double>(i);
            found[i] = task.search({x - std::floor(x), y - std::floor(y)}, search.seed + i, search.sweeps);
        }
    });
    HexPlaces places;
    places.area_of = task.area_of();
    places.cell = std::ranges::min_element(found, {}, &Candidate::cost)->cell;
    begin_at_zero(places.cell);
    return places;
}

}  // namespace shapes
