// Joins as people read them.
#pragma once

#include <span>
#include <string>

#include "shapes/join.hpp"

namespace cli {

/// One line a join: how many codes matched, and which did not on either side.
[[nodiscard]] std::string joins_text(std::span<const shapes::JoinReport> joins);

}  // namespace cli
