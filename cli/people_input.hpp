// People as `align` and `crosswalk` take them: at places, in finer units, or by common unit.
#pragma once

#include <span>
#include <string>

#include "cli/flow_input.hpp"
#include "geo/layer.hpp"
#include "shapes/area_values.hpp"
#include "shapes/people_places.hpp"

namespace cli {

class Arguments;
class Console;

struct PeopleInput {
    std::string file;  ///< --population, or empty
    shapes::ValueColumns columns;
    std::string units;  ///< --units, or empty
    geo::ReadOptions units_read;

    [[nodiscard]] bool given() const { return !file.empty() || !units.empty(); }
};

/// What the options of people_options() say. @throws UsageError for columns of a file that is not given, and
/// for
/// --units without geometry to lay them over.
[[nodiscard]] PeopleInput people_input(const Arguments& arguments, bool are_lookups);

/// People at places in the CRS of the work: points of a table or of a layer, or the inner points of finer
/// units.
/// @pre input.given()
/// @throws InputError as the readers do, and for a table without positions where no units are given.
[[nodiscard]] shapes::PeoplePlaces read_people_places(const PeopleInput& input, const std::string& crs,
                                                      const FlowRecords& records, Console& console);

/// People of each common unit. @pre a file is given @throws InputError as shapes::people_of_units() does.
[[nodiscard]] shapes::UnitPeople read_unit_people(const PeopleInput& input,
                                                  std::span<const std::string> units,
                                                  const FlowRecords& records);

/// How the people come to be counted, for people: "people at 1,234 points of FILE", "... inner points ...".
[[nodiscard]] std::string people_source(const PeopleInput& input, const shapes::PeoplePlaces& places);

}  // namespace cli
