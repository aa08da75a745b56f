#include "geo/vertex_index.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "geo/error.hpp"
#include "geo/grid.hpp"
#include "geo/two_threads.hpp"

namespace geo {

namespace {

struct Entry {
    std::uint64_t position;
    std::uint32_t point;  // its place in the input
};

/// x and then y as one number, in the order of positions.
std::uint64_t sort_key(GridPoint p) {
    constexpr std::uint32_t sign = std::uint32_t{1} << 31;
    return std::uint64_t{static_cast<std::uint32_t>(p.x) ^ sign} << 32 |
           (static_cast<std::uint32_t>(p.y) ^ sign);
}

bool comes_before(const Entry& a, const Entry& b) {
    return a.position < b.position;
}

/// Sorts what lies at most a few places from where it belongs.
void sort_nearly_sorted(std::span<Entry> entries) {
    for (std::size_t i = 1; i < entries.size(); ++i) {
        const Entry entry = entries[i];
        std::size_t j = i;
        for (; j > 0 && comes_before(entry, entries[j - 1]); --j)
            entries[j] = entries[j - 1];
        entries[j] = entry;
    }
}

GridPoint position_of(std::uint64_t key) {
    constexpr std::uint32_t sign = std::uint32_t{1} << 31;
    return {static_cast<std::int32_t>(static_cast<std::uint32_t>(key >> 32) ^ sign),
            static_cast<std::int32_t>(static_cast<std::uint32_t>(key) ^ sign)};
}

/// Two threads take parts of the points in turn, so that none waits for one that other work has delayed.
constexpr std::size_t parts = 8;

}  // namespace

/// The steps from points in any order to positions in strips.
class VertexIndex::Sorting {
public:
    explicit Sorting(VertexIndex& index) : m_index(index) {}

    void run(Bulk<GridPoint> points) {
        cut_bands(points);
        put_into_bands(points);
        points = Bulk<GridPoint>();  // "= {}" would keep its memory
        const std::size_t count = m_positions.size();
        in_shares(count, bands(), [&](std::size_t band) { sort_band(band); });
        std::vector<VertexId>& strip_start = m_index.m_strip_start;
        for (std::size_t strip = 1; strip < strip_start.size(); ++strip)
            strip_start[strip] += strip_start[strip - 1];
        close_ranks();
        m_index.m_vertices = std::move(m_positions);
        for (std::size_t band = 0; band < bands(); ++band)
            m_index.m_order.first_vertex.push_back(strip_start[m_first_strip[band]]);
        m_index.m_order.band_start = std::move(m_band_start);
        m_index.m_order.points = std::move(m_points);
    }

private:
    [[nodiscard]] std::size_t bands() const { return m_first_strip.size() - 1; }

    /// Bands of whole strips with so many points that a thread's share of the cache holds one.
    void cut_bands(std::span<const GridPoint> points) {
        constexpr std::size_t points_of_a_band = std::size_t{1} << 14;
        const std::size_t strips = m_index.strips();
        in_shares(points.size(), parts, [&](std::size_t part) {
            std::vector<std::uint32_t> in_strip(strips, 0);
            const ItemRange own = range_of_share(points.size(), part, parts);
            for (std::size_t i = own.begin; i < own.end; ++i)
                ++in_strip[m_index.strip_at(points[i].y)];
            m_next[part] = std::move(in_strip);
        });
        m_band_of.resize(strips);
        m_first_strip.assign(1, 0);
        m_band_start.assign(1, 0);
        std::size_t in_band = 0;
        for (std::size_t strip = 0; strip < strips; ++strip) {
            m_band_of[strip] = static_cast<std::uint32_t>(bands());
            for (const std::vector<std::uint32_t>& of_part : m_next)
                in_band += of_part[strip];
            if (in_band < points_of_a_band && strip + 1 < strips) continue;
            m_first_strip.push_back(strip + 1);
            m_band_start.push_back(m_band_start.back() + static_cast<std::uint32_t>(in_band));
            in_band = 0;
        }
    }

    /// Sorts the points by band, and within a band as they come.
    void put_into_bands(std::span<const GridPoint> points) {
        // From points of a part in each strip to where those of a part in each band go.
        for (std::size_t band = 0; band < bands(); ++band) {
            std::uint32_t next = m_band_start[band];
            for (std::vector<std::uint32_t>& of_part : m_next) {
                std::uint32_t in_part = 0;
                for (std::size_t strip = m_first_strip[band]; strip < m_first_strip[band + 1]; ++strip)
                    in_part += of_part[strip];
                of_part[band] = next;
                next += in_part;
            }
        }
        m_positions.resize(points.size());
        m_points = std::make_unique_for_overwrite<std::uint32_t[]>(points.size());
        in_shares(points.size(), parts, [&](std::size_t part) {
            std::vector<std::uint32_t> next = std::move(m_next[part]);
            const ItemRange own = range_of_share(points.size(), part, parts);
            for (std::size_t i = own.begin; i < own.end; ++i) {
                const GridPoint p = points[i];
                const std::uint32_t place = next[m_band_of[m_index.strip_at(p.y)]]++;
                m_positions[place] = p;
                m_points[place] = static_cast<std::uint32_t>(i);
            }
        });
    }

    /// Sorts a band's points by strip, x and y, counts the positions of its strips, and moves them to its
    /// front, each once. A strip is sorted by columns, of which each holds about one point, and then by
    /// moving each past those before it that lie in the same.
    void sort_band(std::size_t band) {
        const std::size_t first = m_first_strip[band];
        const std::size_t columns = m_index.m_columns;
        const std::size_t begin = m_band_start[band];
        const std::size_t count = m_band_start[band + 1] - begin;
        const auto bucket_of = std::make_unique_for_overwrite<std::uint32_t[]>(count);
        std::vector<std::uint32_t> bucket_end((m_first_strip[band + 1] - first) * columns + 1, 0);
        for (std::size_t i = 0; i < count; ++i) {
            const GridPoint p = m_positions[begin + i];
            bucket_of[i] = static_cast<std::uint32_t>((m_index.strip_at(p.y) - first) * columns +
                                                      m_index.column_of(p.x));
            ++bucket_end[bucket_of[i] + 1];
        }
        for (std::size_t b = 1; b < bucket_end.size(); ++b)
            bucket_end[b] += bucket_end[b - 1];
        const auto entries = std::make_unique_for_overwrite<Entry[]>(count);
        for (std::size_t i = 0; i < count; ++i)
            entries[bucket_end[bucket_of[i]]++] = {sort_key(m_positions[begin + i]), m_points[begin + i]};
        // Now each bucket's start is where it ends.
        constexpr std::size_t few = 24;
        std::size_t start = 0;
        for (std::size_t b = 0; b + 1 < bucket_end.size(); start = bucket_end[b++]) {
            if (bucket_end[b] - start > few)
                std::sort(entries.get() + start, entries.get() + bucket_end[b], comes_before);
        }
        GridPoint* front = m_positions.data() + begin;
        std::uint32_t* const points = m_points.get() + begin;
        std::size_t at = 0;
        for (std::size_t strip = first; strip < m_first_strip[band + 1]; ++strip) {
            const std::size_t end = bucket_end[(strip - first + 1) * columns - 1];
            sort_nearly_sorted({entries.get() + at, entries.get() + end});
            const GridPoint* const front_of_strip = front;
            std::uint64_t before = end > at ? ~entries[at].position : 0;  // another than the first
            for (; at < end; ++at) {
                // Written even where it repeats, as the next then does over it: no branch is to be foreseen.
                const bool is_new = entries[at].position != before;
                before = entries[at].position;
                *front = position_of(before);
                front += is_new ? 1 : 0;
                points[at] = entries[at].point | (is_new ? 0 : Order::repeats);
            }
            m_index.m_strip_start[strip + 1] = static_cast<VertexId>(front - front_of_strip);
        }
    }

    /// Moves the positions of all bands together.
    void close_ranks() {
        for (std::size_t band = 1; band < bands(); ++band) {
            const auto from = m_positions.begin() + m_band_start[band];
            const VertexId to = m_index.m_strip_start[m_first_strip[band]];
            const VertexId count = m_index.m_strip_start[m_first_strip[band + 1]] - to;
            if (to != m_band_start[band]) std::copy(from, from + count, m_positions.begin() + to);
        }
        m_positions.resize(m_index.m_strip_start.back());
    }

    VertexIndex& m_index;
    std::vector<std::size_t> m_first_strip;   // of each band, and the end
    std::vector<std::uint32_t> m_band_start;  // in the lists
    std::vector<std::uint32_t> m_band_of;     // each strip
    std::array<std::vector<std::uint32_t>, parts> m_next;
    Bulk<GridPoint> m_positions;                // by band
    std::unique_ptr<std::uint32_t[]> m_points;  // their places in the input
};

VertexIndex::VertexIndex(Bulk<GridPoint> points, std::optional<GridBox> box) {
    if (points.empty()) return;
    if (!box) box = grid_bounds(points);
    if (points.size() >= Order::repeats)
        throw InputError("grid", std::to_string(points.size()) + " points are more than can be numbered",
                         "take the areas in parts");
    m_low_x = box->low.x;
    m_low_y = box->low.y;
    const double width = static_cast<double>(box->high.x - m_low_x) + 1;
    const double height = static_cast<double>(box->high.y - m_low_y) + 1;
    const auto count = static_cast<double>(points.size());
    // The second bound keeps a long thin set of points from asking for more buckets than points.
    const double side =
        std::max({std::sqrt(2 * width * height / count), (width + height) / (2 * count), 1.0});
    m_per_strip = 1 / side;
    m_per_column = 2 / side;
    m_columns = static_cast<std::size_t>(width * m_per_column) + 1;
    m_strip_start.assign(static_cast<std::size_t>(height * m_per_strip) + 2, 0);
    Sorting(*this).run(std::move(points));
}

Bulk<VertexId> VertexIndex::take_ids(std::span<const VertexId> numbers) {
    const Order order = std::exchange(m_order, {});
    Bulk<VertexId> ids(order.band_start.back());
    in_shares(ids.size(), order.first_vertex.size(), [&](std::size_t band) {
        VertexId next = order.first_vertex[band];
        VertexId number = 0;
        for (std::size_t i = order.band_start[band]; i < order.band_start[band + 1]; ++i) {
            const std::uint32_t point = order.points[i];
            if ((point & Order::repeats) == 0) {
                number = numbers.empty() ? next : numbers[next];
                ++next;
            }
            ids[point & ~Order::repeats] = number;
        }
    });
    return ids;
}

VertexId VertexIndex::nearest(GridPoint p, std::int64_t reach) const {
    VertexId best = no_vertex;
    double best_squared = std::numeric_limits<double>::infinity();
    for_each_close(p, reach, [&](VertexId i) {
        const GridPoint q = m_vertices[i];
        const double squared =
            std::pow(static_cast<double>(q.x) - p.x, 2) + std::pow(static_cast<double>(q.y) - p.y, 2);
        if (squared < best_squared || (squared == best_squared && q < m_vertices[best])) {
            best = i;
            best_squared = squared;
        }
    });
    return best;
}

}  // namespace geo
