#include "shapes/catchments.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "geo/error.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

std::string_view to_string(CatchmentMethod method) {
    switch (method) {
        case CatchmentMethod::first_past_the_post:
            return "fptp";
        case CatchmentMethod::share:
            return "share";
        case CatchmentMethod::proportional:
            return "proportional";
    }
    throw geo::InternalError("a catchment method without a name");
}

namespace {

/// Shares this near to the threshold reach it: they come from divisions.
constexpr double nearness = 1e-12;

/// A site's part in an origin: its share of the patients, and how much of the origin it gets.
struct SiteShare {
    std::size_t site;
    Estimate patients;
    double value = 0.0;
    RatioRange range;
};

/// What a site gets of an origin: 1 for whole, a share, or 0; with the least and greatest over all fillings.
struct Part {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

Part first_past_the_post(std::span<const SiteShare> shares, std::size_t at) {
    // Sites stand in the order of their codes, so an earlier one wins a tie.
    const Estimate& own = shares[at].patients;
    Part part{own.value > 0.0 ? 1.0 : 0.0, own.low > 0.0 ? 1.0 : 0.0, own.high > 0.0 ? 1.0 : 0.0};
    for (std::size_t other = 0; other < shares.size(); ++other) {
        if (other == at) continue;
        const Estimate& of = shares[other].patients;
        const auto beats = [&](double its, double mine) { return other < at ? its >= mine : its > mine; };
        if (beats(of.value, own.value)) part.value = 0.0;
        if (beats(of.high, own.low)) part.low = 0.0;
        if (beats(of.low, own.high)) part.high = 0.0;
    }
    return part;
}

Part part_of(CatchmentMethod method, std::span<const SiteShare> shares, std::size_t at, double threshold) {
    const SiteShare& share = shares[at];
    const double low = share.range.low.value_or(0.0);
    const double high = share.range.high.value_or(0.0);
    if (method == CatchmentMethod::first_past_the_post) return first_past_the_post(shares, at);
    if (method == CatchmentMethod::proportional) return {share.value, low, high};
    const auto reaches = [&](double value) { return value >= threshold - nearness ? 1.0 : 0.0; };
    return {reaches(share.value), reaches(low), reaches(high)};
}

/// Sums of one method that become totals at the end.
struct Sums {
    std::vector<CompensatedSum> population;
    std::vector<CompensatedSum> overlap;
    std::vector<CompensatedSum> low;
    std::vector<CompensatedSum> high;
    CompensatedSum assigned;
    CompensatedSum in_none;
    CompensatedSum in_several;

    explicit Sums(std::size_t sites) : population(sites), overlap(sites), low(sites), high(sites) {}
};

void add_origin(std::span<const SiteShare> shares, double people, double threshold, bool is_suppressed,
                CatchmentsOfMethod& method, Sums& sums) {
    std::vector<Part> parts;
    std::size_t members = 0;
    double assigned_share = 0.0;
    for (std::size_t s = 0; s < shares.size(); ++s) {
        parts.push_back(part_of(method.method, shares, s, threshold));
        if (parts.back().value > 0.0) ++members;
        assigned_share += parts.back().value;
    }
    const bool is_proportional = method.method == CatchmentMethod::proportional;
    for (std::size_t s = 0; s < shares.size(); ++s) {
        const std::size_t site = shares[s].site;
        Catchment& catchment = method.sites[site];
        sums.population[site].add(people * parts[s].value);
        sums.low[site].add(people * parts[s].low);
        sums.high[site].add(people * parts[s].high);
        if (is_suppressed && parts[s].low != parts[s].high) catchment.bounds = Range{};
        if (parts[s].value == 0.0) continue;
        ++catchment.origins;
        if (members < 2) continue;
        ++catchment.overlap_origins;
        if (!is_proportional) sums.overlap[site].add(people);
    }
    const double assigned = std::min(1.0, assigned_share);
    sums.assigned.add(people * assigned);
    sums.in_none.add(people * (1.0 - assigned));
    if (members == 0) ++method.origins_in_none;
    if (members < 2) return;
    ++method.origins_in_several;
    if (!is_proportional) sums.in_several.add(people);
}

void finish(CatchmentsOfMethod& method, const Sums& sums) {
    for (std::size_t s = 0; s < method.sites.size(); ++s) {
        method.sites[s].population = sums.population[s].value();
        method.sites[s].overlap_population = sums.overlap[s].value();
        if (method.sites[s].bounds) method.sites[s].bounds = Range{sums.low[s].value(), sums.high[s].value()};
    }
    method.assigned = sums.assigned.value();
    method.in_none = sums.in_none.value();
    method.in_several = sums.in_several.value();
}

/// Shares of one origin; `people` is its population.
std::vector<SiteShare> shares_of(const FlowTable& flows, std::size_t origin, double people,
                                 const CatchmentOptions& options, std::size_t first_site) {
    std::vector<SiteShare> shares;
    Estimate total;
    for (std::size_t c = flows.row_start[origin]; c < flows.row_start[origin + 1]; ++c) {
        const Estimate patients = estimate(flows.patients[c], flows.suppressed_in(c), options.suppressed);
        total = total + patients;
        const auto site = static_cast<std::size_t>(flows.site[c]);
        if (site >= first_site) shares.push_back({site - first_site, patients, 0.0, {}});
    }
    for (SiteShare& share : shares) {
        if (options.has_shares_of_population) {
            if (!(people > 0.0)) continue;
            share.value = share.patients.value / people;
            share.range = {std::min(1.0, share.patients.low / people),
                           std::min(1.0, share.patients.high / people)};
        } else if (total.value > 0.0) {
            share.value = share.patients.value / total.value;
            share.range = share_range(share.patients.range(), without(total, share.patients).range());
        }
    }
    return shares;
}

void name_ties(const FlowTable& flows, std::size_t origin, std::span<const SiteShare> shares,
               Catchments& result) {
    double greatest = 0.0;
    for (const SiteShare& share : shares)
        greatest = std::max(greatest, share.patients.value);
    TiedOrigin tie{flows.origins[origin], {}};
    for (const SiteShare& share : shares) {
        if (greatest > 0.0 && share.patients.value == greatest) tie.sites.push_back(result.sites[share.site]);
    }
    if (tie.sites.size() > 1) result.ties.push_back(std::move(tie));
}

}  // namespace

Catchments find_catchments(const FlowTable& flows, const AreaValues& population,
                           const CatchmentOptions& options) {
    if (!(options.threshold > 0.0) || options.threshold > 1.0)
        throw geo::UsageError("--threshold", "the threshold must be a share above 0 and at most 1");
    check_suppressed(options.suppressed);
    // The empty code, an unknown site, sorts first.
    const std::size_t first_site = !flows.sites.empty() && flows.sites.front().empty() ? 1 : 0;
    Catchments result;
    result.sites.assign(flows.sites.begin() + static_cast<std::ptrdiff_t>(first_site), flows.sites.end());
    result.threshold = options.threshold;
    JoinedValues joined = join_values(flows.origins, population);
    joined.join.name = "origins to population";
    result.join = joined.join;
    if (!flows.origins.empty() && joined.join.matched == 0) {
        throw geo::InputError(population.path.empty() ? "the population" : population.path,
                              "none of the origins of the flows is in its column " + population.code_column,
                              "the flows have origins such as " + list_codes(joined.join.unmatched_left));
    }
    std::vector<Sums> sums;
    for (const CatchmentMethod method : options.methods) {
        result.methods.push_back({.method = method, .sites = std::vector<Catchment>(result.sites.size())});
        sums.emplace_back(result.sites.size());
    }
    std::vector<std::string> without;
    for (std::size_t o = 0; o < flows.origins.size(); ++o) {
        if (!joined.values[o]) {
            without.push_back(flows.origins[o].empty() ? "(unknown)" : flows.origins[o]);
            continue;
        }
        const double people = *joined.values[o];
        const std::vector<SiteShare> shares = shares_of(flows, o, people, options, first_site);
        bool is_suppressed = false;
        for (std::size_t c = flows.row_start[o]; c < flows.row_start[o + 1]; ++c)
            is_suppressed = is_suppressed || flows.suppressed_in(c) > 0.0;
        name_ties(flows, o, shares, result);
        for (std::size_t m = 0; m < sums.size(); ++m)
            add_origin(shares, people, options.threshold, is_suppressed, result.methods[m], sums[m]);
    }
    // People of origins without flows are in no catchment, whatever the method.
    CompensatedSum all;
    CompensatedSum without_flows;
    std::size_t origins_without_flows = 0;
    for (std::size_t p = 0; p < population.codes.size(); ++p) {
        if (!population.values[p]) continue;
        all.add(*population.values[p]);
        if (std::ranges::binary_search(flows.origins, population.codes[p])) continue;
        without_flows.add(*population.values[p]);
        ++origins_without_flows;
    }
    result.population = all.value();
    for (std::size_t m = 0; m < sums.size(); ++m) {
        sums[m].in_none.add(without_flows.value());
        finish(result.methods[m], sums[m]);
        result.methods[m].origins_in_none += origins_without_flows;
    }
    if (!without.empty()) {
        std::string text =
            count_of(without.size(), "origin") +
            " of the flows with no population, whose people are in no catchment: " + list_codes(without, 20);
        result.findings.push_back(table_finding(geo::FindingKind::unmatched, geo::Severity::warning,
                                                std::move(without), std::move(text)));
    }
    if (origins_without_flows > 0) {
        result.findings.push_back(
            table_finding(geo::FindingKind::unmatched, geo::Severity::note, {},
                          count_of(origins_without_flows, "code") + " of the population without flows"));
    }
    return result;
}

FlowTable flows_to_footprints(const FlowTable& flows, const Placement& sites, const Plan& plan) {
    std::vector<std::string> names{"", "outside"};
    names.insert(names.end(), plan.codes.begin(), plan.codes.end());
    std::ranges::sort(names);
    const auto index_of = [&](FootprintIndex place) {
        const std::string code = place == unknown_place ? "" : place_code(plan, place);
        return static_cast<std::int32_t>(std::ranges::lower_bound(names, code) - names.begin());
    };
    FlowTable result;
    result.path = flows.path;
    result.origins = flows.origins;
    result.rows = flows.rows;
    result.total = flows.total;
    // Only places that somebody goes to.
    std::map<std::int32_t, std::int32_t> numbers;
    for (const FootprintIndex place : sites.place)
        numbers.emplace(index_of(place), 0);
    for (auto& [name, number] : numbers) {
        number = static_cast<std::int32_t>(result.sites.size());
        result.sites.push_back(names[static_cast<std::size_t>(name)]);
    }
    for (std::size_t o = 0; o < flows.origins.size(); ++o) {
        std::map<std::int32_t, std::pair<double, double>> cells;
        for (std::size_t c = flows.row_start[o]; c < flows.row_start[o + 1]; ++c) {
            const auto site = static_cast<std::size_t>(flows.site[c]);
            for (std::size_t part = sites.start[site]; part < sites.start[site + 1]; ++part) {
                auto& [patients, suppressed] = cells[numbers.at(index_of(sites.place[part]))];
                patients += flows.patients[c] * sites.weight[part];
                suppressed += flows.suppressed_in(c) * sites.weight[part];
            }
        }
        for (const auto& [site, cell] : cells) {
            result.site.push_back(site);
            result.patients.push_back(cell.first);
            result.suppressed.push_back(cell.second);
        }
        result.row_start.push_back(result.site.size());
    }
    return result;
}

}  // namespace shapes
