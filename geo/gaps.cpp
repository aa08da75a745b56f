#include "geo/gaps.hpp"

#include <algorithm>

namespace geo {

std::vector<Gap> find_gaps(const Topology& topology, const Faces& faces) {
    std::vector<Gap> gaps;
    for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
        if (!faces.claims_of(f).empty()) continue;
        Gap gap{f, {}, {}};
        std::vector<SignedArc> arcs;
        for (const ArcRing& ring : faces.rings_of(f)) {
            for (const SignedArc s : ring) {
                arcs.push_back(s);
                const FaceIndex beyond = s < 0 ? faces.left[arc_of(s)] : faces.right[arc_of(s)];
                const auto claims = faces.claims_of(beyond);
                gap.neighbours.insert(gap.neighbours.end(), claims.begin(), claims.end());
            }
        }
        gap.ground = measure_ground(topology, std::move(arcs));
        std::sort(gap.neighbours.begin(), gap.neighbours.end());
        gap.neighbours.erase(std::unique(gap.neighbours.begin(), gap.neighbours.end()), gap.neighbours.end());
        gaps.push_back(std::move(gap));
    }
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](const Gap& a, const Gap& b) { return a.ground.twice_area > b.ground.twice_area; });
    return gaps;
}

std::vector<Gap> find_gaps(const Topology& topology) {
    return find_gaps(topology, find_faces(topology));
}

}  // namespace geo
