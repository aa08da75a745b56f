// Quantisation: coordinates as whole positions on a raster over their box.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/point.hpp"
#include "geo/topology.hpp"

namespace geo {

struct Position {
    std::int64_t x = 0;
    std::int64_t y = 0;

    friend bool operator==(const Position&, const Position&) = default;
};

/// `quantisation` positions along each side of a box, the first and the last on its sides.
class Raster {
public:
    /// @pre quantisation is at least 2.
    Raster(const Box& box, std::int64_t quantisation);

    /// The nearest position. @pre the point is in the box.
    [[nodiscard]] Position at(Point p) const;
    [[nodiscard]] Point low() const { return m_low; }      ///< where position (0, 0) lies
    [[nodiscard]] Point scale() const { return m_scale; }  ///< a step, in the unit of the box

private:
    Point m_low;
    Point m_scale;
};

inline constexpr std::int64_t coarsest_quantisation = 2;
inline constexpr std::int64_t finest_quantisation = 1'000'000'000'000;

/// Vertices of a topology on a raster.
struct Quantised {
    std::int64_t quantisation;
    Raster raster;
    std::vector<Position> positions;         ///< of each vertex
    std::size_t merged_vertices;             ///< that have the position of an earlier one
    std::optional<std::size_t> spoilt_area;  ///< the first with a ring that lost its area or turned over
};

/// Puts the vertices, which lie at `places`, on a raster over `box`: of `wanted` positions a side, or when
/// that is 0, of the least power of ten from 10^6 on that keeps all vertices apart, but no more than 10^9 for
/// that alone, and spoils no area. O(points) for each power tried.
/// @pre wanted is 0 or from 2 to 10^12; the box holds all places.
[[nodiscard]] Quantised quantise(const Topology& topology, std::span<const Point> places, const Box& box,
                                 std::int64_t wanted);

}  // namespace geo
