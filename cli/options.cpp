#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "geo/error.hpp"

namespace cli {

const std::vector<ExitCode>& exit_codes() {
    static const std::vector<ExitCode> codes{
        {0, "done, no violation found"},
        {1, "failed: an input cannot be read or used, or an output cannot be written"},
        {2, "usage: unknown option or bad value; nothing was opened"},
        {3, "done, and the checks found violations"},
        {4, "internal error: a defect of this program, to be reported"},
    };
    return codes;
}

const Command* find_command(std::string_view name) {
    const auto& all = commands();
    const auto found = std::ranges::find(all, name, &Command::name);
    return found == all.end() ? nullptr : &*found;
}

const Option& find_option(const Command& command, std::string_view name) {
    for (const auto* options : {&command.options, &common_options()}) {
        const auto found = std::ranges::find(*options, name, &Option::name);
        if (found != options->end()) return *found;
    }
    throw geo::InternalError(fmt::format("the table has no option {} for {}", name, command.name));
}

std::string usage_line(const Command& command) {
    std::string line = "footprint " + command.name;
    for (const Input& input : command.inputs) {
        const std::string text = input.metavar + (input.repeatable ? "..." : "");
        line += input.required ? " " + text : " [" + text + "]";
    }
    for (const Option& option : command.options) {
        if (!option.required) continue;
        line += option.letter != '\0' ? fmt::format(" -{} {}", option.letter, option.metavar)
                                      : fmt::format(" {} {}", option.name, option.metavar);
    }
    return line + " [options]";
}

std::string option_heading(const Option& option) {
    std::string heading = option.letter != '\0' ? fmt::format("-{}, ", option.letter) : "    ";
    heading += option.name;
    if (!option.metavar.empty()) heading += " " + option.metavar;
    return heading;
}

std::string option_text(const Option& option) {
    std::string text = option.help;
    if (!option.choices.empty()) text += fmt::format(" One of: {}.", fmt::join(option.choices, ", "));
    if (option.repeatable) text += " May be repeated.";
    if (!option.fallback_note.empty()) {
        text += fmt::format(" Default: {}.", option.fallback_note);
    } else if (!option.fallback.empty()) {
        text += fmt::format(" Default: {}.", option.fallback);
    }
    return text;
}

}  // namespace cli
