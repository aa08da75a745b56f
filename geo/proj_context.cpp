#include "geo/proj_context.hpp"

#include <future>
#include <mutex>
#include <vector>

#include "geo/late_library.hpp"

namespace geo {

namespace {

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};

struct Pool {
    std::mutex mutex;
    std::vector<std::unique_ptr<PJ_CONTEXT, DestroyContext>> contexts;
};

Pool& pool() {
    static Pool of_process;
    return of_process;
}

}  // namespace

void GiveBackContext::operator()(PJ_CONTEXT* context) const {
    const std::lock_guard lock(pool().mutex);
    pool().contexts.emplace_back(context);
}

ProjContext proj_context() {
    load_library(FOOTPRINT_PROJ);
    {
        const std::lock_guard lock(pool().mutex);
        if (!pool().contexts.empty()) {
            ProjContext context(pool().contexts.back().release());
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
    // Made before what waits for the thread at the end of the process, it is there as long as the thread
    // needs it.
    pool();
    static const std::future<void> starting = std::async(std::launch::async, [crs] {
        const ProjContext context = proj_context();
        proj_destroy(proj_create(context.get(), crs.c_str()));
    });
}

}  // namespace geo
