#include "geo/dissolve.hpp"

#include <algorithm>
#include <utility>

#include "geo/assemble.hpp"
#include "geo/error.hpp"

namespace geo {

namespace {

/// The arcs on the outline of each group, its interior on their left.
class OutlineArcs {
public:
    OutlineArcs(const Topology& topology, std::span<const GroupIndex> group_of, std::size_t groups)
        : m_group_of(group_of), m_arcs(groups) {
        std::vector<SideConflict> conflicts = topology.conflicts;
        std::sort(conflicts.begin(), conflicts.end(),
                  [](const SideConflict& a, const SideConflict& b) { return arc_of(a.arc) < arc_of(b.arc); });
        auto conflict = conflicts.begin();
        for (std::size_t a = 0; a < topology.arcs(); ++a) {
            const auto forward = static_cast<SignedArc>(a);
            if (conflict == conflicts.end() || arc_of(conflict->arc) != a) {
                cancel(forward, topology.left[a], topology.right[a]);
                continue;
            }
            m_uses.clear();
            add_use(topology.left[a], 1);
            add_use(topology.right[a], -1);
            for (; conflict != conflicts.end() && arc_of(conflict->arc) == a; ++conflict) {
                add_use(conflict->second, conflict->arc < 0 ? -1 : 1);
            }
            append_net_uses(forward);
        }
    }

    [[nodiscard]] const std::vector<std::vector<SignedArc>>& of_groups() const { return m_arcs; }

private:
    GroupIndex group_at(AreaIndex area) const {
        return area == no_area ? no_group : m_group_of[static_cast<std::size_t>(area)];
    }

    void append(GroupIndex group, SignedArc arc) {
        if (group != no_group) m_arcs[static_cast<std::size_t>(group)].push_back(arc);
    }

    void cancel(SignedArc forward, AreaIndex left_area, AreaIndex right_area) {
        const GroupIndex left = group_at(left_area);
        const GroupIndex right = group_at(right_area);
        if (left == right) return;
        append(left, forward);
        append(right, ~forward);
    }

    void add_use(AreaIndex area, int direction) { m_uses.emplace_back(group_at(area), direction); }

    /// Where several areas claim one side, passes in opposite directions cancel group by group and the rest
    /// all stay, so that every outline still closes and its area is the sum of its members, overlaps counted
    /// twice.
    void append_net_uses(SignedArc forward) {
        std::sort(m_uses.begin(), m_uses.end());
        for (std::size_t i = 0; i < m_uses.size();) {
            const GroupIndex group = m_uses[i].first;
            int net = 0;
            for (; i < m_uses.size() && m_uses[i].first == group; ++i)
                net += m_uses[i].second;
            for (; net > 0; --net)
                append(group, forward);
            for (; net < 0; ++net)
                append(group, ~forward);
        }
    }

    std::span<const GroupIndex> m_group_of;
    std::vector<std::vector<SignedArc>> m_arcs;
    std::vector<std::pair<GroupIndex, int>>
        m_uses;  // of one arc: the group that passes it, and in which direction
};

}  // namespace

GridRings dissolve(const Topology& topology, std::span<const GroupIndex> group_of, std::size_t groups) {
    if (group_of.size() != topology.areas())
        throw InternalError("dissolve: one group is needed for each area");
    GridRings outlines;
    const OutlineArcs outline_arcs(topology, group_of, groups);
    for (const std::vector<SignedArc>& arcs : outline_arcs.of_groups()) {
        std::vector<std::vector<GridPoint>> rings;
        for (const ArcRing& ring : assemble_rings(topology, arcs))
            rings.push_back(trace(topology, ring));
        append_nested(std::move(rings), outlines);
    }
    return outlines;
}

}  // namespace geo
