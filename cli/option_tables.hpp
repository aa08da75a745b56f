// Parts of the option table, each in a file of its own. For option_table.cpp alone.
#pragma once

#include <vector>

#include "cli/options.hpp"

namespace cli {

/// The command that tells how two geographies fit.
[[nodiscard]] std::vector<Command> align_commands();

/// Commands about patient flows, in the order in which help lists them.
[[nodiscard]] std::vector<Command> flow_commands();

/// The command that judges a plan by the guidance.
[[nodiscard]] std::vector<Command> validate_commands();

/// Options of map that say how the page is made up.
[[nodiscard]] std::vector<Option> map_page_options();
/// Options of map about what is drawn over and under its areas.
[[nodiscard]] std::vector<Option> map_layer_options();
/// Commands that rank moves and look for the best plan.
[[nodiscard]] std::vector<Command> move_commands();
/// The command that carries values between geographies.
[[nodiscard]] std::vector<Command> crosswalk_commands();
/// The command that lays areas out as hexagons.
[[nodiscard]] std::vector<Command> cartogram_commands();
/// The command that evaluates proposals.
[[nodiscard]] std::vector<Command> evaluate_commands();

/// Options of the tables that the guidance needs, and of its thresholds, for every command that judges by it.
[[nodiscard]] std::vector<Option> guidance_table_options();
[[nodiscard]] std::vector<Option> guidance_threshold_options();

}  // namespace cli
