#include "geo/chains.hpp"

#include <cstdlib>

namespace geo {

namespace {

constexpr std::uint32_t most_segments = 16;

/// The quadrants that a segment may head for.
class Heading {
public:
    Heading(GridPoint from, GridPoint to)
        : m_bits((to.x >= from.x ? east : 0U) | (to.x <= from.x ? west : 0U) | (to.y >= from.y ? north : 0U) |
                 (to.y <= from.y ? south : 0U)) {}

    /// What both have in common.
    [[nodiscard]] Heading with(Heading other) const {
        other.m_bits &= m_bits;
        return other;
    }
    [[nodiscard]] bool has_east_or_west() const { return (m_bits & (east | west)) != 0; }
    [[nodiscard]] bool has_north_or_south() const { return (m_bits & (north | south)) != 0; }

private:
    static constexpr unsigned east = 1;
    static constexpr unsigned west = 2;
    static constexpr unsigned north = 4;
    static constexpr unsigned south = 8;
    unsigned m_bits;
};

}  // namespace

void cut_into_chains(const Topology& topology, std::size_t arc, std::int64_t widest, std::int64_t reach,
                     std::vector<Chain>& chains, std::vector<Contact>& found) {
    const std::span<const VertexId> vertices = topology.arc(arc);
    const std::uint32_t first = topology.arc_start[arc];
    const auto last = static_cast<std::uint32_t>(vertices.size()) - 1;
    std::uint32_t begin = 0;
    GridPoint start = topology.vertex(vertices[0]);
    GridPoint before = start;
    GridPoint here = topology.vertex(vertices[1]);
    Heading heading(before, here);
    for (std::uint32_t i = 1; i < last; ++i) {
        const GridPoint after = topology.vertex(vertices[i + 1]);
        const Heading next(here, after);
        const Heading both = heading.with(next);
        if (both.has_east_or_west() && both.has_north_or_south() && i - begin < most_segments &&
            std::abs(std::int64_t{after.x} - start.x) <= widest &&
            std::abs(std::int64_t{after.y} - start.y) <= widest) {
            heading = both;
        } else {
            // Where both chains go on along one axis and each has left the place where they meet by more than
            // the reach after one segment, no others than these two segments come close.
            const auto apart = [&](std::int64_t p, std::int64_t at, std::int64_t q) {
                return std::abs(p - at) > reach && std::abs(q - at) > reach;
            };
            const bool settled = (both.has_east_or_west() && apart(before.x, here.x, after.x)) ||
                                 (both.has_north_or_south() && apart(before.y, here.y, after.y));
            chains.push_back({first + begin, static_cast<std::uint16_t>(i - begin), settled});
            begin = i;
            start = here;
            heading = next;
            if (run_along_each_other(here, before, after, reach)) found.push_back({first + i - 1, first + i});
        }
        before = here;
        here = after;
    }
    chains.push_back({first + begin, static_cast<std::uint16_t>(last - begin), false});
}

}  // namespace geo
