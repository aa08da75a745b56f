#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "geo/error.hpp"
#include "tests/render/small_map.hpp"

namespace render {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr MapFormat formats[] = {MapFormat::png, MapFormat::svg, MapFormat::pdf};

TEST(RenderMap, GivesTheSameBytesTwiceAndInAnotherLocaleAndTimeZone) {
    std::vector<std::string> first;
    for (const MapFormat format : formats)
        first.push_back(render_map(plan_map(small_spec(), four_squares()), format));
    // Whichever of these exists writes decimals with a comma; where none does the locale stays as it was.
    for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE"}) {
        if (std::setlocale(LC_ALL, locale) != nullptr) break;
    }
    setenv("TZ", "Pacific/Auckland", 1);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(render_map(plan_map(small_spec(), four_squares()), formats[i]) == first[i]) << i;
    }
    unsetenv("TZ");
    std::setlocale(LC_ALL, "C");
}

TEST(RenderMap, DrawsOnePlanInAllFormats) {
    const MapPlan plan = plan_map(small_spec(), four_squares());
    EXPECT_THAT(render_map(plan, MapFormat::png), StartsWith("\x89PNG\r\n"));
    EXPECT_THAT(render_map(plan, MapFormat::pdf), StartsWith("%PDF-"));
    EXPECT_THAT(render_map(plan, MapFormat::svg), StartsWith("<?xml"));
}

TEST(RenderMap, SeveralFormatsAtOnceAreTheSameBytes) {
    const MapPlan plan = plan_map(small_spec(), four_squares());
    const std::vector<MapFormat> wanted = {MapFormat::pdf, MapFormat::png, MapFormat::svg, MapFormat::pdf};
    const std::vector<std::string> files = render_map(plan, wanted);
    ASSERT_EQ(files.size(), wanted.size());
    for (std::size_t f = 0; f < wanted.size(); ++f)
        EXPECT_TRUE(files[f] == render_map(plan, wanted[f])) << f;
}

TEST(RenderMap, PngStatesResolutionAndDescription) {
    const std::string png = render_map(plan_map(small_spec(), four_squares()), MapFormat::png);
    // 60 dpi are 2362 = 0x093a pixels a metre.
    EXPECT_THAT(png, HasSubstr(std::string("pHYs\0\0\x09\x3a\0\0\x09\x3a\1", 13)));
    EXPECT_THAT(png, HasSubstr("Four squares. Map of 4 areas"));
}

TEST(RenderMap, PdfIsTaggedInEnglishWithTitleAndAlternativeText) {
    const std::string pdf = render_map(plan_map(small_spec(), four_squares()), MapFormat::pdf);
    // The catalogue is in a compressed stream only when qpdf puts it there, which it does not by default.
    EXPECT_THAT(pdf, HasSubstr("/Marked true"));
    EXPECT_THAT(pdf, HasSubstr("/Lang (en-GB)"));
    EXPECT_THAT(pdf, HasSubstr("/DisplayDocTitle true"));
    EXPECT_THAT(pdf, HasSubstr("/Alt (Four squares. Map of 4 areas"));
    EXPECT_THAT(pdf, HasSubstr("/Title (Four squares)"));
}

TEST(RenderMap, PdfTakesItsDateFromTheEnvironment) {
    setenv("SOURCE_DATE_EPOCH", "1500000000", 1);
    const std::string pdf = render_map(plan_map(small_spec(), four_squares()), MapFormat::pdf);
    unsetenv("SOURCE_DATE_EPOCH");
    EXPECT_THAT(pdf, HasSubstr("20170714024000"));
}

TEST(RenderMap, RefusesAPictureTooLargeToDraw) {
    MapSpec spec = small_spec();
    spec.dpi = 1e6;
    EXPECT_THROW((void)render_map(plan_map(spec, four_squares()), MapFormat::png), geo::UsageError);
    spec.dpi = 0.0;
    EXPECT_THROW((void)render_map(plan_map(spec, four_squares()), MapFormat::png), geo::UsageError);
}

TEST(RenderMap, SvgIsDrawnByAnotherReader) {
    if (std::system("command -v rsvg-convert > /dev/null") != 0)
        GTEST_SKIP() << "rsvg-convert is not installed";
    const auto folder = std::filesystem::path(testing::TempDir()) / "SvgIsDrawnByAnotherReader";
    std::filesystem::create_directories(folder);
    MapSpec spec = small_spec();
    spec.title = "\"Quotes\" & <angles>\nand a new line";
    write_map(plan_map(spec, four_squares()), MapFormat::svg, folder / "map.svg");
    const std::string command =
        "rsvg-convert '" + (folder / "map.svg").string() + "' -o '" + (folder / "map.png").string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(WriteMap, WritesWhatRenderMapGives) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "WritesWhatRenderMapGives";
    std::filesystem::create_directories(folder);
    const MapPlan plan = plan_map(small_spec(), four_squares());
    write_map(plan, MapFormat::svg, folder / "map.svg");
    std::stringstream text;
    text << std::ifstream(folder / "map.svg", std::ios::binary).rdbuf();
    EXPECT_EQ(text.str(), render_map(plan, MapFormat::svg));
}

TEST(WriteMap, FailsWithTheReasonWhenTheFolderIsMissingOrTheDiskIsFull) {
    const MapPlan plan = plan_map(small_spec(), four_squares());
    EXPECT_THROW(write_map(plan, MapFormat::png, "/no/such/folder/map.png"), geo::OutputError);
    if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
    for (const MapFormat format : formats) {
        try {
            write_map(plan, format, "/dev/full");
            FAIL();
        } catch (const geo::OutputError& error) {
            EXPECT_THAT(error.what(), HasSubstr("No space left on device"));
        }
    }
}

TEST(FormatFromPath, KnowsThreeEndings) {
    EXPECT_EQ(format_from_path("a/b.png"), MapFormat::png);
    EXPECT_EQ(format_from_path("b.svg"), MapFormat::svg);
    EXPECT_EQ(format_from_path("b.pdf"), MapFormat::pdf);
    EXPECT_THROW((void)format_from_path("b.jpg"), geo::UsageError);
    EXPECT_THROW((void)format_from_path("b"), geo::UsageError);
}

}  // namespace
}  // namespace render
