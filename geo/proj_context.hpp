// PROJ's contexts, each of which opens the database of coordinate systems. For .cpp files only.
#pragma once

#include <proj.h>

#include <memory>
#include <string>

namespace geo {

/// Takes a context back, for the next that needs one.
struct GiveBackContext {
    void operator()(PJ_CONTEXT* context) const;
};
using ProjContext = std::unique_ptr<PJ_CONTEXT, GiveBackContext>;

/// A context for one thread at a time, without network and without messages: one that was given back, whose
/// database is open and which remembers what it looked up, or else a new one (9 ms for the first, 1 ms for
/// others). Loads PROJ.
[[nodiscard]] ProjContext proj_context();

/// Loads PROJ on another thread, and gives it a first context that has looked up `crs`, whether it is one or
/// not.
void start_proj_ahead(const std::string& crs);

}  // namespace geo
