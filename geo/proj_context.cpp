#include "geo/proj_context.hpp"

#include <future>
#include <mutex>
#include <vector>

#include "geo/late_library.hpp"
#include "geo/never_destroyed.hpp"

namespace geo {

namespace {

struct Pool {
    std::mutex mutex;
    std::vector<PJ_CONTEXT*> contexts;
};

// The thread that starts PROJ ahead may still be at it when the process ends.
Pool& pool() {
    return never_destroyed<Pool>();
}

}  // namespace

void GiveBackContext::operator()(PJ_CONTEXT* context) const {
    const std::lock_guard lock(pool().mutex);
    pool().contexts.push_back(context);
}

ProjContext proj_context() {
    load_library(FOOTPRINT_PROJ);
    {
        const std::lock_guard lock(pool().mutex);
        if (!pool().contexts.empty()) {
            ProjContext context(pool().contexts.back());
            pool().contexts.pop_back();
            return context;
        }
    }
    ProjContext context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

void start_proj_ahead(const std::string& crs) {
    static const std::future<void> starting = std::async(std::launch::async, [crs] {
        const ProjContext context = proj_context();
        proj_destroy(proj_create(context.get(), crs.c_str()));
    });
}

}  // namespace geo
