// Map specifications: maps as a TOML file whose keys are the options of the command, and the other way round.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/report.hpp"

namespace cli {

/// The command lines a file stands for, one a map. A key is the long name of an option of map ("legend_title"
/// or "legend-title"; the common ones of how areas are read among them), or `areas`; those above the first
/// [[map]] hold for all maps that do not say otherwise. A list goes to an option that takes a list or may be
/// repeated; an inset may be a table. Files are meant from the folder of the specification.
/// @throws InputError with file and line for a key that map does not have (naming the nearest) or a value of
/// the wrong kind, and with the number of the map for what parse_command_line() refuses.
[[nodiscard]] std::vector<Arguments> read_map_specification(const std::string& path);

/// @throws UsageError for an option that is a key of the specification, and would be passed over beside one.
void refuse_options_beside_specification(const Arguments& arguments);

/// One map as TOML: the options that were given, outputs apart; defaults in effect and the SHA-256 of every
/// input as comments. Files go by their names alone, so that the same map has the same text in any folder.
[[nodiscard]] std::string effective_specification(const Arguments& arguments,
                                                  std::span<const InputRecord> inputs);

}  // namespace cli
