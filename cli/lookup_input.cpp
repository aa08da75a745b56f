#include "cli/lookup_input.hpp"

#include "cli/arguments.hpp"
#include "geo/error.hpp"

namespace cli {

LookupInput lookup_input(const Arguments& arguments) {
    LookupInput input;
    input.path = arguments.text("--lookup");
    input.options.unit_column = arguments.text("--area-column");
    input.options.footprint_column = arguments.text("--footprint-column");
    for (const char* option : {"--area-column", "--footprint-column"}) {
        if (input.path.empty() && arguments.given(option)) {
            throw geo::UsageError(option, "names a column of a lookup that is not given", "add --lookup CSV");
        }
    }
    return input;
}

}  // namespace cli
