// Review files: read, and refused with file, line and key.
#include "cli/review_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string least = R"([review]
title = "Small"
[areas]
file = "areas.geojson"
[lookup]
file = "lookup.csv"
)";

std::string error_of(const std::string& text) {
    const support::TempFolder folder;
    const auto path = folder.write("review.toml", text);
    return support::message_of<geo::InputError>([&] { (void)cli::read_review(path); });
}

TEST(ReviewFile, LeastFileIsEnough) {
    const support::TempFolder folder;
    const cli::Review review = cli::read_review(folder.write("review.toml", least));
    EXPECT_EQ(review.title, "Small");
    EXPECT_EQ(review.areas.file, folder.path("areas.geojson").string());
    EXPECT_EQ(review.crs, "EPSG:27700");
    EXPECT_FALSE(review.flows.given());
}

TEST(ReviewFile, ValuesAndMapsAreRead) {
    const support::TempFolder folder;
    const cli::Review review = cli::read_review(folder.write("review.toml", least + R"([[values]]
name = "rating"
file = "r.csv"
column = "value"
kind = "categories"
order = ["good", "bad"]
[[map]]
name = "m"
what = "value:rating"
[published]
footprints = 44
area_km2 = 2
)"));
    ASSERT_EQ(review.values.size(), 1U);
    EXPECT_THAT(review.values[0].order, ElementsAre("good", "bad"));
    EXPECT_EQ(review.maps.at(0).value_name(), "rating");
    EXPECT_EQ(review.published.footprints, 44.0);
    EXPECT_EQ(review.published.area_m2, 2e6);
}

TEST(ReviewFile, MissingFile) {
    EXPECT_THAT(support::message_of<geo::InputError>([] { (void)cli::read_review("no-such-review.toml"); }),
                HasSubstr("no such file"));
}

TEST(ReviewFile, FolderInsteadOfAFile) {
    const support::TempFolder folder;
    EXPECT_THAT(support::message_of<geo::InputError>([&] { (void)cli::read_review(folder.root()); }),
                HasSubstr("is a folder"));
}

TEST(ReviewFile, NotToml) {
    EXPECT_THAT(error_of("[review\n"), HasSubstr("line 1"));
}

TEST(ReviewFile, UnknownKeyNamesTheLineAndTheNearest) {
    EXPECT_THAT(error_of("[review]\ntitl = \"x\"\ntitle = \"y\"\n"),
                AllOf(HasSubstr("line 2"), HasSubstr("title?")));
}

TEST(ReviewFile, UnknownSection) {
    EXPECT_THAT(error_of(least + "[flow]\nfile = \"f\"\n"), HasSubstr("flows?"));
}

TEST(ReviewFile, MissingSection) {
    EXPECT_THAT(error_of("[review]\ntitle = \"x\"\n"), HasSubstr("[areas]"));
}

TEST(ReviewFile, ValueOfTheWrongKind) {
    EXPECT_THAT(error_of("[review]\ntitle = 3\n"), AllOf(HasSubstr("line 2"), HasSubstr("not a text")));
}

TEST(ReviewFile, GeographicCrs) {
    EXPECT_THAT(error_of("[review]\ntitle = \"x\"\ncrs = \"EPSG:4326\"\n"), HasSubstr("not in metres"));
}

TEST(ReviewFile, MapOfAValueThatIsNotThere) {
    EXPECT_THAT(error_of(least + "[[map]]\nname = \"m\"\nwhat = \"value:gap\"\n"), HasSubstr("gap"));
}

TEST(ReviewFile, MapOfLocalisationNeedsFlows) {
    EXPECT_THAT(error_of(least + "[[map]]\nname = \"m\"\nwhat = \"localisation_index\"\n"),
                HasSubstr("[flows]"));
}

TEST(ReviewFile, AlignmentsHaveATableAndAColumn) {
    const support::TempFolder folder;
    const cli::Review review = cli::read_review(folder.write(
        "review.toml",
        least + "[[align]]\nname = \"roadmaps\"\nfile = \"r.csv\"\ncolumn = \"roadmap\"\npartial = true\n"));
    ASSERT_EQ(review.alignments.size(), 1U);
    EXPECT_EQ(review.alignments[0].file, folder.path("r.csv").string());
    EXPECT_EQ(review.alignments[0].title, "roadmaps");
    EXPECT_EQ(review.alignments[0].code, "code");
    EXPECT_TRUE(review.alignments[0].is_partial);
}

TEST(ReviewFile, AlignmentWithoutAColumn) {
    EXPECT_THAT(error_of(least + "[[align]]\nname = \"a\"\nfile = \"a.csv\"\n"), HasSubstr("column"));
}

/// A section after whose name files are called, and what else it needs.
struct NamedSection {
    std::string section;
    std::string keys;

    [[nodiscard]] std::string with_name(const std::string& name) const {
        return "[[" + section + "]]\nname = \"" + name + "\"\n" + keys;
    }
};

class ReviewFileNames : public testing::TestWithParam<NamedSection> {};

INSTANTIATE_TEST_SUITE_P(OfEachSection, ReviewFileNames,
                         testing::Values(NamedSection{"map", "what = \"footprints\"\n"},
                                         NamedSection{"align", "file = \"a.csv\"\ncolumn = \"c\"\n"}),
                         [](const auto& section) { return section.param.section; });

TEST_P(ReviewFileNames, DoNotLeaveTheFolder) {
    EXPECT_THAT(error_of(least + GetParam().with_name("../m")), HasSubstr("file name"));
}

TEST_P(ReviewFileNames, StandOnce) {
    const std::string one = GetParam().with_name("m");
    EXPECT_THAT(error_of(least + one + one), HasSubstr("two [[" + GetParam().section + "]]"));
}

const std::string any_map = "[[map]]\nname = \"m\"\nwhat = \"footprints\"\n";

TEST(ReviewFile, MapsHaveAMidpointAHeadShareAndAnOverlay) {
    const support::TempFolder folder;
    const cli::Review review = cli::read_review(folder.write(
        "review.toml", least + any_map +
                           "scheme = \"head_tail\"\nhead_share = 0.3\nmidpoint = 2\noverlay = \"acs.csv\"\n"
                           "overlay_column = \"system\"\noverlay_style = \"hatch\"\n"));
    const cli::ReviewMap& map = review.maps.at(0);
    EXPECT_EQ(map.classes.head_share, 0.3);
    EXPECT_EQ(map.classes.midpoint, 2.0);
    ASSERT_TRUE(map.overlay);
    EXPECT_EQ(map.overlay->path, folder.path("acs.csv").string());
    EXPECT_EQ(map.overlay->style, render::GroupingStyle::hatch);
}

TEST(ReviewFile, MapKeysThatContradictEachOther) {
    EXPECT_THAT(error_of(least + any_map + "head_share = 0.3\n"), HasSubstr("head_tail"));
    EXPECT_THAT(error_of(least + any_map + "scheme = \"head_tail\"\nhead_share = 3\n"),
                HasSubstr("head_share"));
    EXPECT_THAT(error_of(least + any_map + "scheme = \"user\"\nbreaks = [1, 3]\nmidpoint = 2\n"),
                HasSubstr("is not one of breaks"));
    EXPECT_THAT(error_of(least + any_map + "overlay_column = \"system\"\n"), HasSubstr("add overlay"));
    EXPECT_THAT(error_of(least + any_map + "overlay = \"a.csv\"\noverlay_style = \"dots\"\n"),
                HasSubstr("use outline or hatch"));
}

}  // namespace
