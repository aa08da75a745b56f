// Documents made from the option table: help texts, man pages, completions. All are functions of the table
// and the version alone, so that they are the same on every machine.
#pragma once

#include <string>
#include <string_view>

#include "cli/options.hpp"

namespace cli {

/// `footprint --help`: what there is, and where to go on.
[[nodiscard]] std::string overview_help();

/// `footprint COMMAND --help`.
[[nodiscard]] std::string command_help(const Command& command);

/// Man page footprint(1), in roff.
[[nodiscard]] std::string overview_man_page(std::string_view version);

/// Man page footprint-COMMAND(1), in roff.
[[nodiscard]] std::string command_man_page(const Command& command, std::string_view version);

/// Completion of options, choices and files for bash.
[[nodiscard]] std::string bash_completion();

/// The same for zsh.
[[nodiscard]] std::string zsh_completion();

}  // namespace cli
