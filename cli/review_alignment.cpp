#include "cli/review_alignment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_index.hpp"
#include "shapes/join.hpp"
#include "shapes/table_finding.hpp"

namespace cli {
namespace {

/// What areas and units have in common, a row each: codes, empty for none, and people.
struct CommonRows {
    std::vector<std::string> units;
    std::vector<std::string> footprints;
    std::vector<double> people;  ///< empty when areas are counted
};

std::string footprint_of(const shapes::Plan& plan, std::size_t area) {
    const shapes::FootprintIndex f = plan.footprint_of[area];
    return f == shapes::no_footprint ? std::string() : plan.codes[static_cast<std::size_t>(f)];
}

/// People of each row, from its column or from the area that it is about.
std::vector<double> people_of_rows(const geo::Table& table, const ReviewAlign& align, const ReviewWork& work,
                                   const std::vector<std::int32_t>& area_of,
                                   std::vector<geo::Finding>& findings) {
    std::vector<double> people;
    if (!align.people.empty()) {
        const shapes::NumberColumn column = shapes::read_numbers(table, align.people, findings);
        for (std::size_t row = 0; row < column.values.size(); ++row) {
            people.push_back(column.values[row].value_or(0.0));
            if (people.back() < 0.0)
                throw geo::InputError(fmt::format("{}, row {}", align.file, row + 1),
                                      align.people + " is negative", "people are 0 or more");
        }
    } else if (!work.area_populations.empty()) {
        for (const std::int32_t area : area_of)
            people.push_back(area == shapes::CodeIndex::none
                                 ? 0.0
                                 : work.area_populations[static_cast<std::size_t>(area)].value_or(0.0));
    }
    return people;
}

void refuse_repeated_areas(const ReviewAlign& align, const std::vector<std::string>& codes) {
    if (!align.people.empty()) return;
    std::vector<std::string> sorted = codes;
    std::ranges::sort(sorted);
    const auto twice = std::ranges::adjacent_find(
        sorted, [](const std::string& a, const std::string& b) { return !a.empty() && a == b; });
    if (twice != sorted.end())
        throw geo::InputError(align.file, fmt::format("the area {} stands on several rows", *twice),
                              "name with people the column that says how many of its people each row has");
}

/// Areas of which no row says where they belong, with their people where these are those of areas.
void add_areas_without_row(const ReviewAlign& align, const ReviewWork& work,
                           const std::vector<std::int32_t>& area_of, CommonRows& rows,
                           std::vector<geo::Finding>& findings) {
    const std::vector<std::string>& areas = work.areas.layer.codes;
    std::vector<std::uint8_t> has_row(areas.size());
    for (const std::int32_t area : area_of)
        if (area != shapes::CodeIndex::none) has_row[static_cast<std::size_t>(area)] = 1;
    std::vector<std::string> lacking;
    for (std::size_t area = 0; area < areas.size(); ++area) {
        if (has_row[area] != 0) continue;
        lacking.push_back(areas[area]);
        if (!align.people.empty()) continue;
        rows.units.emplace_back();
        rows.footprints.push_back(footprint_of(work.plan, area));
        if (!rows.people.empty()) rows.people.push_back(work.area_populations[area].value_or(0.0));
    }
    if (lacking.empty() || align.is_partial) return;
    std::string text = fmt::format("{} of no {}: {}", shapes::count_of(lacking.size(), "area"), align.title,
                                   shapes::list_codes(lacking));
    findings.push_back(shapes::table_finding(geo::FindingKind::unmatched, geo::Severity::warning,
                                             std::move(lacking), std::move(text)));
}

CommonRows read_rows(const ReviewAlign& align, const geo::Table& table, const ReviewWork& work,
                     Report& report, std::vector<geo::Finding>& findings) {
    const std::vector<std::string>& codes = table.require(align.code).cells;
    const std::vector<std::string>& units = table.require(align.column).cells;
    const std::vector<std::string>& areas = work.areas.layer.codes;
    refuse_repeated_areas(align, codes);
    shapes::JoinReport join = shapes::join_codes("areas to " + align.name, areas, codes);
    if (join.matched == 0)
        throw geo::InputError(align.file, fmt::format("none of the areas is in its column {}", align.code),
                              "name the column of the areas with code");
    // An area of several rows is what such a table is for.
    if (!align.people.empty()) join.duplicated.clear();
    report.add_join(std::move(join));

    const shapes::CodeIndex index(areas);
    std::vector<std::int32_t> area_of;
    for (const std::string& code : codes)
        area_of.push_back(index.find(code));
    CommonRows rows;
    rows.people = people_of_rows(table, align, work, area_of, findings);
    rows.units = units;
    for (const std::int32_t area : area_of)
        rows.footprints.push_back(area == shapes::CodeIndex::none
                                      ? std::string()
                                      : footprint_of(work.plan, static_cast<std::size_t>(area)));
    add_areas_without_row(align, work, area_of, rows, findings);
    return rows;
}

std::vector<std::string> names_of(const std::vector<std::string>& codes, std::span<const std::string> known,
                                  std::span<const std::string> names) {
    const shapes::CodeIndex index(known);
    std::vector<std::string> found;
    for (const std::string& code : codes) {
        const std::int32_t row = index.find(code);
        const std::string name = row == shapes::CodeIndex::none ? "" : names[static_cast<std::size_t>(row)];
        found.push_back(name.empty() ? code : name);
    }
    return found;
}

std::string what_is_counted(const Review& review, const ReviewAlign& align, bool are_people) {
    if (!align.people.empty()) return fmt::format("people ({} of {})", align.people, align.file);
    if (!are_people) return "count of areas, for no population is known";
    return fmt::format("people of whole areas ({})",
                       review.population.given() ? review.population.file : review.areas.file);
}

}  // namespace

AlignmentToReport align_footprints(const Review& review, const ReviewAlign& align, const ReviewWork& work,
                                   Report& report, std::vector<geo::Finding>& findings) {
    const geo::Table table = geo::read_table(align.file, findings);
    record_input(review, report, align.file, table.rows());
    const CommonRows rows = read_rows(align, table, work, report, findings);

    AlignmentToReport result;
    result.counted = without_folder(review, what_is_counted(review, align, !rows.people.empty()));
    result.is_partial = align.is_partial;
    result.table = align.is_partial ? shapes::cross_table(rows.footprints, rows.units, rows.people)
                                    : shapes::cross_table(rows.units, rows.footprints, rows.people);
    const std::vector<std::string>& unit_codes =
        align.is_partial ? result.table.b_codes : result.table.a_codes;
    const std::vector<std::string>& footprint_codes =
        align.is_partial ? result.table.a_codes : result.table.b_codes;
    const geo::Column& units = table.require(align.column);
    const geo::Column& names = align.names.empty() ? units : table.require(align.names);
    GeographyToReport others{without_folder(review, align.file), align.title,
                             names_of(unit_codes, units.cells, names.cells)};
    GeographyToReport footprints{without_folder(review, review.lookup.file), "Footprints",
                                 names_of(footprint_codes, work.plan.codes, work.plan.names)};
    if (align.is_partial) std::swap(others, footprints);
    result.a = std::move(others);
    result.b = std::move(footprints);
    measure(result);
    return result;
}

std::string alignment_source(const Review& review, const ReviewAlign& align) {
    std::string sources = align.source;
    const auto add = [&](const std::string& source) {
        if (!source.empty()) sources += (sources.empty() ? "" : "; ") + source;
    };
    add(review.lookup.source);
    if (align.people.empty()) add(review.population.source);
    return source_line(review, {}, sources);
}

}  // namespace cli
