#include "cli/command.hpp"

#include <string_view>
#include <utility>

#include "cli/arguments.hpp"
#include "geo/error.hpp"

namespace cli {

Job prepare(const Arguments& arguments) {
    using Prepare = Job (*)(const Arguments&);
    static constexpr std::pair<std::string_view, Prepare> table[] = {
        {"align", prepare_align},
        {"cartogram", prepare_cartogram},
        {"check", prepare_check},
        {"classify", prepare_classify},
        {"clean", prepare_clean},
        {"compose", prepare_compose},
        {"catchments", prepare_catchments},
        {"crosswalk", prepare_crosswalk},
        {"evaluate", prepare_evaluate},
        {"flows", prepare_flows},
        {"info", prepare_info},
        {"map", prepare_map},
        {"measure", prepare_measure},
        {"optimise", prepare_optimise},
        {"rank", prepare_rank},
        {"run", prepare_run},
        {"simplify", prepare_simplify},
        {"validate", prepare_validate},
    };
    for (const auto& [name, function] : table) {
        if (name == arguments.command().name) return function(arguments);
    }
    throw geo::InternalError("no code for the command " + arguments.command().name);
}

}  // namespace cli
