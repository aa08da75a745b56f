// Commands: each is prepared from its arguments without opening a file, and then run.
#pragma once

#include <functional>

namespace cli {

class Arguments;
class Console;

/// How a command that did its work ends.
enum class Outcome { clean, violations };

/// The second phase of a command. Throws geo::InputError and geo::OutputError.
using Job = std::function<Outcome(Console&)>;

/// First phases: check the options against each other, open nothing. @throws UsageError
[[nodiscard]] Job prepare_align(const Arguments& arguments);
[[nodiscard]] Job prepare_check(const Arguments& arguments);
[[nodiscard]] Job prepare_classify(const Arguments& arguments);
[[nodiscard]] Job prepare_clean(const Arguments& arguments);
[[nodiscard]] Job prepare_compose(const Arguments& arguments);
[[nodiscard]] Job prepare_cartogram(const Arguments& arguments);
[[nodiscard]] Job prepare_catchments(const Arguments& arguments);
[[nodiscard]] Job prepare_crosswalk(const Arguments& arguments);
[[nodiscard]] Job prepare_evaluate(const Arguments& arguments);
[[nodiscard]] Job prepare_flows(const Arguments& arguments);
[[nodiscard]] Job prepare_info(const Arguments& arguments);
[[nodiscard]] Job prepare_map(const Arguments& arguments);
[[nodiscard]] Job prepare_measure(const Arguments& arguments);
[[nodiscard]] Job prepare_optimise(const Arguments& arguments);
[[nodiscard]] Job prepare_rank(const Arguments& arguments);
[[nodiscard]] Job prepare_run(const Arguments& arguments);
[[nodiscard]] Job prepare_simplify(const Arguments& arguments);
[[nodiscard]] Job prepare_validate(const Arguments& arguments);

/// The first phase of the command that the arguments name.
[[nodiscard]] Job prepare(const Arguments& arguments);

}  // namespace cli
