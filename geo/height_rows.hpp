// Things that reach from one height to another, in rows: those that a height can meet are found without a
// look at the rest.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace geo {

/// From the lowest to the highest y of a thing, both included.
struct HeightSpan {
    std::int32_t low;
    std::int32_t high;
};

/// A fixed set of numbered things. Rows are at least as high as a thing is on average, so that their entries
/// are at most three times the things, however long some of them are.
class HeightRows {
public:
    HeightRows() = default;

    /// O(things).
    explicit HeightRows(std::span<const HeightSpan> things) {
        if (things.empty()) return;
        m_low = std::numeric_limits<std::int32_t>::max();
        std::int64_t high = std::numeric_limits<std::int32_t>::min();
        std::int64_t sum = 0;
        for (const HeightSpan& thing : things) {
            m_low = std::min<std::int64_t>(m_low, thing.low);
            high = std::max<std::int64_t>(high, thing.high);
            sum += std::int64_t{thing.high} - thing.low;
        }
        const auto count = static_cast<std::int64_t>(things.size());
        m_height = std::max((high - m_low) / count, sum / count) + 1;
        m_start.assign(static_cast<std::size_t>((high - m_low) / m_height) + 2, 0);
        for (const HeightSpan& thing : things) {
            for (std::size_t row = row_of(thing.low); row <= row_of(thing.high); ++row)
                ++m_start[row + 1];
        }
        for (std::size_t row = 1; row < m_start.size(); ++row)
            m_start[row] += m_start[row - 1];
        m_held.resize(m_start.back());
        std::vector<std::uint32_t> next(m_start.begin(), m_start.end() - 1);
        for (std::uint32_t i = 0; i < things.size(); ++i) {
            for (std::size_t row = row_of(things[i].low); row <= row_of(things[i].high); ++row)
                m_held[next[row]++] = i;
        }
    }

    /// Calls `visit` with the number of each thing that may reach into [low, high], ascending within a row
    /// and more than once where a thing is in several rows. O(things of these rows).
    template <class Visit>
    void for_each(std::int64_t low, std::int64_t high, Visit visit) const {
        if (m_start.size() < 2) return;
        const auto rows = static_cast<std::int64_t>(m_start.size()) - 1;
        if (high < m_low || low >= m_low + rows * m_height) return;
        const std::size_t first = row_of(std::max(low, m_low));
        const std::size_t last = row_of(std::min(high, m_low + rows * m_height - 1));
        for (std::uint32_t i = m_start[first]; i < m_start[last + 1]; ++i)
            visit(m_held[i]);
    }

private:
    [[nodiscard]] std::size_t row_of(std::int64_t y) const {
        return static_cast<std::size_t>((y - m_low) / m_height);
    }

    std::int64_t m_low = 0;
    std::int64_t m_height = 1;
    std::vector<std::uint32_t> m_start;
    std::vector<std::uint32_t> m_held;
};

}  // namespace geo
