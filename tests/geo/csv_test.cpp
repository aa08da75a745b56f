#include "geo/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::read_table;
using support::message_of;
using support::TempFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Cells = std::vector<std::string>;

geo::Table read(std::string_view text, std::string_view name = "table.csv") {
    const TempFolder folder;
    std::vector<geo::Finding> findings;
    return read_table(folder.write(name, text), findings);
}

std::string error_of(std::string_view text) {
    return message_of<geo::InputError>([&] { (void)read(text); });
}

TEST(Csv, CodesStayText) {
    const geo::Table table = read("code,value\n00C,1\n01E,2\n13T,\n");
    EXPECT_EQ(table.columns[0].cells, (Cells{"00C", "01E", "13T"}));
    EXPECT_EQ(table.columns[1].cells, (Cells{"1", "2", ""}));
    EXPECT_EQ(table.columns[0].type, geo::ColumnType::text);
}

TEST(Csv, ByteOrderMarkIsNoPartOfTheFirstName) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "code,name\n1,2\n")
                  .columns[0]
                  .name,
              "code");
}

TEST(Csv, ByteOrderMarksAfterBlankLinesAreNoPartOfTheFirstName) {
    const geo::Table table = read("\n\xEF\xBB\xBF\xEF\xBB\xBF code\n1\n");
    EXPECT_EQ(table.columns[0].name, "code");
}

TEST(Csv, LineEndsOfWindowsAndOldMacsAreLineEnds) {
    EXPECT_EQ(read("a,b\r\n1,2\r\n").columns[1].cells, (Cells{"2"}));
    EXPECT_EQ(read("a,b\r1,2\r3,4").columns[1].cells, (Cells{"2", "4"}));
}

TEST(Csv, LastLineNeedsNoLineEnd) {
    EXPECT_EQ(read("a,b\n1,2").columns[1].cells, (Cells{"2"}));
    EXPECT_EQ(read("a,b\n1,").columns[1].cells, (Cells{""}));
}

TEST(Csv, QuotesHoldCommasQuotesAndLineBreaks) {
    const geo::Table table = read("name,n\n\"Bath, \"\"Swindon\"\"\nand Wiltshire\",1\nb,2\n");
    EXPECT_EQ(table.columns[0].cells, (Cells{"Bath, \"Swindon\"\nand Wiltshire", "b"}));
    EXPECT_THAT(table.lines, ElementsAre(2U, 4U));
}

TEST(Csv, QuoteInsideAPlainFieldIsAPlainSign) {
    EXPECT_EQ(read("a\nfive \"x\" six\n").columns[0].cells, (Cells{"five \"x\" six"}));
}

TEST(Csv, Latin1IsReadAndReported) {
    const TempFolder folder;
    std::vector<geo::Finding> findings;
    const geo::Table table = read_table(folder.write("t.csv", "name\nYnys M\xF4n\n"), findings);
    EXPECT_EQ(table.columns[0].cells, (Cells{"Ynys M\xC3\xB4n"}));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].kind, geo::FindingKind::assumption);
    EXPECT_THAT(findings[0].text, HasSubstr("Windows-1252"));
    const auto all = [](const std::string&) { return true; };
    const geo::Table columns = read_columns(folder.path("t.csv"), findings, all);
    EXPECT_EQ(columns.columns[0].cells, table.columns[0].cells);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_EQ(findings[1].text, findings[0].text);
}

TEST(Csv, BlankLinesAndRowsOfCommasAreLeftOut) {
    const geo::Table table = read("a,b\n\n1,2\n,\n\n3,4\n\n");
    EXPECT_EQ(table.columns[0].cells, (Cells{"1", "3"}));
    EXPECT_THAT(table.lines, ElementsAre(3U, 6U));
}

TEST(Csv, UnnamedColumnGetsItsNumber) {
    EXPECT_EQ(read("\"\",code\n1,00C\n").columns[0].name, "column_1");
}

TEST(Csv, HeaderAloneIsATableWithoutRows) {
    const geo::Table table = read("a,b\n");
    EXPECT_EQ(table.columns.size(), 2U);
    EXPECT_EQ(table.rows(), 0U);
}

TEST(Csv, OfColumnsThatNobodyWantsTheNamesAreKept) {
    const TempFolder folder;
    std::vector<geo::Finding> findings;
    const auto is_wanted = [](const std::string& name) { return name == "b"; };
    const auto path = folder.write("table.csv", "a,b,c\n1,2,3\n,,\n4,5,6\n");
    const geo::Table table = read_columns(path, findings, is_wanted);
    EXPECT_EQ(table.rows(), 2U);
    EXPECT_EQ(table.columns[0].name, "a");
    EXPECT_EQ(table.columns[0].cells, Cells());
    EXPECT_EQ(table.columns[1].cells, (Cells{"2", "5"}));
    EXPECT_EQ(table.columns[2].cells, Cells());
    EXPECT_EQ(table.lines, (std::vector<std::size_t>{2, 4}));
    // A row that is too short is one whoever wants what.
    const auto short_row = folder.write("short.csv", "a,b,c\n1,2,3\n4,5\n");
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)read_columns(short_row, findings, is_wanted); }),
                HasSubstr("line 3"));
}

TEST(Csv, IsReadFromAPipe) {
    const TempFolder folder;
    const std::filesystem::path pipe = folder.path("pipe.csv");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::thread writer([&] { std::ofstream(pipe) << "a,b\n1,2\n"; });
    std::vector<geo::Finding> findings;
    const geo::Table table = read_table(pipe, findings);
    writer.join();
    EXPECT_EQ(table.columns[1].cells, (Cells{"2"}));
    // Long enough not to be at hand when the header is.
    std::string rows;
    for (int i = 0; i < 100000; ++i)
        rows += "1,2\n";
    std::thread second([&] { std::ofstream(pipe) << "a,b\n" << rows; });
    const auto is_b = [](const std::string& name) { return name == "b"; };
    const geo::Table columns = read_columns(pipe, findings, is_b);
    second.join();
    EXPECT_EQ(columns.columns[1].cells, Cells(100000, "2"));
    EXPECT_EQ(columns.lines.back(), 100001U);
}

TEST(Csv, TabsSplitTsvAndTxt) {
    EXPECT_EQ(read("a\tb,c\n1\t2\n", "t.tsv").columns[1].name, "b,c");
    EXPECT_EQ(read("a\tb\n1\t2\n", "t.txt").columns.size(), 2U);
    EXPECT_EQ(read("a,b\n1,2\n", "t.txt").columns.size(), 2U);
}

TEST(CsvErrors, RowTooShortNamesItsLine) {
    EXPECT_THAT(error_of("a,b\n1,2\n3\n"),
                AllOf(HasSubstr("line 3"), HasSubstr("1 field where the header has 2")));
}

TEST(CsvErrors, RowTooLongNamesItsLine) {
    EXPECT_THAT(error_of("a,b\n\"x\ny\",2\n1,2,3\n"), AllOf(HasSubstr("line 4"), HasSubstr("3 fields")));
}

TEST(CsvErrors, QuoteNeverClosedNamesTheLineItOpensOn) {
    EXPECT_THAT(error_of("a,b\n1,\"2\n3,4\n"), AllOf(HasSubstr("line 2"), HasSubstr("never closed")));
}

TEST(CsvErrors, TextAfterAClosingQuote) {
    EXPECT_THAT(error_of("a\n\"1\"2\n"), AllOf(HasSubstr("line 2"), HasSubstr("closing quote")));
}

TEST(CsvErrors, TwoColumnsOfOneName) {
    EXPECT_THAT(error_of("code,value,code\n1,2,3\n"), HasSubstr("two columns are called 'code'"));
}

TEST(CsvErrors, NulByte) {
    EXPECT_THAT(error_of(std::string_view("a,b\n1,\0\n", 8)), AllOf(HasSubstr("line 2"), HasSubstr("NUL")));
}

TEST(CsvErrors, Utf16IsNamed) {
    EXPECT_THAT(error_of(std::string_view("\xFF\xFE"
                                          "a\0",
                                          4)),
                HasSubstr("UTF-16"));
}

TEST(CsvErrors, EmptyFileAndFileOfBlanks) {
    EXPECT_THAT(error_of(""), HasSubstr("the file is empty"));
    EXPECT_THAT(error_of("\xEF\xBB\xBF \n\n"), HasSubstr("the file is empty"));
}

TEST(CsvErrors, MissingFile) {
    std::vector<geo::Finding> findings;
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)read_table("no/such/table.csv", findings); }),
                "no/such/table.csv: no such file");
}

TEST(CsvErrors, Folder) {
    const TempFolder folder;
    std::vector<geo::Finding> findings;
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)read_table(folder.root(), findings); }),
                HasSubstr("is a folder"));
}

TEST(CsvErrors, UnknownEnding) {
    const TempFolder folder;
    std::vector<geo::Finding> findings;
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)read_table(folder.write("a.docx", "x"), findings); }),
                HasSubstr(".csv, .tsv, .txt, .xlsx"));
}

TEST(CsvErrors, WorkbookThatIsNone) {
    const TempFolder folder;
    std::vector<geo::Finding> findings;
    EXPECT_THAT(message_of<geo::InputError>(
                    [&] { (void)read_table(folder.write("a.xlsx", "a,b\n1,2\n"), findings); }),
                AllOf(HasSubstr("a.xlsx"), HasSubstr("not")));
}

TEST(ToCsv, QuotesOnlyWhereNeeded) {
    geo::Table table;
    table.columns = {{"code", geo::ColumnType::text, {"00C", "a\"b"}},
                     {"na,me", geo::ColumnType::text, {" x", "l\nm"}}};
    EXPECT_EQ(geo::to_csv(table), "code,\"na,me\"\n00C,\" x\"\n\"a\"\"b\",\"l\nm\"\n");
}

TEST(ToCsv, ReadsBackAsTheSameCells) {
    geo::Table table;
    table.columns = {{"a", geo::ColumnType::text, {"", "1,2", "\"", "x\r\ny", " z "}},
                     {"b", geo::ColumnType::text, {"k", "", "\xC3\xB4", "\t", "00E"}}};
    const geo::Table again = read(geo::to_csv(table));
    EXPECT_EQ(again.columns[0].cells, table.columns[0].cells);
    EXPECT_EQ(again.columns[1].cells, table.columns[1].cells);
}

}  // namespace
