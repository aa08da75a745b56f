#include "shapes/guidance_criteria.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "shapes/code_index.hpp"
#include "shapes/guidance_words.hpp"
#include "shapes/sum.hpp"
#include "shapes/table_finding.hpp"

namespace shapes {

namespace {

using words::footprint;
using words::percent;
using words::thousands;

double number(std::size_t count) {
    return static_cast<double>(count);
}

std::vector<std::string> codes_of(std::span<const std::int32_t> areas,
                                  std::span<const std::string> area_codes) {
    std::vector<std::string> codes;
    for (const std::int32_t area : areas)
        codes.push_back(area_codes[static_cast<std::size_t>(area)]);
    return codes;
}

/// Areas of the layer that the lookup puts into several footprints.
std::vector<std::string> in_several(const Lookup& lookup, std::span<const std::string> area_codes) {
    const CodeIndex areas(area_codes);
    std::vector<std::string> codes;
    for (const geo::Finding& finding : lookup.findings) {
        if (finding.kind != geo::FindingKind::duplicate_code || finding.severity != geo::Severity::violation)
            continue;
        for (const std::string& code : finding.codes)
            if (areas.find(code) != CodeIndex::none) codes.push_back(code);
    }
    return codes;
}

std::vector<std::string> repeated(std::span<const std::string> area_codes) {
    std::vector<std::string> sorted(area_codes.begin(), area_codes.end());
    std::ranges::sort(sorted);
    std::vector<std::string> codes;
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i] == sorted[i - 1]) codes.push_back(sorted[i]);
    return codes;
}

/// "E1 Isle of Wight": the areas of a piece by code and name.
std::string areas_text(std::span<const std::int32_t> areas, const ContiguityFacts& facts) {
    std::vector<std::string> texts;
    for (const std::int32_t area : areas) {
        const auto a = static_cast<std::size_t>(area);
        const std::string& code = facts.area_codes[a];
        const std::string& name = facts.area_names[a];
        texts.push_back(name == code ? code : code + " " + name);
    }
    return list_codes(texts, 5);
}

void report_detached(const Plan& plan, const ContiguityFacts& facts, std::size_t f, Criterion& criterion) {
    const auto& pieces = facts.contiguity.pieces[f];
    for (std::size_t p = 1; p < pieces.size(); ++p) {
        const PiecePlace& place = facts.detached[f][p - 1];
        geo::Finding finding = table_finding(
            geo::FindingKind::detached, geo::Severity::warning, codes_of(pieces[p], facts.area_codes),
            footprint(plan, f) + " is in " + count_of(pieces.size(), "piece") + ": " +
                areas_text(pieces[p], facts) + (pieces[p].size() == 1 ? " has" : " have") +
                " no common border with the rest of it, and no link joins them",
            place.area_m2);
        finding.x = place.centre.x;
        finding.y = place.centre.y;
        criterion.findings.push_back(std::move(finding));
    }
}

std::vector<std::string> links_of(const ContiguityFacts& facts, LinkUse use) {
    std::vector<std::string> names;
    for (std::size_t l = 0; l < facts.links.size(); ++l) {
        if (facts.contiguity.use[l] != use) continue;
        const NamedLink& link = facts.links[l];
        names.push_back(link.kind.empty() ? link.name : link.name + " (" + link.kind + ")");
    }
    return names;
}

void note_links(const ContiguityFacts& facts, Criterion& criterion) {
    const auto note = [&](LinkUse use, std::string_view says) {
        const std::vector<std::string> names = links_of(facts, use);
        if (!names.empty())
            criterion.note(
                {}, count_of(names.size(), "link") + std::string(says) + list_codes(names, names.size()));
    };
    note(LinkUse::needed, " needed to hold footprints together: ");
    note(LinkUse::spare, " not needed, because another one joins the same pieces: ");
    note(LinkUse::not_needed, " not needed, because the ends hang together over borders: ");
    note(LinkUse::across, " not needed, because the ends are in two footprints or in none: ");
}

}  // namespace

std::vector<std::optional<double>> FootprintPopulations::complete() const {
    std::vector<std::optional<double>> result = known;
    for (std::size_t f = 0; f < result.size(); ++f)
        if (!missing[f].empty()) result[f].reset();
    return result;
}

FootprintPopulations footprint_populations(const Plan& plan, std::span<const std::string> area_codes,
                                           std::span<const std::optional<double>> populations) {
    FootprintPopulations result;
    result.of_area.assign(populations.begin(), populations.end());
    result.known.resize(plan.footprints());
    result.missing.resize(plan.footprints());
    std::vector<CompensatedSum> sums(plan.footprints());
    for (std::size_t area = 0; area < area_codes.size(); ++area) {
        std::optional<double>& population = result.of_area[area];
        if (population && *population < 0.0) {
            result.negative.push_back(area_codes[area]);
            population.reset();
        }
        if (plan.footprint_of[area] == no_footprint) continue;
        const auto f = static_cast<std::size_t>(plan.footprint_of[area]);
        if (!population) {
            result.missing[f].push_back(area_codes[area]);
            continue;
        }
        sums[f].add(*population);
        result.known[f] = sums[f].value();
    }
    return result;
}

std::vector<MemberCount> count_members(const Plan& plan, std::span<const std::int32_t> member_of) {
    std::vector<MemberCount> counts(plan.footprints());
    std::vector<std::pair<std::int32_t, FootprintIndex>> parts;
    for (std::size_t area = 0; area < plan.footprint_of.size(); ++area) {
        const FootprintIndex f = plan.footprint_of[area];
        if (member_of.empty()) {
            if (f != no_footprint) ++counts[static_cast<std::size_t>(f)].members;
        } else if (member_of[area] >= 0) {
            parts.emplace_back(member_of[area], f);
        }
    }
    std::ranges::sort(parts);
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto [member, f] = parts[p];
        if (f == no_footprint) continue;
        MemberCount& count = counts[static_cast<std::size_t>(f)];
        ++count.members;
        if ((p > 0 && parts[p - 1].first == member) || (p + 1 < parts.size() && parts[p + 1].first == member))
            ++count.parts;
    }
    return counts;
}

Criterion judge_cover(const Plan& plan, const Lookup& lookup, std::span<const std::string> area_codes,
                      std::span<const geo::Finding> coverage, double gap_width_m) {
    Criterion criterion{.name = "cover"};
    std::vector<std::string> in_none;
    for (std::size_t area = 0; area < area_codes.size(); ++area)
        if (plan.footprint_of[area] == no_footprint) in_none.push_back(area_codes[area]);
    const std::vector<std::string> twice = repeated(area_codes);
    const std::vector<std::string> several = in_several(lookup, area_codes);
    std::vector<std::string> without_area;
    std::ranges::set_difference(lookup.footprints, plan.codes, std::back_inserter(without_area));
    std::map<std::string_view, std::size_t> defects;
    std::size_t violations = 0;
    std::size_t wide_gaps = 0;
    std::vector<std::string> concerned = in_none;
    for (const geo::Finding& finding : coverage) {
        if (finding.kind == geo::FindingKind::gap && finding.severity == geo::Severity::note) ++wide_gaps;
        if (finding.severity != geo::Severity::violation) continue;
        ++violations;
        ++defects[geo::to_string(finding.kind)];
        concerned.insert(concerned.end(), finding.codes.begin(), finding.codes.end());
    }
    for (const std::span<const std::string> codes :
         {std::span(twice), std::span(several), std::span<const std::string>(without_area)})
        concerned.insert(concerned.end(), codes.begin(), codes.end());
    words::concern(criterion, std::move(concerned));

    criterion.threshold =
        "every area in one footprint, no area twice, no footprint without an area, no overlap "
        "and no gap up to " +
        geo::format_number(gap_width_m) + " m wide";
    criterion.figure =
        count_of(area_codes.size(), "area") + " in " + count_of(plan.footprints(), "footprint") +
        "; in none " + std::to_string(in_none.size()) + ", in several " + std::to_string(several.size()) +
        ", twice in the layer " + std::to_string(twice.size()) + ", footprints without an area " +
        std::to_string(without_area.size()) + ", defects of the coverage " + std::to_string(violations);
    for (const auto& [kind, count] : defects)
        criterion.figure.append(", ").append(kind).append(" ").append(std::to_string(count));
    if (wide_gaps > 0) criterion.figure += "; wider gaps, allowed: " + std::to_string(wide_gaps);
    criterion.figures = {{"areas", number(area_codes.size())},
                         {"in_none", number(in_none.size())},
                         {"in_several", number(several.size())},
                         {"repeated", number(twice.size())},
                         {"footprints_without_area", number(without_area.size())},
                         {"coverage_violations", number(violations)},
                         {"wide_gaps", number(wide_gaps)}};
    criterion.thresholds = {{"gap_width_m", gap_width_m}};
    const bool fails =
        !in_none.empty() || !several.empty() || !twice.empty() || !without_area.empty() || violations > 0;
    criterion.verdict = fails ? Verdict::fail : Verdict::pass;
    if (fails) criterion.fail(criterion.concerned, "cover: " + criterion.figure);
    return criterion;
}

Criterion judge_contiguity(const Plan& plan, const ContiguityFacts& facts) {
    Criterion criterion{.name = "contiguity"};
    std::size_t pieces = 0;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const std::size_t of_footprint = facts.contiguity.pieces[f].size();
        pieces += of_footprint;
        if (of_footprint > 1) criterion.concerned.push_back(plan.codes[f]);
        report_detached(plan, facts, f, criterion);
        if (const FootprintIndex around = facts.embedded_in[f]; around != no_footprint)
            criterion.note({plan.codes[f]}, footprint(plan, f) + " is embedded in " +
                                                footprint(plan, static_cast<std::size_t>(around)) +
                                                ", which has all of its borders");
    }
    note_links(facts, criterion);
    const std::vector<std::string> needed = links_of(facts, LinkUse::needed);
    const std::size_t broken = criterion.concerned.size();
    criterion.threshold = "one piece over common borders of positive length, not corners, and named links";
    criterion.figure = std::to_string(plan.footprints() - broken) + " of " +
                       count_of(plan.footprints(), "footprint") + " in one piece";
    if (!needed.empty())
        criterion.figure += ", with " + count_of(needed.size(), "link") + ": " + list_codes(needed, 5);
    if (facts.areas_in_parts > 0)
        criterion.figure +=
            "; " + count_of(facts.areas_in_parts, "area") + " of several parts, each counted as joined";
    criterion.figures = {{"in_several_pieces", number(broken)},
                         {"pieces", number(pieces)},
                         {"links_needed", number(needed.size())}};
    criterion.thresholds = {{"in_several_pieces", 0.0}};
    criterion.verdict = broken > 0 ? Verdict::fail : Verdict::pass;
    return criterion;
}

Criterion judge_population(const Plan& plan, const FootprintPopulations* populations,
                           const GuidanceRules& rules) {
    Criterion criterion{.name = "population"};
    criterion.threshold =
        thousands(rules.least_population) + " to " + thousands(rules.greatest_population) + " people";
    criterion.thresholds = {{"least", rules.least_population}, {"greatest", rules.greatest_population}};
    if (populations == nullptr) {
        criterion.figure = "no populations given";
        return criterion;
    }
    std::optional<std::size_t> least;
    std::optional<std::size_t> greatest;
    std::size_t undecided = 0;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const std::vector<std::string>& missing = populations->missing[f];
        const double people = populations->known[f].value_or(0.0);
        if (!missing.empty())
            criterion.note(missing, footprint(plan, f) + ": no population of " +
                                        count_of(missing.size(), "area") + ": " + list_codes(missing));
        const bool too_many = people > rules.greatest_population;
        if (too_many || (missing.empty() && people < rules.least_population)) {
            criterion.concerned.push_back(plan.codes[f]);
            criterion.fail({plan.codes[f]},
                           footprint(plan, f) + " has " + thousands(people) + " people, " +
                               (too_many ? "above " : "under ") +
                               thousands(too_many ? rules.greatest_population : rules.least_population));
        } else if (!missing.empty()) {
            ++undecided;
        }
        if (!missing.empty()) continue;
        if (!least || people < *populations->known[*least]) least = f;
        if (!greatest || people > *populations->known[*greatest]) greatest = f;
    }
    if (!populations->negative.empty())
        criterion.findings.push_back(table_finding(
            geo::FindingKind::bad_value, geo::Severity::note, populations->negative,
            count_of(populations->negative.size(), "area") +
                " with a population below 0, taken as missing: " + list_codes(populations->negative)));
    if (least) {
        criterion.figure = thousands(*populations->known[*least]) + " (" + plan.names[*least] + ") to " +
                           thousands(*populations->known[*greatest]) + " (" + plan.names[*greatest] + ")";
        criterion.figures = {{"least", populations->known[*least]},
                             {"greatest", populations->known[*greatest]}};
    } else {
        criterion.figure = "no footprint whose areas all have a population";
        criterion.figures = {{"least", std::nullopt}, {"greatest", std::nullopt}};
    }
    if (undecided > 0) criterion.figure += "; not known: " + count_of(undecided, "footprint");
    criterion.figures.push_back({"out_of_bounds", number(criterion.concerned.size())});
    criterion.figures.push_back({"unknown", number(undecided)});
    if (!criterion.concerned.empty())
        criterion.verdict = Verdict::fail;
    else
        criterion.verdict = undecided > 0 ? Verdict::not_judged : Verdict::pass;
    return criterion;
}

Criterion judge_members(const Plan& plan, std::span<const std::int32_t> member_of,
                        const GuidanceRules& rules) {
    Criterion criterion{.name = "members"};
    const std::vector<MemberCount> counts = count_members(plan, member_of);
    std::vector<std::size_t> members;
    std::size_t parts = 0;
    for (const MemberCount& count : counts) {
        members.push_back(count.members);
        parts += count.parts;
    }
    std::size_t total = 0;
    for (std::size_t f = 0; f < members.size(); ++f) {
        total += members[f];
        if (members[f] >= rules.fewest_members && members[f] <= rules.most_members) continue;
        criterion.concerned.push_back(plan.codes[f]);
        criterion.fail({plan.codes[f]}, footprint(plan, f) + " has " + count_of(members[f], "member") +
                                            (members[f] > rules.most_members
                                                 ? ", above " + std::to_string(rules.most_members)
                                                 : ", under " + std::to_string(rules.fewest_members)));
    }
    criterion.threshold = std::to_string(rules.fewest_members) + " to " + std::to_string(rules.most_members) +
                          " members; a mean of about " + geo::format_number(rules.mean_members) +
                          " is usual and not judged";
    criterion.thresholds = {{"fewest", number(rules.fewest_members)},
                            {"most", number(rules.most_members)},
                            {"mean", rules.mean_members}};
    if (members.empty()) {
        criterion.figure = "no footprint";
        return criterion;
    }
    const auto [fewest, most] = std::ranges::minmax(members);
    const double mean = number(total) / number(members.size());
    criterion.figure =
        std::to_string(fewest) + " to " + std::to_string(most) + ", mean " + geo::format_fixed(mean, 1);
    if (parts > 0)
        criterion.figure +=
            "; parts of members in several footprints, counted in each: " + std::to_string(parts);
    criterion.figures = {{"fewest", number(fewest)}, {"most", number(most)}, {"mean", mean}};
    criterion.verdict = criterion.concerned.empty() ? Verdict::pass : Verdict::fail;
    return criterion;
}

Criterion judge_deviation(const Plan& plan, const PopulationDeviation* deviation,
                          const GuidanceRules& rules) {
    Criterion criterion{.name = "deviation"};
    criterion.threshold = rules.greatest_deviation
                              ? "max |p - ideal| / ideal at most " + percent(*rules.greatest_deviation)
                              : "none set: footprints were not meant to be equal";
    criterion.thresholds = {{"greatest", rules.greatest_deviation}};
    if (deviation == nullptr || !deviation->greatest_share) {
        criterion.figure = "no populations given";
        return criterion;
    }
    const auto farthest = static_cast<std::size_t>(deviation->farthest);
    criterion.figure = "ideal " + thousands(deviation->ideal) + "; (max - min) / ideal " +
                       percent(*deviation->range_share) + " (Dave's Redistricting); (p - ideal) / ideal " +
                       percent(*deviation->signed_share[farthest]) + " in " + plan.names[farthest] +
                       ", farthest from 0 (GerryChain); max |p - ideal| / ideal " +
                       percent(*deviation->greatest_share) + " (redist)";
    if (deviation->missing > 0)
        criterion.figure +=
            "; without " + count_of(deviation->missing, "footprint") + " of unknown population";
    criterion.figures = {{"ideal", deviation->ideal},
                         {"range_share", deviation->range_share},
                         {"signed_share", deviation->signed_share[farthest]},
                         {"greatest_share", deviation->greatest_share}};
    if (!rules.greatest_deviation) return criterion;
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const std::optional<double>& share = deviation->signed_share[f];
        if (!share || std::abs(*share) <= *rules.greatest_deviation) continue;
        criterion.concerned.push_back(plan.codes[f]);
        criterion.fail({plan.codes[f]},
                       footprint(plan, f) + " is " + percent(*share) + " away from the ideal population");
    }
    criterion.verdict = criterion.concerned.empty() ? Verdict::pass : Verdict::fail;
    return criterion;
}

}  // namespace shapes
