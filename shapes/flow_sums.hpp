// Sums of patients by pair of origin and site, while rows come in any order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shapes {

/// Where a row of flows stands: greater for later rows, never 0 (geo::CsvPlace).
using FlowPlace = std::uint64_t;

/// What is known of one pair.
struct FlowSum {
    double amount = 0.0;  ///< patients, or shares
    FlowPlace first = 0;  ///< row on which the pair came first; 0: the pair has no row
    std::uint32_t suppressed = 0;
    bool is_repeated = false;
};

/// A row by the numbers of its codes.
struct NumberedRow {
    std::int32_t origin;
    std::int32_t site;
    double amount;
    bool is_suppressed;
    FlowPlace place;
};

/// The first row that has the pair of an earlier row.
struct FlowRepeat {
    FlowPlace place = 0;  ///< 0: there is none
    FlowPlace earlier = 0;
    std::int32_t origin = -1;
    std::int32_t site = -1;
};

/// A matrix that grows by row and column. It is a hash table of its pairs until these are a good part of all
/// that can be, and then a table of all, so that memory follows the lesser of the two.
class FlowSums {
public:
    FlowSums();

    /// Adds rows up, in the order given. Expected O(1) a row.
    void add(std::span<const NumberedRow> rows);
    /// Adds another matrix, whose codes have the numbers `origin_of` and `site_of` here.
    void merge(const FlowSums& other, std::span<const std::int32_t> origin_of,
               std::span<const std::int32_t> site_of);

    /// Pairs that have a row.
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// Calls visit(origin, site, FlowSum) for each pair, in any order.
    template <class Visit>
    void for_each(Visit visit) const {
        for (std::size_t i = 0; !m_is_dense && i < m_cells.size(); ++i) {
            if (m_cells[i].mark == 0) continue;
            visit(static_cast<std::int32_t>(m_pairs[i] >> 32),
                  static_cast<std::int32_t>(m_pairs[i] & 0xFFFFFFFFU), sum_of(i));
        }
        for (std::size_t origin = 0, i = 0; m_is_dense && origin < m_rows; ++origin) {
            for (std::size_t site = 0; site < m_stride; ++site, ++i) {
                if (m_cells[i].mark != 0)
                    visit(static_cast<std::int32_t>(origin), static_cast<std::int32_t>(site), sum_of(i));
            }
        }
    }
    /// The same by these orders of origins and of sites, which name each number once. Only a table of all
    /// pairs can: returns false, and visits nothing, while it is hashed.
    template <class Visit>
    bool for_each_in_order(std::span<const std::int32_t> origins, std::span<const std::int32_t> sites,
                           Visit visit) const {
        if (!m_is_dense) return false;
        for (const std::int32_t origin : origins) {
            for (const std::int32_t site : sites) {
                const std::size_t i = dense_index(origin, site);
                if (m_cells[i].mark != 0) visit(origin, site, sum_of(i));
            }
        }
        return true;
    }
    [[nodiscard]] const FlowRepeat& first_repeat() const { return m_repeat; }

private:
    /// Half a FlowSum in two words; suppressed rows are counted apart, since most tables have none.
    struct Cell {
        double amount = 0.0;
        std::uint64_t mark = 0;  // place of the first row, and the highest bit when the pair is repeated
    };
    static constexpr std::uint64_t repeated_bit = std::uint64_t{1} << 63;

    [[nodiscard]] FlowSum sum_of(std::size_t i) const {
        return {m_cells[i].amount, m_cells[i].mark & ~repeated_bit,
                m_suppressed.empty() ? 0 : m_suppressed[i], (m_cells[i].mark & repeated_bit) != 0};
    }
    [[nodiscard]] bool has_room(std::int32_t origin, std::int32_t site) const {
        return static_cast<std::size_t>(origin) < m_rows && static_cast<std::size_t>(site) < m_stride;
    }
    [[nodiscard]] std::size_t dense_index(std::int32_t origin, std::int32_t site) const {
        return static_cast<std::size_t>(origin) * m_stride + static_cast<std::size_t>(site);
    }
    std::size_t index_of(std::int32_t origin, std::int32_t site);
    [[nodiscard]] std::size_t hashed_index(std::uint64_t pair) const;
    void grow();
    void rebuild(bool dense, std::size_t rows, std::size_t stride);
    void add_suppressed(std::size_t cell, std::uint32_t rows);

    bool m_is_dense = false;
    std::size_t m_size = 0;
    std::size_t m_origins = 0;  // one more than the greatest number seen while hashed
    std::size_t m_sites = 0;
    std::size_t m_rows = 0;    // origins that the dense table has room for
    std::size_t m_stride = 0;  // sites that it has room for
    std::vector<Cell> m_cells;
    std::vector<std::uint64_t> m_pairs;  // of each cell, when hashed
    std::vector<std::uint32_t> m_suppressed;
    FlowRepeat m_repeat;
};

}  // namespace shapes
