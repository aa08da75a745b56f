// Parameters of flow measures and of what is shown of them, as the commands about flows share them.
#pragma once

#include "shapes/disclosure.hpp"
#include "shapes/flow_measures.hpp"

namespace cli {

class Arguments;

/// @throws UsageError for parameters that contradict each other.
[[nodiscard]] shapes::FlowParameters flow_parameters(const Arguments& arguments);

/// --suppressed-low and --suppressed-high. @throws UsageError when they are no range.
[[nodiscard]] shapes::SuppressedRow suppressed_row(const Arguments& arguments);

/// On, unless --no-disclosure-control is given.
[[nodiscard]] shapes::DisclosureRule disclosure_rule(const Arguments& arguments);

}  // namespace cli
