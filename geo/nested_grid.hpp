// Things at points in a grid of grids, to find those in a small box where towns are dense and moors are not.
// For .cpp files of geo alone.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "geo/grid.hpp"
#include "geo/point.hpp"
#include "geo/two_threads.hpp"

namespace geo {

/// A fixed set of items, each at the point `item.at`. Square blocks of about 32 items on average are each cut
/// into a grid of their own, of an item or two a cell, so that one block may hold a city and the next none.
template <class Item>
class NestedGrid {
public:
    /// Two lists, as two threads make them. O(items) on two threads. @pre each item lies in the box
    NestedGrid(const std::array<std::vector<Item>, 2>& halves, const GridBox& box) {
        const std::size_t count = halves[0].size() + halves[1].size();
        if (count == 0) return;
        place_blocks(count, box);
        const auto in_halves = [&](auto visit) {
            in_two_halves(count, [&](std::size_t half) {
                for (const Item& item : halves[half])
                    visit(half, item);
            });
        };
        const std::size_t cells = size_blocks(in_halves);
        std::array<std::vector<std::uint32_t>, 2> next;  // how many of a half there are in each cell, and
                                                         // then where its next one goes
        in_two_halves(count, [&](std::size_t half) {
            next[half].assign(cells + 1, 0);
            for (const Item& item : halves[half])
                ++next[half][cell_of(item.at)];
        });
        std::uint32_t at = 0;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            const std::uint32_t first_half = next[0][cell];
            const std::uint32_t second_half = next[1][cell];
            next[0][cell] = at;
            next[1][cell] = at + first_half;
            at += first_half + second_half;
        }
        m_items = std::make_unique_for_overwrite<Item[]>(count);
        in_halves(
            [&](std::size_t half, const Item& item) { m_items[next[half][cell_of(item.at)]++] = item; });
        // Where the second half of each cell ends, the next cell begins.
        m_cell_start = std::move(next[1]);
        std::move_backward(m_cell_start.begin(), m_cell_start.end() - 1, m_cell_start.end());
        m_cell_start.front() = 0;
    }

    /// Calls `stop` with each item in the box, its border included, until it returns true; true when it did.
    /// O(cells and items in the box).
    template <class Stop>
    bool find_in(const GridBox& box, Stop stop) const {
        if (m_blocks.empty()) return false;
        const auto low = offset(clamped(box.low));
        const auto high = offset(clamped(box.high));
        for (std::uint32_t row = low.second >> m_shift; row <= high.second >> m_shift; ++row) {
            for (std::uint32_t column = low.first >> m_shift; column <= high.first >> m_shift; ++column) {
                if (find_in_block(row, column, low, high, box, stop)) return true;
            }
        }
        return false;
    }

private:
    using Offset = std::pair<std::uint32_t, std::uint32_t>;  // from the lowest corner, in grid cells

    struct Block {
        std::uint32_t first_cell = 0;
        std::uint32_t level = 0;  // 2^level cells a side
    };

    void place_blocks(std::size_t count, const GridBox& box) {
        m_low = box.low;
        m_high = box.high;
        const auto extent = offset(m_high);  // clang 14 captures no structured binding
        const auto width = extent.first;
        const auto height = extent.second;
        constexpr std::uint64_t items_per_block = 32;
        const std::uint64_t most_blocks = count / items_per_block + 1;
        const auto blocks = [&] {
            return ((std::uint64_t{width} >> m_shift) + 1) * ((std::uint64_t{height} >> m_shift) + 1);
        };
        while (blocks() > most_blocks)
            ++m_shift;
        m_columns = (width >> m_shift) + 1;
        m_blocks.resize(static_cast<std::size_t>(blocks()));
    }

    /// Returns the number of cells.
    template <class InHalves>
    std::size_t size_blocks(InHalves in_halves) {
        std::array<std::vector<std::uint32_t>, 2> held;
        for (std::vector<std::uint32_t>& of_half : held)
            of_half.assign(m_blocks.size(), 0);
        in_halves([&](std::size_t half, const Item& item) { ++held[half][block_of(offset(item.at))]; });
        std::uint32_t cells = 0;
        for (std::size_t b = 0; b < m_blocks.size(); ++b) {
            // 4^level cells, one item or some each.
            const std::uint32_t items = held[0][b] + held[1][b];
            const auto level = static_cast<std::uint32_t>(std::bit_width(items)) / 2;
            m_blocks[b] = {cells, std::min(level, m_shift)};
            cells += 1U << (2 * m_blocks[b].level);
        }
        return cells;
    }

    template <class Stop>
    bool find_in_block(std::uint32_t row, std::uint32_t column, Offset low, Offset high, const GridBox& box,
                       Stop& stop) const {
        const Block block = m_blocks[std::size_t{row} * m_columns + column];
        const std::uint32_t shift = m_shift - block.level;
        const std::uint32_t last = (1U << block.level) - 1;
        const auto range = [&](std::uint32_t from, std::uint32_t to, std::uint32_t index) {
            return std::pair(from >> m_shift < index ? 0 : (from >> shift) & last,
                             to >> m_shift > index ? last : (to >> shift) & last);
        };
        const auto [first_x, last_x] = range(low.first, high.first, column);
        const auto [first_y, last_y] = range(low.second, high.second, row);
        for (std::uint32_t y = first_y; y <= last_y; ++y) {
            const std::uint32_t cells = block.first_cell + (y << block.level);
            const std::uint32_t end = m_cell_start[cells + last_x + 1];
            for (std::uint32_t i = m_cell_start[cells + first_x]; i < end; ++i) {
                if (box.contains(m_items[i].at) && stop(m_items[i])) return true;
            }
        }
        return false;
    }

    GridPoint clamped(GridPoint p) const {
        return {std::clamp(p.x, m_low.x, m_high.x), std::clamp(p.y, m_low.y, m_high.y)};
    }
    Offset offset(GridPoint p) const {
        return {static_cast<std::uint32_t>(std::int64_t{p.x} - m_low.x),
                static_cast<std::uint32_t>(std::int64_t{p.y} - m_low.y)};
    }
    std::size_t block_of(Offset at) const {
        return std::size_t{at.second >> m_shift} * m_columns + (at.first >> m_shift);
    }
    std::uint32_t cell_of(GridPoint p) const {
        const Offset at = offset(p);
        const Block block = m_blocks[block_of(at)];
        const std::uint32_t shift = m_shift - block.level;
        const std::uint32_t mask = (1U << block.level) - 1;
        return block.first_cell + (((at.second >> shift) & mask) << block.level) +
               ((at.first >> shift) & mask);
    }

    GridPoint m_low;
    GridPoint m_high;
    std::uint32_t m_shift = 0;  // a block is 2^shift cells wide
    std::size_t m_columns = 1;
    std::vector<Block> m_blocks;
    std::vector<std::uint32_t> m_cell_start;
    std::unique_ptr<Item[]> m_items;
};

}  // namespace geo
