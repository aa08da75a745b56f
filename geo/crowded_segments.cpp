#include "geo/crowded_segments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace geo {

namespace {

/// Of up to this many segments all pairs are compared.
constexpr std::size_t few = 24;

struct IntBox {
    std::int64_t min_x;
    std::int64_t min_y;
    std::int64_t max_x;
    std::int64_t max_y;

    [[nodiscard]] IntBox grown(std::int64_t by) const {
        return {min_x - by, min_y - by, max_x + by, max_y + by};
    }

    [[nodiscard]] bool holds(GridPoint p) const {
        return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
    }

    [[nodiscard]] bool is_met_by(const Segment& s) const {
        return meets_box_of(s) && is_crossed_by_line_of(s);
    }

private:
    [[nodiscard]] bool meets_box_of(const Segment& s) const {
        return s.from.x <= max_x && s.to.x >= min_x && std::min(s.from.y, s.to.y) <= max_y &&
               std::max(s.from.y, s.to.y) >= min_y;
    }

    // Whether some corner of the box lies on the other side of the segment's line than another, or on it.
    [[nodiscard]] bool is_crossed_by_line_of(const Segment& s) const {
        const double dx = static_cast<double>(s.to.x) - s.from.x;
        const double dy = static_cast<double>(s.to.y) - s.from.y;
        const auto side = [&](std::int64_t x, std::int64_t y) {
            return dx * static_cast<double>(y - s.from.y) - dy * static_cast<double>(x - s.from.x);
        };
        const std::array<double, 4> sides{side(min_x, min_y), side(max_x, min_y), side(max_x, max_y),
                                          side(min_x, max_y)};
        const auto [low, high] = std::minmax_element(sides.begin(), sides.end());
        // Rounding of the products is far below the width of one cell.
        const double slack = std::abs(dx) + std::abs(dy);
        return *low <= slack && *high >= -slack;
    }
};

class Division {
public:
    Division(std::span<const NumberedSegment> segments, std::int64_t reach)
        : m_segments(segments), m_reach(reach) {}

    /// Compares all pairs of few segments; divides the box of many, as long as that separates them.
    void compare(std::span<const std::uint32_t> held, const IntBox& box, std::vector<Contact>& found) const {
        const bool many = held.size() > few;
        if (many && compare_around_hub(held, box, found)) return;
        // A box not much wider than the reach would hand all it holds to each of its quarters.
        if (many && box.max_x - box.min_x > 8 * (m_reach + 1)) {
            const std::int64_t mid_x = box.min_x + (box.max_x - box.min_x) / 2;
            const std::int64_t mid_y = box.min_y + (box.max_y - box.min_y) / 2;
            const std::array<IntBox, 4> quarters{{{box.min_x, box.min_y, mid_x, mid_y},
                                                  {mid_x + 1, box.min_y, box.max_x, mid_y},
                                                  {box.min_x, mid_y + 1, mid_x, box.max_y},
                                                  {mid_x + 1, mid_y + 1, box.max_x, box.max_y}}};
            std::array<std::vector<std::uint32_t>, 4> parts;
            std::size_t largest = 0;
            for (std::size_t q = 0; q < 4; ++q) {
                // A contact may lie between two cells, and an end as far from a segment as they reach.
                const IntBox box_and_reach = quarters[q].grown(m_reach + 1);
                for (const std::uint32_t i : held) {
                    if (box_and_reach.is_met_by(m_segments[i].ends)) parts[q].push_back(i);
                }
                largest = std::max(largest, parts[q].size());
            }
            if (largest < held.size()) {
                for (std::size_t q = 0; q < 4; ++q)
                    compare(parts[q], quarters[q], found);
                return;
            }
        }
        for (std::size_t i = 0; i < held.size(); ++i)
            for (std::size_t j = i + 1; j < held.size(); ++j)
                compare_pair(held[i], held[j], found);
    }

private:
    void compare_pair(std::uint32_t i, std::uint32_t j, std::vector<Contact>& found) const {
        const auto [first, second] = std::minmax(m_segments[i].number, m_segments[j].number);
        if (second - first == 1 || !in_contact(m_segments[i].ends, m_segments[j].ends, m_reach)) return;
        found.push_back({first, second});
    }

    /// The end that more than half of the segments have, if there is one. Of all ends that is more than a
    /// quarter, so it is among three that outlast the others (Misra and Gries 1982).
    [[nodiscard]] std::optional<GridPoint> hub(std::span<const std::uint32_t> held) const {
        struct Candidate {
            GridPoint end;
            std::size_t votes = 0;
        };
        std::array<Candidate, 3> candidates;
        const auto vote = [&](GridPoint end) {
            auto known = std::ranges::find_if(
                candidates, [&](const Candidate& c) { return c.votes > 0 && c.end == end; });
            if (known == candidates.end())
                known = std::ranges::find(candidates, std::size_t{0}, &Candidate::votes);
            if (known != candidates.end()) {
                known->end = end;
                ++known->votes;
                return;
            }
            for (Candidate& c : candidates)
                --c.votes;
        };
        for (const std::uint32_t i : held) {
            vote(m_segments[i].ends.from);
            vote(m_segments[i].ends.to);
        }
        for (const Candidate& c : candidates) {
            const auto with_it = std::ranges::count_if(held, [&](std::uint32_t i) {
                return m_segments[i].ends.from == c.end || m_segments[i].ends.to == c.end;
            });
            if (static_cast<std::size_t>(with_it) > held.size() / 2) return c.end;
        }
        return std::nullopt;
    }

    /// Segments with one end in common meet again only near their other ends. Where a hundred thousand areas
    /// have a corner in common, those that end outside the box are not compared with each other.
    bool compare_around_hub(std::span<const std::uint32_t> held, const IntBox& box,
                            std::vector<Contact>& found) const {
        const std::optional<GridPoint> end = hub(held);
        if (!end) return false;
        const IntBox box_and_reach = box.grown(m_reach + 1);
        std::vector<std::uint32_t> spokes;
        std::vector<std::uint32_t> others;
        for (const std::uint32_t i : held) {
            const Segment& s = m_segments[i].ends;
            const bool is_spoke = (s.from == *end && !box_and_reach.holds(s.to)) ||
                                  (s.to == *end && !box_and_reach.holds(s.from));
            (is_spoke ? spokes : others).push_back(i);
        }
        if (spokes.size() < held.size() / 2) return false;
        for (const std::uint32_t i : spokes)
            for (const std::uint32_t j : others)
                compare_pair(i, j, found);
        if (!others.empty()) compare(others, box, found);
        return true;
    }

    std::span<const NumberedSegment> m_segments;
    std::int64_t m_reach;
};

}  // namespace

void find_contacts_in_square(std::span<const NumberedSegment> segments, const GridSquare& square,
                             std::int64_t reach, std::vector<Contact>& found) {
    const IntBox box{square.x, square.y, square.x + square.side - 1, square.y + square.side - 1};
    const IntBox box_and_reach = box.grown(reach + 1);
    std::vector<std::uint32_t> held;
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
        if (box_and_reach.is_met_by(segments[i].ends)) held.push_back(i);
    }
    Division(segments, reach).compare(held, box, found);
}

}  // namespace geo
