// Points in the order of lines, to find those in a small shape: near ones that follow one another are one
// entry of a grid.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "geo/grid.hpp"
#include "geo/nested_grid.hpp"
#include "geo/point.hpp"
#include "geo/two_threads.hpp"

namespace geo {

/// A fixed set of points, in any order, but quick where most lie near the one before, as vertices of borders
/// do.
class RunGrid {
public:
    /// The points must outlive it; the index of one is its number. O(points) on two threads.
    explicit RunGrid(std::span<const GridPoint> points)
        : m_points(points),
          m_reach(reach_for(points)),
          m_runs(runs_of(points, m_reach), points.empty() ? GridBox{} : grid_bounds(points)) {}

    /// Calls `stop` with the number of each point in the shape until it returns true; true when it did. A
    /// shape has low() and high(), the corners of its box, and contains(point).
    template <class Shape, class Stop>
    bool find_in(const Shape& shape, Stop stop) const {
        const GridPoint low = shape.low();
        const GridPoint high = shape.high();
        // Where the lower corners lie of runs that may reach into it.
        const GridBox corners{{low.x - m_reach, low.y - m_reach}, high};
        return m_runs.find_in(corners, [&](const Run& run) {
            if ((run.high.x < low.x) | (run.high.y < low.y)) return false;
            for (std::uint32_t i = run.first; i < run.end; ++i)
                if (shape.contains(m_points[i]) && stop(i)) return true;
            return false;
        });
    }

private:
    /// Points [first, end) and the corners of their box.
    struct Run {
        GridPoint at;
        GridPoint high;
        std::uint32_t first;
        std::uint32_t end;
    };

    static std::int64_t apart(GridPoint a, GridPoint b) {
        return std::max(std::abs(std::int64_t{a.x} - b.x), std::abs(std::int64_t{a.y} - b.y));
    }

    /// No run is wider or higher: four usual steps from point to point.
    static std::int32_t reach_for(std::span<const GridPoint> points) {
        constexpr std::size_t samples = 1000;
        constexpr std::int64_t far = 1 << 20;
        std::vector<std::int64_t> steps;
        for (std::size_t s = 0; s < samples && points.size() > 1; ++s) {
            const std::size_t i = s * (points.size() - 1) / samples;
            steps.push_back(apart(points[i], points[i + 1]));
        }
        if (steps.empty()) return 0;
        const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
        std::ranges::nth_element(steps, middle);
        return static_cast<std::int32_t>(std::min(4 * *middle, far));
    }

    /// Of each half of the points.
    static std::array<std::vector<Run>, 2> runs_of(std::span<const GridPoint> points, std::int32_t reach) {
        constexpr std::uint32_t longest = 8;
        std::array<std::vector<Run>, 2> runs;
        in_two_halves(points.size(), [&](std::size_t half) {
            const ItemRange own = range_of_half(points.size(), half);
            std::vector<Run> found;
            Run run{};  // none as long as it is empty
            for (auto i = static_cast<std::uint32_t>(own.begin); i < own.end; ++i) {
                const GridPoint p = points[i];
                GridBox box{run.at, run.high};
                box.add(p);
                if (run.end > run.first && run.end - run.first < longest &&
                    apart(box.low, box.high) <= reach) {
                    run = {box.low, box.high, run.first, i + 1};
                    continue;
                }
                if (run.end > run.first) found.push_back(run);
                run = {p, p, i, i + 1};
            }
            if (run.end > run.first) found.push_back(run);
            runs[half] = std::move(found);
        });
        return runs;
    }

    std::span<const GridPoint> m_points;
    std::int32_t m_reach;
    NestedGrid<Run> m_runs;
};

}  // namespace geo
