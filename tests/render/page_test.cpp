#include "render/page.hpp"

#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "render/hatch.hpp"

namespace render {
namespace {

TEST(PageFromName, WebPagesAreAsWideAsTheirPixels) {
    EXPECT_DOUBLE_EQ(page_from_name("web").width_mm, 254.0);
    EXPECT_DOUBLE_EQ(page_from_name("web-half").width_mm, 127.0);
}

TEST(Page, IsNamedOrGivenInMillimetres) {
    EXPECT_EQ(page_from_name("a4"), (PageSize{210, 297}));
    EXPECT_EQ(page_from_name("A3-landscape"), (PageSize{420, 297}));
    EXPECT_EQ(page_from_name("180x120.5"), (PageSize{180, 120.5}));
}

TEST(Page, OfAnotherNameOrAnAbsurdSizeIsRefused) {
    for (const char* name : {"letter", "", "180", "x", "180x", "180xabc", "10x100", "100x3000", "nanx100"}) {
        EXPECT_THROW((void)page_from_name(name), geo::UsageError) << name;
    }
}

TEST(Page, HatchLinesCrossTheBoxAndStayInIt) {
    const PageBox box{10.3, 20.1, 30.0, 12.0};
    const Path lines = hatch_lines(box);
    EXPECT_GT(lines.lines(), 5U);
    for (const PagePoint& p : lines.points)
        EXPECT_TRUE(box.contains({p.x_pt, p.y_pt, 0.0, 0.0}));
}

}  // namespace
}  // namespace render
