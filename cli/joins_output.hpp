// Joins as people read them.
#pragma once

#include <span>
#include <string>

#include "shapes/join.hpp"

namespace cli {

/// One line a join: how many codes matched, which did not on either side, and of which year they are where
/// that is known.
[[nodiscard]] std::string joins_text(std::span<const shapes::JoinReport> joins);

}  // namespace cli
