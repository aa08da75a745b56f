#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/documents.hpp"

namespace cli {
namespace {

std::vector<const Option*> options_of(const Command& command) {
    std::vector<const Option*> all;
    for (const auto* options : {&command.options, &common_options()}) {
        for (const Option& option : *options)
            all.push_back(&option);
    }
    return all;
}

std::string words_of(const Command& command) {
    std::string words;
    for (const Option* option : options_of(command)) {
        if (option->letter != '\0') words += fmt::format("-{} ", option->letter);
        words += option->name + " ";
    }
    if (!words.empty()) words.pop_back();
    return words;
}

std::string pattern_of(const Option& option) {
    return option.letter != '\0' ? fmt::format("-{}|{}", option.letter, option.name) : option.name;
}

/// What follows an option in bash: its choices, files, folders, or nothing.
std::string bash_values(const Option& option) {
    if (!option.choices.empty()) {
        return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$word\"))", fmt::join(option.choices, " "));
    }
    if (option.kind == ValueKind::folder) return "COMPREPLY=($(compgen -d -- \"$word\"))";
    if (option.kind == ValueKind::file) return "COMPREPLY=($(compgen -f -- \"$word\"))";
    return "COMPREPLY=()";
}

/// Text within single quotes of a zsh option specification.
std::string zsh_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else if (c == '[' || c == ']' || c == ':') {
            out += '\\';
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

std::string zsh_action(const Option& option) {
    if (!option.choices.empty()) return fmt::format("({})", fmt::join(option.choices, " "));
    if (option.kind == ValueKind::folder) return "_files -/";
    if (option.kind == ValueKind::file) return "_files";
    return " ";
}

std::string zsh_option(const Option& option) {
    std::string spec;
    const std::string repeat = option.repeatable ? "*" : "";
    if (option.letter != '\0') {
        spec = fmt::format("'(-{0} {1})'{{-{0},{1}}}'", option.letter, option.name);
    } else {
        spec = fmt::format("'{}{}", repeat, option.name);
    }
    spec += fmt::format("[{}]", zsh_text(option.help));
    if (!option.metavar.empty()) spec += fmt::format(":{}:{}", zsh_text(option.metavar), zsh_action(option));
    return spec + "'";
}

}  // namespace

std::string bash_completion() {
    std::string names;
    for (const Command& command : commands())
        names += command.name + " ";
    std::string out =
        "# bash completion for footprint\n"
        "_footprint() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    if ((COMP_CWORD == 1)); then\n";
    out += fmt::format("        COMPREPLY=($(compgen -W '{}--help --version' -- \"$word\"))\n", names);
    out += "        return\n    fi\n    local options=\n    case ${COMP_WORDS[1]} in\n";
    for (const Command& command : commands()) {
        out += fmt::format("        {})\n            options='{}'\n            case $previous in\n",
                           command.name, words_of(command));
        for (const Option* option : options_of(command)) {
            if (option->kind == ValueKind::flag) continue;
            out += fmt::format(
                "                {})\n                    {}\n                    return\n"
                "                    ;;\n",
                pattern_of(*option), bash_values(*option));
        }
        out += "            esac\n            ;;\n";
    }
    out +=
        "    esac\n"
        "    if [[ $word == -* ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
        "    else\n"
        "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
        "    fi\n"
        "}\n"
        "complete -o filenames -F _footprint footprint\n";
    return out;
}

std::string zsh_completion() {
    std::string out =
        "#compdef footprint\n\n_footprint() {\n    if ((CURRENT == 2)); then\n        local -a commands=(\n";
    for (const Command& command : commands()) {
        out += fmt::format("            '{}:{}'\n", command.name, zsh_text(command.summary));
    }
    out +=
        "        )\n        _describe -t commands command commands\n        _arguments '--help' '--version'\n"
        "        return\n    fi\n    local command=$words[2]\n    shift words\n    ((CURRENT--))\n"
        "    case $command in\n";
    for (const Command& command : commands()) {
        out += fmt::format("        {})\n            _arguments \\\n", command.name);
        for (const Option* option : options_of(command)) {
            out += fmt::format("                {} \\\n", zsh_option(*option));
        }
        out += "                '*:input:_files'\n            ;;\n";
    }
    return out + "    esac\n}\n\n_footprint \"$@\"\n";
}

}  // namespace cli
