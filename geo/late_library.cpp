#include "geo/late_library.hpp"

#include <dlfcn.h>

#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <set>
#include <sstream>
#include <string_view>

#include "geo/error.hpp"
#include "geo/never_destroyed.hpp"

namespace geo {

namespace {

// Debian calls a package after the library's name for the loader, save where that was taken.
std::string package_of(std::string name) {
    if (name == "libgeos_c.so.1") return "libgeos-c1v5";
    if (name == "libcrypto.so.3") return "libssl3";
    constexpr std::string_view between = ".so.";
    const std::size_t at = name.find(between);
    if (at == std::string::npos) return name;
    const bool after_digit = at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9';
    return name.replace(at, between.size(), after_digit ? "-" : "");
}

struct Loaded {
    std::mutex mutex;
    std::set<std::string> names;
};

// A thread that starts a library ahead may still be at it when the process ends.
Loaded& loaded() {
    return never_destroyed<Loaded>();
}

}  // namespace

void load_library(const std::string& name, [[maybe_unused]] const std::string& needed) {
    const std::lock_guard lock(loaded().mutex);
    if (loaded().names.contains(name)) return;
    // For the whole process, whose own calls are bound to it when they are first made.
    int how = RTLD_LAZY | RTLD_GLOBAL;
#ifdef FOOTPRINT_LIBRARIES_ARE_LATE
    // Its own libraries first, which sanitizers do not allow; but an allocator that the user has put before
    // all others must be everybody's.
    if (!std::getenv("LD_PRELOAD")) how |= RTLD_DEEPBIND;
    std::istringstream names(needed);
    for (std::string one; names >> one;)
        (void)dlopen(one.c_str(), how & ~RTLD_GLOBAL);
#endif
    if (dlopen(name.c_str(), how)) {
        loaded().names.insert(name);
        return;
    }
    throw InputError(name, std::string("cannot be loaded (") + dlerror() + ")",
                     "install it, on Debian by the package " + package_of(name));
}

}  // namespace geo
