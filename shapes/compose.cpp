#include "shapes/compose.hpp"

#include <string>
#include <utility>

#include "geo/arc_crosses.hpp"
#include "geo/assemble.hpp"
#include "geo/dissolve.hpp"
#include "geo/error.hpp"
#include "shapes/sum.hpp"

namespace shapes {

namespace {

static_assert(no_footprint == geo::no_group, "a plan is dissolved as it is");

void require_same_length(std::size_t a, std::size_t b) {
    if (a != b) throw geo::InternalError("a plan and the areas or values it is used with differ in length");
}

std::vector<std::int64_t> outline_twice_areas(const geo::GridRings& outlines) {
    std::vector<std::int64_t> result;
    result.reserve(outlines.areas());
    for (std::size_t a = 0; a < outlines.areas(); ++a) {
        std::int64_t twice_area = 0;
        for (std::size_t r = outlines.area_start[a]; r < outlines.area_start[a + 1]; ++r)
            twice_area += geo::twice_area(outlines.ring(r));
        result.push_back(twice_area);
    }
    return result;
}

}  // namespace

ColumnSum sum_column(const NumberColumn& values, const Plan& plan) {
    require_same_length(values.values.size(), plan.footprint_of.size());
    ColumnSum result;
    result.name = values.name;
    result.missing.assign(plan.footprints(), 0);
    std::vector<CompensatedSum> sums(plan.footprints());
    std::vector<bool> has_value(plan.footprints(), false);
    CompensatedSum before;
    CompensatedSum in_none;
    for (std::size_t a = 0; a < values.values.size(); ++a) {
        const FootprintIndex f = plan.footprint_of[a];
        const std::optional<double>& value = values.values[a];
        if (!value) {
            ++result.missing_before;
            if (f >= 0) ++result.missing[static_cast<std::size_t>(f)];
            continue;
        }
        before.add(*value);
        if (f < 0) {
            in_none.add(*value);
            continue;
        }
        sums[static_cast<std::size_t>(f)].add(*value);
        has_value[static_cast<std::size_t>(f)] = true;
    }
    CompensatedSum after;
    for (std::size_t f = 0; f < sums.size(); ++f) {
        result.of_footprint.push_back(has_value[f] ? std::optional<double>(sums[f].value()) : std::nullopt);
        after.add(sums[f].value());
    }
    result.before = before.value();
    result.after = after.value();
    result.in_no_footprint = in_none.value();
    return result;
}

Composition compose(const geo::Topology& topology, const Plan& plan, std::span<const NumberColumn> columns) {
    return compose(topology, plan, columns, geo::crosses_of_arcs(topology));
}

Composition compose(const geo::Topology& topology, const Plan& plan, std::span<const NumberColumn> columns,
                    std::span<const geo::Int128> crosses) {
    require_same_length(topology.areas(), plan.footprint_of.size());
    Composition result;
    result.outlines = geo::dissolve(topology, plan.footprint_of, plan.footprints());
    result.twice_area = outline_twice_areas(result.outlines);
    result.members.assign(plan.footprints(), 0);

    const std::vector<std::int64_t> of_area = geo::twice_areas(topology, crosses);
    std::vector<std::int64_t> of_members(plan.footprints(), 0);
    std::int64_t before = 0;
    std::int64_t in_none = 0;
    for (std::size_t a = 0; a < of_area.size(); ++a) {
        before += of_area[a];
        const FootprintIndex f = plan.footprint_of[a];
        if (f < 0) {
            in_none += of_area[a];
            continue;
        }
        of_members[static_cast<std::size_t>(f)] += of_area[a];
        ++result.members[static_cast<std::size_t>(f)];
    }
    std::int64_t after = 0;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        after += result.twice_area[f];
        result.area_m2.push_back(topology.grid.area_m2(result.twice_area[f]));
        if (result.twice_area[f] != of_members[f]) {
            throw geo::InternalError("the outline of " + plan.codes[f] + " is not the sum of its members");
        }
    }
    result.area_before_m2 = topology.grid.area_m2(before);
    result.area_after_m2 = topology.grid.area_m2(after);
    result.area_difference_m2 = topology.grid.area_m2(after - before);
    result.area_in_no_footprint_m2 = topology.grid.area_m2(in_none);
    for (const NumberColumn& column : columns)
        result.sums.push_back(sum_column(column, plan));
    return result;
}

geo::Table footprint_table(const Plan& plan, const Composition& composition) {
    geo::Table table;
    table.columns = {{"code", geo::ColumnType::text, plan.codes},
                     {"name", geo::ColumnType::text, plan.names},
                     {"members", geo::ColumnType::integer, {}},
                     {"area_m2", geo::ColumnType::real, {}}};
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        table.columns[2].cells.push_back(std::to_string(composition.members[f]));
        table.columns[3].cells.push_back(geo::format_number(composition.area_m2[f]));
    }
    for (const ColumnSum& sum : composition.sums) {
        geo::Column column{sum.name, geo::ColumnType::real, {}};
        for (const std::optional<double>& value : sum.of_footprint)
            column.cells.push_back(value ? geo::format_number(*value) : std::string{});
        table.columns.push_back(std::move(column));
    }
    return table;
}

}  // namespace shapes
