#include "cli/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cmath>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "geo/text.hpp"

namespace cli {
namespace {

using geo::UsageError;

std::string help_hint(const Command& command) {
    return fmt::format("footprint {} --help lists its options", command.name);
}

void check_number(const Option& option, const std::string& value) {
    const auto number = geo::parse_number(value);
    const bool whole = option.kind == ValueKind::integer;
    if (!number || (whole && *number != std::floor(*number))) {
        throw UsageError(option.name,
                         fmt::format("'{}' is not a {}", value, whole ? "whole number" : "number"));
    }
    if (*number < option.minimum || *number > option.maximum) {
        std::string range;
        if (std::isinf(option.maximum)) {
            range = fmt::format("at least {}", option.minimum);
        } else {
            range = fmt::format("from {} to {}", option.minimum, option.maximum);
        }
        throw UsageError(option.name, fmt::format("{} is out of range", value), "give a number " + range);
    }
}

void check_value(const Option& option, const std::string& value) {
    if (value.empty()) throw UsageError(option.name, "the value is empty");
    if (option.kind == ValueKind::number || option.kind == ValueKind::integer) check_number(option, value);
    if (option.choices.empty() || std::ranges::find(option.choices, value) != option.choices.end()) return;
    const std::string nearest = geo::nearest_name(value, option.choices);
    throw UsageError(option.name,
                     fmt::format("'{}' is not one of {}", value, fmt::join(option.choices, ", ")),
                     nearest.empty() ? "" : fmt::format("did you mean {}?", nearest));
}

[[noreturn]] void refuse_option(const Command& command, const std::string& word) {
    std::vector<std::string> names;
    for (const Option& option : command.options)
        names.push_back(option.name);
    for (const Option& option : common_options())
        names.push_back(option.name);
    const std::string name = word.substr(0, word.find('='));
    const std::string nearest = geo::nearest_name(name, names);
    throw UsageError(command.name, fmt::format("unknown option {}", name),
                     nearest.empty() ? help_hint(command) : fmt::format("did you mean {}?", nearest));
}

/// CLI11 would take the next word for the value of "--lookup=".
void refuse_empty_words(const Command& command, std::span<const std::string> words) {
    for (const std::string& word : words) {
        if (word.empty()) throw UsageError(command.name, "one of the words is empty", help_hint(command));
        if (word.starts_with("--") && word.ends_with('=')) {
            throw UsageError(word.substr(0, word.size() - 1), "the value is empty");
        }
    }
}

/// The words of one command, split by CLI11; all checks of values are ours, so that their texts are.
struct Split {
    std::vector<std::string> inputs;
    std::map<std::string, std::vector<std::string>, std::less<>> values;
};

Split split_words(const Command& command, std::span<const std::string> words) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    Split split;
    std::map<std::string, CLI::Option*> parsed;
    for (const auto* options : {&command.options, &common_options()}) {
        for (const Option& option : *options) {
            const std::string names =
                option.letter != '\0' ? fmt::format("-{},{}", option.letter, option.name) : option.name;
            if (option.kind == ValueKind::flag) {
                parsed[option.name] = app.add_flag(names);
            } else {
                auto& target = split.values[option.name];
                parsed[option.name] = app.add_option(names, target)
                                          ->expected(1)
                                          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
                                          ->allow_extra_args(false);
            }
        }
    }
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::ArgumentMismatch&) {
        // The last word is the only one that can lack its value: everything else is followed by some word.
        throw UsageError(words.empty() ? command.name : words.back(), "the value is missing",
                         help_hint(command));
    } catch (const CLI::ParseError& error) {
        throw UsageError(command.name, error.what(), help_hint(command));
    }
    split.inputs = app.remaining();
    for (const auto& [name, option] : parsed) {
        const Option& declared = find_option(command, name);
        if (option->count() > 1 && !declared.repeatable && declared.kind != ValueKind::flag) {
            throw UsageError(name, "given more than once", "give it once");
        }
        if (declared.kind == ValueKind::flag && option->count() > 0) split.values[name] = {"true"};
        if (option->count() == 0) split.values.erase(name);
    }
    return split;
}

void refuse_options(const Command& command, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word.size() > 1 && word.starts_with('-')) refuse_option(command, word);
    }
}

void check_inputs(const Command& command, const std::vector<std::string>& inputs) {
    std::size_t needed = 0;
    bool any_number = false;
    for (const Input& input : command.inputs) {
        needed += input.required ? 1 : 0;
        any_number = any_number || input.repeatable;
    }
    if (!any_number && inputs.size() > command.inputs.size()) {
        throw UsageError(command.name, fmt::format("one input too many, '{}'", inputs[command.inputs.size()]),
                         help_hint(command));
    }
    if (inputs.size() < needed) {
        throw UsageError(command.name, fmt::format("{} is missing", command.inputs[inputs.size()].metavar),
                         "usage: " + usage_line(command));
    }
}

[[noreturn]] void refuse_command(const std::string& word) {
    std::vector<std::string> names;
    for (const Command& command : commands())
        names.push_back(command.name);
    const std::string nearest = geo::nearest_name(word, names);
    throw UsageError(
        word, word.starts_with('-') ? "options come after the command" : "unknown command",
        nearest.empty() ? "footprint --help lists the commands" : fmt::format("did you mean {}?", nearest));
}

}  // namespace

Arguments::Arguments(const Command& command, std::vector<std::string> inputs,
                     std::map<std::string, std::vector<std::string>, std::less<>> values)
    : m_command(&command), m_inputs(std::move(inputs)), m_values(std::move(values)) {}

bool Arguments::given(std::string_view option) const {
    return m_values.contains(find_option(*m_command, option).name);
}

std::string Arguments::text(std::string_view option) const {
    const Option& declared = find_option(*m_command, option);
    const auto found = m_values.find(declared.name);
    return found == m_values.end() ? declared.fallback : found->second.back();
}

std::optional<double> Arguments::number(std::string_view option) const {
    return geo::parse_number(text(option));
}

std::vector<std::string> Arguments::all(std::string_view option) const {
    const auto found = m_values.find(find_option(*m_command, option).name);
    return found == m_values.end() ? std::vector<std::string>{} : found->second;
}

std::vector<std::string> Arguments::list(std::string_view option) const {
    const std::string joined = text(option);
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (!joined.empty() && begin <= joined.size()) {
        const std::size_t end = std::min(joined.find(',', begin), joined.size());
        parts.emplace_back(geo::trimmed(std::string_view(joined).substr(begin, end - begin)));
        begin = end + 1;
    }
    return parts;
}

Invocation parse_command_line(std::span<const std::string> words) {
    Invocation invocation;
    if (words.empty() || words.front() == "--help" || words.front() == "-h") {
        invocation.wish = Invocation::Wish::help;
        return invocation;
    }
    if (words.front() == "--version") {
        invocation.wish = Invocation::Wish::version;
        return invocation;
    }
    const Command* command = find_command(words.front());
    if (command == nullptr) refuse_command(words.front());
    invocation.command = command;

    words = words.subspan(1);
    refuse_empty_words(*command, words);
    // What follows "--" is input, whatever it begins with.
    const auto end = std::ranges::find(words, "--");
    Split split = split_words(*command, {words.begin(), end});
    if (split.values.contains("--help")) {
        invocation.wish = Invocation::Wish::help;
        return invocation;
    }
    if (split.values.contains("--version")) {
        invocation.wish = Invocation::Wish::version;
        return invocation;
    }
    refuse_options(*command, split.inputs);
    if (end != words.end()) split.inputs.insert(split.inputs.end(), end + 1, words.end());
    check_inputs(*command, split.inputs);
    for (const auto& [name, values] : split.values) {
        for (const std::string& value : values)
            check_value(find_option(*command, name), value);
    }
    for (const Option& option : command->options) {
        if (option.required && !split.values.contains(option.name)) {
            throw UsageError(option.name, "is missing", "usage: " + usage_line(*command));
        }
    }
    if (split.values.contains("--quiet") && split.values.contains("--verbose")) {
        throw UsageError("--quiet", "contradicts --verbose", "give one of them");
    }
    invocation.arguments.emplace(*command, std::move(split.inputs), std::move(split.values));
    return invocation;
}

}  // namespace cli
