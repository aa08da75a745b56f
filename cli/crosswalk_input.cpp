#include "cli/crosswalk_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "cli/console.hpp"
#include "cli/plan_input.hpp"
#include "cli/text_table.hpp"
#include "geo/area_locator.hpp"
#include "geo/error.hpp"
#include "geo/overlay_layers.hpp"
#include "shapes/area_values.hpp"
#include "shapes/code_columns.hpp"
#include "shapes/code_index.hpp"
#include "shapes/overlay_people.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace cli {
namespace {

void assume(const CrosswalkBasis& basis, geo::Severity severity, const FlowRecords& records) {
    records.findings.push_back(
        shapes::table_finding(geo::FindingKind::assumption, severity, {}, basis.assumption));
}

CrosswalkBasis basis_of_lookups(const CrosswalkGeography& options, const FlowRecords& records) {
    const shapes::CommonUnits units = read_common_units(options.inputs, records);
    CrosswalkBasis basis;
    basis.a_title = units.a.title;
    basis.b_title = units.b.title;
    if (options.people.given()) {
        const shapes::UnitPeople people = read_unit_people(options.people, units.codes, records);
        records.add_findings(people.findings);
        basis.table = shapes::cross_table(units.a.of_unit, units.b.of_unit, people.people);
        basis.spread_by = "people";
        basis.assumption = fmt::format(
            "each value is spread over its unit as the people of {} common units are, column {} "
            "of {}",
            grouped(static_cast<double>(units.codes.size())), people.column, people.path);
        assume(basis, geo::Severity::note, records);
    } else {
        basis.table = shapes::cross_table(units.a.of_unit, units.b.of_unit);
        basis.spread_by = "common_units";
        basis.assumption = fmt::format(
            "each value is spread evenly over the common units ({}) of its unit, as no people are given",
            units.a.unit_column);
        assume(basis, geo::Severity::warning, records);
    }
    for (const std::string& code : basis.table.b_codes)
        basis.b_names.push_back(units.b.name_of(code));
    return basis;
}

/// The unit of A in which each place lies, as count_people() has it.
std::vector<shapes::UnitRow> units_of_places(const geo::Overlay& overlay, std::span<const geo::Point> places,
                                             double reach_m) {
    const std::vector<geo::PieceIndex> pieces = geo::locate_pieces(overlay, places);
    const geo::AreaLocator in_a(overlay.topology, 0, overlay.areas_of_a);
    std::vector<shapes::UnitRow> units;
    units.reserve(places.size());
    for (std::size_t p = 0; p < places.size(); ++p) {
        geo::AreaIndex area = pieces[p] == geo::no_piece ? geo::no_area : overlay.pieces[pieces[p]].a;
        if (area == geo::no_area) area = in_a.locate(places[p], reach_m).area;
        units.push_back(area == geo::no_area ? shapes::no_unit : static_cast<shapes::UnitRow>(area));
    }
    return units;
}

void fit_whole_units(const CrosswalkGeography& options, const geo::Overlay& overlay,
                     const shapes::PeoplePlaces& people, CrosswalkBasis& basis) {
    const std::vector<shapes::UnitRow> unit_of =
        units_of_places(overlay, people.places, *basis.sliver_width_m);
    const auto centroids =
        shapes::weighted_centroids(unit_of, people.places, people.people, basis.table.a_codes.size());
    const geo::AreaLocator in_b(overlay.topology, overlay.areas_of_a, overlay.topology.areas());
    basis.fits = shapes::best_fit(basis.table, centroids, in_b, overlay.areas_of_a);
    basis.table = shapes::fitted_table(basis.table, basis.fits);
    basis.spread_by = "best_fit";
    basis.assumption = "each unit goes whole to the unit that contains its population-weighted centroid: " +
                       people_source(options.people, people);
}

/// The outlines of B, as the overlay has them.
geo::Rings rings_of_b(const geo::Overlay& overlay) {
    const geo::Rings all = geo::to_rings(geo::outlines(overlay.topology), overlay.topology.grid);
    geo::Rings of_b;
    for (std::size_t area = overlay.areas_of_a; area < all.areas(); ++area) {
        for (std::size_t ring = all.area_start[area]; ring < all.area_start[area + 1]; ++ring) {
            of_b.points.insert(of_b.points.end(), all.ring(ring).begin(), all.ring(ring).end());
            of_b.close_ring();
        }
        of_b.close_area();
    }
    return of_b;
}

CrosswalkBasis basis_of_areas(const CrosswalkGeography& options, const FlowRecords& records,
                              Console& console) {
    std::array<GeographyLayer, 2> read = read_geography_layers(options.inputs, records, console);
    CrosswalkBasis basis;
    basis.a_title = read[0].title;
    basis.b_title = read[1].title;
    std::array<geo::Layer, 2> layers{std::move(read[0].layer), std::move(read[1].layer)};
    basis.b_names = layers[1].names;
    console.progress("laying B over A");
    geo::OverlaidLayers overlaid = geo::overlay_layers(
        layers, {options.inputs.coverage, options.sliver_width_m, options.clean_overlaps});
    // What is amiss within a layer is for check to judge.
    set_aside(overlaid.findings);
    records.add_findings(overlaid.findings);
    records.report.set_overlaid(overlaid);
    basis.crs = overlaid.crs;
    basis.sliver_width_m = overlaid.sliver_width_m;
    basis.tolerance_share = 0.01;
    if (options.wants_outlines) basis.b_rings = rings_of_b(overlaid.overlay);
    if (!options.people.given()) {
        basis.table = shapes::cross_table(overlaid.overlay, layers[0].codes, layers[1].codes);
        basis.spread_by = "area";
        basis.assumption = "each value is spread evenly over the ground of its unit, as no people are given";
        assume(basis, geo::Severity::warning, records);
        return basis;
    }
    const shapes::PeoplePlaces people = read_people_places(options.people, overlaid.crs, records, console);
    console.progress("counting people");
    shapes::OverlayPeople counted =
        shapes::count_people(overlaid.overlay, people.places, people.people, layers[0].codes, layers[1].codes,
                             overlaid.sliver_width_m);
    basis.table = std::move(counted.table);
    basis.spread_by = "people";
    basis.assumption =
        "each value is spread over its unit by people: " + people_source(options.people, people);
    if (options.best_fit) fit_whole_units(options, overlaid.overlay, people, basis);
    assume(basis, geo::Severity::note, records);
    return basis;
}

void require_people(const CrosswalkBasis& basis, const CrosswalkGeography& options) {
    const bool any =
        std::any_of(basis.table.cells.begin(), basis.table.cells.end(), [](const shapes::CrossCell& cell) {
            return cell.a != shapes::no_unit && cell.without_noise() > 0.0;
        });
    if (!any)
        throw geo::InputError(options.people.given() && !options.people.file.empty() ? options.people.file
                                                                                     : options.inputs.a.path,
                              "nobody lives in any unit of " + options.inputs.a.path +
                                  ", so that nothing can be spread by people",
                              "give people of the same ground, or leave --population out to spread by area");
}

}  // namespace

CrosswalkBasis read_crosswalk_basis(const CrosswalkGeography& options, const FlowRecords& records,
                                    Console& console) {
    CrosswalkBasis basis = options.inputs.are_lookups ? basis_of_lookups(options, records)
                                                      : basis_of_areas(options, records, console);
    require_people(basis, options);
    return basis;
}

CrosswalkBasis crosswalk_basis(const shapes::CodeChanges& changes, std::span<const std::string> codes) {
    CrosswalkBasis basis;
    basis.table = shapes::follow_codes(changes, codes);
    basis.a_title = "old codes";
    basis.b_title = "new codes";
    basis.b_names = basis.table.b_codes;
    basis.spread_by = "succession";
    basis.assumption = "each value goes to the successors of its code by the weights of " + changes.path +
                       "; a code without a row goes on as it is";
    return basis;
}

ValueCodes codes_of_values(const geo::Table& table, const std::string& key,
                           std::span<const std::string> likely) {
    const std::optional<std::size_t> found =
        key.empty() ? shapes::column_with(table, likely, "code", std::nullopt, "--key") : std::nullopt;
    const geo::Column& column = found ? table.columns[*found] : table.require(key.empty() ? "code" : key);
    ValueCodes codes{column.name, {}};
    for (const std::string& cell : column.cells)
        if (const std::string_view code = shapes::trim_code(cell); !code.empty())
            codes.codes.emplace_back(code);
    return codes;
}

namespace {

void report_join(const UnitColumns& joined, const std::string& code_column, const CrosswalkBasis& basis,
                 const FlowRecords& records) {
    const std::string hint = shapes::vintage_hint(joined.join, "the values (column " + code_column + ")",
                                                  "the units of A (" + basis.a_title + ")");
    if (joined.join.matched == 0)
        throw geo::InputError(joined.path, hint,
                              "give values of the units of A, or name the column of their codes with --key");
    records.report.add_join(joined.join);
    const auto warn = [&](std::vector<std::string> codes, std::string text) {
        records.findings.push_back(shapes::table_finding(geo::FindingKind::unmatched, geo::Severity::warning,
                                                         std::move(codes), std::move(text)));
    };
    if (!hint.empty()) warn({}, joined.path + ": " + hint);
    if (const std::vector<std::string>& strangers = joined.join.unmatched_left; !strangers.empty())
        warn(strangers, joined.path + ": " + shapes::count_of(strangers.size(), "code") +
                            " of no unit of A (" + basis.a_title +
                            "), told in the total: " + shapes::list_codes(strangers));
}

}  // namespace

UnitColumns join_columns(const geo::Table& table, const std::string& key,
                         const std::vector<std::string>& columns, const CrosswalkBasis& basis,
                         const FlowRecords& records) {
    UnitColumns joined;
    joined.path = table.path;
    const std::vector<std::string>& units = basis.table.a_codes;
    const std::vector<std::string> wanted = columns.empty() ? std::vector<std::string>{""} : columns;
    const shapes::CodeIndex index(units);
    for (const std::string& column : wanted) {
        const shapes::AreaValues values = shapes::make_area_values(table, {key, column}, units);
        if (joined.names.empty()) {
            joined.join = shapes::join_codes("values to " + basis.a_title, values.codes, units);
            report_join(joined, values.code_column, basis, records);
        }
        records.add_findings(values.findings);
        if (std::none_of(values.values.begin(), values.values.end(), [](const auto& v) { return v; }))
            throw geo::InputError(table.path, "column " + values.value_column + " has no number",
                                  "name another column with --column");
        joined.names.push_back(values.value_column);
        joined.values.emplace_back(units.size());
        shapes::CompensatedSum in_no_unit;
        for (std::size_t v = 0; v < values.codes.size(); ++v) {
            const std::int32_t unit = index.find(values.codes[v]);
            if (unit != shapes::CodeIndex::none)
                joined.values.back()[static_cast<std::size_t>(unit)] = values.values[v];
            else if (values.values[v])
                in_no_unit.add(*values.values[v]);
        }
        joined.in_no_unit.push_back(in_no_unit.value());
    }
    return joined;
}

}  // namespace cli
