// An alignment as people read it.
#pragma once

#include <string>

#include "cli/alignment_report.hpp"

namespace cli {

/// "17 of 326 LAD17CD are split between STP17CD: 1,234 people live in a part other than the largest." and so
/// on: the sentence that answers the question, in the words of the inputs.
[[nodiscard]] std::string headline_text(const AlignmentToReport& report);

/// What was counted, totals that add up, verdicts, the units of A that are split with the amounts on each
/// side, measures with their definitions, and with geometry slivers and displacement.
[[nodiscard]] std::string alignment_text(const AlignmentToReport& report);
/// The same in Markdown, without a heading.
[[nodiscard]] std::string alignment_markdown(const AlignmentToReport& report);

}  // namespace cli
