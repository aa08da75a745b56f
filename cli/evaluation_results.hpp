// Proposals evaluated, as part of the report for machines.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/evaluation_tables.hpp"

namespace cli {

/// {"name", ..., "plan": {"before", "after"}, "criteria": [...], "footprints": [{"code", "before", "after"}],
/// "moves": [...], "splits": [...], "crossings": {...}, "sums": [...]}: the result for one proposal.
[[nodiscard]] nlohmann::ordered_json evaluation_json(const EvaluationsToReport& report,
                                                     const shapes::Evaluation& evaluation);

/// That of the only evaluation; of several, {"together", "proposals": [...]}.
[[nodiscard]] nlohmann::ordered_json evaluations_json(const EvaluationsToReport& report);

}  // namespace cli
