// Proposal files: a named change of boundaries as TOML. docs/proposals.md describes each key.
#pragma once

#include <filesystem>

#include "shapes/proposal.hpp"

namespace cli {

/// Reads a proposal. Whether its steps fit a plan is for shapes::apply_proposal() to say.
/// @throws InputError naming file, line and key: for a file that is missing or not TOML, a missing or unknown
/// key (with the nearest known one), a value of the wrong kind, an unknown kind of step, a step that would
/// leave its areas in no footprint, and a proposal without steps.
[[nodiscard]] shapes::Proposal read_proposal(const std::filesystem::path& path);

}  // namespace cli
