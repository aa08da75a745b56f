#include "shapes/neighbourhood.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace shapes {

Neighbourhood make_neighbourhood(std::size_t areas, std::span<const geo::Border> borders,
                                 std::span<const std::array<std::int32_t, 2>> links) {
    struct Side {
        std::int32_t area;
        std::int32_t other;
        double border_m;
    };
    std::vector<Side> sides;
    sides.reserve(2 * (borders.size() + links.size()));
    const auto add = [&](std::int32_t a, std::int32_t b, double border_m) {
        sides.push_back({a, b, border_m});
        sides.push_back({b, a, border_m});
    };
    for (const geo::Border& border : borders)
        add(border.a, border.b, border.length_m);
    for (const auto& [a, b] : links)
        if (a != b) add(a, b, 0.0);
    // Of a border and a link between the same two the border comes first and stays.
    std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) {
        return std::tuple(a.area, a.other, -a.border_m) < std::tuple(b.area, b.other, -b.border_m);
    });
    sides.erase(
        std::unique(sides.begin(), sides.end(),
                    [](const Side& a, const Side& b) { return a.area == b.area && a.other == b.other; }),
        sides.end());
    Neighbourhood result;
    std::size_t at = 0;
    for (std::size_t area = 0; area < areas; ++area) {
        for (; at < sides.size() && sides[at].area == static_cast<std::int32_t>(area); ++at) {
            result.area.push_back(sides[at].other);
            result.border_m.push_back(sides[at].border_m);
        }
        result.start.push_back(result.area.size());
    }
    return result;
}

Neighbourhood group_areas(const Neighbourhood& neighbourhood, std::span<const std::int32_t> group_of,
                          std::size_t groups) {
    std::map<std::pair<std::int32_t, std::int32_t>, double> between;
    for (std::size_t area = 0; area < neighbourhood.areas(); ++area) {
        for (std::size_t n = neighbourhood.start[area]; n < neighbourhood.start[area + 1]; ++n) {
            const std::int32_t a = group_of[area];
            const std::int32_t b = group_of[static_cast<std::size_t>(neighbourhood.area[n])];
            if (a < b) between[{a, b}] += neighbourhood.border_m[n];
        }
    }
    std::vector<geo::Border> borders;
    for (const auto& [pair, border_m] : between)
        borders.push_back({pair.first, pair.second, border_m});
    return make_neighbourhood(groups, borders, {});
}

Pieces find_articulations(const Neighbourhood& neighbourhood, std::span<const FootprintIndex> footprint_of,
                          std::size_t footprints) {
    const std::size_t areas = neighbourhood.areas();
    Pieces result;
    result.piece_of.assign(areas, -1);
    result.pieces.assign(footprints, 0);
    result.pieces_without.assign(areas, 0);
    // The depth-first search keeps its own stack: a footprint may be a chain of thousands of areas.
    std::vector<std::int32_t> order(areas, -1);
    std::vector<std::int32_t> lowest(areas, 0);
    std::vector<std::size_t> next(neighbourhood.start.begin(), neighbourhood.start.end() - 1);
    std::vector<std::int32_t> stack;
    std::int32_t time = 0;
    std::int32_t piece = 0;
    for (std::size_t root = 0; root < areas; ++root) {
        const FootprintIndex footprint = footprint_of[root];
        if (footprint < 0 || order[root] >= 0) continue;
        ++result.pieces[static_cast<std::size_t>(footprint)];
        const auto enter = [&](std::int32_t area) {
            const auto a = static_cast<std::size_t>(area);
            order[a] = lowest[a] = time++;
            result.piece_of[a] = piece;
            // What is above it in the search stays together; the root has nothing above.
            result.pieces_without[a] = stack.empty() ? 0 : 1;
            stack.push_back(area);
        };
        enter(static_cast<std::int32_t>(root));
        while (!stack.empty()) {
            const auto area = static_cast<std::size_t>(stack.back());
            if (next[area] < neighbourhood.start[area + 1]) {
                const std::int32_t other = neighbourhood.area[next[area]++];
                const auto o = static_cast<std::size_t>(other);
                if (footprint_of[o] != footprint) continue;
                if (order[o] < 0)
                    enter(other);
                else
                    lowest[area] = std::min(lowest[area], order[o]);
                continue;
            }
            stack.pop_back();
            if (stack.empty()) break;
            const auto above = static_cast<std::size_t>(stack.back());
            lowest[above] = std::min(lowest[above], lowest[area]);
            if (lowest[area] >= order[above]) ++result.pieces_without[above];
        }
        ++piece;
    }
    return result;
}

bool LeaveProbe::stays_together(std::int32_t area, std::span<const FootprintIndex> footprint_of) {
    const auto a = static_cast<std::size_t>(area);
    const FootprintIndex own = footprint_of[a];
    ++m_floods;
    m_flood.clear();
    std::size_t left = 0;
    for (std::size_t n = m_around.start[a]; n < m_around.start[a + 1]; ++n) {
        const std::int32_t other = m_around.area[n];
        if (footprint_of[static_cast<std::size_t>(other)] != own) continue;
        if (m_flood.empty()) {
            m_flood.push_back(other);
            m_seen[static_cast<std::size_t>(other)] = m_floods;
        } else {
            m_wanted[static_cast<std::size_t>(other)] = m_floods;
            ++left;
        }
    }
    m_seen[a] = m_floods;
    for (std::size_t next = 0; left > 0 && next < m_flood.size(); ++next) {
        const auto at = static_cast<std::size_t>(m_flood[next]);
        for (std::size_t n = m_around.start[at]; n < m_around.start[at + 1]; ++n) {
            const std::int32_t other = m_around.area[n];
            const auto o = static_cast<std::size_t>(other);
            if (footprint_of[o] != own || m_seen[o] == m_floods) continue;
            m_seen[o] = m_floods;
            if (m_wanted[o] == m_floods) --left;
            m_flood.push_back(other);
        }
    }
    return left == 0;
}

}  // namespace shapes
