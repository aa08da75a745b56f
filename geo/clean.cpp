#include "geo/clean.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "geo/assemble.hpp"
#include "geo/error.hpp"
#include "geo/gaps.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

FaceIndex face_beyond(const Faces& faces, SignedArc s) {
    return s < 0 ? faces.left[arc_of(s)] : faces.right[arc_of(s)];
}

std::size_t index(AreaIndex area) {
    return static_cast<std::size_t>(area);
}

/// Decides who owns each face.
class Owners {
public:
    Owners(const Topology& topology, const Faces& faces, std::span<const std::string> codes,
           const CleanOptions& options)
        : m_topology(topology),
          m_faces(faces),
          m_codes(codes),
          m_options(options),
          m_claimed(topology.areas(), 0),
          m_contested(topology.areas(), 0),
          m_owner(faces.count(), no_area) {
        for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
            const auto claims = faces.claims_of(f);
            for (const AreaIndex a : claims) {
                m_claimed[index(a)] += faces.twice_area[f];
                if (claims.size() > 1) m_contested[index(a)] += faces.twice_area[f];
            }
            if (claims.size() == 1) m_owner[f] = claims.front();
        }
    }

    void settle_overlaps(Cleaned& cleaned) {
        for (FaceIndex f = outside + 1; f < m_faces.count(); ++f) {
            const auto claims = m_faces.claims_of(f);
            if (claims.size() < 2) continue;
            m_owner[f] = pick_claimant(f);
            cleaned.twice_overlaps += m_faces.twice_area[f] * static_cast<std::int64_t>(claims.size() - 1);
            std::vector<SignedArc> arcs;
            for (const ArcRing& ring : m_faces.rings_of(f))
                arcs.insert(arcs.end(), ring.begin(), ring.end());
            cleaned.repairs.push_back({FindingKind::overlap,
                                       {claims.begin(), claims.end()},
                                       m_owner[f],
                                       measure_ground(m_topology, std::move(arcs))});
        }
    }

    void fill_gaps(Cleaned& cleaned) {
        for (Gap& gap : find_gaps(m_topology, m_faces)) {
            if (gap.ground.width_m > m_options.check.gap_width_m ||
                is_allowed(gap.ground.outline, m_options.check))
                continue;
            std::map<AreaIndex, double> borders;
            for (const ArcRing& ring : m_faces.rings_of(gap.face))
                for (const SignedArc s : ring)
                    borders[m_owner[face_beyond(m_faces, s)]] += arc_length_m(m_topology, arc_of(s));
            borders.erase(no_area);
            if (borders.empty()) continue;
            m_owner[gap.face] = preferred(borders);
            cleaned.twice_gaps += m_faces.twice_area[gap.face];
            cleaned.repairs.push_back(
                {FindingKind::gap, std::move(gap.neighbours), m_owner[gap.face], std::move(gap.ground)});
        }
    }

    /// Areas with claims and no ground.
    [[nodiscard]] std::vector<AreaIndex> emptied() const {
        std::vector<std::uint8_t> owns(m_claimed.size(), 0);
        for (const AreaIndex owner : m_owner)
            if (owner != no_area) owns[index(owner)] = 1;
        std::vector<AreaIndex> emptied;
        for (std::size_t a = 0; a < owns.size(); ++a)
            if (owns[a] == 0 && m_claimed[a] > 0) emptied.push_back(static_cast<AreaIndex>(a));
        return emptied;
    }

    [[nodiscard]] AreaIndex of(FaceIndex f) const { return m_owner[f]; }
    [[nodiscard]] std::int64_t twice_claimed() const {
        return std::accumulate(m_claimed.begin(), m_claimed.end(), std::int64_t{0});
    }

private:
    /// Twice its contested share exceeds one.
    [[nodiscard]] bool is_mostly_contested(AreaIndex a) const {
        return 2 * m_contested[index(a)] > m_claimed[index(a)];
    }

    /// Whether `a` has the first call before `b`; both are mostly contested.
    [[nodiscard]] bool calls_before(AreaIndex a, AreaIndex b) const {
        const double share_a =
            static_cast<double>(m_contested[index(a)]) / static_cast<double>(m_claimed[index(a)]);
        const double share_b =
            static_cast<double>(m_contested[index(b)]) / static_cast<double>(m_claimed[index(b)]);
        if (share_a != share_b) return share_a > share_b;
        if (m_claimed[index(a)] != m_claimed[index(b)]) return m_claimed[index(a)] < m_claimed[index(b)];
        return m_codes[index(a)] < m_codes[index(b)];
    }

    [[nodiscard]] AreaIndex pick_claimant(FaceIndex f) const {
        const auto claims = m_faces.claims_of(f);
        AreaIndex first_call = no_area;
        for (const AreaIndex a : claims) {
            if (is_mostly_contested(a) && (first_call == no_area || calls_before(a, first_call)))
                first_call = a;
        }
        if (first_call != no_area) return first_call;
        std::map<AreaIndex, double> borders;
        for (const AreaIndex a : claims)
            borders[a] = 0;
        for (const ArcRing& ring : m_faces.rings_of(f)) {
            for (const SignedArc s : ring) {
                for (const AreaIndex a : m_faces.claims_of(face_beyond(m_faces, s))) {
                    const auto border = borders.find(a);
                    if (border != borders.end()) border->second += arc_length_m(m_topology, arc_of(s));
                }
            }
        }
        return preferred(borders);
    }

    [[nodiscard]] AreaIndex preferred(const std::map<AreaIndex, double>& borders) const {
        if (m_options.preference == Preference::named && m_options.named &&
            borders.contains(*m_options.named))
            return *m_options.named;
        const auto better = [&](const auto& a, const auto& b) {
            const std::int64_t ground_a = m_claimed[index(a.first)];
            const std::int64_t ground_b = m_claimed[index(b.first)];
            if (m_options.preference == Preference::largest && ground_a != ground_b)
                return ground_a > ground_b;
            if (m_options.preference == Preference::smallest && ground_a != ground_b)
                return ground_a < ground_b;
            if (a.second != b.second) return a.second > b.second;
            return m_codes[index(a.first)] < m_codes[index(b.first)];
        };
        return std::ranges::min_element(borders, better)->first;
    }

    const Topology& m_topology;
    const Faces& m_faces;
    std::span<const std::string> m_codes;
    const CleanOptions& m_options;
    std::vector<std::int64_t> m_claimed;    // twice, of each area
    std::vector<std::int64_t> m_contested;  // the part of it that others claim too
    std::vector<AreaIndex> m_owner;
};

/// The outline of each area from the arcs between its ground and that of others.
GridRings outlines_of(const Topology& topology, const Faces& faces, const Owners& owners,
                      const std::vector<AreaIndex>& kept) {
    std::vector<std::vector<SignedArc>> arcs(topology.areas());
    const auto add = [&](FaceIndex left, FaceIndex right, SignedArc arc) {
        const AreaIndex owner = owners.of(left);
        if (owner != no_area && owner != owners.of(right)) arcs[index(owner)].push_back(arc);
        if (kept.empty()) return;
        for (const AreaIndex a : faces.claims_of(left)) {
            if (std::ranges::binary_search(kept, a) && !std::ranges::binary_search(faces.claims_of(right), a))
                arcs[index(a)].push_back(arc);
        }
    };
    for (std::size_t a = 0; a < topology.arcs(); ++a) {
        const auto forward = static_cast<SignedArc>(a);
        add(faces.left[a], faces.right[a], forward);
        add(faces.right[a], faces.left[a], ~forward);
    }
    constexpr std::size_t areas_of_a_share = 256;
    std::vector<GridRings> parts((arcs.size() + areas_of_a_share - 1) / areas_of_a_share);
    in_shares(topology.arc_vertices.size(), parts.size(), [&](std::size_t share) {
        const std::size_t end = std::min((share + 1) * areas_of_a_share, arcs.size());
        GridRings part;
        for (std::size_t area = share * areas_of_a_share; area < end; ++area) {
            std::vector<std::vector<GridPoint>> rings;
            for (const ArcRing& ring : assemble_rings(topology, arcs[area]))
                rings.push_back(trace(topology, ring));
            append_nested(std::move(rings), part);
        }
        parts[share] = std::move(part);
    });
    GridRings outlines;
    std::size_t points = 0;
    for (const GridRings& part : parts)
        points += part.points.size();
    outlines.points.reserve(points);
    for (GridRings& part : parts)
        outlines.append(std::exchange(part, {}));
    return outlines;
}

}  // namespace

Cleaned clean(const Topology& topology, const Faces& faces, std::span<const std::string> codes,
              const CleanOptions& options) {
    if (faces.inconsistent > 0)
        throw InputError("clean", "borders still cross after snapping", "try another --snap");
    Cleaned cleaned;
    Owners owners(topology, faces, codes, options);
    owners.settle_overlaps(cleaned);
    cleaned.kept_overlapping = owners.emptied();
    owners.fill_gaps(cleaned);
    for (const AreaIndex area : cleaned.kept_overlapping) {
        for (FaceIndex f = outside + 1; f < faces.count(); ++f) {
            if (std::ranges::binary_search(faces.claims_of(f), area))
                cleaned.twice_overlaps -= faces.twice_area[f];
        }
    }
    cleaned.outlines = outlines_of(topology, faces, owners, cleaned.kept_overlapping);

    const std::vector<std::int64_t> before = twice_areas(topology);
    cleaned.twice_before = std::accumulate(before.begin(), before.end(), std::int64_t{0});
    cleaned.twice_straightened = owners.twice_claimed() - cleaned.twice_before;
    for (std::size_t r = 0; r < cleaned.outlines.rings(); ++r)
        cleaned.twice_after += twice_area(cleaned.outlines.ring(r));
    const std::int64_t expected =
        cleaned.twice_before + cleaned.twice_straightened - cleaned.twice_overlaps + cleaned.twice_gaps;
    if (cleaned.twice_after != expected) throw InternalError("clean: the account of areas does not balance");
    return cleaned;
}

}  // namespace geo
