#include "shapes/lookup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "table_of.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::FindingKind;
using geo::Severity;
using shapes_test::error_of;
using shapes_test::findings_of;
using shapes_test::lookup_of;
using shapes_test::table_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Headers of real ONS lookups with a few of their rows.
const std::vector<std::vector<std::string>> ccg_to_stp{
    {"CCG17CD", "CCG17CDH", "CCG17NM", "STP17CD", "STP17NM", "FID"},
    {"E38000058", "03X", "NHS Erewash CCG", "E54000012", "Derbyshire", "1"},
    {"E38000071", "03Y", "NHS Hardwick CCG", "E54000012", "Derbyshire", "2"},
    {"E38000001", "02N", "NHS Airedale, Wharfedale and Craven CCG", "E54000005", "West Yorkshire", "3"}};
const std::vector<std::vector<std::string>> lsoa_to_all{
    {"LSOA11CD", "LSOA11NM", "CCG17CD", "CCG17CDH", "CCG17NM", "STP17CD", "STP17NM", "LAD17CD", "LAD17NM",
     "FID"},
    {"E01010815", "Bradford 057B", "E38000019", "02R", "NHS Bradford Districts CCG", "E54000005",
     "West Yorkshire", "E08000032", "Bradford", "1"},
    {"E01010816", "Bradford 057C", "E38000019", "02R", "NHS Bradford Districts CCG", "E54000005",
     "West Yorkshire", "E08000032", "Bradford", "2"},
    {"E01010638", "Bradford 004A", "E38000001", "02N", "NHS Airedale, Wharfedale and Craven CCG", "E54000005",
     "West Yorkshire", "E08000032", "Bradford", "3"}};

TEST(Lookup, ReadsThePlainColumns) {
    const auto lookup = lookup_of({{"area", "footprint", "footprint_name"},
                                   {"01E", "F2", "Two"},
                                   {"00T", "F1", "One"},
                                   {"00V", "F1", "One"}});
    EXPECT_THAT(lookup.codes, ElementsAre("00T", "00V", "01E"));
    EXPECT_THAT(lookup.footprint_of, ElementsAre("F1", "F1", "F2"));
    EXPECT_THAT(lookup.footprints, ElementsAre("F1", "F2"));
    EXPECT_THAT(lookup.footprint_names, ElementsAre("One", "Two"));
    EXPECT_THAT(lookup.findings, IsEmpty());
    EXPECT_EQ(lookup.rows, 3u);
}

TEST(Lookup, UsesTheCodeWhereThereIsNoName) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}});
    EXPECT_THAT(lookup.footprint_names, ElementsAre("F1"));
    EXPECT_EQ(lookup.name_column, "");
}

TEST(Lookup, TakesNamedColumnsBeforeAllOthers) {
    shapes::LookupOptions options;
    options.unit_column = "LAD17CD";
    options.footprint_column = "ccg17cd";
    const auto lookup = shapes::make_lookup(table_of(lsoa_to_all), options);
    EXPECT_EQ(lookup.unit_column, "LAD17CD");
    EXPECT_EQ(lookup.footprint_column, "CCG17CD");
    EXPECT_EQ(lookup.name_column, "CCG17NM");
}

TEST(Lookup, RecognisesOnsColumnsOfCcgsAndStps) {
    const auto lookup = lookup_of(ccg_to_stp);
    EXPECT_EQ(lookup.unit_column, "CCG17CD");
    EXPECT_EQ(lookup.footprint_column, "STP17CD");
    EXPECT_EQ(lookup.name_column, "STP17NM");
    EXPECT_THAT(lookup.footprint_names, ElementsAre("West Yorkshire", "Derbyshire"));
}

TEST(Lookup, JoinsAreasWithOdsCodesByTheOdsColumn) {
    const auto lookup = lookup_of(ccg_to_stp, {"02N", "03X", "03Y"});
    EXPECT_EQ(lookup.unit_column, "CCG17CDH");
    EXPECT_THAT(lookup.codes, ElementsAre("02N", "03X", "03Y"));
    EXPECT_THAT(lookup.footprint_of, ElementsAre("E54000005", "E54000012", "E54000012"));
}

TEST(Lookup, TakesTheFinestGeographyWithoutAreaCodes) {
    const auto lookup = lookup_of(lsoa_to_all);
    EXPECT_EQ(lookup.unit_column, "LSOA11CD");
    EXPECT_EQ(lookup.footprint_column, "STP17CD");
    EXPECT_THAT(lookup.findings, IsEmpty());
}

TEST(Lookup, TakesTheColumnThatHoldsTheAreaCodesAndCountsRepeatedRowsInANote) {
    const auto lookup = lookup_of(lsoa_to_all, {"E38000019", "E38000001"});
    EXPECT_EQ(lookup.unit_column, "CCG17CD");
    EXPECT_THAT(lookup.duplicated, ElementsAre("E38000019"));
    const auto notes = findings_of(lookup.findings, FindingKind::duplicate_code, Severity::note);
    ASSERT_EQ(notes.size(), 1u);
    EXPECT_EQ(notes[0].size, 1.0);
    EXPECT_EQ(lookup.findings.size(), 1u);
}

TEST(Lookup, RecognisesTheOtherShapesOfOnsLookups) {
    const auto county = lookup_of({{"LAD17CD", "LAD17NM", "CTY17CD", "CTY17NM", "FID"},
                                   {"E08000022", "North Tyneside", "E11000007", "Tyne and Wear", "1"},
                                   {"E08000023", "South Tyneside", "E11000007", "Tyne and Wear", "2"}});
    EXPECT_EQ(county.unit_column, "LAD17CD");
    EXPECT_EQ(county.footprint_column, "CTY17CD");
    EXPECT_THAT(county.footprint_names, ElementsAre("Tyne and Wear"));

    const auto msoa = lookup_of({{"lsoa11_name", "lsoa11_code", "msoa11_name", "msoa11_code"},
                                 {"Hartlepool 006B", "E01011966", "Hartlepool 006", "E02002488"},
                                 {"Hartlepool 006C", "E01011967", "Hartlepool 006", "E02002488"}});
    EXPECT_EQ(msoa.unit_column, "lsoa11_code");
    EXPECT_EQ(msoa.footprint_column, "msoa11_code");
    EXPECT_EQ(msoa.name_column, "msoa11_name");
}

TEST(Lookup, OfSitesIsRecognisedFromCodeAndStpCode) {
    const auto lookup = shapes::make_lookup(
        table_of({{"NHS England Region", "Trust", "code", "STP", "STP_code"},
                  {"South", "Great Western", "RN3", "Bath and North East Somerset", "E54000040"},
                  {"South", "Royal United", "RD1", "Bath and North East Somerset", "E54000040"}}),
        shapes::site_lookup_options());
    EXPECT_EQ(lookup.unit_column, "code");
    EXPECT_EQ(lookup.footprint_column, "STP_code");
    EXPECT_EQ(lookup.name_column, "STP");
    EXPECT_THAT(lookup.codes, ElementsAre("RD1", "RN3"));
}

TEST(Lookup, OfSitesRecommendsToRenameAColumnThatCannotBeTold) {
    const std::string text = error_of<geo::InputError>([] {
        (void)shapes::make_lookup(table_of({{"hospital", "footprint"}, {"RN3", "F1"}}),
                                  shapes::site_lookup_options());
    });
    EXPECT_THAT(text, AllOf(HasSubstr("no column `site`"), HasSubstr("call the column `site`")));
}

TEST(Lookup, OfSitesHasItsOwnPlainColumn) {
    const auto lookup =
        shapes::make_lookup(table_of({{"site", "footprint"}, {"RN3", "F1"}}), shapes::site_lookup_options());
    EXPECT_EQ(lookup.unit_column, "site");
}

TEST(Lookup, OfSitesPassesOverAColumnOfTheirNames) {
    const geo::Table table =
        table_of({{"code", "footprint", "site"}, {"R0A", "F1", "Royal Infirmary"}, {"RA2", "F2", "County"}});
    const std::vector<std::string> codes{"R0A", "RA2"};
    EXPECT_EQ(shapes::make_lookup(table, shapes::site_lookup_options(), codes).unit_column, "code");
    EXPECT_EQ(shapes::make_lookup(table, shapes::site_lookup_options()).unit_column, "site");
}

TEST(Lookup, NamesTheCandidatesWhenTheFootprintColumnCannotBeTold) {
    const std::string text = error_of<geo::InputError>([] {
        (void)lookup_of({{"CCG17CD", "NHSRLO17CD", "NHSER17CD"},
                         {"E38000056", "E39000026", "E40000001"},
                         {"E38000068", "E39000026", "E40000001"}});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("test.csv"), HasSubstr("NHSRLO17CD and NHSER17CD"),
                            HasSubstr("--footprint-column")));
}

TEST(Lookup, NamesTheCandidatesWhenTheAreaColumnCannotBeTold) {
    const std::string text = error_of<geo::InputError>([] {
        (void)lookup_of({{"CCG17CD", "LAD17CD", "STP17CD"}, {"A", "B", "C"}, {"D", "E", "C"}});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("CCG17CD and LAD17CD"), HasSubstr("--area-column")));
}

TEST(Lookup, SaysWhichColumnsThereAreWhenNoneFits) {
    const std::string text = error_of<geo::InputError>([] {
        (void)lookup_of({{"place", "group"}, {"A", "B"}});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("area"), HasSubstr("place and group"), HasSubstr("--area-column")));
}

TEST(Lookup, SaysWhichOptionNamesTheFootprintWhenOnlyTheAreaIsThere) {
    const std::string text = error_of<geo::InputError>([] {
        (void)lookup_of({{"area", "group"}, {"A", "B"}});
    });
    EXPECT_THAT(text, AllOf(HasSubstr("footprint"), HasSubstr("--footprint-column")));
}

TEST(Lookup, OffersTheNearestNameForAColumnThatDoesNotExist) {
    shapes::LookupOptions options;
    options.footprint_column = "STP17CE";
    const std::string text =
        error_of<geo::InputError>([&] { (void)shapes::make_lookup(table_of(ccg_to_stp), options); });
    EXPECT_THAT(text, AllOf(HasSubstr("STP17CE"), HasSubstr("STP17CD")));
}

TEST(Lookup, RefusesOneColumnForBoth) {
    shapes::LookupOptions options;
    options.unit_column = "STP17CD";
    options.footprint_column = "STP17CD";
    EXPECT_THROW((void)shapes::make_lookup(table_of(ccg_to_stp), options), geo::InputError);
}

TEST(Lookup, GivesAViolationForAnAreaInTwoFootprintsThatNamesBoth) {
    const auto lookup =
        lookup_of({{"area", "footprint"}, {"B", "F1"}, {"A", "F2"}, {"A", "F1"}, {"A", "F2"}});
    const auto found = findings_of(lookup.findings, FindingKind::duplicate_code, Severity::violation);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0].codes, ElementsAre("A"));
    EXPECT_THAT(found[0].text, AllOf(HasSubstr("line 3"), HasSubstr("F2 and F1"), HasSubstr("2 footprints")));
    EXPECT_THAT(lookup.codes, ElementsAre("A", "B"));
    EXPECT_THAT(lookup.footprint_of, ElementsAre("F2", "F1"));
    EXPECT_THAT(lookup.duplicated, ElementsAre("A"));
}

TEST(Lookup, KeepsAnAreaWithoutAFootprint) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {"B", " "}});
    EXPECT_THAT(lookup.footprint_of, ElementsAre("F1", ""));
    EXPECT_THAT(lookup.footprints, ElementsAre("F1"));
}

TEST(Lookup, CountsRowsWithoutACode) {
    const auto lookup = lookup_of({{"area", "footprint"}, {"A", "F1"}, {" ", "F1"}, {"", "F2"}});
    const auto found = findings_of(lookup.findings, FindingKind::missing_code, Severity::warning);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].size, 2.0);
    EXPECT_THAT(found[0].text, HasSubstr("line 3"));
}

TEST(Lookup, WarnsOfAFootprintWithTwoNames) {
    const auto lookup =
        lookup_of({{"area", "footprint", "footprint_name"}, {"A", "F1", "One"}, {"B", "F1", "Eins"}});
    EXPECT_THAT(lookup.footprint_names, ElementsAre("One"));
    EXPECT_EQ(findings_of(lookup.findings, FindingKind::duplicate_code, Severity::warning).size(), 1u);
}

TEST(Lookup, WithoutAnyCodeIsAnError) {
    EXPECT_THROW((void)lookup_of({{"area", "footprint"}}), geo::InputError);
    EXPECT_THROW((void)lookup_of({{"area", "footprint"}, {"", "F1"}}), geo::InputError);
}

TEST(Lookup, IsReadFromAFileWithByteOrderMarkAndCarriageReturns) {
    const auto folder = std::filesystem::path(testing::TempDir()) / "lookup_read_from_a_file";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "l.csv", std::ios::binary) << "\xEF\xBB\xBF"
                                                         "area,footprint\r\n00T,F1\r\n01E,F1\r\n";
    const auto lookup = shapes::read_lookup(folder / "l.csv", {});
    EXPECT_THAT(lookup.codes, ElementsAre("00T", "01E"));
    EXPECT_THAT(lookup.footprints, ElementsAre("F1"));
}

TEST(Lookup, OfAFileIsThatOfItsTableWhateverColumnsAreNamed) {
    const support::TempFolder folder;
    const auto path =
        folder.write("l.csv",
                     "FID,lsoa11cd,LSOA11NM,CCG17CD,CCG17CDH,CCG17NM,STP17CD,STP17NM,STP17,note\n"
                     "1,E01,Ash,E38A,01A,One,E54A,North,N,x\n"
                     "2,E02,Bow,E38A,01A,One,E54A,North,N,\n"
                     "3,E03,Cam,E38B,01B,Two,E54B,South,S,\n");
    std::vector<geo::Finding> findings;
    const geo::Table table = geo::read_table(path, findings);
    const std::vector<std::string> codes{"E01", "E02", "E03"};
    for (const char* footprint : {"", "STP17CD", "stp17cd", "CCG17CD", "CCG17CDH", "note"}) {
        for (const char* unit : {"", "lsoa11cd", "CCG17CDH", "LSOA11NM"}) {
            for (const char* name : {"", "CCG17NM", "STP17"}) {
                shapes::LookupOptions options;
                options.footprint_column = footprint;
                options.unit_column = unit;
                options.name_column = name;
                const std::string what = std::string(footprint) + " " + unit + " " + name;
                std::string expected_error;
                std::string error;
                shapes::Lookup expected;
                shapes::Lookup lookup;
                try {
                    expected = shapes::make_lookup(table, options, codes);
                } catch (const geo::InputError& caught) {
                    expected_error = caught.what();
                }
                try {
                    lookup = shapes::read_lookup(path, options, codes);
                } catch (const geo::InputError& caught) {
                    error = caught.what();
                }
                EXPECT_EQ(error, expected_error) << what;
                EXPECT_EQ(lookup.codes, expected.codes) << what;
                EXPECT_EQ(lookup.footprint_of, expected.footprint_of) << what;
                EXPECT_EQ(lookup.footprints, expected.footprints) << what;
                EXPECT_EQ(lookup.footprint_names, expected.footprint_names) << what;
                EXPECT_EQ(lookup.rows, expected.rows) << what;
            }
        }
    }
    shapes::LookupOptions options;
    options.footprint_column = "STP17CD";
    options.unit_column = "FDI";
    EXPECT_THAT(
        support::message_of<geo::InputError>([&] { (void)shapes::read_lookup(path, options, codes); }),
        AllOf(HasSubstr("no column 'FDI'"), HasSubstr("LSOA11NM"), HasSubstr("note")));
}

TEST(Lookup, ThatDoesNotExistIsAnError) {
    EXPECT_THROW((void)shapes::read_lookup("no/such/lookup.csv", {}), geo::InputError);
}

}  // namespace
