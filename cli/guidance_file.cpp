#include "cli/guidance_file.hpp"

#include <cmath>

#include "cli/toml_section.hpp"
#include "geo/error.hpp"

namespace cli {
namespace {

void read_number(TomlSection& section, const char* key, double& value) {
    value = section.number(key).value_or(value);
}

void read_count(TomlSection& section, const char* key, std::size_t& value) {
    const std::optional<double> number = section.number(key);
    if (!number) return;
    if (!(*number >= 0.0) || *number > 1e9 || *number != std::floor(*number))
        section.refuse(key, "is not a whole number from 0 on");
    value = static_cast<std::size_t>(*number);
}

void read_file(TomlSection& section, const char* key, const std::filesystem::path& folder,
               std::string& file) {
    const std::string written = section.text(key);
    if (!written.empty()) file = (folder / written).lexically_normal().string();
}

/// The name of a column of a table that must be given with it.
std::string read_column(TomlSection& section, const char* key, const char* table, const std::string& file) {
    std::string column = section.text(key);
    if (!column.empty() && file.empty())
        section.refuse(key, "names a column of a table that is not given", std::string("add ") + table);
    return column;
}

}  // namespace

GuidanceSettings read_guidance_section(TomlSection section, const std::filesystem::path& folder) {
    GuidanceSettings settings;
    settings.given = section.present();
    shapes::GuidanceRules& rules = settings.rules;
    read_number(section, "least_population", rules.least_population);
    read_number(section, "greatest_population", rules.greatest_population);
    read_count(section, "fewest_members", rules.fewest_members);
    read_count(section, "most_members", rules.most_members);
    read_number(section, "mean_members", rules.mean_members);
    read_number(section, "least_li", rules.least_li);
    read_number(section, "least_lofi", rules.least_lofi);
    read_number(section, "least_validity", rules.least_validity);
    read_count(section, "most_split_lower", rules.most_split_lower);
    read_count(section, "most_split_upper", rules.most_split_upper);
    if (const auto greatest = section.number("greatest_deviation")) rules.greatest_deviation = greatest;
    if (section.has("required")) rules.required = section.texts("required");
    settings.source = section.text("source");

    GuidanceFiles& files = settings.files;
    read_file(section, "links", folder, files.links);
    read_file(section, "authorities", folder, files.authorities);
    files.authority_columns = {
        read_column(section, "authority_area_column", "authorities", files.authorities),
        read_column(section, "authority_column", "authorities", files.authorities),
        read_column(section, "people_column", "authorities", files.authorities)};
    read_file(section, "upper_authorities", folder, files.upper_authorities);
    files.upper_columns = {
        read_column(section, "upper_authority_area_column", "upper_authorities", files.upper_authorities),
        read_column(section, "upper_authority_column", "upper_authorities", files.upper_authorities),
        read_column(section, "upper_people_column", "upper_authorities", files.upper_authorities)};
    read_file(section, "roadmaps", folder, files.roadmaps);
    files.roadmap_area_column = read_column(section, "roadmap_area_column", "roadmaps", files.roadmaps);
    files.roadmap_column = read_column(section, "roadmap_column", "roadmaps", files.roadmaps);
    section.finish();
    if (const auto bad = shapes::find_bad_rule(rules)) section.refuse(bad->key, bad->what);
    return settings;
}

GuidanceSettings read_guidance(const std::filesystem::path& path) {
    const toml::table table = parse_toml(path, "docs/guidance.md shows the section [guidance]");
    TomlSection root(path.string(), "", &table);
    GuidanceSettings settings = read_guidance_section(root.section("guidance"), path.parent_path());
    if (!settings.given)
        throw geo::InputError(path.string(), "the section [guidance] is missing",
                              "docs/guidance.md shows one");
    return settings;
}

}  // namespace cli
