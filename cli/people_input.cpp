#include "cli/people_input.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/arguments.hpp"
#include "cli/console.hpp"
#include "cli/geography_input.hpp"
#include "cli/text_table.hpp"
#include "geo/coverage.hpp"
#include "geo/error.hpp"

namespace cli {
namespace {

/// To the CRS of the work, in which positions without a CRS are.
void carry_to(const std::string& crs, shapes::PeoplePlaces& places) {
    if (places.crs.empty() || places.crs == crs) return;
    geo::Box box;
    for (const geo::Point place : places.places)
        box.add(place);
    geo::Transform(places.crs, crs, box).apply(places.places);
    places.crs = crs;
}

shapes::UnitPeople people_of_layer(const PeopleInput& input, const geo::Layer& layer,
                                   const FlowRecords& records) {
    if (!input.file.empty()) return read_unit_people(input, layer.codes, records);
    shapes::ValueColumns columns = input.columns;
    columns.code = layer.code_column;
    return shapes::people_of_units(layer.codes,
                                   shapes::make_area_values(layer.attributes, columns, layer.codes));
}

shapes::PeoplePlaces read_people_in_units(const PeopleInput& input, const std::string& crs,
                                          const FlowRecords& records, Console& console) {
    console.progress("reading " + input.units);
    geo::Layer layer = geo::read_layer(input.units, input.units_read);
    records.add_input(input.units, layer.codes.size());
    const shapes::UnitPeople people = people_of_layer(input, layer, records);
    records.add_findings(people.findings);
    const geo::Coverage coverage = geo::take_coverage(layer, {.crs = crs, .snap_tolerance_m = {}});
    console.progress(fmt::format("finding a place within each of {} units", layer.codes.size()));
    return shapes::people_in_units(coverage.topology, people);
}

}  // namespace

PeopleInput people_input(const Arguments& arguments, bool are_lookups) {
    PeopleInput input;
    input.file = arguments.text("--population");
    input.columns.code = arguments.text("--population-code-column");
    input.columns.value = arguments.text("--population-column");
    input.units = arguments.text("--units");
    input.units_read.layer = arguments.text("--units-layer");
    input.units_read.code_column = arguments.text("--units-code");
    if (input.file.empty() && !input.columns.code.empty())
        throw geo::UsageError("--population-code-column", "names a column of a table that is not given",
                              "add --population FILE");
    if (!input.given() && !input.columns.value.empty())
        throw geo::UsageError("--population-column", "names a column of a file that is not given",
                              "add --population FILE, or --units AREAS");
    if (input.units.empty() && !input.units_read.code_column.empty())
        throw geo::UsageError("--units-code", "names a column of areas that are not given",
                              "add --units AREAS");
    if (are_lookups && !input.units.empty())
        throw geo::UsageError("--units", "are areas, and lookups over common units need none",
                              "give the people of the common units with --population CSV");
    return input;
}

shapes::PeoplePlaces read_people_places(const PeopleInput& input, const std::string& crs,
                                        const FlowRecords& records, Console& console) {
    if (!input.units.empty()) return read_people_in_units(input, crs, records, console);
    console.progress("reading " + input.file);
    geo::PointLayer layer;
    if (is_table_file(input.file)) {
        geo::Table table = records.read(input.file);
        if (!geo::has_positions(table))
            throw geo::InputError(input.file, "has no columns of positions (x,y or lon,lat)",
                                  "give people at points, or add the areas of its units with --units AREAS");
        layer = geo::points_of_table(std::move(table));
    } else {
        layer = geo::read_points(input.file, input.units_read);
        records.add_input(input.file, layer.points.size());
    }
    shapes::PeoplePlaces places = shapes::people_at_points(layer, input.columns.value);
    records.add_findings(places.findings);
    carry_to(crs, places);
    return places;
}

shapes::UnitPeople read_unit_people(const PeopleInput& input, std::span<const std::string> units,
                                    const FlowRecords& records) {
    const shapes::AreaValues values =
        shapes::make_area_values(records.read(input.file), input.columns, units);
    shapes::UnitPeople people = shapes::people_of_units(units, values);
    records.report.add_join(people.join);
    return people;
}

std::string people_source(const PeopleInput& input, const shapes::PeoplePlaces& places) {
    const std::string count = grouped(static_cast<double>(places.places.size()));
    if (input.units.empty())
        return fmt::format("people at {} points of {}, column {}", count, input.file, places.column);
    return fmt::format(
        "people of {} units of {} (column {} of {}), each unit whole where its inner point lies, "
        "the centre of the largest circle inside it",
        count, input.units, places.column, places.path);
}

}  // namespace cli
