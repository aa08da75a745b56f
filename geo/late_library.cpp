#include "geo/late_library.hpp"

#include <dlfcn.h>

#include <cstddef>
#include <cstdlib>
#include <string_view>

#include "geo/error.hpp"

namespace geo {

void load_library(const std::string& name) {
    // For the whole process, whose own calls are bound to it when they are first made.
    int how = RTLD_LAZY | RTLD_GLOBAL;
#ifdef FOOTPRINT_LIBRARIES_ARE_LATE
    // Its own libraries first, which sanitizers do not allow; but an allocator that the user has put before
    // all others must be everybody's.
    if (!std::getenv("LD_PRELOAD")) how |= RTLD_DEEPBIND;
#endif
    if (dlopen(name.c_str(), how)) return;
    std::string package = name;
    constexpr std::string_view between = ".so.";
    if (const std::size_t at = package.find(between); at != std::string::npos)
        package.erase(at, between.size());
    throw InputError(name, std::string("cannot be loaded (") + dlerror() + ")",
                     "install it, on Debian by the package " + package);
}

}  // namespace geo
