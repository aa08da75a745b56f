#include "geo/segment_buckets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geo/crowded_segments.hpp"
#include "geo/grid.hpp"

namespace geo {

namespace {

/// Of up to this many chains in a bucket all pairs are compared.
constexpr std::size_t few = 48;

struct HeldChain {
    Segment box;  ///< two opposite corners
    Chain chain;
};

/// The chains of some rows, bucket by bucket.
class BucketRows {
public:
    BucketRows(const Topology& topology, const BucketGrid& grid, std::size_t begin, std::size_t end,
               std::span<const Chain> chains, std::int64_t reach)
        : m_topology(topology), m_grid(grid), m_begin(begin), m_end(end), m_reach(reach) {
        m_chains.reserve(chains.size());
        for (const Chain& chain : chains)
            m_chains.push_back({segment(vertex_at(chain.begin), vertex_at(chain.end())), chain});
        sort_into_buckets();
    }

    void find_contacts(std::vector<Contact>& found) const {
        for (std::size_t b = 0; b + 1 < m_start.size(); ++b) {
            const std::span<const std::uint32_t> held(m_held.data() + m_start[b],
                                                      m_held.data() + m_start[b + 1]);
            if (held.size() < 2) continue;
            if (held.size() <= few) {
                compare(held, found);
                continue;
            }
            find_contacts_in_square(segments_of(held),
                                    {m_grid.column_begin(b % m_grid.columns()),
                                     m_grid.row_begin(m_begin + b / m_grid.columns()), m_grid.side()},
                                    m_reach, found);
        }
    }

private:
    static Segment segment(GridPoint p, GridPoint q) { return {std::min(p, q), std::max(p, q)}; }

    [[nodiscard]] GridPoint vertex_at(std::uint32_t place) const {
        return m_topology.vertex(m_topology.arc_vertices[place]);
    }

    void sort_into_buckets() {
        struct Held {
            std::uint32_t bucket;
            std::uint32_t chain;
        };
        m_start.assign(m_grid.columns() * (m_end - m_begin) + 1, 0);
        std::vector<Held> unsorted;
        unsorted.reserve(2 * m_chains.size());
        for (std::uint32_t i = 0; i < m_chains.size(); ++i) {
            for_each_bucket(m_chains[i], [&](std::size_t b) {
                ++m_start[b];
                unsorted.push_back({static_cast<std::uint32_t>(b), i});
            });
        }
        std::uint32_t sum = 0;
        for (std::uint32_t& start : m_start)
            start = sum += start;
        // Filled from its end, each bucket's start comes to be where it begins.
        m_held.resize(sum);
        for (auto one = unsorted.rbegin(); one != unsorted.rend(); ++one)
            m_held[--m_start[one->bucket]] = one->chain;
    }

    /// The buckets in the rows that a chain comes within reach of, numbered from the first row's on; some
    /// more when it has several segments.
    template <class Visit>
    void for_each_bucket(const HeldChain& one, Visit visit) const {
        const Segment& s = one.box;
        const std::size_t lowest = m_grid.row_of(std::min(s.from.y, s.to.y) - m_reach);
        const std::size_t highest = m_grid.row_of(std::max(s.from.y, s.to.y) + m_reach);
        if (lowest >= m_end || highest < m_begin) return;
        const std::size_t first_row = std::max(lowest, m_begin);
        const std::size_t last_row = std::min(highest, m_end - 1);
        const std::size_t first_column = m_grid.column_of(s.from.x - m_reach);
        const std::size_t last_column = m_grid.column_of(s.to.x + m_reach);
        if (one.chain.segments > 1 || lowest == highest || first_column == last_column) {
            for (std::size_t row = first_row; row <= last_row; ++row) {
                const std::size_t base = (row - m_begin) * m_grid.columns();
                for (std::size_t column = first_column; column <= last_column; ++column)
                    visit(base + column);
            }
            return;
        }
        // In each row the columns that the part of the segment within reach of the row comes within reach of.
        const double dx = static_cast<double>(s.to.x) - s.from.x;
        const double dy = static_cast<double>(s.to.y) - s.from.y;
        const double per_y = dy == 0 ? 0.0 : 1 / dy;
        const auto margin = static_cast<double>(m_reach + 1);
        const double height = static_cast<double>(m_grid.side()) + 2 * margin;
        for (std::size_t row = first_row; row <= last_row; ++row) {
            const double low = static_cast<double>(m_grid.row_begin(row)) - margin;
            double t0 = 0.0;
            double t1 = 1.0;
            if (dy != 0) {
                const double a = (low - s.from.y) * per_y;
                const double b = (low + height - s.from.y) * per_y;
                t0 = std::clamp(std::min(a, b), 0.0, 1.0);
                t1 = std::clamp(std::max(a, b), 0.0, 1.0);
            }
            // x grows from the segment's one end to the other.
            const auto west = static_cast<std::int64_t>(s.from.x + t0 * dx - margin);
            const auto east = static_cast<std::int64_t>(s.from.x + t1 * dx + margin);
            const std::size_t base = (row - m_begin) * m_grid.columns();
            const std::size_t last = base + m_grid.column_of(east);
            for (std::size_t b = base + m_grid.column_of(west); b <= last; ++b)
                visit(b);
        }
    }

    /// Compares all pairs of chains whose boxes meet.
    void compare(std::span<const std::uint32_t> held, std::vector<Contact>& found) const {
        struct Box {
            std::int32_t min_x;
            std::int32_t max_x;  // with the reach added, as is max_y
            std::int32_t min_y;
            std::int32_t max_y;
        };
        std::array<Box, few> boxes;
        const auto reach = static_cast<std::int32_t>(m_reach);
        for (std::size_t i = 0; i < held.size(); ++i) {
            const Segment& s = m_chains[held[i]].box;
            boxes[i] = {s.from.x, s.to.x + reach, std::min(s.from.y, s.to.y),
                        std::max(s.from.y, s.to.y) + reach};
        }
        for (std::size_t i = 0; i < held.size(); ++i) {
            const Box a = boxes[i];
            for (std::size_t j = i + 1; j < held.size(); ++j) {
                const Box b = boxes[j];
                // All four at once: one branch instead of four that nobody could foretell.
                const int apart = static_cast<int>(a.min_x > b.max_x) | static_cast<int>(b.min_x > a.max_x) |
                                  static_cast<int>(a.min_y > b.max_y) | static_cast<int>(b.min_y > a.max_y);
                if (apart == 0) compare_chains(m_chains[held[i]], m_chains[held[j]], found);
            }
        }
    }

    void compare_chains(const HeldChain& a, const HeldChain& b, std::vector<Contact>& found) const {
        if (a.chain.settled && a.chain.end() == b.chain.begin) return;
        if (b.chain.settled && b.chain.end() == a.chain.begin) return;
        if (part_at_once(a, b, found)) return;
        GridPoint from;
        GridPoint to = vertex_at(a.chain.begin);
        for (std::uint32_t i = a.chain.begin; i < a.chain.end(); ++i) {
            from = std::exchange(to, vertex_at(i + 1));
            if (!comes_near(from, to, b.box)) continue;
            const Segment s = segment(from, to);
            GridPoint other_from;
            GridPoint other_to = vertex_at(b.chain.begin);
            for (std::uint32_t j = b.chain.begin; j < b.chain.end(); ++j) {
                other_from = std::exchange(other_to, vertex_at(j + 1));
                if (!comes_near(other_from, other_to, s) || i + 1 == j || j + 1 == i) continue;
                if (in_contact(s, segment(other_from, other_to), m_reach))
                    found.push_back({std::min(i, j), std::max(i, j)});
            }
        }
    }

    /// Whether the box of a segment comes within reach of that of another.
    [[nodiscard]] bool comes_near(GridPoint p, GridPoint q, const Segment& s) const {
        return std::max(p.x, q.x) + m_reach >= s.from.x && s.to.x + m_reach >= std::min(p.x, q.x) &&
               std::max(p.y, q.y) + m_reach >= std::min(s.from.y, s.to.y) &&
               std::max(s.from.y, s.to.y) + m_reach >= std::min(p.y, q.y);
    }

    /// Most chains whose boxes meet leave one junction to different sides. When each has left it by more than
    /// the reach after one segment, no others than these two come close.
    bool part_at_once(const HeldChain& a, const HeldChain& b, std::vector<Contact>& found) const {
        const bool at_from = a.box.from == b.box.from || a.box.from == b.box.to;
        if (!at_from && a.box.to != b.box.from && a.box.to != b.box.to) return false;
        const GridPoint at = at_from ? a.box.from : a.box.to;
        const auto [p, first] = first_from(at, a.chain);
        const auto [q, second] = first_from(at, b.chain);
        const auto part = [&](std::int64_t from_p, std::int64_t from_q) {
            return (from_p > m_reach && from_q < -m_reach) || (from_p < -m_reach && from_q > m_reach);
        };
        if (!part(std::int64_t{p.x} - at.x, std::int64_t{q.x} - at.x) &&
            !part(std::int64_t{p.y} - at.y, std::int64_t{q.y} - at.y))
            return false;
        if (run_along_each_other(at, p, q, m_reach))
            found.push_back({std::min(first, second), std::max(first, second)});
        return true;
    }

    /// The vertex after an end of a chain, and the number of the segment between them.
    [[nodiscard]] std::pair<GridPoint, std::uint32_t> first_from(GridPoint at, const Chain& chain) const {
        if (vertex_at(chain.begin) == at) return {vertex_at(chain.begin + 1), chain.begin};
        return {vertex_at(chain.end() - 1), chain.end() - 1};
    }

    [[nodiscard]] std::vector<NumberedSegment> segments_of(std::span<const std::uint32_t> held) const {
        std::vector<NumberedSegment> segments;
        for (const std::uint32_t one : held) {
            const Chain& chain = m_chains[one].chain;
            for (std::uint32_t i = chain.begin; i < chain.end(); ++i)
                segments.push_back({segment(vertex_at(i), vertex_at(i + 1)), i});
        }
        return segments;
    }

    const Topology& m_topology;
    const BucketGrid& m_grid;
    std::size_t m_begin;
    std::size_t m_end;
    std::int64_t m_reach;
    std::vector<HeldChain> m_chains;
    std::vector<std::uint32_t> m_start;  // of each bucket in m_held
    std::vector<std::uint32_t> m_held;   // places in m_chains
};

}  // namespace

BucketGrid::BucketGrid(const Topology& topology, std::int64_t reach, const GridBox& box) {
    const auto [low, high] = box;
    // One cell more than is ever asked for, so that nobody need mind how a place is rounded.
    const std::int64_t margin = reach + 2;
    m_low_x = low.x - margin;
    m_low_y = low.y - margin;
    const std::int64_t last_x = high.x + margin - m_low_x;
    const std::int64_t last_y = high.y + margin - m_low_y;
    const auto width = static_cast<double>(last_x + 1);
    const auto height = static_cast<double>(last_y + 1);
    // About as many as there are chains: those of real boundaries have three or four segments.
    const std::size_t segments = topology.arc_vertices.size() - topology.arcs();
    const auto count = static_cast<double>(std::max(topology.arcs(), segments / 2));
    const double side = std::max(
        {std::sqrt(width * height / count), (width + height) / (2 * count), static_cast<double>(reach), 1.0});
    m_shift = static_cast<int>(std::lround(std::log2(side)));
    m_columns = static_cast<std::size_t>(last_x >> m_shift) + 1;
    m_rows = static_cast<std::size_t>(last_y >> m_shift) + 1;
}

void find_contacts_in_rows(const Topology& topology, const BucketGrid& grid, std::size_t begin,
                           std::size_t end, std::span<const Chain> chains, std::int64_t reach,
                           std::vector<Contact>& found) {
    BucketRows(topology, grid, begin, end, chains, reach).find_contacts(found);
}

}  // namespace geo
