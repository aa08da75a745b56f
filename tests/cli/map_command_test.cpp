// footprint map, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;

class MapCommand : public support::MapTest {
protected:
    RunResult map(std::vector<std::string> words) const {
        words.insert(words.begin(), "map");
        return england.run(std::move(words));
    }

    /// A map of the footprints' gaps with more options.
    RunResult gaps(const std::vector<std::string>& more) const {
        std::vector<std::string> words = {"areas.gpkg", "--lookup", "lookup.csv", "--values",
                                          "gaps.csv",   "--column", "value"};
        words.insert(words.end(), more.begin(), more.end());
        return map(std::move(words));
    }
};

const char* const specification = R"(areas = "areas.gpkg"
lookup = "lookup.csv"
values = "gaps.csv"
column = "value"
labels = "names"
north = "grid"
classes = 2
note = ["One.", "Two."]
inset = [{ name = "Corner", bbox = [400000, 300000, 401000, 301000], times = 2.5 }]
output = ["spec.svg", "spec.png", "spec.pdf"]
)";

TEST_F(MapCommand, DrawsTheSameByASpecificationAsByOptions) {
    england.folder.write("maps.toml", specification);
    const RunResult by_file = map({"maps.toml"});
    EXPECT_EQ(by_file.exit_code, 0) << by_file.err;
    const RunResult by_options =
        gaps({"--labels", "names", "--north", "grid", "-k", "2", "--note", "One.", "--note", "Two.",
              "--inset", "bbox=400000,300000,401000,301000,name=Corner,times=2.5", "-o", "options.svg", "-o",
              "options.png", "-o", "options.pdf"});
    EXPECT_EQ(by_options.exit_code, 0) << by_options.err;
    for (const std::string ending : {".svg", ".png", ".pdf"}) {
        EXPECT_FALSE(bytes("spec" + ending).empty());
        EXPECT_EQ(bytes("spec" + ending), bytes("options" + ending)) << ending;
    }
}

TEST_F(MapCommand, EmbedsASpecificationThatDrawsTheSameMapAgain) {
    ASSERT_EQ(gaps({"-k", "2", "--title", "A \"quoted\" title", "-o", "first.svg"}).exit_code, 0);
    const std::string svg = bytes("first.svg");
    const std::size_t begin = svg.find("<metadata>") + 10;
    std::string record = svg.substr(begin, svg.find("</metadata>") - begin);
    for (std::size_t at = record.find("&quot;"); at != std::string::npos; at = record.find("&quot;"))
        record.replace(at, 6, "\"");
    EXPECT_THAT(record, AllOf(HasSubstr("areas = \"areas.gpkg\""), HasSubstr("# sha256 of gaps.csv: ")));
    england.folder.write("again.toml", record + "output = \"again.svg\"\n");
    const RunResult again = map({"again.toml"});
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(bytes("again.svg"), svg);
}

TEST_F(MapCommand, EmbedsHowTheAreasWereRead) {
    const RunResult result = gaps({"--code", "code", "--crs", "EPSG:32630", "-o", "first.svg"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    const std::string svg = bytes("first.svg");
    EXPECT_THAT(svg,
                AllOf(HasSubstr("\ncode = &quot;code&quot;"), HasSubstr("\ncrs = &quot;EPSG:32630&quot;")));
    ASSERT_EQ(gaps({"-o", "second.svg"}).exit_code, 0);
    EXPECT_THAT(bytes("second.svg"), HasSubstr("# by default: crs = &quot;EPSG:27700&quot;"));
}

TEST_F(MapCommand, DrawsSeveralMapsOfOneFile) {
    england.folder.write("maps.toml", R"(areas = "areas.gpkg"
values = "population.csv"
column = "people"
[[map]]
output = "areas.svg"
[[map]]
lookup = "lookup.csv"
values = "gaps.csv"
column = "value"
output = "footprints.svg"
)");
    england.folder.write("population.csv", "code,people\nE06000001,5\nE06000002,7\n");
    const RunResult result = map({"maps.toml", "--json", "report.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("areas.svg"), HasSubstr("data-code=\"E06000002\""));
    EXPECT_THAT(bytes("footprints.svg"), HasSubstr("data-code=\"W\""));
    EXPECT_THAT(bytes("report.json"), HasSubstr("\"maps\": ["));
}

TEST_F(MapCommand, ListsLabelsWithoutRoom) {
    const std::string word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
    england.folder.write("lookup.csv",
                         "area,footprint,footprint_name\nE06000001,W,West\nE06000002,W,West\n"
                         "E06000003,E," +
                             word + word + word + "\nE06000004,E,East\n");
    const RunResult result = gaps({"--labels", "names", "--page", "60x60", "-o", "m.svg", "--json", "-"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.err, HasSubstr("the map has no room for 1 label: E"));
    EXPECT_THAT(result.out, AllOf(HasSubstr("\"dropped\": ["), HasSubstr("\"unlabelled\"")));
}

TEST_F(MapCommand, InsetByAreas) {
    const RunResult result = gaps({"--inset", "name=South west,areas=E06000002", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("m.svg"), HasSubstr("Inset: South west"));
}

TEST_F(MapCommand, InsetOfAnUnknownCode) {
    expect_failure(gaps({"--inset", "name=Nowhere,areas=E06000009", "-o", "m.svg"}), 1, "E06000009");
}

TEST_F(MapCommand, InsetOutsideTheMap) {
    expect_failure(gaps({"--inset", "name=Sea,bbox=0,0,1000,1000", "-o", "m.svg"}), 2, "not within the map");
}

TEST_F(MapCommand, InsetThatIsNoInset) {
    expect_failure(gaps({"--inset", "London", "-o", "m.svg"}), 2, "says nothing about an inset");
    expect_failure(gaps({"--inset", "name=A,bbox=1,2,3", "-o", "m.svg"}), 2, "west, south, east, north");
    expect_failure(gaps({"--inset", "name=A,bbox=a,2,3,4", "-o", "m.svg"}), 2, "'a' is not a number");
    expect_failure(gaps({"--inset", "bbox=1,2,3,4", "-o", "m.svg"}), 2, "the name is missing");
    expect_failure(gaps({"--inset", "name=A,times=1,bbox=1,2,3,4", "-o", "m.svg"}), 2, "times");
}

TEST_F(MapCommand, FontThatIsNotThereIsReplacedAndThatIsSaid) {
    const RunResult result = gaps({"--font", "No Such Font", "-o", "m.svg"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.err, HasSubstr("the font \"No Such Font\" is not installed"));
}

// A desktop for a flat screen asks for letters with coloured edges and hinting: those of a map have neither.
TEST_F(MapCommand, LettersAreTheSameWhateverTheDesktopAsksFor) {
    england.folder.write("fonts.conf", R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <match target="pattern">
    <edit name="rgba" mode="assign"><const>rgb</const></edit>
    <edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
    <edit name="autohint" mode="assign"><bool>true</bool></edit>
  </match>
  <include>/etc/fonts/fonts.conf</include>
</fontconfig>
)");
    ASSERT_EQ(gaps({"-o", "plain.png"}).exit_code, 0);
    const RunResult other =
        support::run_footprint(england.folder.root(),
                               {"map", "areas.gpkg", "--lookup", "lookup.csv", "--values", "gaps.csv",
                                "--column", "value", "-o", "desktop.png"},
                               {}, {{"FONTCONFIG_FILE", england.folder.path("fonts.conf").string()}});
    ASSERT_EQ(other.exit_code, 0) << other.err;
    EXPECT_TRUE(bytes("plain.png") == bytes("desktop.png"));
}

TEST_F(MapCommand, OutputTwice) {
    expect_failure(gaps({"-o", "m.svg", "-o", "m.svg"}), 2, "written twice");
}

TEST_F(MapCommand, WithoutValues) {
    expect_failure(map({"areas.gpkg", "-o", "m.svg"}), 2, "--values: is missing");
}

TEST_F(MapCommand, MapsOfOneFileByOtherCodesAreReadEachByItsOwn) {
    england.folder.write("two.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"old":"E38000001","new":"E38000011"},
 "geometry":{"type":"Polygon","coordinates":[[[-1,52],[-0.9,52],[-0.9,52.1],[-1,52.1],[-1,52]]]}},
{"type":"Feature","properties":{"old":"E38000002","new":"E38000012"},
 "geometry":{"type":"Polygon","coordinates":[[[-0.9,52],[-0.8,52],[-0.8,52.1],[-0.9,52.1],[-0.9,52]]]}}]})");
    england.folder.write("old.csv", "code,value\nE38000001,1\nE38000002,2\n");
    england.folder.write("new.csv", "code,value\nE38000011,1\nE38000012,2\n");
    england.folder.write("maps.toml", R"(areas = "two.geojson"
column = "value"
[[map]]
code = "old"
values = "old.csv"
output = "old.svg"
[[map]]
code = "new"
values = "new.csv"
output = "new.svg"
)");
    const RunResult result = map({"maps.toml"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(bytes("old.svg"), HasSubstr("data-code=\"E38000002\""));
    EXPECT_THAT(bytes("new.svg"), HasSubstr("data-code=\"E38000012\""));
}

TEST_F(MapCommand, OptionBesideASpecification) {
    for (const char* option : {"--title", "--output", "--crs", "--code"})
        expect_failure(map({"maps.toml", option, "EPSG:27700"}), 2, "goes into the specification");
}

TEST_F(MapCommand, SpecificationWithAnUnknownKey) {
    england.folder.write("maps.toml", "areas = \"areas.gpkg\"\ntitl = \"x\"\n");
    expect_failure(map({"maps.toml"}), 1, "maps.toml, line 2: unknown key titl; did you mean title?");
}

TEST_F(MapCommand, SpecificationWithAValueOfTheWrongKind) {
    england.folder.write("maps.toml", "areas = \"areas.gpkg\"\ntitle = true\n");
    expect_failure(map({"maps.toml"}), 1, "title is neither a text nor a number");
}

TEST_F(MapCommand, SpecificationWithAnUnknownChoice) {
    england.folder.write("maps.toml", "areas = \"areas.gpkg\"\nlabels = \"name\"\n");
    expect_failure(map({"maps.toml"}), 1, "maps.toml, map 1: --labels: 'name' is not one of");
}

TEST_F(MapCommand, SpecificationWithoutAreas) {
    england.folder.write("maps.toml", "title = \"x\"\n");
    expect_failure(map({"maps.toml"}), 1, "areas is missing");
}

TEST_F(MapCommand, SpecificationThatIsNotThere) {
    expect_failure(map({"none.toml"}), 1, "no such file");
}

}  // namespace
