#include "shapes/placement.hpp"

#include <map>
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

void Placement::add_part(std::int32_t of_place, double of_weight) {
    place.push_back(of_place);
    weight.push_back(of_weight);
}

void Placement::add(std::int32_t of_place) {
    add_part(of_place, 1.0);
    end_code();
}

Placement place_in_areas(std::string name, std::span<const std::string> codes,
                         std::span<const std::string> area_codes) {
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
    for (const std::string& code : codes) {
        const std::int32_t area = index.find(code);
        placement.add(code.empty() ? unknown_place : area < 0 ? outside_place : area);
    }
    report_unmatched(placement, "the flows", "the areas of the plan");
    return placement;
}

Placement to_footprints(Placement in_areas, const Plan& plan) {
    Placement result;
    result.join = std::move(in_areas.join);
    result.findings = std::move(in_areas.findings);
    std::map<FootprintIndex, double> parts;
    for (std::size_t code = 0; code < in_areas.size(); ++code) {
        parts.clear();
        for (std::size_t p = in_areas.start[code]; p < in_areas.start[code + 1]; ++p) {
            const std::int32_t area = in_areas.place[p];
            parts[area < 0 ? area : plan.footprint_of[static_cast<std::size_t>(area)]] += in_areas.weight[p];
        }
        for (const auto& [place, weight] : parts)
            result.add_part(place, weight);
        result.end_code();
    }
    return result;
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
    for (const std::string& code : codes) {
        const std::int32_t entry = index.find(code);
        if (code.empty()) {
            placement.add(unknown_place);
            continue;
        }
        if (entry < 0) {
            placement.add(outside_place);
            continue;
        }
        const std::string& footprint = lookup.footprint_of[static_cast<std::size_t>(entry)];
        const std::int32_t found = footprints.find(footprint);
        placement.add(found < 0 ? outside_place : found);
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
