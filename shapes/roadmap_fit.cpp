#include "shapes/roadmap_fit.hpp"

#include <algorithm>

#include "geo/error.hpp"
#include "shapes/code_index.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

std::string_view to_string(RoadmapFit fit) {
    switch (fit) {
        case RoadmapFit::one:
            return "one";
        case RoadmapFit::several:
            return "several";
        case RoadmapFit::part:
            return "part";
        case RoadmapFit::crossing:
            return "crossing";
        case RoadmapFit::unknown:
            return "unknown";
    }
    throw geo::InternalError("a fit to roadmaps of no known kind");
}

std::vector<FootprintRoadmaps> fit_roadmaps(std::span<const FootprintIndex> footprint_of,
                                            std::size_t footprints,
                                            std::span<const std::int32_t> roadmap_of) {
    std::vector<FootprintRoadmaps> result(footprints);
    // Which place a roadmap was seen in; `several` once it was seen in two.
    constexpr FootprintIndex unseen = -3;
    constexpr FootprintIndex several = -2;
    std::vector<FootprintIndex> seen_in;
    for (std::size_t area = 0; area < footprint_of.size(); ++area) {
        const FootprintIndex f = footprint_of[area];
        const std::int32_t roadmap = roadmap_of[area];
        if (f != no_footprint) ++result[static_cast<std::size_t>(f)].areas;
        if (roadmap == no_roadmap) continue;
        const auto r = static_cast<std::size_t>(roadmap);
        if (r >= seen_in.size()) seen_in.resize(r + 1, unseen);
        seen_in[r] = seen_in[r] == unseen || seen_in[r] == f ? f : several;
        if (f == no_footprint) continue;
        ++result[static_cast<std::size_t>(f)].known;
        result[static_cast<std::size_t>(f)].roadmaps.push_back(roadmap);
    }
    for (FootprintRoadmaps& of : result) {
        std::ranges::sort(of.roadmaps);
        of.roadmaps.erase(std::unique(of.roadmaps.begin(), of.roadmaps.end()), of.roadmaps.end());
        const bool reaches_out = std::ranges::any_of(
            of.roadmaps, [&](std::int32_t r) { return seen_in[static_cast<std::size_t>(r)] == several; });
        if (reaches_out && of.roadmaps.size() > 1)
            of.fit = RoadmapFit::crossing;
        else if (of.areas == 0 || of.known < of.areas)
            of.fit = RoadmapFit::unknown;
        else if (reaches_out)
            of.fit = RoadmapFit::part;
        else
            of.fit = of.roadmaps.size() == 1 ? RoadmapFit::one : RoadmapFit::several;
    }
    return result;
}

RoadmapTable make_roadmaps(const Lookup& lookup, std::span<const std::string> area_codes) {
    RoadmapTable table;
    table.join = join_codes("roadmaps to areas", lookup.codes, area_codes);
    if (table.join.matched == 0)
        throw geo::InputError(
            lookup.path,
            vintage_hint(table.join, lookup.path + ", column " + lookup.unit_column, "the areas"),
            "give the roadmaps of these areas, or name the column with their codes");
    // Most areas have no known roadmap, and a list of them all would hide the codes that match nothing.
    table.join.unmatched_right.clear();
    table.findings = lookup.findings;
    for (geo::Finding& finding : table.findings) {
        if (finding.severity == geo::Severity::violation) finding.severity = geo::Severity::warning;
    }
    if (const auto& strangers = table.join.unmatched_left; !strangers.empty())
        table.findings.push_back(
            table_finding(geo::FindingKind::unmatched, geo::Severity::warning, strangers,
                          lookup.path + ": " + count_of(strangers.size(), "code") +
                              " of roadmap members that are no area: " + list_codes(strangers)));
    table.names = lookup.footprint_names;
    const CodeIndex members(lookup.codes);
    const CodeIndex roadmaps(lookup.footprints);
    for (const std::string& code : area_codes) {
        const std::int32_t row = members.find(code);
        table.roadmap_of.push_back(row == CodeIndex::none
                                       ? no_roadmap
                                       : roadmaps.find(lookup.footprint_of[static_cast<std::size_t>(row)]));
    }
    return table;
}

}  // namespace shapes
