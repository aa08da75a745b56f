// Flow measures as people read them.
#pragma once

#include <string>

#include "geo/table.hpp"
#include "shapes/flow_measures.hpp"
#include "shapes/plan.hpp"

namespace cli {

/// One row a footprint, open values, rounded.
[[nodiscard]] geo::Table flow_table_for_people(const shapes::Plan& plan, const shapes::FlowResult& flows);

/// Two lines on the plan as a whole.
[[nodiscard]] std::string plan_flow_text(const shapes::FlowResult& flows);

}  // namespace cli
