#include "cli/map_atlas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

#include "cli/draw_map.hpp"
#include "cli/results.hpp"
#include "cli/text_table.hpp"
#include "geo/error.hpp"
#include "render/alt_text.hpp"

namespace cli {
namespace {

constexpr double m2_per_km2 = 1e6;

std::vector<double> areas_km2(const geo::Topology& topology, const shapes::Plan& plan) {
    const std::vector<std::int64_t> twice = geo::twice_areas(topology);
    std::vector<std::int64_t> sums(plan.footprints());
    for (std::size_t a = 0; a < twice.size(); ++a) {
        if (plan.footprint_of[a] != shapes::no_footprint)
            sums[static_cast<std::size_t>(plan.footprint_of[a])] += twice[a];
    }
    std::vector<double> km2;
    for (const std::int64_t sum : sums)
        km2.push_back(topology.grid.area_m2(sum) / m2_per_km2);
    return km2;
}

/// The value of an area or footprint in words; nothing where it has none.
std::optional<std::string> words_of(const JoinedCells& cells, std::size_t i) {
    if (i < cells.words.size()) return cells.words[i];
    if (i < cells.numbers.size() && cells.numbers[i]) return render::value_text(*cells.numbers[i]);
    return std::nullopt;
}

/// "3 of 22", the greatest first; equal values have one rank.
std::string rank_of(const std::vector<std::optional<double>>& values, std::size_t own) {
    std::size_t above = 0;
    std::size_t all = 0;
    for (const auto& value : values) {
        if (!value) continue;
        ++all;
        if (*value > *values[own]) ++above;
    }
    return fmt::format("{} of {}", above + 1, all);
}

/// Members of a footprint: by value from the greatest, else by name.
std::vector<std::size_t> members_in_order(const shapes::Plan& plan, std::size_t footprint,
                                          const std::vector<std::optional<double>>& values,
                                          const std::vector<std::string>& names) {
    std::vector<std::size_t> members;
    for (std::size_t a = 0; a < plan.footprint_of.size(); ++a) {
        if (plan.footprint_of[a] == static_cast<shapes::FootprintIndex>(footprint)) members.push_back(a);
    }
    std::ranges::sort(members, {}, [&](std::size_t a) { return std::pair(names[a], a); });
    if (!values.empty())
        std::ranges::stable_sort(members, std::ranges::greater(), [&](std::size_t a) {
            return values[a].value_or(-std::numeric_limits<double>::infinity());
        });
    return members;
}

template <class Values>
Values of_areas(const Values& of_footprints, const shapes::Plan& plan) {
    Values values(plan.footprint_of.size());
    for (std::size_t a = 0; a < values.size() && !of_footprints.empty(); ++a) {
        if (plan.footprint_of[a] != shapes::no_footprint)
            values[a] = of_footprints[static_cast<std::size_t>(plan.footprint_of[a])];
    }
    return values;
}

}  // namespace

render::AtlasData atlas_data(const AtlasChoice& choice, const LayerSources& sources) {
    const shapes::Plan& plan = *sources.plan;
    const std::vector<std::string>& area_codes = sources.areas.layer.codes;
    const geo::Topology& topology = sources.areas.coverage.topology;
    const auto join = [&](const std::string& column, bool categories, const std::vector<std::string>& codes) {
        return join_cells(*sources.values, {choice.values.key, column, categories}, codes);
    };
    JoinedCells cells = join(choice.values.column, choice.values.categories, plan.codes);
    const JoinedCells by_area = join(choice.values.column, choice.values.categories, area_codes);
    const bool by_footprint = cells.join.matched >= by_area.join.matched;
    if (!by_footprint) cells = by_area;
    sources.report.add_join(cells.join);
    sources.findings.insert(sources.findings.end(), cells.findings.begin(), cells.findings.end());
    std::vector<JoinedCells> figures;
    for (const std::string& column : choice.figures) {
        if (!by_footprint)
            throw geo::InputError(sources.values->path, "has codes of areas, and --figures are of footprints",
                                  "leave --figures out");
        figures.push_back(join(column, true, plan.codes));
    }

    render::AtlasData data;
    data.is_by_footprint = by_footprint;
    data.areas = map_of_areas(sources.areas);
    data.areas.outlines = render::outlines_of(topology, plan.footprint_of);
    data.footprints = map_of_footprints(sources.areas, plan);
    data.group_of = plan.footprint_of;
    if (choice.values.categories) {
        set_values(data.footprints, by_footprint ? cells.words : render::CategoryValues{});
        set_values(data.areas, by_footprint ? of_areas(cells.words, plan) : cells.words);
    } else {
        set_values(data.footprints, by_footprint ? cells.numbers : render::NumberValues{});
        set_values(data.areas, by_footprint ? of_areas(cells.numbers, plan) : cells.numbers);
    }
    data.labels = area_labels(choice.labels, data.areas);
    const std::vector<std::string> names = area_labels(LabelChoice::names, data.areas);
    const std::vector<double> km2 = areas_km2(topology, plan);
    for (std::size_t f = 0; f < plan.footprints(); ++f) {
        const std::vector<std::size_t> members = members_in_order(
            plan, f, by_footprint ? std::vector<std::optional<double>>{} : cells.numbers, names);
        std::vector<render::AtlasFigure> table = {{"Figures", "", true}, {"Code", plan.codes[f]}};
        if (by_footprint) {
            table.push_back({choice.value_label, words_of(cells, f).value_or(choice.missing_label)});
            if (f < cells.numbers.size() && cells.numbers[f])
                table.push_back({"Rank, highest first", rank_of(cells.numbers, f)});
        }
        for (std::size_t c = 0; c < figures.size(); ++c) {
            const std::string text = words_of(figures[c], f).value_or(choice.missing_label);
            const auto number = geo::parse_number(text);
            table.push_back({choice.figures[c], number ? render::value_text(*number) : text});
        }
        table.push_back({"Members", grouped(static_cast<double>(members.size()))});
        table.push_back({"Area, km²", grouped(km2[f])});
        table.push_back({by_footprint ? "Members" : "Members: " + choice.value_label, "", true});
        for (const std::size_t a : members) {
            table.push_back(
                {names[a], by_footprint ? area_codes[a] : words_of(cells, a).value_or(choice.missing_label)});
        }
        data.figures.push_back(std::move(table));
    }
    return data;
}

void add_atlas_result(const render::Atlas& atlas, const render::AtlasData& data,
                      const LayerSources& sources) {
    set_map_result(sources.report, atlas.result);
    nlohmann::ordered_json pages = nlohmann::ordered_json::array();
    std::vector<std::string> dropped;
    for (std::size_t p = 0; p < atlas.pages.size(); ++p) {
        const render::MapResult& page = atlas.pages[p].result();
        const std::vector<std::string>& own = page.area_labels->dropped;
        dropped.insert(dropped.end(), own.begin(), own.end());
        pages.push_back({{"page", p + 1},
                         {"code", data.footprints.codes[p]},
                         {"name", data.footprints.names[p]},
                         {"unlabelled", own},
                         {"alt_text", page.alt_text}});
    }
    sources.report.result()["pages"] = std::move(pages);
    if (dropped.empty()) return;
    const std::string text =
        fmt::format("the maps of the atlas have no room for {}, which stand in the tables: {}",
                    shapes::count_of(dropped.size(), "label"), shapes::list_codes(dropped, dropped.size()));
    sources.findings.push_back({.kind = geo::FindingKind::unlabelled,
                                .severity = geo::Severity::note,
                                .codes = std::move(dropped),
                                .text = text});
}

}  // namespace cli
