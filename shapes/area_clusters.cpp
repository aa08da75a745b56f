#include "shapes/area_clusters.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace shapes {

namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Pieces of clusters: the piece of each area, -1 for areas in none.
std::vector<std::int32_t> pieces_of(const Neighbourhood& around, std::span<const std::int32_t> cluster_of) {
    std::vector<std::int32_t> piece_of(cluster_of.size(), -1);
    std::int32_t pieces = 0;
    std::vector<std::size_t> flood;
    for (std::size_t first = 0; first < cluster_of.size(); ++first) {
        if (cluster_of[first] < 0 || piece_of[first] >= 0) continue;
        piece_of[first] = pieces;
        flood.assign(1, first);
        while (!flood.empty()) {
            const std::size_t area = flood.back();
            flood.pop_back();
            for (std::size_t n = around.start[area]; n < around.start[area + 1]; ++n) {
                const std::size_t other = at(around.area[n]);
                if (cluster_of[other] != cluster_of[first] || piece_of[other] >= 0) continue;
                piece_of[other] = pieces;
                flood.push_back(other);
            }
        }
        ++pieces;
    }
    return piece_of;
}

/// People, or areas where nobody is known to live.
bool is_larger(const FootprintSums& a, const FootprintSums& b) {
    return a.population != b.population ? a.population > b.population : a.members > b.members;
}

}  // namespace

AreaClusters::AreaClusters(const ClusterInput& input, std::vector<std::int32_t> cluster_of,
                           std::vector<std::int32_t> home_of_sites)
    : m_input(input), m_cluster_of(std::move(cluster_of)), m_home(std::move(home_of_sites)) {
    gather();
}

std::int32_t AreaClusters::root(std::int32_t cluster) const {
    while (cluster >= 0 && m_into[at(cluster)] != cluster)
        cluster = m_into[at(cluster)];
    return cluster;
}

void AreaClusters::gather() {
    std::int32_t count = 0;
    for (const auto* labels : {&m_cluster_of, &m_home})
        for (const std::int32_t cluster : *labels)
            count = std::max(count, cluster + 1);
    m_clusters.assign(at(count), {});
    m_into.resize(at(count));
    std::iota(m_into.begin(), m_into.end(), 0);
    for (std::size_t area = 0; area < m_cluster_of.size(); ++area) {
        if (m_cluster_of[area] < 0) continue;
        Cluster& of = m_clusters[at(m_cluster_of[area])];
        of.is_there = true;
        of.sums.population += m_input.facts[area].population;
        of.sums.members += m_input.facts[area].members;
        if (m_input.pin[area] >= 0) of.pin = m_input.pin[area];
        const Neighbourhood& around = m_input.neighbourhood;
        for (std::size_t n = around.start[area]; n < around.start[area + 1]; ++n) {
            const std::int32_t other = m_cluster_of[at(around.area[n])];
            if (other >= 0 && other != m_cluster_of[area]) of.ties[other].is_neighbour = true;
        }
    }
    const auto cluster_of_node = [&](std::int32_t node) {
        if (node < static_cast<std::int32_t>(m_input.flows.areas)) return m_cluster_of[at(node)];
        return node < m_input.flows.outside_node() ? m_home[at(node) - m_input.flows.areas] : -1;
    };
    for (const NodeFlow& flow : node_flows(m_input.flows)) {
        const std::int32_t from = cluster_of_node(flow.from);
        const std::int32_t to = cluster_of_node(flow.to);
        if (from >= 0) m_clusters[at(from)].resident += flow.patients;
        if (to >= 0) m_clusters[at(to)].treated += flow.patients;
        if (from < 0 || to < 0 || from == to) continue;
        m_clusters[at(from)].ties[to].patients += flow.patients;
        m_clusters[at(to)].ties[from].patients += flow.patients;
    }
}

double AreaClusters::gain(std::int32_t a, std::int32_t b, const Tie& tie) const {
    const double total = m_input.flows.total;
    if (!(total > 0.0)) return 0.0;
    const Cluster& first = m_clusters[at(a)];
    const Cluster& second = m_clusters[at(b)];
    const double expected = (first.resident / total) * (second.treated / total) +
                            (second.resident / total) * (first.treated / total);
    return tie.patients / total - m_input.resolution * expected;
}

bool AreaClusters::may_merge(std::int32_t a, std::int32_t b) const {
    const FootprintIndex one = m_clusters[at(a)].pin;
    const FootprintIndex other = m_clusters[at(b)].pin;
    const auto is_kept = [&](FootprintIndex pin) {
        return pin >= 0 && m_input.keeps_footprint[at(pin)] != 0;
    };
    if (one == other) return true;
    return !is_kept(one) && !is_kept(other) && (one < 0 || other < 0);
}

LimitExcess AreaClusters::overshoot(std::int32_t a, std::int32_t b) const {
    FootprintSums sums = m_clusters[at(a)].sums;
    sums.population += m_clusters[at(b)].sums.population;
    sums.members += m_clusters[at(b)].sums.members;
    MoveRules upper;
    upper.greatest_population = m_input.limits.greatest_population;
    upper.most_members = m_input.limits.most_members;
    return limit_excess(sums, upper);
}

bool AreaClusters::is_too_small(std::int32_t cluster) const {
    MoveRules lower;
    lower.least_population = m_input.limits.least_population;
    lower.fewest_members = m_input.limits.fewest_members;
    return limit_excess(m_clusters[at(cluster)].sums, lower).any();
}

void AreaClusters::unite(std::int32_t into, std::int32_t gone) {
    Cluster& to = m_clusters[at(into)];
    Cluster& from = m_clusters[at(gone)];
    m_into[at(gone)] = into;
    from.is_there = false;
    to.resident += from.resident;
    to.treated += from.treated;
    to.sums.population += from.sums.population;
    to.sums.members += from.sums.members;
    if (from.pin >= 0) to.pin = from.pin;
    to.ties.erase(gone);
    for (const auto& [other, tie] : from.ties) {
        if (other == into) continue;
        auto& ties = m_clusters[at(other)].ties;
        ties.erase(gone);
        for (Tie* side : {&to.ties[other], &ties[into]}) {
            side->patients += tie.patients;
            side->is_neighbour = side->is_neighbour || tie.is_neighbour;
        }
    }
    from.ties.clear();
}

std::int32_t AreaClusters::best_neighbour(std::int32_t cluster) const {
    std::int32_t best = -1;
    double most = -std::numeric_limits<double>::infinity();
    for (const auto& [other, tie] : m_clusters[at(cluster)].ties) {
        if (!tie.is_neighbour || !m_clusters[at(other)].is_there || !may_merge(cluster, other)) continue;
        const double gained = gain(cluster, other, tie);
        if (gained <= most) continue;
        best = other;
        most = gained;
    }
    return best;
}

std::int32_t AreaClusters::most_of_its_footprint(std::int32_t cluster,
                                                 std::span<const FootprintIndex> given) const {
    std::map<FootprintIndex, bool> footprints;
    for (std::size_t area = 0; area < given.size(); ++area)
        if (root(m_cluster_of[area]) == cluster) footprints[given[area]] = true;
    std::map<std::int32_t, FootprintSums> common;
    for (std::size_t area = 0; area < given.size(); ++area) {
        const std::int32_t other = root(m_cluster_of[area]);
        if (other < 0 || other == cluster || given[area] < 0 || !footprints.contains(given[area])) continue;
        common[other].population += m_input.facts[area].population;
        common[other].members += m_input.facts[area].members;
    }
    std::int32_t best = -1;
    for (const auto& [other, sums] : common)
        if (may_merge(cluster, other) && (best < 0 || is_larger(sums, common.at(best)))) best = other;
    return best;
}

void AreaClusters::join_pieces(std::span<const FootprintIndex> given) {
    const std::vector<std::int32_t> piece_of = pieces_of(m_input.neighbourhood, m_cluster_of);
    std::vector<std::int32_t> cluster_of_piece;
    std::vector<FootprintSums> size;
    for (std::size_t area = 0; area < piece_of.size(); ++area) {
        if (piece_of[area] < 0) continue;
        const std::size_t piece = at(piece_of[area]);
        if (piece == size.size()) {
            size.emplace_back();
            cluster_of_piece.push_back(m_cluster_of[area]);
        }
        size[piece].population += m_input.facts[area].population;
        size[piece].members += m_input.facts[area].members;
    }
    std::vector<std::int32_t> main_piece(m_clusters.size(), -1);
    for (std::size_t piece = 0; piece < size.size(); ++piece) {
        std::int32_t& main = main_piece[at(cluster_of_piece[piece])];
        if (main < 0 || is_larger(size[piece], size[at(main)])) main = static_cast<std::int32_t>(piece);
    }
    for (std::int32_t& home : m_home)
        if (home >= 0) home = main_piece[at(home)];
    m_cluster_of = piece_of;
    gather();

    std::vector<std::int32_t> detached;
    for (std::size_t piece = 0; piece < size.size(); ++piece)
        if (main_piece[at(cluster_of_piece[piece])] != static_cast<std::int32_t>(piece))
            detached.push_back(static_cast<std::int32_t>(piece));
    std::ranges::stable_sort(
        detached, [&](std::int32_t a, std::int32_t b) { return is_larger(size[at(b)], size[at(a)]); });
    std::vector<std::int32_t> stranded;
    for (const std::int32_t piece : detached) {
        if (!m_clusters[at(piece)].is_there) continue;
        const std::int32_t to = best_neighbour(piece);
        if (to < 0)
            stranded.push_back(piece);
        else
            unite(to, piece);
    }
    for (const std::int32_t piece : stranded) {
        if (!m_clusters[at(piece)].is_there) continue;
        const std::int32_t to = most_of_its_footprint(piece, given);
        if (to >= 0) unite(to, piece);
    }
}

void AreaClusters::merge(std::optional<std::size_t> count) {
    while (!count || size() > *count) {
        std::int32_t best = -1;
        std::int32_t partner = -1;
        double most = -std::numeric_limits<double>::infinity();
        LimitExcess least;
        for (std::size_t c = 0; c < m_clusters.size(); ++c) {
            const auto cluster = static_cast<std::int32_t>(c);
            if (!m_clusters[c].is_there) continue;
            for (const auto& [other, tie] : m_clusters[c].ties) {
                if (other <= cluster || !tie.is_neighbour || !m_clusters[at(other)].is_there ||
                    !may_merge(cluster, other))
                    continue;
                const LimitExcess over = overshoot(cluster, other);
                const double gained = gain(cluster, other, tie);
                const bool is_asked = count || gained > 0.0 || is_too_small(cluster) || is_too_small(other);
                if (!is_asked || (!count && over.any())) continue;
                const bool is_better =
                    best < 0 ||
                    std::pair(over.people, over.members) < std::pair(least.people, least.members) ||
                    (std::pair(over.people, over.members) == std::pair(least.people, least.members) &&
                     gained > most);
                if (!is_better) continue;
                best = cluster;
                partner = other;
                most = gained;
                least = over;
            }
        }
        if (best < 0) return;
        unite(best, partner);
    }
}

std::size_t AreaClusters::size() const {
    return static_cast<std::size_t>(std::ranges::count(m_clusters, true, &Cluster::is_there));
}

AreaClusters::Result AreaClusters::result() const {
    Result result;
    std::vector<std::int32_t> number(m_clusters.size(), -1);
    for (const std::int32_t cluster : m_cluster_of) {
        const std::int32_t of = root(cluster);
        if (of >= 0 && number[at(of)] < 0) number[at(of)] = static_cast<std::int32_t>(result.clusters++);
        result.cluster_of.push_back(of < 0 ? -1 : number[at(of)]);
    }
    for (const std::int32_t home : m_home) {
        const std::int32_t of = root(home);
        result.home_of_sites.push_back(of < 0 ? -1 : number[at(of)]);
    }
    return result;
}

}  // namespace shapes
