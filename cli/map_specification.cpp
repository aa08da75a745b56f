#include "cli/map_specification.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <map>

#include "cli/toml_section.hpp"
#include "geo/error.hpp"
#include "geo/table.hpp"

namespace cli {
namespace {

constexpr std::string_view areas_key = "areas";
constexpr std::string_view maps_key = "map";
constexpr std::string_view plates_key = "plate";
/// Options of the run and not of the map.
constexpr std::string_view run_options[] = {"--output",  "--json", "--overwrite", "--quiet",
                                            "--verbose", "--help", "--version"};

/// Options of the page that a map on a plate does not have, and those of which it has its own.
constexpr std::string_view page_options[] = {"--author", "--dpi", "--font", "--output", "--page"};
constexpr std::string_view text_options[] = {"--note", "--source", "--subtitle", "--title"};

bool is_of_page(std::string_view option) {
    return std::ranges::find(page_options, option) != std::end(page_options);
}

bool is_of_plate(std::string_view option) {
    return is_of_page(option) || std::ranges::find(text_options, option) != std::end(text_options);
}

bool is_of_run(std::string_view option) {
    return std::ranges::find(run_options, option) != std::end(run_options);
}

/// Options that say what a map is: those of the command, and the common ones of how areas are read.
std::vector<const Option*> options_of_map(const Command& command) {
    std::vector<const Option*> options;
    for (const auto* list : {&command.options, &common_options()}) {
        for (const Option& option : *list) {
            if (!is_of_run(option.name)) options.push_back(&option);
        }
    }
    return options;
}

/// "legend_title" as "--legend-title".
std::string option_name(std::string_view key) {
    std::string name = "--" + std::string(key);
    std::ranges::replace(name, '_', '-');
    return name;
}

std::string key_of(const std::string& option) {
    std::string key = option.substr(2);
    std::ranges::replace(key, '-', '_');
    return key;
}

/// The options of one map by name.
using Values = std::map<std::string, std::vector<std::string>, std::less<>>;

class SpecificationReader {
public:
    explicit SpecificationReader(std::string path)
        : m_path(std::move(path)), m_command(*find_command("map")) {}

    MapSpecification read() {
        const toml::table file = parse_toml(m_path, "docs/map-pages.md shows a specification of maps");
        Values shared;
        read_table(file, {maps_key, plates_key}, shared);
        MapSpecification all;
        if (!file.contains(maps_key) && !file.contains(plates_key)) {
            all.maps.push_back(arguments_of(shared, "map 1"));
            return all;
        }
        for (const toml::table* table : tables(file, maps_key)) {
            Values own = shared;
            read_table(*table, {}, own);
            all.maps.push_back(arguments_of(own, fmt::format("map {}", all.maps.size() + 1)));
        }
        for (const toml::table* table : tables(file, plates_key))
            all.plates.push_back(plate_of(*table, shared, all.plates.size() + 1));
        return all;
    }

private:
    [[noreturn]] void refuse(const toml::node& node, const std::string& what,
                             const std::string& remedy = {}) const {
        throw geo::InputError(fmt::format("{}, line {}", m_path, node.source().begin.line), what, remedy);
    }

    /// The sections of a list, such as [[map]].
    [[nodiscard]] std::vector<const toml::table*> tables(const toml::table& of, std::string_view key) const {
        std::vector<const toml::table*> list;
        const toml::node* node = of.get(key);
        if (node == nullptr) return list;
        if (!node->is_array_of_tables())
            refuse(*node, fmt::format("{} is not a list of sections", key), fmt::format("write [[{}]]", key));
        for (const toml::node& each : *node->as_array())
            list.push_back(each.as_table());
        return list;
    }

    [[nodiscard]] PlateArguments plate_of(const toml::table& table, const Values& shared,
                                          std::size_t number) const {
        Values own = shared;
        read_table(table, {maps_key}, own);
        Values page;
        Values for_maps;
        for (const auto& [name, values] : own)
            (is_of_plate(name) ? page : for_maps)[name] = values;
        const std::string where = fmt::format("plate {}", number);
        std::vector<Arguments> maps;
        for (const toml::table* each : tables(table, maps_key)) {
            for (const auto& [key, node] : *each) {
                if (is_of_page(option_name(key.str())))
                    refuse(node, fmt::format("{} is of the whole plate", std::string_view(key.str())),
                           "write it under [[plate]]");
            }
            Values of_map = for_maps;
            read_table(*each, {}, of_map);
            maps.push_back(arguments_of(of_map, fmt::format("{}, map {}", where, maps.size() + 1)));
        }
        if (maps.empty()) refuse(table, "a plate without maps", "write [[plate.map]] for each");
        page[option_name(areas_key)] = {maps.front().inputs().front()};
        return {arguments_of(page, where), std::move(maps)};
    }

    /// The keys of a table but its sections.
    void read_table(const toml::table& table, std::initializer_list<std::string_view> sections,
                    Values& values) const {
        for (const auto& [key, node] : table) {
            if (std::ranges::find(sections, key.str()) != sections.end()) continue;
            const std::string name = option_name(key.str());
            if (key.str() != areas_key) check_key(std::string(key.str()), name, node);
            values[name] = values_of(name, node);
        }
    }

    void check_key(const std::string& key, const std::string& name, const toml::node& node) const {
        std::vector<std::string> known = {std::string(areas_key)};
        if (name == "--output") return;
        for (const Option* option : options_of_map(m_command)) {
            if (option->name == name) return;
            known.push_back(key_of(option->name));
        }
        const std::string nearest = geo::nearest_name(key, known);
        refuse(node, fmt::format("unknown key {}", key),
               nearest.empty() ? "footprint map --help lists the options, which are the keys"
                               : fmt::format("did you mean {}?", nearest));
    }

    [[nodiscard]] std::string scalar(const std::string& name, const toml::node& node) const {
        if (const auto text = node.value_exact<std::string>()) return *text;
        if (const auto truth = node.value_exact<bool>(); truth && is_flag(name))
            return *truth ? "true" : "false";
        if (node.is_number()) return geo::format_number(*node.value<double>());
        refuse(node, fmt::format("{} is neither a text nor a number", key_of(name)), "put it in quotes");
    }

    [[nodiscard]] bool is_flag(const std::string& name) const {
        return key_of(name) != areas_key && find_option(m_command, name).kind == ValueKind::flag;
    }

    /// Lists and tables in the form that the option takes on the command line.
    [[nodiscard]] std::string joined(const std::string& name, const toml::node& node) const {
        std::string text;
        if (const toml::table* table = node.as_table()) {
            for (const auto& [key, value] : *table)
                text += fmt::format("{}{}={}", text.empty() ? "" : ",", key.str(), joined(name, value));
        } else if (const toml::array* list = node.as_array()) {
            for (const toml::node& item : *list)
                text += (text.empty() ? "" : ",") + scalar(name, item);
        } else {
            text = scalar(name, node);
        }
        return text;
    }

    [[nodiscard]] std::vector<std::string> values_of(const std::string& name, const toml::node& node) const {
        const bool is_areas = key_of(name) == areas_key;
        const bool repeatable = !is_areas && find_option(m_command, name).repeatable;
        const bool is_file = is_areas || find_option(m_command, name).kind == ValueKind::file;
        std::vector<std::string> values;
        if (repeatable && node.is_array()) {
            for (const toml::node& item : *node.as_array())
                values.push_back(joined(name, item));
        } else {
            values.push_back(joined(name, node));
        }
        for (std::string& value : values) {
            if (is_file && !value.empty() && value != "-" && !value.starts_with("PG:"))
                value = (std::filesystem::path(m_path).parent_path() / value).string();
        }
        return values;
    }

    [[nodiscard]] Arguments arguments_of(const Values& values, const std::string& which) const {
        const std::string where = fmt::format("{}, {}", m_path, which);
        const auto areas = values.find(option_name(areas_key));
        if (areas == values.end())
            throw geo::InputError(where, "areas is missing", "name the file with the areas");
        std::vector<std::string> words = {m_command.name};
        for (const auto& [name, list] : values) {
            if (name == areas->first) continue;
            for (const std::string& value : list) {
                // As one word, so that a value may begin with a dash.
                if (is_flag(name)) {
                    if (value == "true") words.push_back(name);
                } else if (!value.empty()) {
                    words.push_back(name + "=" + value);
                }
            }
        }
        words.emplace_back("--");
        words.push_back(areas->second.front());
        try {
            return *parse_command_line(words).arguments;
        } catch (const geo::UsageError& error) {
            throw geo::InputError(where, error.what());
        }
    }

    std::string m_path;
    const Command& m_command;
};

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') result += '\\';
        if (byte < 0x20 || byte == 0x7f) {
            result += fmt::format("\\u{:04X}", byte);
        } else {
            result += c;
        }
    }
    return result + '"';
}

std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

/// Whether an option is about a layer that the map does not have: --flows-most without --flows.
bool is_about_nothing(const Arguments& arguments, const Option& option) {
    return std::ranges::any_of(options_of_map(arguments.command()), [&](const Option* of) {
        return option.name.starts_with(of->name + "-") && !arguments.given(of->name);
    });
}

/// An option that was given or is in effect by default as a line; empty for others.
std::string line_of(const Arguments& arguments, const Option& option) {
    std::vector<std::string> values = arguments.all(option.name);
    // A default is told but not set: said aloud, some options contradict others (-k and --breaks).
    const bool is_default = values.empty();
    if (is_default && is_about_nothing(arguments, option)) return {};
    if (is_default && !option.fallback.empty()) values = {option.fallback};
    if (values.empty()) return {};
    std::string list;
    for (const std::string& value : values) {
        const bool is_number = option.kind == ValueKind::number || option.kind == ValueKind::integer;
        list += list.empty() ? "" : ", ";
        list += is_number || option.kind == ValueKind::flag ? value
                : option.kind == ValueKind::file            ? quoted(file_name(value))
                                                            : quoted(value);
    }
    return fmt::format("{}{} = {}\n", is_default ? "# by default: " : "", key_of(option.name),
                       option.repeatable ? "[" + list + "]" : list);
}

}  // namespace

void refuse_options_beside_specification(const Arguments& arguments) {
    const auto refuse = [&](const std::string& name) {
        if (arguments.given(name))
            throw geo::UsageError(name, "goes into the specification", "write it there as a key");
    };
    refuse("--output");
    for (const Option* option : options_of_map(arguments.command()))
        refuse(option->name);
}

MapSpecification read_map_specification(const std::string& path) {
    return SpecificationReader(path).read();
}

std::string effective_specification(const Arguments& arguments, std::span<const InputRecord> inputs,
                                    MapPlace place) {
    std::string text = fmt::format("areas = {}\n", quoted(file_name(arguments.inputs().front())));
    for (const Option* option : options_of_map(arguments.command())) {
        if (place == MapPlace::alone || !is_of_page(option->name)) text += line_of(arguments, *option);
    }
    for (const InputRecord& input : inputs)
        text += fmt::format("# sha256 of {}: {}\n", file_name(input.path), input.sha256);
    return text;
}

std::string page_specification(const Arguments& page) {
    std::string text = "[[plate]]\n";
    for (const Option* option : options_of_map(page.command())) {
        if (is_of_plate(option->name)) text += line_of(page, *option);
    }
    return text;
}

}  // namespace cli
