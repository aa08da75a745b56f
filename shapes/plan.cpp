#include "shapes/plan.hpp"

#include <algorithm>
#include <utility>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

void add_finding(Plan& plan, geo::Severity severity, std::vector<std::string> codes, std::string text) {
    plan.findings.push_back(
        table_finding(geo::FindingKind::unmatched, severity, std::move(codes), std::move(text)));
}

std::string source_of(const Lookup& lookup) {
    std::string text = lookup.path.empty() ? "the lookup" : lookup.path;
    return text + " (column " + lookup.unit_column + ")";
}

/// Areas that the lookup has, with an empty cell for their footprint.
std::vector<std::string> areas_left_empty(std::span<const std::string> area_codes,
                                          const std::vector<std::int32_t>& entries, const Lookup& lookup) {
    std::vector<std::string> codes;
    for (std::size_t a = 0; a < area_codes.size(); ++a) {
        if (entries[a] >= 0 && lookup.footprint_of[static_cast<std::size_t>(entries[a])].empty())
            codes.push_back(area_codes[a]);
    }
    return codes;
}

/// `entries` are the rows of the lookup by area.
void report(std::span<const std::string> area_codes, const std::vector<std::int32_t>& entries,
            const Lookup& lookup, std::vector<std::string> footprints_left_out, Plan& plan) {
    if (const std::string hint = vintage_hint(plan.join, "the areas", source_of(lookup)); !hint.empty())
        add_finding(plan, geo::Severity::warning, {}, hint);
    if (const auto& missing = plan.join.unmatched_left; !missing.empty())
        add_finding(plan, geo::Severity::violation, missing,
                    count_of(missing.size(), "area") + " in no footprint, not in " + source_of(lookup) +
                        ": " + list_codes(missing));
    if (std::vector<std::string> empty = areas_left_empty(area_codes, entries, lookup); !empty.empty()) {
        std::string text = count_of(empty.size(), "area") +
                           " in no footprint, with an empty cell in column " + lookup.footprint_column +
                           ": " + list_codes(empty);
        add_finding(plan, geo::Severity::violation, std::move(empty), std::move(text));
    }
    if (const auto& unused = plan.join.unmatched_right; !unused.empty())
        add_finding(plan, geo::Severity::warning, unused,
                    count_of(unused.size(), "code") + " of " + source_of(lookup) +
                        " with no area: " + list_codes(unused));
    if (!footprints_left_out.empty()) {
        std::string text = count_of(footprints_left_out.size(), "footprint") +
                           " without any area, left out: " + list_codes(footprints_left_out);
        add_finding(plan, geo::Severity::warning, std::move(footprints_left_out), std::move(text));
    }
}

}  // namespace

Plan make_plan(std::span<const std::string> area_codes, const Lookup& lookup) {
    Plan plan;
    plan.join = join_codes("areas to lookup", area_codes, lookup.codes);
    plan.join.duplicated.insert(plan.join.duplicated.end(), lookup.duplicated.begin(),
                                lookup.duplicated.end());
    std::sort(plan.join.duplicated.begin(), plan.join.duplicated.end());
    plan.join.duplicated.erase(std::unique(plan.join.duplicated.begin(), plan.join.duplicated.end()),
                               plan.join.duplicated.end());
    if (plan.join.left > 0 && plan.join.matched == 0)
        throw geo::InputError(lookup.path, vintage_hint(plan.join, "the areas", source_of(lookup)),
                              "give the lookup of these areas, or name its column");

    const CodeIndex index(lookup.codes);
    const CodeIndex footprint_index(lookup.footprints);
    std::vector<FootprintIndex> in_lookup(area_codes.size(), no_footprint);
    std::vector<std::int32_t> entries(area_codes.size());
    std::vector<bool> used(lookup.footprints.size(), false);
    for (std::size_t a = 0; a < area_codes.size(); ++a) {
        const std::int32_t entry = entries[a] = index.find(area_codes[a]);
        if (entry < 0) continue;
        in_lookup[a] = footprint_index.find(lookup.footprint_of[static_cast<std::size_t>(entry)]);
        if (in_lookup[a] >= 0) used[static_cast<std::size_t>(in_lookup[a])] = true;
    }

    std::vector<FootprintIndex> renumbered(lookup.footprints.size(), no_footprint);
    std::vector<std::string> left_out;
    for (std::size_t f = 0; f < lookup.footprints.size(); ++f) {
        if (!used[f]) {
            left_out.push_back(lookup.footprints[f]);
            continue;
        }
        renumbered[f] = static_cast<FootprintIndex>(plan.codes.size());
        plan.codes.push_back(lookup.footprints[f]);
        plan.names.push_back(lookup.footprint_names[f]);
    }
    plan.footprint_of.reserve(area_codes.size());
    for (const FootprintIndex f : in_lookup)
        plan.footprint_of.push_back(f < 0 ? no_footprint : renumbered[static_cast<std::size_t>(f)]);
    report(area_codes, entries, lookup, std::move(left_out), plan);
    return plan;
}

Plan make_plan(const Lookup& lookup) {
    return make_plan(lookup.codes, lookup);
}

}  // namespace shapes
