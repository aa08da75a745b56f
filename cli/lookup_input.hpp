// The lookup of areas to footprints as commands take it.
#pragma once

#include <string>

#include "shapes/lookup.hpp"

namespace cli {

class Arguments;

struct LookupInput {
    std::string path;  ///< empty: none given
    shapes::LookupOptions options;
};

/// --lookup, --area-column and --footprint-column. @throws UsageError for columns without a lookup.
[[nodiscard]] LookupInput lookup_input(const Arguments& arguments);

}  // namespace cli
