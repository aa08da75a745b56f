#include "cli/guidance_options.hpp"

#include <algorithm>

#include "cli/arguments.hpp"
#include "geo/error.hpp"

namespace cli {
namespace {

using shapes::GuidanceRules;

void set(GuidanceRules& rules, const GuidanceOptions::Threshold& threshold) {
    const auto count = [&] { return static_cast<std::size_t>(threshold.value); };
    const std::string& option = threshold.option;
    if (option == "--least-population") rules.least_population = threshold.value;
    if (option == "--greatest-population") rules.greatest_population = threshold.value;
    if (option == "--fewest-members") rules.fewest_members = count();
    if (option == "--most-members") rules.most_members = count();
    if (option == "--least-li") rules.least_li = threshold.value;
    if (option == "--least-lofi") rules.least_lofi = threshold.value;
    if (option == "--least-validity") rules.least_validity = threshold.value;
    if (option == "--most-split-lower") rules.most_split_lower = count();
    if (option == "--most-split-upper") rules.most_split_upper = count();
    if (option == "--greatest-deviation") rules.greatest_deviation = threshold.value;
}

constexpr const char* threshold_options[] = {
    "--least-population", "--greatest-population", "--fewest-members", "--most-members",
    "--least-li",         "--least-lofi",          "--least-validity", "--most-split-lower",
    "--most-split-upper", "--greatest-deviation"};

void apply(const GuidanceOptions& options, GuidanceRules& rules) {
    for (const GuidanceOptions::Threshold& threshold : options.thresholds)
        set(rules, threshold);
    if (options.names_required) rules.required = options.required;
    if (const auto bad = shapes::find_bad_rule(rules)) {
        std::string option = "--" + bad->key;
        std::ranges::replace(option, '_', '-');
        throw geo::UsageError(option, bad->what);
    }
}

std::vector<std::string> required_names(const Arguments& arguments) {
    if (arguments.text("--required") == "none") return {};
    std::vector<std::string> names = arguments.list("--required");
    if (std::ranges::find(names, "") != names.end())
        throw geo::UsageError("--required", "has an empty name in its list");
    return names;
}

std::string column(const Arguments& arguments, const char* option, const char* table) {
    if (arguments.given(option) && !arguments.given(table) && !arguments.given("--guidance"))
        throw geo::UsageError(option, "names a column of a table that is not given",
                              std::string("add ") + table);
    return arguments.text(option);
}

/// What stands in an option wins over what stands in the file.
void over(std::string& value, const std::string& option) {
    if (!option.empty()) value = option;
}

/// A table that is given anew has columns of its own.
void over(std::string& file, shapes::AuthorityColumns& columns, const std::string& new_file,
          const shapes::AuthorityColumns& new_columns) {
    if (!new_file.empty()) columns = {};
    over(file, new_file);
    over(columns.area, new_columns.area);
    over(columns.authority, new_columns.authority);
    over(columns.people, new_columns.people);
}

}  // namespace

GuidanceOptions guidance_options(const Arguments& arguments) {
    GuidanceOptions options;
    options.file = arguments.text("--guidance");
    for (const char* option : threshold_options)
        if (const auto value = arguments.number(option)) options.thresholds.push_back({option, *value});
    options.names_required = arguments.given("--required");
    if (options.names_required) options.required = required_names(arguments);
    GuidanceFiles& files = options.files;
    files.links = arguments.text("--links");
    files.authorities = arguments.text("--authorities");
    files.authority_columns = {column(arguments, "--authority-area-column", "--authorities"),
                               column(arguments, "--authority-column", "--authorities"),
                               column(arguments, "--people-column", "--authorities")};
    files.upper_authorities = arguments.text("--upper-authorities");
    files.upper_columns = {column(arguments, "--upper-authority-area-column", "--upper-authorities"),
                           column(arguments, "--upper-authority-column", "--upper-authorities"), ""};
    files.roadmaps = arguments.text("--roadmaps");
    files.roadmap_area_column = column(arguments, "--roadmap-area-column", "--roadmaps");
    files.roadmap_column = column(arguments, "--roadmap-column", "--roadmaps");
    if (options.file.empty()) {
        GuidanceRules rules;
        apply(options, rules);
    }
    return options;
}

GuidanceSettings settle_guidance(const GuidanceOptions& options) {
    GuidanceSettings settings;
    if (!options.file.empty()) settings = read_guidance(options.file);
    apply(options, settings.rules);
    GuidanceFiles& files = settings.files;
    const GuidanceFiles& given = options.files;
    over(files.links, given.links);
    over(files.authorities, files.authority_columns, given.authorities, given.authority_columns);
    over(files.upper_authorities, files.upper_columns, given.upper_authorities, given.upper_columns);
    if (!given.roadmaps.empty()) files.roadmap_area_column = files.roadmap_column = "";
    over(files.roadmaps, given.roadmaps);
    over(files.roadmap_area_column, given.roadmap_area_column);
    over(files.roadmap_column, given.roadmap_column);
    return settings;
}

}  // namespace cli
