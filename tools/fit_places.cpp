// fit_places: chooses the places of data/england-2017/places.csv, so that areas made of the ground nearest to
// them agree with the official ones. Needs the official boundaries; the places themselves are all that is
// kept of them.
//
// usage: fit_places WORLD_MAP.gpkg CCG_BOUNDARIES CCG.csv PLACES.csv [ROUNDS]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <numbers>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "geo/output_file.hpp"
#include "tools/lattice.hpp"
#include "tools/natural_earth.hpp"
#include "tools/place_fit.hpp"

namespace tools {
namespace {

constexpr std::size_t most_places = 1'500;
constexpr std::size_t first_places_per_area = 4;
constexpr double group_weight = 2.0;
constexpr double samples_per_area = 2'500.0;

/// The same numbers on every machine, which the distributions of the standard library do not promise.
class Random {
public:
    double share() { return static_cast<double>(m_engine() >> 11) * 0x1.0p-53; }
    double around_zero(double width) { return (share() - 0.5) * width; }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(share() * static_cast<double>(n)); }

private:
    std::mt19937_64 m_engine{20170401};
};

geo::Point to_100_m(geo::Point p) {
    return {std::round(p.x / 100.0) * 100.0, std::round(p.y / 100.0) * 100.0};
}

struct Official {
    std::vector<std::string> codes;
    Geography geography;
    std::vector<Sample> samples;
};

double polygon_area_km2(const geo::Rings& rings, std::size_t area) {
    double twice_m2 = 0.0;
    for (std::size_t r = rings.area_start[area]; r < rings.area_start[area + 1]; ++r) {
        const auto ring = rings.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::Point p = ring[i];
            const geo::Point q = ring[i + 1 == ring.size() ? 0 : i + 1];
            twice_m2 += p.x * q.y - q.x * p.y;
        }
    }
    return twice_m2 / 2e6;
}

Official sample_official(const geo::Rings& land, const geo::Layer& official, const geo::Table& ccg) {
    Official result{official.codes, {}, {}};
    std::map<std::string, int> group_of_footprint;
    std::map<std::string, int> group_of_code;
    const auto& codes = ccg.require("code").cells;
    const auto& footprints = ccg.require("footprint").cells;
    for (std::size_t row = 0; row < ccg.rows(); ++row) {
        const auto next = static_cast<int>(group_of_footprint.size());
        group_of_code[codes[row]] = group_of_footprint.try_emplace(footprints[row], next).first->second;
    }
    result.geography.groups = static_cast<int>(group_of_footprint.size());

    Mask on_land(50.0);
    on_land.add(land);
    Mask in_an_area(50.0);
    in_an_area.add(official.rings);
    for (std::size_t a = 0; a < official.rings.areas(); ++a) {
        const auto group = group_of_code.find(official.codes[a]);
        if (group == group_of_code.end())
            throw geo::InputError(ccg.path, "no row for area " + official.codes[a]);
        const double area_km2 = polygon_area_km2(official.rings, a);
        result.geography.area_km2.push_back(area_km2);
        result.geography.group_of.push_back(group->second);
        const double step_m =
            std::max(50.0, std::round(std::sqrt(area_km2 * 1e6 / samples_per_area) / 50.0) * 50.0);
        std::size_t all = 0;
        const std::size_t first = result.samples.size();
        for_lattice(official.rings, a, step_m, [&](geo::Point p) {
            ++all;
            if (on_land.holds(p)) result.samples.push_back({p, static_cast<int>(a), 0.0});
        });
        for (std::size_t s = first; s < result.samples.size(); ++s) {
            result.samples[s].weight_km2 = area_km2 / static_cast<double>(all);
        }
    }
    for (std::size_t u = 0; u < land.areas(); ++u) {
        for_lattice(land, u, 250.0, [&](geo::Point p) {
            if (!in_an_area.holds(p)) result.samples.push_back({p, -1, 0.0625});
        });
    }
    return result;
}

/// Centres of a few compact parts of each area (k-means, Lloyd 1982).
std::vector<Place> first_places(const Official& official, Random& random) {
    std::vector<std::vector<geo::Point>> ground(official.codes.size());
    for (const Sample& s : official.samples) {
        if (s.area >= 0) ground[static_cast<std::size_t>(s.area)].push_back(s.at);
    }
    std::vector<Place> places;
    for (std::size_t a = 0; a < ground.size(); ++a) {
        std::vector<geo::Point> centres(first_places_per_area);
        for (geo::Point& c : centres)
            c = ground[a][random.below(ground[a].size())];
        for (int pass = 0; pass < 20; ++pass) {
            std::vector<geo::Point> sum(centres.size());
            std::vector<double> count(centres.size(), 0.0);
            for (const geo::Point p : ground[a]) {
                const auto nearest =
                    std::min_element(centres.begin(), centres.end(), [p](geo::Point l, geo::Point r) {
                        return std::hypot(l.x - p.x, l.y - p.y) < std::hypot(r.x - p.x, r.y - p.y);
                    });
                const auto c = static_cast<std::size_t>(nearest - centres.begin());
                sum[c].x += p.x;
                sum[c].y += p.y;
                count[c] += 1.0;
            }
            for (std::size_t c = 0; c < centres.size(); ++c) {
                if (count[c] > 0.0) centres[c] = {sum[c].x / count[c], sum[c].y / count[c]};
            }
        }
        for (const geo::Point c : centres)
            places.push_back({to_100_m(c), static_cast<int>(a)});
    }
    return places;
}

/// Local search with simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983): places move, useless ones are
/// taken away and new ones set where ground is in the wrong area.
class Search {
public:
    Search(PlaceFit& fit, Random& random) : m_fit(fit), m_random(random) {}

    /// Offers each place one move of at most `reach` times the distance to its nearest neighbour. A loss is
    /// accepted with probability exp(-loss / temperature).
    void move_all(double reach, double temperature) {
        for (int p = 0; p < static_cast<int>(m_fit.places().size()); ++p) {
            const geo::Point from = place(p).at;
            const geo::Point other = place(m_fit.nearest_place(from, -1, p)).at;
            const double apart_m = std::min(20'000.0, std::hypot(other.x - from.x, other.y - from.y));
            const double step_m = reach * apart_m * m_random.share() + 120.0;
            const double angle = m_random.share() * 2.0 * std::numbers::pi;
            const geo::Point to =
                to_100_m({from.x + step_m * std::cos(angle), from.y + step_m * std::sin(angle)});
            if (m_fit.occupied(to)) continue;
            const double gain = m_fit.propose_move(p, to);
            const bool accepted =
                gain > 1e-9 || (temperature > 0.0 && m_random.share() < std::exp(gain / temperature));
            accepted ? m_fit.keep() : m_fit.undo();
        }
    }

    /// Adds places until there are `number` of them: where that gains at once, or else beside a place with
    /// errors, where later moves find a use for it.
    void fill(std::size_t number, int tries) {
        while (m_fit.places().size() < number) {
            list_errors();
            Place best;
            double best_gain = 0.0;
            const auto consider = [&](Place candidate) {
                candidate.at = to_100_m(candidate.at);
                if (m_fit.occupied(candidate.at)) return;
                const double gain = m_fit.propose_add(candidate);
                m_fit.undo();
                if (gain > best_gain) {
                    best_gain = gain;
                    best = candidate;
                }
            };
            if (m_random.share() < 0.5) {
                best_gain = 1e-9;
                for (int i = 0; i < tries; ++i)
                    consider(within_error());
            }
            if (best_gain <= 1e-9) {
                best_gain = -0.02;
                for (int i = 0; i < tries; ++i)
                    consider(beside_error());
            }
            if (best_gain > -0.02) {
                static_cast<void>(m_fit.propose_add(best));
                m_fit.keep();
            }
        }
    }

    /// Takes away the `number` places that are missed least, never the last of an area.
    void thin(std::size_t number) {
        std::vector<std::pair<double, int>> loss;
        std::vector<int> left(m_fit.geography().area_km2.size(), 0);
        for (int p = 0; p < static_cast<int>(m_fit.places().size()); ++p) {
            ++left[static_cast<std::size_t>(place(p).area)];
            loss.emplace_back(-m_fit.propose_remove(p), p);
            m_fit.undo();
        }
        std::sort(loss.begin(), loss.end());
        std::vector<bool> gone(loss.size(), false);
        for (const auto& [unused, p] : loss) {
            if (number == 0) break;
            if (left[static_cast<std::size_t>(place(p).area)] == 1) continue;
            --left[static_cast<std::size_t>(place(p).area)];
            gone[static_cast<std::size_t>(p)] = true;
            --number;
        }
        std::vector<Place> kept;
        for (std::size_t p = 0; p < gone.size(); ++p) {
            if (!gone[p]) kept.push_back(m_fit.places()[p]);
        }
        m_fit.reset(std::move(kept));
    }

private:
    [[nodiscard]] const Place& place(int p) const { return m_fit.places()[static_cast<std::size_t>(p)]; }

    void list_errors() {
        m_errors.clear();
        m_error_sums.clear();
        double sum = 0.0;
        for (std::size_t s = 0; s < m_fit.samples().size(); ++s) {
            const Sample& sample = m_fit.samples()[s];
            if (sample.area < 0 || place(sample.nearest).area == sample.area) continue;
            sum += sample.weight_km2 / m_fit.geography().area_km2[static_cast<std::size_t>(sample.area)];
            m_errors.push_back(s);
            m_error_sums.push_back(sum);
        }
    }

    const Sample& any_error() {
        const double drawn = m_random.share() * m_error_sums.back();
        const auto found = std::upper_bound(m_error_sums.begin(), m_error_sums.end(), drawn);
        const auto k = std::min<std::size_t>(static_cast<std::size_t>(found - m_error_sums.begin()),
                                             m_errors.size() - 1);
        return m_fit.samples()[m_errors[k]];
    }

    Place within_error() {
        const Sample& error = any_error();
        const double dx = m_random.around_zero(1'000.0);
        const double dy = m_random.around_zero(1'000.0);
        return {{error.at.x + dx, error.at.y + dy}, error.area};
    }

    Place beside_error() {
        const Sample& error = any_error();
        int owner = error.nearest;
        if (m_random.share() < 0.6) owner = m_fit.nearest_place(error.at, error.area, -1);
        const geo::Point from = place(owner).at;
        const double share = 0.1 + 0.5 * m_random.share();
        const double dx = m_random.around_zero(400.0);
        const double dy = m_random.around_zero(400.0);
        return {{from.x + share * (error.at.x - from.x) + dx, from.y + share * (error.at.y - from.y) + dy},
                place(owner).area};
    }

    PlaceFit& m_fit;
    Random& m_random;
    std::vector<std::size_t> m_errors;  ///< samples in the wrong area
    std::vector<double> m_error_sums;
};

void print_fit(const char* stage, const PlaceFit& fit) {
    auto areas = fit.area_iou();
    auto groups = fit.group_iou();
    std::sort(areas.begin(), areas.end());
    std::sort(groups.begin(), groups.end());
    std::printf(
        "%s: %zu places; IoU of areas median %.3f, worst %.3f; of footprints median %.3f, worst %.3f\n",
        stage, fit.places().size(), areas[areas.size() / 2], areas.front(), groups[groups.size() / 2],
        groups.front());
    std::fflush(stdout);
}

void run_search(PlaceFit& fit, const Official& official, int rounds) {
    Random random;
    fit.reset(first_places(official, random));
    Search search(fit, random);
    for (int i = 0; i < 30; ++i)
        search.move_all(0.6, 0.003);
    while (fit.places().size() < most_places) {
        search.fill(std::min(most_places, fit.places().size() + 60), 25);
        for (int i = 0; i < 6; ++i)
            search.move_all(0.5, 0.003);
        fit.reset(fit.places());
    }
    print_fit("filled", fit);
    constexpr double reaches[] = {0.8, 0.3, 0.1};
    for (int round = 0; round < rounds; ++round) {
        const double progress = static_cast<double>(round) / static_cast<double>(rounds);
        const double temperature = std::max(0.0, 0.002 * (1.0 - progress / 0.8));
        for (int i = 0; i < 24; ++i)
            search.move_all(reaches[i % 3], temperature);
        fit.reset(fit.places());
        search.thin(progress < 0.8 ? 70 : 25);
        search.fill(most_places, 40);
        for (int i = 0; i < 10; ++i)
            search.move_all(0.2, temperature);
        fit.reset(fit.places());
        if (round % 5 == 4) print_fit(("round " + std::to_string(round + 1)).c_str(), fit);
    }
    for (int i = 0; i < 60; ++i)
        search.move_all(reaches[i % 3] / 1.5, 0.0);
    fit.reset(fit.places());
    print_fit("done", fit);
}

geo::Table to_table(const PlaceFit& fit, const std::vector<std::string>& codes) {
    auto places = fit.places();
    std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
        const auto key = [&](const Place& p) {
            return std::tuple(codes[static_cast<std::size_t>(p.area)], p.at.x, p.at.y);
        };
        return key(a) < key(b);
    });
    geo::Table table;
    table.columns = {{"code", geo::ColumnType::text, {}},
                     {"easting", geo::ColumnType::integer, {}},
                     {"northing", geo::ColumnType::integer, {}}};
    for (const Place& place : places) {
        table.columns[0].cells.push_back(codes[static_cast<std::size_t>(place.area)]);
        table.columns[1].cells.push_back(geo::format_fixed(place.at.x, 0));
        table.columns[2].cells.push_back(geo::format_fixed(place.at.y, 0));
    }
    return table;
}

int fit_places(const std::vector<std::string>& arguments) {
    const geo::Rings land = read_england(arguments[0]).rings;
    geo::ReadOptions options;
    options.code_column = "CCG17CD";
    geo::Layer official = geo::read_layer(arguments[1], options);
    project(official);
    std::vector<geo::Finding> findings;
    const geo::Table ccg = geo::read_table(arguments[2], findings);
    const Official sampled = sample_official(land, official, ccg);
    PlaceFit fit(sampled.geography, sampled.samples, group_weight);
    run_search(fit, sampled, arguments.size() > 4 ? std::atoi(arguments[4].c_str()) : 14);
    geo::write_text(arguments[3], geo::to_csv(to_table(fit, sampled.codes)), true);
    return 0;
}

}  // namespace
}  // namespace tools

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 4) {
        std::fputs("usage: fit_places WORLD_MAP.gpkg CCG_BOUNDARIES CCG.csv PLACES.csv [ROUNDS]\n", stderr);
        return 2;
    }
    try {
        return tools::fit_places(arguments);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "fit_places: %s\n", e.what());
        return 1;
    }
}
