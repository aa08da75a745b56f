#include "shapes/huff.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "geo/error.hpp"

namespace shapes {

namespace {

void check(std::span<const HuffOrigin> origins, std::span<const HuffSite> sites,
           const HuffParameters& parameters) {
    const auto is_exponent = [](double value) { return std::isfinite(value) && value >= 0.0; };
    if (!is_exponent(parameters.attraction_exponent) || !is_exponent(parameters.distance_exponent))
        throw geo::UsageError("Huff model", "exponents must be finite and 0 or more");
    if (!std::isfinite(parameters.min_distance_m) || !(parameters.min_distance_m > 0.0))
        throw geo::UsageError("Huff model", "the least distance must be finite and above 0");
    const auto is_finite = [](geo::Point p) { return std::isfinite(p.x) && std::isfinite(p.y); };
    for (std::size_t i = 0; i < origins.size(); ++i) {
        if (!is_finite(origins[i].place))
            throw geo::InputError("Huff model", "origin " + std::to_string(i + 1) + " has no place");
        if (origins[i].patients < 0)
            throw geo::InputError("Huff model", "origin " + std::to_string(i + 1) + " has negative patients");
    }
    bool attracts = false;
    for (std::size_t j = 0; j < sites.size(); ++j) {
        if (!is_finite(sites[j].place))
            throw geo::InputError("Huff model", "site " + std::to_string(j + 1) + " has no place");
        if (!std::isfinite(sites[j].attractiveness) || sites[j].attractiveness < 0.0)
            throw geo::InputError("Huff model",
                                  "site " + std::to_string(j + 1) + " has a negative or no attractiveness");
        attracts = attracts || sites[j].attractiveness > 0.0;
    }
    if (!attracts) throw geo::InputError("Huff model", "no site with an attractiveness above 0");
}

/// Shares of the sites for one origin. Weights are taken relative to the greatest, in logarithms, because
/// d^-b leaves the range of a double for steep exponents.
void shares_of(const HuffOrigin& origin, std::span<const HuffSite> sites, const HuffParameters& parameters,
               std::vector<double>& shares) {
    constexpr double no_weight = -std::numeric_limits<double>::infinity();
    double greatest = no_weight;
    for (std::size_t j = 0; j < sites.size(); ++j) {
        shares[j] = no_weight;
        if (sites[j].attractiveness == 0.0) continue;
        const double distance_m =
            std::max(parameters.min_distance_m,
                     std::hypot(sites[j].place.x - origin.place.x, sites[j].place.y - origin.place.y));
        shares[j] = parameters.attraction_exponent * std::log(sites[j].attractiveness) -
                    parameters.distance_exponent * std::log(distance_m);
        greatest = std::max(greatest, shares[j]);
    }
    double sum = 0.0;
    for (double& share : shares) {
        share = std::exp(share - greatest);
        sum += share;
    }
    for (double& share : shares)
        share /= sum;
}

}  // namespace

std::vector<HuffFlow> huff_flows(std::span<const HuffOrigin> origins, std::span<const HuffSite> sites,
                                 const HuffParameters& parameters) {
    check(origins, sites, parameters);
    std::vector<HuffFlow> flows;
    std::vector<double> shares(sites.size());
    std::vector<double> remainders(sites.size());
    std::vector<std::int64_t> whole(sites.size());
    std::vector<std::size_t> order(sites.size());
    for (std::size_t i = 0; i < origins.size(); ++i) {
        shares_of(origins[i], sites, parameters, shares);
        std::int64_t left = origins[i].patients;
        for (std::size_t j = 0; j < sites.size(); ++j) {
            const double quota = shares[j] * static_cast<double>(origins[i].patients);
            whole[j] = static_cast<std::int64_t>(std::floor(quota));
            remainders[j] = quota - std::floor(quota);
            left -= whole[j];
        }
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
        for (std::size_t k = 0; left > 0 && k < order.size(); ++k, --left)
            ++whole[order[k]];
        for (std::size_t j = 0; j < sites.size(); ++j)
            if (whole[j] > 0) flows.push_back({i, j, whole[j]});
    }
    return flows;
}

}  // namespace shapes
