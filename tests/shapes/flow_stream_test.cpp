// Flows streamed from a file against those of the same table in memory, and against a plain map of pairs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "shapes/flow_amounts.hpp"
#include "table_of.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using shapes_test::error_of;
using support::TempFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

shapes::FlowTable streamed(const std::filesystem::path& path, std::size_t block_bytes) {
    geo::CsvStream stream(path, block_bytes);
    return shapes::to_patients(shapes::make_flow_amounts(stream, {}), nullptr);
}

std::string text_of(const shapes::FlowTable& flows) {
    std::string text = std::to_string(flows.rows) + " rows, total " + geo::format_number(flows.total);
    for (std::size_t o = 0; o < flows.origins.size(); ++o) {
        for (std::size_t c = flows.row_start[o]; c < flows.row_start[o + 1]; ++c)
            text += "\n" + flows.origins[o] + "|" + flows.sites[static_cast<std::size_t>(flows.site[c])] +
                    "|" + geo::format_number(flows.patients[c]) + "|" +
                    geo::format_number(flows.suppressed_in(c));
    }
    for (const geo::Finding& finding : flows.findings)
        text += "\n" + std::string(geo::to_string(finding.severity)) + ": " + finding.text;
    return text;
}

template <class Make>
std::string outcome(Make make) {
    try {
        return text_of(make());
    } catch (const geo::InputError& error) {
        return error.what();
    }
}

/// Rows of counts in quarters, which add up exactly in any order, and now and then something odd.
std::string random_flows(std::mt19937_64& random, std::size_t rows) {
    const auto one_of = [&](const std::vector<std::string>& texts) { return texts[random() % texts.size()]; };
    const std::vector<std::string> ends{"\n", "\n", "\r\n", "\n\n", "\n,,,\n"};
    std::string text = "note,site,origin,patients" + one_of(ends);
    const bool has_error = random() % 8 == 0;
    const std::size_t error_row = random() % rows;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::string amount =
            has_error && row == error_row
                ? one_of({"-1", "nan", "x", "", "9007199254740992"})
                : one_of({"*", "\"*\"", "7", " 12 ", "\"3\"", "0.25", "1e2", "0007", "0", "12345678"});
        text += one_of({"", "n", "\"a,\n\"\"b\"\"\"", "5\" nail", "Ynys M\xC3\xB4n"}) + ",";
        text += one_of({"S1", "S2", "\"S,3\"", " S1 ", "", "a-site-code-that-is-longer-than-sixteen"}) + ",";
        text += one_of({"A", "B", "\"C\"\"\"", "E02000001", "E02000002", ""}) + "," + amount;
        text += row + 1 < rows || random() % 2 == 0 ? one_of(ends) : "";
    }
    return text;
}

TEST(FlowStream, IsTheTableOrItsErrorWhereverABlockEnds) {
    std::mt19937_64 random(20170401);
    const TempFolder folder;
    for (int round = 0; round < 300; ++round) {
        const auto path = folder.write("f.csv", random_flows(random, 1 + random() % 30));
        const std::string expected = outcome([&] {
            std::vector<geo::Finding> findings;
            return shapes::make_flow_table(geo::read_table(path, findings), {});
        });
        for (const std::size_t block_bytes :
             {std::size_t{1}, 2 + random() % 60, 2 + random() % 500, geo::CsvStream::usual_block_bytes})
            ASSERT_EQ(outcome([&] { return streamed(path, block_bytes); }), expected) << folder.read("f.csv");
    }
}

TEST(FlowStream, IsTheSameWhateverTheThreadsDo) {
    std::mt19937_64 random(7);
    std::string text = "origin,site,patients\n";
    for (int i = 0; i < 20000; ++i)
        text += "O" + std::to_string(random() % 50) + ",S" + std::to_string(random() % 9) + ",0.1" +
                std::to_string(random() % 1000) + "\n";
    const TempFolder folder;
    const auto path = folder.write("f.csv", text);
    const std::string first = text_of(streamed(path, 1000));
    for (int run = 0; run < 10; ++run)
        ASSERT_EQ(text_of(streamed(path, 1000)), first);
}

TEST(FlowStream, OfManyPairsIsWhatAMapSays) {
    // From a few pairs of many to nearly all: the matrix is hashed, dense, and one that becomes the other.
    std::mt19937_64 random(20170401);
    for (const auto& [origins, sites, rows] :
         {std::array<std::size_t, 3>{3000, 2000, 6000}, {40, 30, 20000}, {900, 3, 9000}, {5, 4000, 30000}}) {
        std::map<std::pair<std::string, std::string>, std::pair<double, double>> expected;
        std::string text = "origin,site,patients\n";
        for (std::size_t i = 0; i < rows; ++i) {
            // Sites become known bit by bit.
            const std::string origin = "E" + std::to_string(random() % origins);
            const std::string site = "S" + std::to_string(random() % (1 + sites * (i + 1) / rows));
            const bool is_suppressed = random() % 5 == 0;
            const std::size_t patients = random() % 100;
            auto& [known, suppressed] = expected[{origin, site}];
            (is_suppressed ? suppressed : known) += is_suppressed ? 1.0 : static_cast<double>(patients);
            text += origin + "," + site + "," + (is_suppressed ? "*" : std::to_string(patients)) + "\n";
        }
        const TempFolder folder;
        const shapes::FlowTable flows = streamed(folder.write("f.csv", text), 4000);
        ASSERT_EQ(flows.cells(), expected.size());
        std::size_t cell = 0;
        auto pair = expected.begin();
        for (std::size_t o = 0; o < flows.origins.size(); ++o) {
            for (; cell < flows.row_start[o + 1]; ++cell, ++pair) {
                ASSERT_EQ(pair->first.first, flows.origins[o]);
                ASSERT_EQ(pair->first.second, flows.sites[static_cast<std::size_t>(flows.site[cell])]);
                ASSERT_EQ(pair->second.first, flows.patients[cell]);
                ASSERT_EQ(pair->second.second, flows.suppressed_in(cell));
            }
        }
    }
}

TEST(FlowStream, OfWindows1252HasItsCodesInUtf8) {
    const TempFolder folder;
    const auto path = folder.write("f.csv", "origin,site,patients\nM\xF4n,S,1\nA,S,2\n");
    const shapes::FlowTable flows = shapes::read_flow_table(path, {});
    EXPECT_THAT(flows.origins, ElementsAre("A", "M\xC3\xB4n"));
    ASSERT_EQ(flows.findings.size(), 1u);
    EXPECT_THAT(flows.findings[0].text, HasSubstr("Windows-1252"));
}

TEST(FlowStream, NamesTheFirstRepeatedPairAcrossBlocks) {
    const std::string text = "origin,site,patients\nA,S,1\nB,S,1\nC,S,1\nB,S,1\nA,S,1\nC,S,1\nB,S,1\n";
    const TempFolder folder;
    const auto path = folder.write("f.csv", text);
    for (std::size_t block_bytes = 1; block_bytes < text.size() + 2; ++block_bytes) {
        const shapes::FlowTable flows = streamed(path, block_bytes);
        ASSERT_EQ(flows.findings.size(), 1u);
        ASSERT_THAT(flows.findings[0].text,
                    AllOf(HasSubstr("3 pairs"), HasSubstr("origin B to site S, on line 3 and line 5")));
    }
}

TEST(FlowStream, OfAnEmptyFileIsAnError) {
    const TempFolder folder;
    EXPECT_THAT(
        error_of<geo::InputError>([&] { (void)shapes::read_flow_table(folder.write("f.csv", ""), {}); }),
        HasSubstr("the file is empty"));
}

TEST(FlowStream, OfAHeaderAloneIsAnError) {
    const TempFolder folder;
    for (const char* text :
         {"origin,site,patients\n", "origin,site,patients", "origin,site,patients\n\n,,\n"})
        EXPECT_THAT(error_of<geo::InputError>(
                        [&] { (void)shapes::read_flow_table(folder.write("f.csv", text), {}); }),
                    AllOf(HasSubstr("f.csv: no flows"), HasSubstr("header")));
}

TEST(FlowStream, WithoutAColumnNamesTheOption) {
    const TempFolder folder;
    EXPECT_THAT(error_of<geo::InputError>([&] {
                    (void)shapes::read_flow_table(folder.write("f.csv", "origin,trust,patients\nA,S,1\n"),
                                                  {});
                }),
                AllOf(HasSubstr("no column 'site'"), HasSubstr("--site-column")));
}

TEST(FlowStream, OfParquetSaysWhatToDo) {
    const TempFolder folder;
    EXPECT_THAT(error_of<geo::InputError>(
                    [&] { (void)shapes::read_flow_table(folder.write("f.parquet", "PAR1"), {}); }),
                AllOf(HasSubstr("Parquet"), HasSubstr("write it as .csv")));
}

TEST(FlowStream, OfSharesIsThatOfTheTable) {
    const std::string text = "origin,site,share\nA,S1,0.5\nB,S1,1\nA,S2,0.25\nC,S2,1\n";
    const TempFolder folder;
    const auto path = folder.write("f.csv", text);
    const shapes::FlowColumns columns{"", "", "", "share"};
    const auto population = shapes::make_area_values(
        shapes_test::table_of({{"code", "population"}, {"A", "200"}, {"B", "10"}}), {});
    std::vector<geo::Finding> findings;
    const std::string expected =
        text_of(shapes::make_flow_table(geo::read_table(path, findings), columns, &population));
    EXPECT_THAT(expected, HasSubstr("1 row left out"));
    for (std::size_t block_bytes = 1; block_bytes < text.size() + 2; ++block_bytes) {
        geo::CsvStream stream(path, block_bytes);
        EXPECT_EQ(text_of(shapes::to_patients(shapes::make_flow_amounts(stream, columns), &population)),
                  expected);
    }
}

}  // namespace
