#include "shapes/best_plan.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <tuple>
#include <utility>

#include "geo/error.hpp"
#include "shapes/area_clusters.hpp"
#include "shapes/cluster_footprints.hpp"
#include "shapes/flow_communities.hpp"
#include "shapes/plan_search.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

/// A plan in footprints of which the first are those given.
struct Candidate {
    std::vector<FootprintIndex> footprint_of;
    std::vector<FootprintIndex> home;
    std::size_t footprints = 0;
    double value = 0.0;
    LimitExcess excess;
};

/// Nearer to the limits, then better.
bool is_better(const Candidate& a, const Candidate& b) {
    const auto rank = [](const Candidate& of) {
        return std::tuple(of.excess.people, of.excess.members, -of.value);
    };
    return rank(a) < rank(b);
}

std::size_t count_alive(std::span<const FootprintIndex> footprint_of, std::size_t footprints) {
    std::vector<char> is_alive(footprints, 0);
    for (const FootprintIndex f : footprint_of)
        if (f >= 0) is_alive[static_cast<std::size_t>(f)] = 1;
    return static_cast<std::size_t>(std::ranges::count(is_alive, 1));
}

class Searcher {
public:
    Searcher(const PlanProblem& problem, const SearchEffort& effort)
        : m_problem(problem), m_effort(effort), m_clock(effort.stop), m_random(effort.seed) {
        for (std::size_t area = 0; area < problem.given.size(); ++area) {
            const FootprintIndex f = problem.given[area];
            const bool is_kept = f >= 0 && (problem.keeps_area[area] != 0 ||
                                            problem.keeps_footprint[static_cast<std::size_t>(f)] != 0);
            m_pin.push_back(is_kept ? f : no_footprint);
        }
    }

    BestPlan run() {
        BestPlan result;
        result.given_value = plan_modularity(m_problem.flows, m_problem.given, m_problem.resolution);
        consider(result, "given", from_given());
        for (std::size_t r = 1; r <= m_effort.restarts && !m_clock.is_stopped(); ++r)
            consider(result, "communities " + std::to_string(r),
                     from_communities(m_effort.seed + r, wanted_number(r)));
        if (!m_best) m_best = as_given();
        if (!has_fixed_sites()) keep_names(*m_best);
        result.footprint_of = m_best->footprint_of;
        result.footprints = m_best->footprints;
        result.home = m_best->home;
        result.value = m_best->value;
        result.excess = m_best->excess;
        result.alive = count_alive(result.footprint_of, result.footprints);
        const Pieces pieces =
            find_articulations(m_problem.neighbourhood, result.footprint_of, result.footprints);
        for (const std::int32_t count : pieces.pieces)
            result.stranded += count > 1 ? static_cast<std::size_t>(count - 1) : 0;
        result.evaluations = m_clock.evaluations();
        result.is_stopped = m_clock.is_stopped();
        return result;
    }

private:
    [[nodiscard]] ClusterInput cluster_input() const {
        return {m_problem.flows,          m_problem.neighbourhood, m_problem.facts,
                m_problem.limits,         m_problem.resolution,    m_pin,
                m_problem.keeps_footprint};
    }

    /// The given plan as it is, when every search was cut before it began.
    [[nodiscard]] Candidate as_given() const {
        Candidate given;
        given.footprint_of.assign(m_problem.given.begin(), m_problem.given.end());
        given.footprints = m_problem.flows.footprints;
        given.home.resize(given.footprints);
        std::iota(given.home.begin(), given.home.end(), 0);
        measure(given);
        return given;
    }

    void measure(Candidate& of) const {
        const FlowGraph flows = rehouse_sites(m_problem.flows, of.home, of.footprints);
        const MovablePlan plan(flows, m_problem.neighbourhood, m_problem.facts, of.footprint_of);
        of.value = plan_modularity(flows, of.footprint_of, m_problem.resolution);
        of.excess = {};
        for (std::size_t f = 0; f < of.footprints; ++f) {
            const FootprintSums& sums = plan.sums(static_cast<FootprintIndex>(f));
            if (sums.members == 0) continue;
            const LimitExcess excess = limit_excess(sums, m_problem.limits);
            of.excess.people += excess.people;
            of.excess.members += excess.members;
        }
    }

    /// The given plan, merged down when it has more footprints than are asked for; none when it has fewer.
    std::optional<Candidate> from_given() {
        std::vector<std::int32_t> home(m_problem.flows.footprints);
        std::iota(home.begin(), home.end(), 0);
        const ClusterInput input = cluster_input();
        AreaClusters clusters(input, {m_problem.given.begin(), m_problem.given.end()}, std::move(home));
        if (m_problem.limits.contiguity) clusters.join_pieces(m_problem.given);
        if (m_problem.footprints) clusters.merge(*m_problem.footprints);
        return in_footprints(clusters.result(), m_problem.given, LikenessOf::people);
    }

    /// The number of footprints of a start from communities. Where it is free, every other start is of a
    /// number near that of the given plan, ever farther from it, since merging as long as it gains may go too
    /// far.
    [[nodiscard]] std::optional<std::size_t> wanted_number(std::size_t restart) const {
        if (m_problem.footprints || restart % 2 == 0) return m_problem.footprints;
        const std::size_t distance = (restart / 2 + 1) / 2;
        const std::size_t given = count_alive(m_problem.given, m_problem.flows.footprints);
        if (restart / 2 % 2 == 0) return given + distance;
        return given > distance ? given - distance : 1;
    }

    /// Communities of areas and of the sites that stay in a footprint, at a resolution at which there are
    /// enough.
    std::optional<Candidate> from_communities(std::uint64_t seed, std::optional<std::size_t> count) {
        const FlowGraph& flows = m_problem.flows;
        const std::size_t nodes = flows.areas + flows.footprints;
        std::vector<NodeFlow> between;
        for (const NodeFlow& flow : node_flows(flows)) {
            const auto counts = [&](std::int32_t node) {
                return node < flows.outside_node() && (node >= static_cast<std::int32_t>(flows.areas) ||
                                                       m_problem.given[static_cast<std::size_t>(node)] >= 0);
            };
            if (counts(flow.from) && counts(flow.to)) between.push_back(flow);
        }
        double resolution = std::max(m_problem.resolution, 0.05);
        constexpr int most_tries = 12;
        for (int i = 0; i < most_tries && !m_clock.is_stopped(); ++i, resolution *= 1.5) {
            const std::vector<std::int32_t> community = flow_communities(nodes, between, resolution, seed);
            const ClusterInput input = cluster_input();
            AreaClusters clusters(input, areas_of(community), homes_of(community));
            if (m_problem.limits.contiguity) clusters.join_pieces(m_problem.given);
            if (count && clusters.size() < *count) continue;
            clusters.merge(count);
            return in_footprints(clusters.result(), m_problem.given, LikenessOf::sites);
        }
        return std::nullopt;
    }

    /// Communities of areas; areas pinned to one footprint are one community of their own.
    [[nodiscard]] std::vector<std::int32_t> areas_of(const std::vector<std::int32_t>& community) const {
        const auto first_pinned = static_cast<std::int32_t>(community.size());
        std::vector<std::int32_t> of;
        for (std::size_t area = 0; area < m_problem.flows.areas; ++area)
            of.push_back(m_problem.given[area] < 0 ? -1
                         : m_pin[area] >= 0        ? first_pinned + m_pin[area]
                                                   : community[area]);
        return of;
    }

    /// Where sites that stay in a footprint are counted: in the community they are in, when it has areas.
    [[nodiscard]] std::vector<std::int32_t> homes_of(const std::vector<std::int32_t>& community) const {
        const std::size_t areas = m_problem.flows.areas;
        std::vector<char> has_areas(community.size(), 0);
        for (std::size_t area = 0; area < areas; ++area)
            if (m_problem.given[area] >= 0 && m_pin[area] < 0)
                has_areas[static_cast<std::size_t>(community[area])] = 1;
        const auto first_pinned = static_cast<std::int32_t>(community.size());
        std::vector<std::int32_t> of;
        for (std::size_t f = 0; f < m_problem.flows.footprints; ++f) {
            const auto footprint = static_cast<FootprintIndex>(f);
            if (std::ranges::find(m_pin, footprint) != m_pin.end())
                of.push_back(first_pinned + footprint);
            else
                of.push_back(has_areas[static_cast<std::size_t>(community[areas + f])] != 0
                                 ? community[areas + f]
                                 : -1);
        }
        return of;
    }

    /// A plan of clusters. nullopt when the number is not the one asked for, or a pin does not hold.
    [[nodiscard]] std::optional<Candidate> in_footprints(const AreaClusters::Result& clusters,
                                                         std::span<const FootprintIndex> like,
                                                         LikenessOf likeness) const {
        if (m_problem.footprints && clusters.clusters != *m_problem.footprints) return std::nullopt;
        std::optional<ClusterFootprints> named =
            footprints_of_clusters(clusters, cluster_input(), like, likeness);
        if (!named) return std::nullopt;
        Candidate result;
        result.footprint_of = std::move(named->footprint_of);
        result.home = std::move(named->home);
        result.footprints = named->footprints;
        return keeps_whole_footprints(result) ? std::optional(std::move(result)) : std::nullopt;
    }

    [[nodiscard]] bool keeps_whole_footprints(const Candidate& of) const {
        for (std::size_t area = 0; area < of.footprint_of.size(); ++area) {
            const FootprintIndex f = of.footprint_of[area];
            if (f >= 0 && static_cast<std::size_t>(f) < m_problem.keeps_footprint.size() &&
                m_problem.keeps_footprint[static_cast<std::size_t>(f)] != 0 && m_problem.given[area] != f)
                return false;
        }
        return true;
    }

    /// Searches from a start, and keeps what comes of it when it is the best so far.
    void consider(BestPlan& result, std::string name, std::optional<Candidate> start) {
        if (!start) return;
        search(*start, false);
        Candidate annealed = *start;
        search(annealed, true);
        if (is_better(annealed, *start)) start = std::move(annealed);
        if (!m_problem.footprints) merge_again(*start);
        result.starts.push_back({std::move(name), start->value, start->excess});
        if (m_best && !is_better(*start, *m_best)) return;
        m_best = std::move(start);
        result.from = result.starts.size() - 1;
    }

    [[nodiscard]] bool has_fixed_sites() const {
        const FlowGraph& flows = m_problem.flows;
        const auto is_site = [&](std::int32_t node) {
            return node >= static_cast<std::int32_t>(flows.areas) && node < flows.outside_node();
        };
        return std::ranges::any_of(node_flows(flows),
                                   [&](const NodeFlow& of) { return is_site(of.from) || is_site(of.to); });
    }

    /// Names change nothing where all sites are in areas, so that as many people as can be keep theirs.
    void keep_names(Candidate& of) const {
        const ClusterInput input = cluster_input();
        const AreaClusters clusters(input, of.footprint_of, of.home);
        if (auto named = in_footprints(clusters.result(), m_problem.given, LikenessOf::people)) {
            measure(*named);
            of = std::move(*named);
        }
    }

    void search(Candidate& of, bool anneals) {
        const FlowGraph flows = rehouse_sites(m_problem.flows, of.home, of.footprints);
        SearchRules rules{m_problem.limits, m_problem.resolution, m_problem.keeps_area,
                          m_problem.keeps_footprint};
        rules.keeps_footprint.resize(of.footprints, 0);
        PlanSearch search(flows, m_problem.neighbourhood, m_problem.facts, of.footprint_of, rules, m_clock);
        search.mend_limits();
        if (anneals) search.anneal(m_effort.sweeps, m_random);
        search.climb();
        of.footprint_of.assign(search.footprint_of().begin(), search.footprint_of().end());
        measure(of);
    }

    /// Merges of whole footprints, and a climb after them, as long as they gain.
    void merge_again(Candidate& of) {
        while (!m_clock.is_stopped()) {
            const ClusterInput input = cluster_input();
            AreaClusters clusters(input, of.footprint_of, of.home);
            const std::size_t before = clusters.size();
            clusters.merge(std::nullopt);
            if (clusters.size() == before) return;
            std::optional<Candidate> merged =
                in_footprints(clusters.result(), of.footprint_of, LikenessOf::people);
            if (!merged) return;
            search(*merged, false);
            if (!is_better(*merged, of)) return;
            of = std::move(*merged);
        }
    }

    const PlanProblem& m_problem;
    const SearchEffort& m_effort;
    SearchClock m_clock;
    std::mt19937_64 m_random;
    std::vector<FootprintIndex> m_pin;  // of each area
    std::optional<Candidate> m_best;
};

}  // namespace

double plan_modularity(const FlowGraph& flows, std::span<const FootprintIndex> footprint_of,
                       double resolution) {
    std::vector<CompensatedSum> local(flows.footprints);
    std::vector<CompensatedSum> resident(flows.footprints);
    std::vector<CompensatedSum> treated(flows.footprints);
    for (const NodeFlow& flow : node_flows(flows)) {
        const FootprintIndex from = flows.place_of(flow.from, footprint_of);
        const FootprintIndex to = flows.place_of(flow.to, footprint_of);
        if (from >= 0) resident[static_cast<std::size_t>(from)].add(flow.patients);
        if (to >= 0) treated[static_cast<std::size_t>(to)].add(flow.patients);
        if (from >= 0 && from == to) local[static_cast<std::size_t>(from)].add(flow.patients);
    }
    CompensatedSum value;
    for (std::size_t f = 0; f < flows.footprints; ++f) {
        FootprintSums sums;
        sums.local = local[f].value();
        sums.resident = resident[f].value();
        sums.treated = treated[f].value();
        value.add(modularity_term(sums, flows.total, resolution));
    }
    return value.value();
}

BestPlan find_best_plan(const PlanProblem& problem, const SearchEffort& effort) {
    if (problem.given.size() != problem.flows.areas || problem.keeps_area.size() != problem.flows.areas ||
        problem.keeps_footprint.size() != problem.flows.footprints)
        throw geo::InternalError("a plan and its pins differ in length");
    return Searcher(problem, effort).run();
}

}  // namespace shapes
