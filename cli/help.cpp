#include <fmt/format.h>

#include <algorithm>

#include "cli/documents.hpp"

namespace cli {
namespace {

constexpr std::size_t page_width = 88;
constexpr std::size_t text_column = 30;

/// Breaks `text` into lines of at most `width` characters at blanks.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        std::string& line = lines.back();
        if (line.empty()) {
            line = word;
        } else if (line.size() + 1 + word.size() <= width) {
            line.append(" ").append(word);
        } else {
            lines.emplace_back(word);
        }
    }
    return lines;
}

std::string paragraph(std::string_view text) {
    std::string out;
    for (const std::string& line : wrap(text, page_width))
        out += line + "\n";
    return out;
}

/// A heading at the left and its text in a column at the right; a long heading gets a line of its own.
std::string entry(std::string_view heading, std::string_view text, std::size_t column = text_column) {
    std::string out = fmt::format("  {}", heading);
    bool first = true;
    for (const std::string& line : wrap(text, page_width - column)) {
        if (first && out.size() + 2 <= column) {
            out.append(column - out.size(), ' ');
        } else {
            out.append("\n").append(column, ' ');
        }
        out += line;
        first = false;
    }
    return out + "\n";
}

std::string option_entries(const std::vector<Option>& options) {
    std::string out;
    for (const Option& option : options) {
        out += entry(option_heading(option), option_text(option) + (option.required ? " Required." : ""));
    }
    return out;
}

}  // namespace

std::string overview_help() {
    std::string out = "Usage: footprint COMMAND INPUT... [-o OUTPUT] [options]\n\n";
    out += paragraph(
        "Composes, checks, measures and maps sets of areas, such as the footprints that health care in "
        "England is "
        "planned for.");
    out += "\nCommands\n";
    for (const Command& command : commands())
        out += entry(command.name, command.summary, 14);
    out += "\nCommon options\n" + option_entries(common_options());
    out += "\nExit codes\n";
    for (const ExitCode& exit : exit_codes())
        out += entry(std::to_string(exit.code), exit.meaning, 6);
    out += "\nExamples\n  footprint run -o england-2017\n  footprint check areas.gpkg\n";
    out += "\nfootprint COMMAND --help tells more about a command.\n";
    return out;
}

std::string command_help(const Command& command) {
    std::string out = "Usage: " + usage_line(command) + "\n\n" + paragraph(command.description);
    if (!command.inputs.empty()) {
        out += "\nInputs\n";
        for (const Input& input : command.inputs) {
            out += entry(input.metavar + (input.repeatable ? "..." : ""), input.help);
        }
    }
    if (!command.options.empty()) out += "\nOptions\n" + option_entries(command.options);
    out += "\nCommon options\n" + option_entries(common_options());
    out += "\nExit codes\n";
    for (const ExitCode& exit : exit_codes())
        out += entry(std::to_string(exit.code), exit.meaning, 6);
    out += "\nExamples\n";
    for (const Example& example : command.examples) {
        out += fmt::format("  {}\n      {}\n", example.line, example.says);
    }
    return out;
}

}  // namespace cli
