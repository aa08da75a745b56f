#include "shapes/placement.hpp"

#include <utility>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

void add_finding(Placement& placement, geo::Severity severity, std::vector<std::string> codes,
                 std::string text) {
    placement.findings.push_back(
        table_finding(geo::FindingKind::unmatched, severity, std::move(codes), std::move(text)));
}

void report_unmatched(Placement& placement, const std::string& left, const std::string& right) {
    if (std::string hint = vintage_hint(placement.join, left, right); !hint.empty())
        add_finding(placement, geo::Severity::warning, {}, std::move(hint));
    if (const auto& missing = placement.join.unmatched_left; !missing.empty())
        add_finding(placement, geo::Severity::warning, missing,
                    placement.join.name + ": " + count_of(missing.size(), "code") + " not in " + right +
                        ", counted as outside the study area: " + list_codes(missing, 20));
}

}  // namespace

Placement place_by_area(std::string name, std::span<const std::string> codes,
                        std::span<const std::string> area_codes, const Plan& plan) {
    Placement placement;
    placement.join = join_codes(std::move(name), codes, area_codes);
    if (placement.join.left > 0 && placement.join.matched == 0) {
        throw geo::InputError(
            placement.join.name,
            "none of the " + count_of(placement.join.left, "code") + " of the flows is an area of the plan",
            "the flows have codes such as " + list_codes(placement.join.unmatched_left) +
                "; sites that are not areas need a site lookup");
    }
    const CodeIndex index(area_codes);
    placement.place_of.reserve(codes.size());
    for (const std::string& code : codes) {
        const std::int32_t area = index.find(code);
        if (code.empty())
            placement.place_of.push_back(unknown_place);
        else
            placement.place_of.push_back(area < 0 ? outside_place
                                                  : plan.footprint_of[static_cast<std::size_t>(area)]);
    }
    report_unmatched(placement, "the flows", "the areas of the plan");
    return placement;
}

Placement place_by_lookup(std::string name, std::span<const std::string> codes, const Lookup& lookup,
                          const Plan& plan) {
    Placement placement;
    placement.join = join_codes(std::move(name), codes, lookup.codes);
    placement.join.duplicated.insert(placement.join.duplicated.end(), lookup.duplicated.begin(),
                                     lookup.duplicated.end());
    if (placement.join.left > 0 && placement.join.matched == 0) {
        throw geo::InputError(lookup.path,
                              "none of the " + count_of(placement.join.left, lookup.unit) +
                                  " of the flows is in its column " + lookup.unit_column,
                              "the flows have codes such as " + list_codes(placement.join.unmatched_left));
    }
    const CodeIndex index(lookup.codes);
    const CodeIndex footprints(plan.codes);
    std::vector<std::string> in_none;
    std::vector<std::string> in_another_plan;
    placement.place_of.reserve(codes.size());
    for (const std::string& code : codes) {
        const std::int32_t entry = index.find(code);
        if (code.empty()) {
            placement.place_of.push_back(unknown_place);
            continue;
        }
        if (entry < 0) {
            placement.place_of.push_back(outside_place);
            continue;
        }
        const std::string& footprint = lookup.footprint_of[static_cast<std::size_t>(entry)];
        const std::int32_t found = footprints.find(footprint);
        placement.place_of.push_back(found < 0 ? outside_place : found);
        if (found < 0) (footprint.empty() ? in_none : in_another_plan).push_back(code);
    }
    const std::string source =
        (lookup.path.empty() ? "the lookup" : lookup.path) + " (column " + lookup.unit_column + ")";
    report_unmatched(placement, "the flows", source);
    if (!in_none.empty()) {
        std::string text = placement.join.name + ": " + count_of(in_none.size(), lookup.unit) +
                           " in no footprint, counted as outside the study area: " + list_codes(in_none, 20);
        add_finding(placement, geo::Severity::warning, std::move(in_none), std::move(text));
    }
    if (!in_another_plan.empty()) {
        std::string text =
            placement.join.name + ": " + count_of(in_another_plan.size(), lookup.unit) +
            " in a footprint that the plan does not have, counted as outside the study area: " +
            list_codes(in_another_plan, 20);
        add_finding(placement, geo::Severity::warning, std::move(in_another_plan), std::move(text));
    }
    return placement;
}

const std::string& place_code(const Plan& plan, FootprintIndex place) {
    static const std::string outside = "outside";
    static const std::string unknown = "unknown";
    if (place >= 0) return plan.codes[static_cast<std::size_t>(place)];
    return place == unknown_place ? unknown : outside;
}

}  // namespace shapes
