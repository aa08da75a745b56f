#include "shapes/flow_sums.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace shapes {

namespace {

constexpr std::size_t first_capacity = 1024;

std::uint64_t pair_of(std::int32_t origin, std::int32_t site) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(origin)) << 32) |
           static_cast<std::uint32_t>(site);
}

/// Room for `count` and a quarter more.
std::size_t with_room(std::size_t count) {
    return count + count / 4 + 8;
}

/// A hash table for `count` pairs, which will be doubled before it is more than half full.
std::size_t hash_capacity(std::size_t count) {
    return std::bit_ceil(std::max(first_capacity, 4 * count));
}

}  // namespace

FlowSums::FlowSums() : m_cells(first_capacity), m_pairs(first_capacity) {}

void FlowSums::add(std::span<const NumberedRow> rows) {
    constexpr std::size_t ahead = 16;  // rows, for the time that memory takes to come
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const NumberedRow& row = rows[r];
        if (m_is_dense && r + ahead < rows.size()) {
            const NumberedRow& later = rows[r + ahead];
            if (has_room(later.origin, later.site))
                __builtin_prefetch(&m_cells[dense_index(later.origin, later.site)], 1);
        }
        const std::size_t i = m_is_dense && has_room(row.origin, row.site) ? dense_index(row.origin, row.site)
                                                                           : index_of(row.origin, row.site);
        Cell& cell = m_cells[i];
        if (cell.mark == 0) {
            cell.mark = row.place;
            ++m_size;
        } else {
            if (m_repeat.place == 0) m_repeat = {row.place, cell.mark, row.origin, row.site};
            cell.mark |= repeated_bit;
        }
        cell.amount += row.amount;
        if (row.is_suppressed) add_suppressed(i, 1);
    }
}

void FlowSums::merge(const FlowSums& other, std::span<const std::int32_t> origin_of,
                     std::span<const std::int32_t> site_of) {
    const auto take_earlier = [&](const FlowRepeat& repeat) {
        if (repeat.place != 0 && (m_repeat.place == 0 || repeat.place < m_repeat.place)) m_repeat = repeat;
    };
    other.for_each([&](std::int32_t their_origin, std::int32_t their_site, const FlowSum& sum) {
        const std::int32_t origin = origin_of[static_cast<std::size_t>(their_origin)];
        const std::int32_t site = site_of[static_cast<std::size_t>(their_site)];
        const std::size_t i = index_of(origin, site);
        Cell& cell = m_cells[i];
        const std::uint64_t theirs = sum.first | (sum.is_repeated ? repeated_bit : 0);
        if (cell.mark == 0) {
            cell.mark = theirs;
            ++m_size;
        } else {
            const FlowPlace ours = cell.mark & ~repeated_bit;
            take_earlier({std::max(ours, sum.first), std::min(ours, sum.first), origin, site});
            cell.mark = std::min(ours, sum.first) | repeated_bit;
        }
        cell.amount += sum.amount;
        if (sum.suppressed > 0) add_suppressed(i, sum.suppressed);
    });
    if (FlowRepeat repeat = other.m_repeat; repeat.place != 0) {
        repeat.origin = origin_of[static_cast<std::size_t>(repeat.origin)];
        repeat.site = site_of[static_cast<std::size_t>(repeat.site)];
        take_earlier(repeat);
    }
}

void FlowSums::add_suppressed(std::size_t cell, std::uint32_t rows) {
    if (m_suppressed.empty()) m_suppressed.resize(m_cells.size());
    m_suppressed[cell] += rows;
}

std::size_t FlowSums::index_of(std::int32_t origin, std::int32_t site) {
    const auto grow_to = [](std::size_t& bound, std::int32_t number) {
        bound = std::max(bound, static_cast<std::size_t>(number) + 1);
    };
    grow_to(m_origins, origin);
    grow_to(m_sites, site);
    if (m_is_dense) {
        if (has_room(origin, site)) return dense_index(origin, site);
        grow();
        if (m_is_dense) return dense_index(origin, site);
    }
    std::size_t i = hashed_index(pair_of(origin, site));
    if (m_cells[i].mark == 0) {
        if (2 * (m_size + 1) > m_cells.size()) {
            grow();
            if (m_is_dense) return dense_index(origin, site);
            i = hashed_index(pair_of(origin, site));
        }
        m_pairs[i] = pair_of(origin, site);
    }
    return i;
}

std::size_t FlowSums::hashed_index(std::uint64_t pair) const {
    const std::size_t mask = m_cells.size() - 1;
    std::size_t i = static_cast<std::size_t>((pair ^ (pair >> 29)) * 0x9E3779B97F4A7C15ULL >> 20) & mask;
    while (m_cells[i].mark != 0 && m_pairs[i] != pair)
        i = (i + 1) & mask;
    return i;
}

void FlowSums::grow() {
    const std::size_t rows = with_room(std::max(m_origins, m_rows));
    const std::size_t stride = m_sites > m_stride ? with_room(m_sites) : m_stride;
    const std::size_t needed_rows = m_origins > m_rows ? rows : m_rows;
    const std::size_t capacity = hash_capacity(m_size + 1);
    const std::size_t dense_bytes = needed_rows * stride * sizeof(Cell);
    const std::size_t hashed_bytes = capacity * (sizeof(Cell) + sizeof(std::uint64_t));
    // A table that is dense stays so until it would be far the larger, lest it go to and fro.
    const bool dense = dense_bytes <= (m_is_dense ? 4 : 1) * hashed_bytes;
    if (dense)
        rebuild(true, needed_rows, stride);
    else
        rebuild(false, 1, capacity);
}

void FlowSums::rebuild(bool dense, std::size_t rows, std::size_t stride) {
    FlowSums bigger;
    bigger.m_is_dense = dense;
    bigger.m_rows = dense ? rows : 0;
    bigger.m_stride = dense ? stride : 0;
    bigger.m_cells.assign(rows * stride, Cell{});
    bigger.m_pairs.assign(dense ? 0 : stride, 0);
    if (!m_suppressed.empty()) bigger.m_suppressed.resize(rows * stride);
    for_each([&](std::int32_t origin, std::int32_t site, const FlowSum& sum) {
        const std::size_t i =
            dense ? bigger.dense_index(origin, site) : bigger.hashed_index(pair_of(origin, site));
        bigger.m_cells[i] = {sum.amount, sum.first | (sum.is_repeated ? repeated_bit : 0)};
        if (!dense) bigger.m_pairs[i] = pair_of(origin, site);
        if (!m_suppressed.empty()) bigger.m_suppressed[i] = sum.suppressed;
    });
    bigger.m_size = m_size;
    bigger.m_origins = m_origins;
    bigger.m_sites = m_sites;
    bigger.m_repeat = m_repeat;
    *this = std::move(bigger);
}

}  // namespace shapes
