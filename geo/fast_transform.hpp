// Carrying many points by polynomials in place of a projection: the projection is asked at some points of
// each cell, polynomials take its place between them, and how far they are off is measured, not assumed.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "geo/point.hpp"

namespace geo {

/// Carries points in place; those that cannot be carried become NaN or infinite.
using CarryPoints = std::function<void(std::span<Point>)>;

/// How polynomials take the place of an operation.
struct CellRule {
    double side = 1.0;  ///< of the square cells, in the units of the points; they begin at multiples
    double greatest_error = 1e-6;  ///< allowed at any check point, in the units of the result
};

/// What was done, and how well.
struct Interpolated {
    std::vector<std::size_t> left;  ///< points that are still what they were, in order
    std::size_t check_points =
        0;  ///< at which the polynomials that were used were compared with the operation
    double greatest_error = 0.0;  ///< seen at them, in the units of the result
    Box box;                      ///< of the points that were carried, as they are now
};

/// Carries points in place by polynomials of degree five in x times degree five in y, one pair for each cell
/// that holds points, through the values of `exactly` at 6 x 6 Chebyshev nodes. Each is compared with
/// `exactly` at 7 x 7 other points, where the error of such an interpolation is greatest (the extrema of the
/// next Chebyshev polynomial, edges and corners among them; Trefethen 2013, chapters 4 and 8). A cell that is
/// off by more than the rule allows is quartered, up to three times as long as that helps; what is off still
/// is left to the caller. The result for a point depends on the point, the rule and `exactly` alone, not on
/// the other points nor the number of threads. All are left when they are too few for the cells that they lie
/// in (under 340 a cell) or too far apart. @pre all points are finite and `box` is their box. O(points) on
/// two threads, and 85 points a cell.
[[nodiscard]] Interpolated carry_by_polynomials(std::span<Point> points, const Box& box, const CellRule& rule,
                                                const CarryPoints& exactly);

}  // namespace geo
