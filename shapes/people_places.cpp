#include "shapes/people_places.hpp"

#include <cmath>
#include <optional>
#include <utility>

#include "geo/error.hpp"
#include "geo/inscribed_circle.hpp"
#include "shapes/code_index.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {
namespace {

std::string people_column(const geo::Table& table, const std::string& named) {
    if (!named.empty()) return named;
    for (const char* usual : {"people", "population", "value"})
        if (table.find(usual)) return usual;
    return "population";
}

/// Keeps the rows that have a place, and adds up the people of those that have none.
void keep_places(const geo::Table& table, std::span<const geo::Point> positions, const std::string& column,
                 PeoplePlaces& result) {
    result.path = table.path;
    const NumberColumn numbers = read_numbers(table, people_column(table, column), result.findings);
    result.column = numbers.name;
    CompensatedSum without;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const double people = numbers.values[row].value_or(0.0);
        if (people < 0.0)
            throw geo::InputError(
                table.place(row),
                "there are " + geo::format_number(people) + " people in column " + numbers.name,
                "numbers of people are 0 or more");
        if (std::isfinite(positions[row].x) && std::isfinite(positions[row].y)) {
            result.places.push_back(positions[row]);
            result.people.push_back(people);
            continue;
        }
        ++result.rows_without_place;
        without.add(people);
    }
    result.people_without_place = without.value();
    if (result.places.empty())
        throw geo::InputError(table.path, "none of its rows has a position", "give people with their places");
    if (result.rows_without_place > 0)
        result.findings.push_back(table_finding(
            geo::FindingKind::missing_code, geo::Severity::warning, {},
            table.path + ": " + count_of(result.rows_without_place, "row") + " without a position, with " +
                geo::format_fixed(result.people_without_place, 0) + " people, left out",
            result.people_without_place));
}

}  // namespace

double PeoplePlaces::total() const {
    CompensatedSum sum;
    for (const double number : people)
        sum.add(number);
    sum.add(people_without_place);
    return sum.value();
}

PeoplePlaces people_at_points(const geo::PointLayer& layer, const std::string& column) {
    PeoplePlaces result;
    result.crs = layer.crs;
    result.findings = layer.findings;
    keep_places(layer.attributes, layer.points, column, result);
    return result;
}

UnitPeople people_of_units(std::span<const std::string> units, const AreaValues& values) {
    UnitPeople result;
    result.path = values.path;
    result.column = values.value_column;
    result.findings = values.findings;
    for (std::size_t row = 0; row < values.codes.size(); ++row)
        if (values.values[row].value_or(0.0) < 0.0)
            throw geo::InputError(values.path + ", " + values.codes[row],
                                  "there are " + geo::format_number(*values.values[row]) +
                                      " people in column " + values.value_column,
                                  "numbers of people are 0 or more");
    result.join = join_codes("units to people", units, values.codes);
    const std::string source = values.path + ", column " + values.code_column;
    const std::string hint = vintage_hint(result.join, "the units", source);
    if (result.join.matched == 0) throw geo::InputError(values.path, hint, "give the people of these units");
    if (!hint.empty())
        result.findings.push_back(
            table_finding(geo::FindingKind::unmatched, geo::Severity::warning, {}, hint));

    const CodeIndex rows(values.codes);
    std::vector<std::string> unknown;
    for (const std::string& unit : units) {
        const std::int32_t row = rows.find(unit);
        const std::optional<double> people =
            row == CodeIndex::none ? std::nullopt : values.values[static_cast<std::size_t>(row)];
        if (!people) unknown.push_back(unit);
        result.people.push_back(people.value_or(0.0));
    }
    if (!unknown.empty())
        result.findings.push_back(table_finding(geo::FindingKind::unmatched, geo::Severity::warning, unknown,
                                                count_of(unknown.size(), "unit") + " without people in " +
                                                    source + ", counted as 0: " + list_codes(unknown),
                                                static_cast<double>(unknown.size())));
    CompensatedSum strangers;
    for (const std::string& code : result.join.unmatched_right)
        strangers.add(values.values[static_cast<std::size_t>(rows.find(code))].value_or(0.0));
    result.in_no_unit = strangers.value();
    if (const auto& codes = result.join.unmatched_right; !codes.empty())
        result.findings.push_back(table_finding(
            geo::FindingKind::unmatched, geo::Severity::warning, codes,
            count_of(codes.size(), "code") + " of " + source + " that are no unit, with " +
                geo::format_fixed(result.in_no_unit, 0) + " people, left out: " + list_codes(codes),
            result.in_no_unit));
    return result;
}

PeoplePlaces people_in_units(const geo::Topology& topology, const UnitPeople& people) {
    PeoplePlaces result;
    result.path = people.path;
    result.column = people.column;
    const geo::GridRings rings = geo::outlines(topology);
    CompensatedSum without;
    for (std::size_t unit = 0; unit < rings.areas(); ++unit) {
        std::vector<std::vector<geo::GridPoint>> around;
        for (std::uint32_t r = rings.area_start[unit]; r < rings.area_start[unit + 1]; ++r)
            around.emplace_back(rings.ring(r).begin(), rings.ring(r).end());
        const geo::InscribedCircle circle = geo::largest_inscribed_circle(around);
        if (circle.radius_cells <= 0.0) {
            ++result.rows_without_place;
            without.add(people.people[unit]);
            continue;
        }
        const geo::GridPoint centre{static_cast<std::int32_t>(std::lround(circle.centre_cells.x)),
                                    static_cast<std::int32_t>(std::lround(circle.centre_cells.y))};
        result.places.push_back(topology.grid.to_point(centre));
        result.people.push_back(people.people[unit]);
    }
    result.people_without_place = without.value();
    return result;
}

}  // namespace shapes
