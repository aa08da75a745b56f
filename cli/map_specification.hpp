// Map specifications: maps as a TOML file whose keys are the options of the command, and the other way round.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/map_command.hpp"
#include "cli/report.hpp"

namespace cli {

/// A page with several maps.
struct PlateArguments {
    Arguments page;  ///< its texts, size, font and outputs
    std::vector<Arguments> maps;
};

/// What a file of maps asks for.
struct MapSpecification {
    std::vector<Arguments> maps;
    std::vector<PlateArguments> plates;
};

/// The command lines a file stands for, one a map. A key is the long name of an option of map ("legend_title"
/// or "legend-title"; the common ones of how areas are read among them), or `areas`; those above the first
/// [[map]] hold for all maps that do not say otherwise. A [[plate]] has its maps as [[plate.map]]; its keys
/// are those of the page (title, subtitle, note, source, author, font, page, dpi, output), and all others
/// hold for its maps, which have no page, dpi, font, author and output of their own. A list goes to an option
/// that takes a list or may be repeated; an inset may be a table. Files are meant from the folder of the
/// specification.
/// @throws InputError with file and line for a key that map does not have (naming the nearest), one in the
/// wrong place or a value of the wrong kind, and with the number of the map for what parse_command_line()
/// refuses.
[[nodiscard]] MapSpecification read_map_specification(const std::string& path);

/// @throws UsageError for an option that is a key of the specification, and would be passed over beside one.
void refuse_options_beside_specification(const Arguments& arguments);

/// One map as TOML: the options that were given, outputs apart; defaults in effect and the SHA-256 of every
/// input as comments. Files go by their names alone, so that the same map has the same text in any folder.
/// Options of the page are left out for a map on a plate.
[[nodiscard]] std::string effective_specification(const Arguments& arguments,
                                                  std::span<const InputRecord> inputs,
                                                  MapPlace place = MapPlace::alone);

/// The page of a plate as TOML, without its maps and outputs.
[[nodiscard]] std::string page_specification(const Arguments& page);

}  // namespace cli
