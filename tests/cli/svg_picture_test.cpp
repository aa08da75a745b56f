// The SVG of a map, drawn by other programs, is the picture that the tool draws itself.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/support/picture.hpp"
#include "tests/support/run_footprint.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using support::Picture;

/// Ratings of footprints on the areas that ship: fills, hatching, borders, an inset, labels, legend and
/// texts.
class SvgPicture : public testing::Test {
protected:
    void draw() {
        const std::string data = FOOTPRINT_ENGLAND_2017;
        const support::RunResult result = support::run_footprint(folder.root(), {"map",
                                                                                 data + "/areas.geojson",
                                                                                 "--lookup",
                                                                                 data + "/ccg.csv",
                                                                                 "--area-column",
                                                                                 "code",
                                                                                 "--footprint-column",
                                                                                 "footprint",
                                                                                 "--values",
                                                                                 data + "/ratings.csv",
                                                                                 "--column",
                                                                                 "rating",
                                                                                 "--scheme",
                                                                                 "categories",
                                                                                 "--labels",
                                                                                 "codes",
                                                                                 "--title",
                                                                                 "Ratings & <others>",
                                                                                 "--dpi",
                                                                                 "96",
                                                                                 "-o",
                                                                                 "map.png",
                                                                                 "-o",
                                                                                 "map.svg"});
        ASSERT_EQ(result.exit_code, 0) << result.err;
    }

    /// What a program made of the SVG, in `other.png`, beside the tool's own picture.
    void expect_same(double most_share) {
        const Picture own(folder.path("map.png"));
        const Picture other(folder.path("other.png"));
        ASSERT_TRUE(own.is_read() && other.is_read());
        ASSERT_TRUE(own.has_size_of(other));
        constexpr int quarter = 64;
        const double share = support::share_that_differs(own, other, quarter);
        RecordProperty("share", std::to_string(share));
        EXPECT_LT(share, most_share);
    }

    [[nodiscard]] std::string size(const char* separator) const {
        const Picture own(folder.path("map.png"));
        return std::to_string(own.width_px()) + separator + std::to_string(own.height_px());
    }

    support::TempFolder folder;
};

TEST_F(SvgPicture, DrawnByLibrsvgIsThatOfTheTool) {
    if (std::system("command -v rsvg-convert > /dev/null") != 0)
        GTEST_SKIP() << "rsvg-convert is not installed";
    draw();
    const std::string command = "rsvg-convert -b white -w " + size(" -h ") + " '" +
                                folder.path("map.svg").string() + "' -o '" +
                                folder.path("other.png").string() + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    expect_same(0.02);
}

// A browser is large: .ci/run installs one and names it here.
TEST_F(SvgPicture, OpenedInChromiumIsThatOfTheTool) {
    const char* chromium = std::getenv("FOOTPRINT_CHROMIUM");
    if (chromium == nullptr || *chromium == '\0') GTEST_SKIP() << "FOOTPRINT_CHROMIUM is not set";
    draw();
    const std::string command = std::string(chromium) +
                                " --headless --no-sandbox --disable-gpu --hide-scrollbars "
                                "--force-device-scale-factor=1 --user-data-dir='" +
                                folder.path("profile").string() + "' --window-size=" + size(",") +
                                " --screenshot='" + folder.path("other.png").string() + "' 'file://" +
                                folder.path("map.svg").string() + "' > /dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0);
    expect_same(0.02);
}

}  // namespace
