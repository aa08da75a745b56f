#include "cli/review_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/toml_section.hpp"
#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/page.hpp"
#include "render/palette.hpp"

namespace cli {
namespace {

/// Keys that every input has. The file is joined to the folder of the review.
void read_input(TomlSection& section, const std::filesystem::path& folder, ReviewInput& input) {
    if (!section.present()) return;
    const std::filesystem::path file = section.required("file");
    input.file = (folder / file).lexically_normal().string();
    input.source = section.text("source");
}

void read_settings(TomlSection section, Review& review) {
    if (!section.present()) throw geo::InputError(review.path, "the section [review] is missing");
    review.title = section.required("title");
    review.date = section.text("date");
    review.notes = section.texts("notes");
    review.crs = section.text("crs", review.crs);
    review.snap_m = section.number("snap_m");
    review.gap_width_m = section.number("gap_width_m").value_or(review.gap_width_m);
    if (review.snap_m.value_or(0.0) < 0.0) section.refuse("snap_m", "is negative");
    if (review.gap_width_m < 0.0) section.refuse("gap_width_m", "is negative");
    try {
        if (!geo::is_metric(review.crs))
            section.refuse("crs", review.crs + " is not in metres", "use EPSG:27700");
    } catch (const geo::UsageError& failure) {
        section.refuse("crs", failure.what());
    }
    section.finish();
}

/// A file beside the one of a section, joined to the folder of the review; empty when it is not given.
std::string further_file(TomlSection& section, const char* key, const std::filesystem::path& folder) {
    const std::string file = section.text(key);
    return file.empty() ? file : (folder / file).lexically_normal().string();
}

void read_flows(TomlSection section, const std::filesystem::path& folder, ReviewFlows& flows) {
    read_input(section, folder, flows);
    flows.columns.origin = section.text("origin_column");
    flows.columns.site = section.text("site_column");
    flows.columns.count = section.text("count_column");
    flows.columns.share = section.text("share_column");
    flows.population = further_file(section, "population", folder);
    flows.population_columns.code = section.text("population_code_column");
    flows.population_columns.value = section.text("population_column");
    for (const std::string& file : section.texts("origin_lookup"))
        flows.origin_lookups.push_back((folder / file).lexically_normal().string());
    flows.origin_weights = further_file(section, "origin_weights", folder);
    flows.origin_weights_column = section.text("origin_weights_column");
    flows.origin_succession = further_file(section, "origin_succession", folder);
    flows.disclosure_control = section.truth("disclosure_control").value_or(true);
    if (flows.columns.share.empty() != flows.population.empty())
        section.refuse(flows.population.empty() ? "share_column" : "population",
                       "needs the other of share_column and population", "patients are share x population");
    if (!flows.columns.share.empty() && !flows.columns.count.empty())
        section.refuse("count_column", "contradicts share_column", "give one of them");
    if (!flows.origin_weights.empty() && flows.origin_lookups.empty())
        section.refuse("origin_weights", "needs origin_lookup");
    section.finish();
}

void read_sites(TomlSection section, const std::filesystem::path& folder, ReviewSites& sites) {
    read_input(section, folder, sites);
    sites.columns.site = section.text("code");
    sites.columns.footprint = section.text("footprint_column");
    sites.columns.area = section.text("area_column");
    sites.columns.x = section.text("x");
    sites.columns.y = section.text("y");
    sites.columns.crs = section.text("crs");
    sites.columns.weight = section.text("weight");
    const std::string weights = section.text("weights", "stated");
    if (weights != "stated" && weights != "equal") section.refuse("weights", "is neither stated nor equal");
    sites.columns.has_equal_weights = weights == "equal";
    sites.succession = further_file(section, "succession", folder);
    sites.reach_m = section.number("reach_m").value_or(0.0);
    if (!(sites.reach_m >= 0.0)) section.refuse("reach_m", "is negative");
    if (sites.columns.x.empty() != sites.columns.y.empty())
        section.refuse(sites.columns.x.empty() ? "y" : "x", "needs the other of x and y");
    if (!sites.columns.footprint.empty() + !sites.columns.area.empty() + !sites.columns.x.empty() > 1)
        section.refuse("footprint_column", "area_column and x are three ways to place a site",
                       "give one of them");
    section.finish();
}

void read_inputs(TomlSection& root, const std::filesystem::path& folder, Review& review) {
    TomlSection areas = root.section("areas");
    if (!areas.present()) throw geo::InputError(review.path, "the section [areas] is missing");
    read_input(areas, folder, review.areas);
    review.areas.read.layer = areas.text("layer");
    review.areas.read.code_column = areas.text("code");
    review.areas.read.name_column = areas.text("name");
    review.areas.read.source_crs = areas.text("source_crs");
    review.areas.population = areas.text("population");
    areas.finish();

    TomlSection population = root.section("population");
    read_input(population, folder, review.population);
    review.population.code = population.text("code");
    review.population.column = population.text("column");
    if (population.present() && !review.areas.population.empty()) {
        population.refuse("file", "is a second population, beside that of [areas]", "keep one of them");
    }
    population.finish();

    TomlSection lookup = root.section("lookup");
    if (!lookup.present()) throw geo::InputError(review.path, "the section [lookup] is missing");
    read_input(lookup, folder, review.lookup);
    review.lookup.options.unit_column = lookup.text("area_column");
    review.lookup.options.footprint_column = lookup.text("footprint_column");
    review.lookup.options.name_column = lookup.text("name_column");
    lookup.finish();

    TomlSection footprints = root.section("footprints");
    read_input(footprints, folder, review.footprints);
    review.footprints.code = footprints.text("code", "code");
    review.footprints.name = footprints.text("name", "name");
    footprints.finish();

    read_flows(root.section("flows"), folder, review.flows);
    read_sites(root.section("sites"), folder, review.sites);
}

ReviewValue read_value(TomlSection& section, const std::filesystem::path& folder) {
    ReviewValue value;
    read_input(section, folder, value);
    value.name = section.required("name");
    value.code = section.text("code");
    value.column = section.required("column");
    const std::string kind = section.text("kind", "number");
    if (kind != "number" && kind != "categories") section.refuse("kind", "is neither number nor categories");
    value.categories = kind == "categories";
    value.order = section.texts("order");
    if (!value.categories && !value.order.empty()) section.refuse("order", "is for categories only");
    value.unit = section.text("unit");
    section.finish();
    return value;
}

/// A name that files are called after.
std::string file_name(TomlSection& section) {
    std::string name = section.required("name");
    if (name.find('/') != std::string::npos || name.starts_with('.'))
        section.refuse("name", "is not a file name", "leave folders and ending out");
    return name;
}

ReviewAlign read_align(TomlSection& section, const std::filesystem::path& folder) {
    ReviewAlign align;
    read_input(section, folder, align);
    align.name = file_name(section);
    align.column = section.required("column");
    align.title = section.text("title", align.name);
    align.code = section.text("code", "code");
    align.names = section.text("names");
    align.people = section.text("people");
    align.is_partial = section.truth("partial").value_or(false);
    section.finish();
    return align;
}

void read_classes(TomlSection& section, render::ClassifyOptions& classes) {
    const std::string scheme = section.text("scheme");
    const std::string closed = section.text("closed");
    const std::optional<double> k = section.number("k");
    classes.breaks = section.numbers("breaks");
    try {
        if (!scheme.empty()) classes.scheme = render::scheme_from_name(scheme);
        if (!closed.empty()) classes.closed = render::closed_from_name(closed);
    } catch (const geo::UsageError& failure) {
        section.refuse("scheme", failure.what());
    }
    if ((classes.scheme == render::Scheme::user) == classes.breaks.empty()) {
        section.refuse("breaks", "belongs to the scheme user", "give both or neither");
    }
    if (std::ranges::adjacent_find(classes.breaks, std::ranges::greater_equal()) != classes.breaks.end()) {
        section.refuse("breaks", "do not rise from one to the next");
    }
    classes.midpoint = section.number("midpoint");
    if (classes.midpoint && !classes.breaks.empty() &&
        std::ranges::find(classes.breaks, *classes.midpoint) == classes.breaks.end())
        section.refuse("midpoint", "is not one of breaks", "add it to them");
    if (const std::optional<double> share = section.number("head_share")) {
        if (classes.scheme != render::Scheme::head_tail)
            section.refuse("head_share", "belongs to the scheme head_tail");
        if (!(*share > 0.0 && *share <= 1.0)) section.refuse("head_share", "is not over 0 and at most 1");
        classes.head_share = *share;
    }
    if (!k) return;
    if (*k < 1 || *k > 64 || *k != static_cast<double>(static_cast<int>(*k))) {
        section.refuse("k", "is not a number of classes", "give a whole number from 1 to 64");
    }
    classes.classes = static_cast<std::size_t>(*k);
}

void read_overlay(TomlSection& section, const std::filesystem::path& folder, ReviewMap& map) {
    OverlayChoice overlay{further_file(section, "overlay", folder), section.text("overlay_column"),
                          section.text("overlay_label"), render::GroupingStyle::outline};
    const std::string style = section.text("overlay_style");
    if (overlay.path.empty()) {
        for (const std::string& key : {overlay.column, overlay.label, style}) {
            if (!key.empty())
                section.refuse("overlay_column", "is about an overlay that is not given", "add overlay");
        }
        return;
    }
    try {
        if (!style.empty()) overlay.style = render::grouping_style_from_name(style);
    } catch (const geo::UsageError& failure) {
        section.refuse("overlay_style", failure.what());
    }
    map.overlay = std::move(overlay);
}

ReviewMap read_map(TomlSection& section, const std::filesystem::path& folder, const Review& review) {
    ReviewMap map;
    map.name = file_name(section);
    map.what = section.required("what");
    map.title = section.text("title");
    map.subtitle = section.text("subtitle");
    map.legend = section.text("legend");
    map.palette = section.text("palette");
    map.source = section.text("source");
    map.page = section.text("page", "a4");
    if (const std::optional<double> lines = section.number("most_lines")) {
        if (map.what != "flows") section.refuse("most_lines", "is for a map of flows only");
        if (!(*lines >= 1 && *lines <= 100000)) section.refuse("most_lines", "is not from 1 to 100,000");
        map.most_lines = static_cast<std::size_t>(*lines);
    }
    read_classes(section, map.classes);
    read_overlay(section, folder, map);
    const std::string value = map.value_name();
    if (!value.empty()) {
        if (std::ranges::find(review.values, value, &ReviewValue::name) == review.values.end()) {
            section.refuse("what", fmt::format("names the value {}, which is not there", value),
                           "add it as [[values]] before");
        }
    } else if (map.what == "localisation_index" || map.what == "flows") {
        if (!review.flows.given()) section.refuse("what", "needs flows", "add [flows]");
    } else if (map.what != "footprints") {
        section.refuse("what", fmt::format("'{}' is nothing that can be mapped", map.what),
                       "use footprints, value:NAME, localisation_index or flows");
    }
    try {
        (void)render::page_from_name(map.page);
        if (!map.palette.empty()) (void)render::palette(map.palette, 1);
    } catch (const geo::UsageError& failure) {
        section.refuse(map.palette.empty() ? "page" : "palette", failure.what());
    }
    section.finish();
    return map;
}

void read_published(TomlSection section, shapes::PublishedNumbers& published) {
    published.footprints = section.number("footprints");
    published.least_population = section.number("least_population");
    published.greatest_population = section.number("greatest_population");
    published.mean_population = section.number("mean_population");
    published.fewest_members = section.number("fewest_members");
    published.most_members = section.number("most_members");
    published.mean_members = section.number("mean_members");
    const std::optional<double> area_km2 = section.number("area_km2");
    if (area_km2) published.area_m2 = *area_km2 * 1e6;
    published.tolerance_share = section.number("tolerance_share").value_or(published.tolerance_share);
    published.source = section.text("source");
    section.finish();
}

void read_proposals(TomlSection section, const std::filesystem::path& folder, ReviewProposals& proposals) {
    const auto read_files = [&](const char* key, std::vector<std::string>& files) {
        for (const std::string& file : section.texts(key))
            files.push_back((folder / file).lexically_normal().string());
    };
    read_files("files", proposals.files);
    read_files("groups", proposals.groups);
    proposals.member_column = section.text("member_column");
    if (section.present() && proposals.files.empty())
        section.refuse("files", "is missing or empty", "name the files of the proposals");
    std::vector<std::filesystem::path> names;
    for (const std::string& file : proposals.files) {
        // Each page is called after its file.
        const std::filesystem::path name = std::filesystem::path(file).stem();
        if (std::ranges::find(names, name) != names.end())
            section.refuse("files", fmt::format("has two files of the name {}", name.string()),
                           "rename one of them");
        names.push_back(name);
    }
    section.finish();
}

template <class T>
void refuse_repeated(const Review& review, const std::vector<T>& list, const char* section) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (list[i].name == list[j].name) {
                throw geo::InputError(review.path,
                                      fmt::format("two [[{}]] have the name {}", section, list[i].name));
            }
        }
    }
}

}  // namespace

Review read_review(const std::filesystem::path& path) {
    const toml::table table = parse_toml(path, "docs/review.md shows a review file",
                                         "footprint run without a file runs the shipped review");
    const std::filesystem::path folder = path.parent_path();
    TomlSection root(path.string(), "", &table);
    Review review;
    review.path = path.string();
    read_settings(root.section("review"), review);
    read_inputs(root, folder, review);
    for (TomlSection& section : root.sections("values"))
        review.values.push_back(read_value(section, folder));
    for (TomlSection& section : root.sections("align"))
        review.alignments.push_back(read_align(section, folder));
    for (TomlSection& section : root.sections("map"))
        review.maps.push_back(read_map(section, folder, review));
    read_published(root.section("published"), review.published);
    review.guidance = read_guidance_section(root.section("guidance"), folder);
    read_proposals(root.section("proposals"), folder, review.proposals);
    root.finish();
    refuse_repeated(review, review.values, "values");
    refuse_repeated(review, review.alignments, "align");
    refuse_repeated(review, review.maps, "map");
    return review;
}

}  // namespace cli
