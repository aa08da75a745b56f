// Where people live, as places with a number of people each: points, or finer units of which a place within
// stands for the whole.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/finding.hpp"
#include "geo/point.hpp"
#include "geo/point_layer.hpp"
#include "geo/table.hpp"
#include "geo/topology.hpp"
#include "shapes/area_values.hpp"
#include "shapes/join.hpp"

namespace shapes {

struct PeoplePlaces {
    std::string path;
    std::string column;  ///< with the people
    std::string crs;     ///< of the places; empty: the working CRS
    std::vector<geo::Point> places;
    std::vector<double> people;  ///< of each place, 0 or more
    double people_without_place = 0.0;
    std::size_t rows_without_place = 0;
    std::vector<geo::Finding> findings;

    /// People of all places, and of those without.
    [[nodiscard]] double total() const;
};

/// The points of a layer, or of a table (geo::points_of_table()), with people in `column`, or else in
/// `people`, `population` or `value`. Findings: those of the layer, points without a position (a warning with
/// their people), cells without a number of people (warnings, counted as missing). O(points).
/// @throws InputError for a negative number of people, naming the line; for a column that is missing; when
/// there is no position.
[[nodiscard]] PeoplePlaces people_at_points(const geo::PointLayer& layer, const std::string& column);

/// People of units by code, in the order of the units.
struct UnitPeople {
    std::string path;
    std::string column;
    std::vector<double> people;
    double in_no_unit = 0.0;  ///< people of codes that are no unit
    JoinReport join;
    std::vector<geo::Finding> findings;
};

/// The people of each unit; one that the table lacks has none, which is a warning that names it. Codes of the
/// table that are no unit are a warning with their people. O(n log n).
/// @throws InputError for a negative number, naming the code; when the table has none of the units, with
/// codes of either.
[[nodiscard]] UnitPeople people_of_units(std::span<const std::string> units, const AreaValues& values);

/// People of finer units, such as LSOAs, each at the centre of the largest circle inside its unit. That place
/// stands for the whole unit: of several areas that divide it, the one with the place gets all its people.
/// Units without ground have no place. O(n log n) of the vertices.
/// @pre the topology has one area a unit; people.people has one entry a unit
[[nodiscard]] PeoplePlaces people_in_units(const geo::Topology& topology, const UnitPeople& people);

}  // namespace shapes
