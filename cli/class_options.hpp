// Options of classification, shared by classify and map.
#pragma once

#include "render/classify.hpp"

namespace cli {

class Arguments;

/// --scheme, -k, --breaks and --closed. @throws UsageError when they contradict each other.
[[nodiscard]] render::ClassifyOptions class_options(const Arguments& arguments);

}  // namespace cli
