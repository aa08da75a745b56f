// Catchments as people and machines read them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/text_table.hpp"
#include "geo/table.hpp"
#include "shapes/catchments.hpp"
#include "shapes/disclosure.hpp"

namespace cli {

struct CatchmentsToReport {
    const shapes::Catchments& catchments;
    shapes::DisclosureRule disclosure;
    std::string unit = "site";  ///< or "footprint"
};

/// One row a site, its figures under the names of their methods, and how far apart the methods are.
[[nodiscard]] TextTable catchment_text_table(const CatchmentsToReport& report);
/// Totals of each method, their rules, ties, and disclosure control.
[[nodiscard]] std::string catchment_totals_text(const CatchmentsToReport& report);
/// One row a site and method.
[[nodiscard]] geo::Table catchment_table(const CatchmentsToReport& report);
[[nodiscard]] nlohmann::ordered_json catchments_json(const CatchmentsToReport& report);

}  // namespace cli
