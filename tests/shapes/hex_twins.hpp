// Random layouts on a small honeycomb, changes of them, and what they are by a look at every cell.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <vector>

#include "shapes/hex_problem.hpp"

namespace support {

/// A honeycomb of about ten by ten cells, some of them with areas.
struct RandomLayout {
    std::mt19937 random;
    shapes::Honeycomb comb;
    std::vector<std::size_t> room;                 ///< cells that may be filled
    std::vector<std::int32_t> area_in;             ///< of each cell
    std::vector<std::vector<std::size_t>> beside;  ///< cells that share a side with each, by their centres

    RandomLayout(unsigned seed, std::size_t areas, std::size_t full_of_ten)
        : random(seed),
          comb(std::vector<geo::Point>{{0.0, 0.0}, {7.0, 7.0}}, 3),
          area_in(comb.cells(), geo::no_area),
          beside(comb.cells()) {
        for (std::size_t cell = 0; cell < comb.cells(); ++cell) {
            const geo::Point at = comb.centre(cell);
            for (std::size_t other = 0; other < comb.cells(); ++other) {
                const geo::Point there = comb.centre(other);
                if (std::abs(std::hypot(at.x - there.x, at.y - there.y) - 1.0) < 1e-6)
                    beside[cell].push_back(other);
            }
            if (comb.is_inner(cell) && at.x >= 0.0 && at.x <= 7.0 && at.y >= 0.0 && at.y <= 7.0)
                room.push_back(cell);
        }
        for (const std::size_t cell : room)
            if (below(10) < full_of_ten) area_in[cell] = static_cast<std::int32_t>(below(areas));
    }

    [[nodiscard]] std::size_t below(std::size_t n) { return random() % n; }

    /// What is in some cells changes places at random, up to `most` of them.
    [[nodiscard]] std::vector<shapes::CellChange> exchange(std::size_t most) {
        std::vector<std::size_t> cells;
        for (std::size_t i = 0; i < most; ++i) {
            const std::size_t cell = room[below(room.size())];
            if (std::ranges::find(cells, cell) == cells.end()) cells.push_back(cell);
        }
        std::vector<shapes::CellChange> changes;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::size_t from = cells[(i + 1) % cells.size()];
            if (area_in[cells[i]] != area_in[from])
                changes.push_back({cells[i], area_in[cells[i]], area_in[from]});
        }
        return changes;
    }
    void apply(const std::vector<shapes::CellChange>& changes) {
        for (const shapes::CellChange& change : changes)
            area_in[change.cell] = change.after;
    }

    /// Pieces of the cells for which `is_in` holds.
    [[nodiscard]] std::size_t pieces(const std::function<bool(std::size_t)>& is_in) const {
        std::vector<char> is_seen(comb.cells(), 0);
        std::size_t found = 0;
        for (std::size_t first = 0; first < comb.cells(); ++first) {
            if (is_seen[first] != 0 || !is_in(first)) continue;
            ++found;
            std::vector<std::size_t> queue = {first};
            is_seen[first] = 1;
            while (!queue.empty()) {
                const std::size_t cell = queue.back();
                queue.pop_back();
                for (const std::size_t other : beside[cell]) {
                    if (is_seen[other] != 0 || !is_in(other)) continue;
                    is_seen[other] = 1;
                    queue.push_back(other);
                }
            }
        }
        return found;
    }
};

}  // namespace support
