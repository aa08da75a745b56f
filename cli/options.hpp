// The option table: every command with its inputs and options, declared once. The parser, --help, the man
// pages and the completions of bash and zsh are all made from it.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

enum class ValueKind { flag, text, number, integer, file, folder };

struct Option {
    std::string name;    ///< with its dashes: "--gap-width"
    char letter = '\0';  ///< short form, or none
    ValueKind kind = ValueKind::flag;
    std::string metavar = {};        ///< what stands for the value; empty for a flag
    std::string help;                ///< one sentence, without the default and the choices
    std::string fallback = {};       ///< value when the option is not given; empty for none
    std::string fallback_note = {};  ///< said instead of the fallback where that is not a plain value
    std::vector<std::string> choices = {};
    double minimum = -std::numeric_limits<double>::infinity();  ///< of numbers and integers
    double maximum = std::numeric_limits<double>::infinity();
    bool required = false;
    bool repeatable = false;
};

/// An input, given by position.
struct Input {
    std::string metavar;
    std::string help;
    bool required = true;
    bool repeatable = false;
};

struct Example {
    std::string line;
    std::string says;
};

struct Command {
    std::string name;
    std::string summary;      ///< one line, no full stop
    std::string description;  ///< one paragraph
    std::vector<Input> inputs;
    std::vector<Option> options;
    std::vector<Example> examples;
};

/// All commands, in the order in which help lists them.
[[nodiscard]] const std::vector<Command>& commands();

/// Options that every command has.
[[nodiscard]] const std::vector<Option>& common_options();

/// The command of that name, or nullptr.
[[nodiscard]] const Command* find_command(std::string_view name);

/// The option of a command, its own or a common one.
/// @throws InternalError when there is none: a command asks only for what the table declares.
[[nodiscard]] const Option& find_option(const Command& command, std::string_view name);

struct ExitCode {
    int code;
    std::string meaning;
};

/// Exit codes and what they mean, for help and man pages.
[[nodiscard]] const std::vector<ExitCode>& exit_codes();

/// "footprint check AREAS [options]".
[[nodiscard]] std::string usage_line(const Command& command);

/// "-o, --output FILE", as help and man pages head an option.
[[nodiscard]] std::string option_heading(const Option& option);

/// The sentence of an option with its choices and its default.
[[nodiscard]] std::string option_text(const Option& option);

}  // namespace cli
