#include "geo/clean_rings.hpp"

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/two_threads.hpp"

namespace geo {

namespace {

/// Whether a point equals the one before it or the one before that.
bool has_repeat_or_spike(std::span<const VertexId> ring) {
    const std::size_t n = ring.size();
    if (n < 3) return true;
    VertexId before = ring[n - 2];
    VertexId last = ring[n - 1];
    for (const VertexId v : ring) {
        if (v == last || v == before) return true;
        before = last;
        last = v;
    }
    return false;
}

/// The ring without repeats and spikes, in `clean`.
void drop_repeats_and_spikes(std::span<const VertexId> ring, std::vector<VertexId>& clean) {
    clean.clear();
    for (const VertexId v : ring) {
        clean.push_back(v);
        for (;;) {
            const std::size_t n = clean.size();
            if (n >= 2 && clean[n - 1] == clean[n - 2]) {
                clean.pop_back();
            } else if (n >= 3 && clean[n - 1] == clean[n - 3]) {
                clean.resize(n - 2);
            } else {
                break;
            }
        }
    }
    std::size_t begin = 0;
    while (clean.size() - begin >= 2) {
        const std::size_t n = clean.size();
        if (clean[begin] == clean[n - 1]) {
            clean.pop_back();
        } else if (n - begin >= 3 && clean[begin + 1] == clean[n - 1]) {
            clean.pop_back();  // the spike's tip is the first point
            ++begin;
        } else if (n - begin >= 3 && clean[begin] == clean[n - 2]) {
            clean.resize(n - 2);
        } else {
            break;
        }
    }
    clean.erase(clean.begin(), clean.begin() + static_cast<std::ptrdiff_t>(begin));
}

/// Collinear points alone enclose nothing; a ring that encloses something has a turn.
bool has_turn(const Bulk<GridPoint>& vertices, std::span<const VertexId> ring) {
    if (ring.size() < 3) return false;
    const GridPoint o = vertices[ring[0]];
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
        const GridPoint p = vertices[ring[i]];
        const GridPoint q = vertices[ring[i + 1]];
        const std::int64_t cross = (std::int64_t{p.x} - o.x) * (std::int64_t{q.y} - o.y) -
                                   (std::int64_t{p.y} - o.y) * (std::int64_t{q.x} - o.x);
        if (cross != 0) return true;
    }
    return false;
}

bool is_clean(const NumberedRings& numbered) {
    constexpr std::size_t shares = 16;
    std::atomic<bool> clean = true;
    in_shares(numbered.rings.points.size(), shares, [&](std::size_t share) {
        const ItemRange own = range_of_share(numbered.rings.rings(), share, shares);
        for (std::size_t r = own.begin; r < own.end && clean; ++r) {
            const std::span<const VertexId> ring = numbered.rings.ring(r);
            if (has_repeat_or_spike(ring) || !has_turn(numbered.vertices, ring)) clean = false;
        }
    });
    return clean;
}

}  // namespace

void clean_rings(NumberedRings& numbered, SnapReport& report) {
    if (is_clean(numbered)) return;
    RingSet<VertexId> out;
    std::vector<std::uint8_t> is_hole;
    out.points.reserve(numbered.rings.points.size());
    std::vector<VertexId> clean;
    for (std::uint32_t a = 0; a < numbered.rings.areas(); ++a) {
        for (std::size_t r = numbered.rings.area_start[a]; r < numbered.rings.area_start[a + 1]; ++r) {
            std::span<const VertexId> ring = numbered.rings.ring(r);
            if (has_repeat_or_spike(ring)) {
                drop_repeats_and_spikes(ring, clean);
                report.dropped_points += ring.size() - clean.size();
                report.altered_areas.push_back(a);
                ring = clean;
            }
            if (!has_turn(numbered.vertices, ring)) {
                ++report.dropped_rings;
                report.altered_areas.push_back(a);
                continue;
            }
            out.points.insert(out.points.end(), ring.begin(), ring.end());
            out.close_ring();
            is_hole.push_back(numbered.is_hole[r]);
        }
        out.close_area();
    }
    numbered.rings = std::move(out);
    numbered.is_hole = std::move(is_hole);
}

}  // namespace geo
