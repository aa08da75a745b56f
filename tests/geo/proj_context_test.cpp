#include "geo/proj_context.hpp"

#include <gtest/gtest.h>

namespace {

TEST(ProjContext, OneThatWasGivenBackIsTheNext) {
    const PJ_CONTEXT* first = nullptr;
    {
        const geo::ProjContext context = geo::proj_context();
        const geo::ProjContext other = geo::proj_context();
        EXPECT_NE(context.get(), other.get());
        first = context.get();
    }
    // The last that was given back.
    EXPECT_EQ(geo::proj_context().get(), first);
}

TEST(ProjContext, IsStartedAheadForWhateverIsCalledACrs) {
    geo::start_proj_ahead("no CRS");
    EXPECT_TRUE(geo::proj_context());
}

}  // namespace
