#include "geo/segment_buckets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "geo/orientation.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

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

    bool meets(const Segment& s) const {
        return std::min(s.from.x, s.to.x) <= max_x && std::max(s.from.x, s.to.x) >= min_x &&
               std::min(s.from.y, s.to.y) <= max_y && std::max(s.from.y, s.to.y) >= min_y;
    }

    // Whether some corner of the box lies on the other side of the segment's line than another, or on it.
    bool crossed_by_line_of(const Segment& s) const {
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

bool boxes_meet(const Segment& s, const Segment& t, std::int64_t reach) {
    return std::max(s.from.x, s.to.x) + reach >= std::min(t.from.x, t.to.x) &&
           std::max(t.from.x, t.to.x) + reach >= std::min(s.from.x, s.to.x) &&
           std::max(s.from.y, s.to.y) + reach >= std::min(t.from.y, t.to.y) &&
           std::max(t.from.y, t.to.y) + reach >= std::min(s.from.y, s.to.y);
}

double length(const Segment& s) {
    return std::hypot(static_cast<double>(s.to.x) - s.from.x, static_cast<double>(s.to.y) - s.from.y);
}

/// Whether both ends of `t` lie on one side of the line of `s`, farther than `reach` from it.
bool lies_aside(const Segment& s, const Segment& t, double reach) {
    const std::int64_t from = orientation(s.from, s.to, t.from);
    const std::int64_t to = orientation(s.from, s.to, t.to);
    if ((from > 0) != (to > 0) || from == 0 || to == 0) return false;
    return reach == 0 || static_cast<double>(std::min(std::abs(from), std::abs(to))) > reach * length(s);
}

bool in_contact(const Segment& s, const Segment& t, std::int64_t reach) {
    if (!boxes_meet(s, t, reach)) return false;
    const auto near = static_cast<double>(reach);
    const bool same_from = s.from == t.from;
    const bool same_to = s.to == t.to;
    const bool from_to = s.from == t.to;
    const bool to_from = s.to == t.from;
    if (same_from || same_to || from_to || to_from) {
        // With one common end they meet elsewhere only when they run along each other.
        const GridPoint at = same_from || from_to ? s.from : s.to;
        const GridPoint p = at == s.from ? s.to : s.from;
        const GridPoint q = at == t.from ? t.to : t.from;
        return lies_beside(at, p, q, near) || lies_beside(at, q, p, near);
    }
    return !lies_aside(s, t, near) && !lies_aside(t, s, near);
}

/// The segments of one row of buckets after another.
class BucketGrid {
public:
    BucketGrid(std::span<const Segment> segments, std::int64_t reach) : m_segments(segments), m_reach(reach) {
        GridPoint low = segments.front().from;
        GridPoint high = low;
        for (const Segment& s : segments) {
            low = {std::min({low.x, s.from.x, s.to.x}), std::min({low.y, s.from.y, s.to.y})};
            high = {std::max({high.x, s.from.x, s.to.x}), std::max({high.y, s.from.y, s.to.y})};
        }
        m_low_x = low.x;
        m_low_y = low.y;
        const double width = static_cast<double>(std::int64_t{high.x} - low.x) + 1;
        const double height = static_cast<double>(std::int64_t{high.y} - low.y) + 1;
        const auto count = static_cast<double>(segments.size());
        // A side that is a power of two makes finding a bucket a shift.
        const double side =
            std::max({std::sqrt(width * height / count), (width + height) / (2 * count), 1.0});
        m_shift = static_cast<int>(std::lround(std::log2(side)));
        m_side = std::int64_t{1} << m_shift;
        m_columns = static_cast<std::size_t>((std::int64_t{high.x} - low.x) >> m_shift) + 1;
        m_rows = static_cast<std::size_t>((std::int64_t{high.y} - low.y) >> m_shift) + 1;
    }

    [[nodiscard]] std::size_t rows() const { return m_rows; }

    /// About half of the segments begin below it.
    [[nodiscard]] std::size_t middle_row() const {
        constexpr std::size_t sampled = 1024;
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < m_segments.size(); i += m_segments.size() / sampled + 1)
            rows.push_back(row_of(m_segments[i].from.y));
        const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
        std::nth_element(rows.begin(), middle, rows.end());
        return *middle;
    }

    /// Contacts in the buckets of the rows [begin, end).
    void find_in_rows(std::size_t begin, std::size_t end, std::vector<Contact>& found) const {
        struct Held {
            std::uint32_t bucket;
            std::uint32_t segment;
        };
        std::vector<std::uint32_t> start(m_columns * (end - begin) + 1, 0);
        const std::size_t first = begin * m_columns;
        std::vector<Held> unsorted;
        unsorted.reserve(m_segments.size());
        for (std::uint32_t i = 0; i < m_segments.size(); ++i) {
            for_each_bucket(m_segments[i], begin, end, [&](std::size_t b) {
                ++start[b - first + 1];
                unsorted.push_back({static_cast<std::uint32_t>(b - first), i});
            });
        }
        for (std::size_t b = 1; b < start.size(); ++b)
            start[b] += start[b - 1];
        std::vector<std::uint32_t> all_held(start.back());
        std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
        for (const Held& one : unsorted)
            all_held[next[one.bucket]++] = one.segment;
        unsorted = std::vector<Held>();  // "= {}" would keep its memory
        for (std::size_t row = begin; row < end; ++row) {
            for (std::size_t column = 0; column < m_columns; ++column) {
                const std::size_t b = (row - begin) * m_columns + column;
                const std::span<const std::uint32_t> held(all_held.data() + start[b],
                                                          all_held.data() + start[b + 1]);
                if (held.size() < 2) continue;
                const std::int64_t x = m_low_x + static_cast<std::int64_t>(column) * m_side;
                const std::int64_t y = m_low_y + static_cast<std::int64_t>(row) * m_side;
                compare(held, {x, y, x + m_side - 1, y + m_side - 1}, found);
            }
        }
    }

private:
    /// Compares all pairs of few segments; divides the box of many, as long as that separates them.
    void compare(std::span<const std::uint32_t> held, const IntBox& box, std::vector<Contact>& found) const {
        constexpr std::size_t few = 24;
        // A box not much wider than the reach would hand all it holds to each of its quarters.
        if (held.size() > few && compare_around_hub(held, box, found)) return;
        const bool can_divide = box.max_x - box.min_x > 8 * (m_reach + 1);
        if (held.size() > few && can_divide) {
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
                    if (box_and_reach.meets(m_segments[i]) && box_and_reach.crossed_by_line_of(m_segments[i]))
                        parts[q].push_back(i);
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

    void compare_pair(std::uint32_t i, std::uint32_t j, std::vector<Contact>& found) const {
        if (in_contact(m_segments[i], m_segments[j], m_reach))
            found.push_back({std::min(i, j), std::max(i, j)});
    }

    /// The end that more than half of the segments have, if there is one.
    [[nodiscard]] std::optional<GridPoint> hub(std::span<const std::uint32_t> held) const {
        std::vector<GridPoint> ends;
        for (const std::uint32_t i : held) {
            ends.push_back(m_segments[i].from);
            ends.push_back(m_segments[i].to);
        }
        std::sort(ends.begin(), ends.end());
        for (auto run = ends.begin(); run != ends.end();) {
            const auto next = std::upper_bound(run, ends.end(), *run);
            if (static_cast<std::size_t>(next - run) > held.size() / 2) return *run;
            run = next;
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
            const Segment& s = m_segments[i];
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

    /// The buckets in the rows [begin, end) that the segment comes within reach of.
    template <class Visit>
    void for_each_bucket(const Segment& s, std::size_t begin, std::size_t end, Visit visit) const {
        const std::size_t lowest = row_of(std::min(s.from.y, s.to.y) - m_reach);
        const std::size_t highest = row_of(std::max(s.from.y, s.to.y) + m_reach);
        if (lowest >= end || highest < begin) return;
        const std::size_t first_row = std::max(lowest, begin);
        const std::size_t last_row = std::min(highest, end - 1);
        if (lowest == highest) {
            const std::size_t base = first_row * m_columns;
            const std::size_t last = base + column_of(std::max(s.from.x, s.to.x) + m_reach);
            for (std::size_t b = base + column_of(std::min(s.from.x, s.to.x) - m_reach); b <= last; ++b)
                visit(b);
            return;
        }
        // In each row the columns that the part of the segment within reach of the row comes within reach of.
        const double dx = static_cast<double>(s.to.x) - s.from.x;
        const double dy = static_cast<double>(s.to.y) - s.from.y;
        const double per_y = dy == 0 ? 0.0 : 1 / dy;
        const auto margin = static_cast<double>(m_reach + 1);
        for (std::size_t row = first_row; row <= last_row; ++row) {
            const double low =
                static_cast<double>(m_low_y + static_cast<std::int64_t>(row) * m_side) - margin;
            double t0 = 0.0;
            double t1 = 1.0;
            if (dy != 0) {
                const double a = (low - s.from.y) * per_y;
                const double b = (low + static_cast<double>(m_side) + 2 * margin - s.from.y) * per_y;
                t0 = std::clamp(std::min(a, b), 0.0, 1.0);
                t1 = std::clamp(std::max(a, b), 0.0, 1.0);
            }
            const double x0 = s.from.x + t0 * dx;
            const double x1 = s.from.x + t1 * dx;
            const std::size_t base = row * m_columns;
            const std::size_t last = base + column_of(static_cast<std::int64_t>(std::max(x0, x1) + margin));
            for (std::size_t c = base + column_of(static_cast<std::int64_t>(std::min(x0, x1) - margin));
                 c <= last; ++c)
                visit(c);
        }
    }

    [[nodiscard]] std::size_t row_of(std::int64_t y) const { return slot(y - m_low_y, m_rows); }
    [[nodiscard]] std::size_t column_of(std::int64_t x) const { return slot(x - m_low_x, m_columns); }
    [[nodiscard]] std::size_t slot(std::int64_t offset, std::size_t count) const {
        return static_cast<std::size_t>(
            std::clamp<std::int64_t>(offset >> m_shift, 0, static_cast<std::int64_t>(count) - 1));
    }

    std::span<const Segment> m_segments;
    std::int64_t m_reach;
    std::int64_t m_low_x = 0;
    std::int64_t m_low_y = 0;
    std::int64_t m_side = 1;
    int m_shift = 0;
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
};

}  // namespace

bool lies_beside(GridPoint from, GridPoint to, GridPoint p, double reach) {
    const double dx = static_cast<double>(to.x) - from.x;
    const double dy = static_cast<double>(to.y) - from.y;
    const double along = dx * (static_cast<double>(p.x) - from.x) + dy * (static_cast<double>(p.y) - from.y);
    const double squared = dx * dx + dy * dy;
    if (along <= 0 || along >= squared) return false;
    const double across = std::abs(static_cast<double>(orientation(from, to, p)));
    if (across > along || across > squared - along) return false;
    return across * across <= reach * reach * squared;
}

std::vector<Contact> find_contacts(std::span<const Segment> segments, std::int64_t reach) {
    if (segments.empty()) return {};
    const BucketGrid grid(segments, reach);
    const std::array<std::size_t, 3> rows{0, grid.middle_row(), grid.rows()};
    std::array<std::vector<Contact>, 2> found_in_half;
    in_two_halves(segments.size(), [&](std::size_t half) {
        if (rows[half] < rows[half + 1]) grid.find_in_rows(rows[half], rows[half + 1], found_in_half[half]);
    });
    std::vector<Contact>& found = found_in_half[0];
    found.insert(found.end(), found_in_half[1].begin(), found_in_half[1].end());
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return std::move(found);
}

}  // namespace geo
