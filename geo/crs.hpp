// Coordinate reference systems: from what a file states to one metric CRS, by one named operation.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/point.hpp"
#include "geo/reach.hpp"
#include "geo/ring_set.hpp"

namespace geo {

/// The coordinate operation of a run, for the report.
struct Operation {
    std::string source;       ///< name of the source CRS, for example "WGS 84"
    std::string target;       ///< authority code of the target, for example "EPSG:27700"
    std::string name;         ///< name of the operation; "none" when source and target are the same
    double accuracy_m = 0.0;  ///< stated accuracy; 0 when there is nothing to do
    std::string better;       ///< a more accurate operation that lacks its grid here, and the grid; or empty
    std::size_t check_points =
        0;                  ///< where polynomials were compared with the operation; 0 when none were used
    double within_m = 0.0;  ///< greatest difference there
    /// Its definition for PROJ when it comes from longitude and latitude of WGS 84, for Transform::back().
    std::string from_degrees = {};
};

/// True when `crs` ("EPSG:27700", or WKT) is projected and in metres.
/// @throws UsageError when PROJ does not know it.
[[nodiscard]] bool is_metric(std::string_view crs);

/// True when `crs`, or the horizontal one in it, has degrees of latitude and longitude; false when PROJ does
/// not know it.
[[nodiscard]] bool is_geographic(std::string_view crs);

/// "EPSG:" and the code, when it is that of a geographic CRS of two axes or of a projected one, and not
/// withdrawn from the register; else nothing.
[[nodiscard]] std::optional<std::string> plain_epsg_crs(std::string_view code);

/// Short name of a CRS: "EPSG:27700" when it has an authority code, else its name.
[[nodiscard]] std::string describe_crs(std::string_view crs);

/// Transforms points with the most accurate operation that is available on this machine for `area` (in the
/// source CRS, axes as x and y whatever the authority says). One operation is used for all points: among
/// those that can be run and whose accuracy is stated, the most accurate one whose area of use contains
/// `area`, else one that it meets. Grids are never fetched from the network. Not for use by two threads at
/// once.
class Transform {
public:
    /// @throws UsageError when PROJ does not know the target, InputError when it does not know the source or
    ///   when only a ballpark operation (of unknown accuracy) exists, or none.
    Transform(std::string_view source_crs, std::string_view target_crs, const Box& area);
    /// The way back to degrees, by the same operation, which need not be looked up (10 to 50 ms). @pre
    /// `from_degrees` is that of an operation.
    static Transform back(const std::string& from_degrees);
    ~Transform();
    Transform(Transform&& other) noexcept;
    Transform& operator=(Transform&&) = delete;
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    [[nodiscard]] const Operation& operation() const { return m_operation; }
    /// Where both CRSs are used, with as much again on every side and five degrees at least.
    [[nodiscard]] const Reach& reach() const { return m_reach; }
    /// In place. Many points are carried by polynomials that keep within a micrometre of the operation
    /// (fast_transform.hpp), which operation() then says. O(points).
    /// @return the box of the points as they are then
    /// @throws InputError naming the first point that the operation cannot carry (NaN, infinite, far
    ///   outside).
    Box apply(std::span<Point> points);
    /// The same. @pre all points are finite and `box` is their box.
    Box apply(std::span<Point> points, const Box& box);

private:
    Transform() = default;
    void carry_exactly(std::span<Point> points) const;
    [[noreturn]] void fail(std::size_t index, Point point) const;

    void* m_operation_handle = nullptr;
    void* m_context = nullptr;
    bool m_is_back = false;
    bool m_is_smooth = false;
    double m_cell_side = 0.0;               ///< in units of the source
    double m_metres_per_target_unit = 1.0;  ///< at most
    Operation m_operation;
    Reach m_reach;
};

}  // namespace geo
