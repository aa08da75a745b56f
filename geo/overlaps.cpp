#include "geo/overlaps.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace geo {

namespace {

/// Ground claimed by more areas than this is not compared pair by pair: ten thousand copies of one area have
/// fifty million pairs, and one finding says as much.
constexpr std::size_t most_areas_in_pairs = 16;

using AreaPair = std::pair<AreaIndex, AreaIndex>;
using AreaSet = std::vector<AreaIndex>;

std::vector<FaceIndex> overlapped_faces(const Faces& faces) {
    std::vector<FaceIndex> found;
    for (FaceIndex f = outside + 1; f < faces.count(); ++f)
        if (faces.claims_of(f).size() > 1) found.push_back(f);
    return found;
}

AreaSet set_of(const Faces& faces, FaceIndex f) {
    const auto claims = faces.claims_of(f);
    return {claims.begin(), claims.end()};
}

struct CommonGround {
    std::int64_t twice_area = 0;
    std::vector<FaceIndex> faces;
};

/// Twice what each area claims, and what each pair claims together.
struct Claimed {
    std::vector<std::int64_t> by_area;
    std::map<AreaPair, CommonGround> by_pair;

    Claimed(const Topology& topology, const Faces& faces) : by_area(topology.areas(), 0) {
        for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
            const auto claims = faces.claims_of(f);
            for (const AreaIndex a : claims)
                by_area[static_cast<std::size_t>(a)] += faces.twice_area[f];
            if (claims.size() < 2 || claims.size() > most_areas_in_pairs) continue;
            for (std::size_t i = 0; i < claims.size(); ++i)
                for (std::size_t j = i + 1; j < claims.size(); ++j) {
                    CommonGround& common = by_pair[{claims[i], claims[j]}];
                    common.twice_area += faces.twice_area[f];
                    common.faces.push_back(f);
                }
        }
    }
    [[nodiscard]] std::int64_t of(AreaIndex a) const { return by_area[static_cast<std::size_t>(a)]; }
};

/// Faces that one finding speaks of.
struct Pieces {
    OverlapKind kind;
    AreaSet areas;
    std::vector<FaceIndex> faces;
};

Ground ground_of(const Topology& topology, const Faces& faces, const std::vector<FaceIndex>& pieces) {
    std::vector<SignedArc> arcs;
    for (const FaceIndex f : pieces)
        for (const ArcRing& ring : faces.rings_of(f))
            arcs.insert(arcs.end(), ring.begin(), ring.end());
    return measure_ground(topology, std::move(arcs));
}

/// Faces of one set of areas, those that share an arc together.
std::vector<std::vector<FaceIndex>> connected(const Faces& faces, const std::vector<FaceIndex>& of_set) {
    std::map<FaceIndex, std::size_t> place;
    for (std::size_t i = 0; i < of_set.size(); ++i)
        place[of_set[i]] = i;
    std::vector<std::size_t> leader(of_set.size());
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto find = [&](std::size_t i) {
        while (leader[i] != i)
            i = leader[i] = leader[leader[i]];
        return i;
    };
    for (const FaceIndex f : of_set) {
        for (const ArcRing& ring : faces.rings_of(f)) {
            for (const SignedArc s : ring) {
                const auto beyond = place.find(s < 0 ? faces.left[arc_of(s)] : faces.right[arc_of(s)]);
                if (beyond == place.end()) continue;
                const std::size_t a = find(place[f]);
                const std::size_t b = find(beyond->second);
                leader[std::max(a, b)] = std::min(a, b);
            }
        }
    }
    std::map<std::size_t, std::vector<FaceIndex>> groups;
    for (std::size_t i = 0; i < of_set.size(); ++i)
        groups[find(i)].push_back(of_set[i]);
    std::vector<std::vector<FaceIndex>> out;
    for (auto& group : groups)
        out.push_back(std::move(group.second));
    return out;
}

}  // namespace

std::vector<Overlap> find_overlaps(const Topology& topology, const Faces& faces) {
    const std::vector<FaceIndex> overlapped = overlapped_faces(faces);
    if (overlapped.empty()) return {};
    const Claimed claimed(topology, faces);
    std::map<AreaSet, std::vector<FaceIndex>> by_set;
    for (const FaceIndex f : overlapped)
        by_set[set_of(faces, f)].push_back(f);

    std::vector<Pieces> found;
    // A pair of which one claims nothing without the other is one finding, whoever else overlaps there.
    std::set<AreaPair> whole;
    for (const auto& [pair, common] : claimed.by_pair) {
        const bool first_within = common.twice_area == claimed.of(pair.first);
        const bool second_within = common.twice_area == claimed.of(pair.second);
        if (!first_within && !second_within) continue;
        whole.insert(pair);
        found.push_back({first_within && second_within ? OverlapKind::duplicate : OverlapKind::contained,
                         first_within ? AreaSet{pair.first, pair.second} : AreaSet{pair.second, pair.first},
                         common.faces});
    }
    for (const auto& [areas, of_set] : by_set) {
        const auto said_already = [&](AreaIndex a, AreaIndex b) {
            return whole.contains({std::min(a, b), std::max(a, b)});
        };
        bool all_pairs_said = areas.size() <= most_areas_in_pairs;
        for (std::size_t i = 0; i < areas.size() && all_pairs_said; ++i)
            for (std::size_t j = i + 1; j < areas.size(); ++j)
                all_pairs_said = all_pairs_said && said_already(areas[i], areas[j]);
        if (all_pairs_said) continue;
        std::int64_t of_all = 0;
        for (const FaceIndex f : of_set)
            of_all += faces.twice_area[f];
        if (std::ranges::all_of(areas, [&](AreaIndex a) { return claimed.of(a) == of_all; })) {
            found.push_back({OverlapKind::duplicate, areas, of_set});
            continue;
        }
        for (std::vector<FaceIndex>& piece : connected(faces, of_set))
            found.push_back({OverlapKind::partial, areas, std::move(piece)});
    }
    std::vector<Overlap> overlaps;
    for (const Pieces& pieces : found)
        overlaps.push_back({pieces.kind, pieces.areas, ground_of(topology, faces, pieces.faces)});
    return overlaps;
}

}  // namespace geo
