// Libraries that the tool is linked without, because they take long to load (cmake/late_libraries.cmake).
#pragma once

#include <string>

namespace geo {

/// Loads a library by its name for the loader (libgdal.so.32), once, which must be done before the first call
/// of it. Where it is linked, because not all of a build is late, nothing happens. Libraries that it needs,
/// their names set off by blanks, are loaded before, as far as each can be alone, which saves time.
/// @throws InputError where it cannot be loaded.
void load_library(const std::string& name, const std::string& needed = {});

}  // namespace geo
