#include "geo/csv_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "geo/csv.hpp"
#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::CsvRows;
using geo::CsvStream;
using support::message_of;
using support::TempFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Cells = std::vector<std::string>;

struct PlacedRow {
    geo::CsvPlace place;
    Cells cells;
};

/// Every cell of every column and the line of each row, in the order of the file.
struct Streamed {
    std::vector<std::string> names;
    std::vector<Cells> rows;
    std::vector<std::size_t> lines;
    bool is_windows_1252 = false;
};

Streamed stream(const std::filesystem::path& path, std::size_t block_bytes = CsvStream::usual_block_bytes,
                std::size_t threads = CsvStream::lanes) {
    CsvStream csv(path, block_bytes);
    Streamed result;
    for (const geo::Column& column : csv.header().columns)
        result.names.push_back(column.name);
    std::vector<std::size_t> all(result.names.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::vector<PlacedRow>> lanes(CsvStream::lanes);
    geo::CsvPlace last = 0;
    const auto take = [&](std::size_t lane, const CsvRows& rows) {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            PlacedRow row{rows.places[r], {}};
            for (std::size_t c = 0; c < rows.columns; ++c)
                row.cells.emplace_back(rows.cell(r, c));
            EXPECT_TRUE(lanes[lane].empty() || lanes[lane].back().place < row.place);
            if (threads == 1) {
                EXPECT_LT(last, row.place);
                last = row.place;
            }
            lanes[lane].push_back(std::move(row));
        }
    };
    csv.read(all, take, threads);
    std::vector<PlacedRow> rows = std::move(lanes[0]);
    rows.insert(rows.end(), lanes[1].begin(), lanes[1].end());
    std::ranges::sort(rows, {}, &PlacedRow::place);
    for (PlacedRow& row : rows) {
        result.lines.push_back(csv.line_of(row.place));
        result.rows.push_back(std::move(row.cells));
    }
    result.is_windows_1252 = csv.is_windows_1252();
    return result;
}

Streamed stream_text(std::string_view text, std::size_t block_bytes = CsvStream::usual_block_bytes,
                     std::string_view name = "t.csv") {
    const TempFolder folder;
    return stream(folder.write(name, text), block_bytes);
}

std::string stream_error(std::string_view text, std::size_t block_bytes = CsvStream::usual_block_bytes,
                         std::string_view name = "t.csv") {
    return message_of<geo::InputError>([&] { (void)stream_text(text, block_bytes, name); });
}

std::string gzip(const std::string& text) {
    constexpr int gzip_only = 16;
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + gzip_only, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string plain = text;
    std::string packed(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// What geo::read_table() makes of the text, or its error; or what geo::read_columns() does of all columns.
std::string table_outcome(const std::filesystem::path& path, bool by_columns = false) {
    std::vector<geo::Finding> findings;
    try {
        const auto all = [](const std::string&) { return true; };
        const geo::Table table =
            by_columns ? geo::read_columns(path, findings, all) : geo::read_table(path, findings);
        std::string text;
        for (const geo::Column& column : table.columns)
            text += "[" + column.name + "]";
        for (std::size_t row = 0; row < table.rows(); ++row) {
            text += "\nline " + std::to_string(table.lines[row]) + " ";
            for (const geo::Column& column : table.columns)
                text += "[" + column.cells[row] + "]";
        }
        return text;
    } catch (const geo::InputError& error) {
        return error.what();
    }
}

std::string stream_outcome(const std::filesystem::path& path, std::size_t block_bytes,
                           std::size_t threads = CsvStream::lanes) {
    try {
        const Streamed csv = stream(path, block_bytes, threads);
        std::string text;
        for (const std::string& name : csv.names)
            text += "[" + name + "]";
        for (std::size_t row = 0; row < csv.rows.size(); ++row) {
            text += "\nline " + std::to_string(csv.lines[row]) + " ";
            for (const std::string& cell : csv.rows[row])
                text += "[" + cell + "]";
        }
        return text;
    } catch (const geo::InputError& error) {
        return error.what();
    }
}

TEST(CsvStream, GivesTheChosenColumnsInTheOrderAsked) {
    const TempFolder folder;
    CsvStream csv(folder.write("t.csv", "a,b,c\n1,2,3\n4,5,6\n"));
    const std::vector<std::size_t> chosen{2, 0};
    std::vector<Cells> rows;
    csv.read(chosen, [&](std::size_t, const CsvRows& batch) {
        for (std::size_t r = 0; r < batch.size(); ++r)
            rows.push_back({std::string(batch.cell(r, 0)), std::string(batch.cell(r, 1))});
    });
    EXPECT_THAT(rows, ElementsAre(Cells{"3", "1"}, Cells{"6", "4"}));
}

TEST(CsvStream, IsTheTableWhereverABlockEnds) {
    const std::string text =
        "\xEF\xBB\xBF\r\ncode,\"na\nme\",n\r\n00C,\"Bath, \"\"x\"\"\r\ny\",1\r\n\r\n,,\n01E,5\" nail,2\n"
        "\"\",\"a\"\"\",\" \"\n\"\"\"q\",\"\n\n\",3\rA,B,4\nx,y,z";
    const TempFolder folder;
    const auto path = folder.write("t.csv", text);
    const std::string expected = table_outcome(path);
    ASSERT_THAT(expected, HasSubstr("line 9 "));
    for (std::size_t block_bytes = 1; block_bytes <= text.size() + 1; ++block_bytes)
        for (const std::size_t threads : {1U, 2U})
            EXPECT_EQ(stream_outcome(path, block_bytes, threads), expected) << block_bytes;
}

TEST(CsvStream, OfRandomTextIsTheTableOrItsError) {
    std::mt19937_64 random(20170401);
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
    const std::vector<std::string> pieces{"a",  "b1", ",",  ",", ",",    "\n",     "\n",   "\r\n",
                                          "\r", "\"", "\"", " ", "\"\"", "\"x,\"", "\n\n", ",,\n"};
    const TempFolder folder;
    std::size_t tables = 0;
    for (int round = 0; round < 600; ++round) {
        // Half of the texts have rows of two fields and quotes that close.
        const bool is_tidy = round % 2 == 0;
        std::string text = is_tidy ? "p,q\n" : "";
        for (std::size_t n = below(12); n > 0; --n) {
            if (is_tidy) {
                const std::vector<std::string> fields{"",           "u",   "\"v\"", "\"w\nw\"",
                                                      "\"x,\"\"\"", "y\"", " \"z\""};
                text +=
                    fields[below(fields.size())] + "," + fields[below(fields.size())] + pieces[5 + below(4)];
            } else {
                text += pieces[below(pieces.size())];
            }
        }
        const auto path = folder.write("t.csv", text);
        const std::string expected = table_outcome(path);
        tables += expected.starts_with('[') ? 1U : 0U;
        ASSERT_EQ(table_outcome(path, true), expected) << testing::PrintToString(text);
        for (const std::size_t block_bytes :
             {std::size_t{1}, 1 + below(8), 1 + below(40), std::size_t{4096}}) {
            for (const std::size_t threads : {1U, 2U})
                ASSERT_EQ(stream_outcome(path, block_bytes, threads), expected)
                    << testing::PrintToString(text);
        }
    }
    EXPECT_GT(tables, 300u);
}

TEST(CsvStream, OfManyBlocksKeepsEveryRowAndItsLine) {
    std::string text = "n,square\n";
    for (std::size_t i = 0; i < 20000; ++i)
        text += std::to_string(i) + (i % 1000 == 7 ? ",\"" : ",") + std::to_string(i * i) +
                (i % 1000 == 7 ? "\n\"\n" : "\n");
    const Streamed csv = stream_text(text, 1000);
    ASSERT_EQ(csv.rows.size(), 20000u);
    for (std::size_t i = 0; i < 20000; ++i)
        ASSERT_EQ(csv.rows[i][0], std::to_string(i));
    EXPECT_EQ(csv.lines[7], 9u);
    EXPECT_EQ(csv.lines[8], 11u);
    EXPECT_EQ(csv.lines.back(), 20001u + 20);
}

TEST(CsvStream, TsvAndTxtHaveTabs) {
    EXPECT_THAT(stream_text("a\tb\n1,5\t2\n", 4, "t.tsv").rows, ElementsAre(Cells{"1,5", "2"}));
    EXPECT_THAT(stream_text("a\tb\n1,5\t2\n", 4, "t.txt").rows, ElementsAre(Cells{"1,5", "2"}));
    EXPECT_THAT(stream_text("a,b\n1,2\n", 4, "t.txt").rows, ElementsAre(Cells{"1", "2"}));
}

TEST(CsvStream, OfWindows1252SaysSo) {
    EXPECT_TRUE(stream_text("name\nYnys M\xF4n\n").is_windows_1252);
    EXPECT_FALSE(stream_text("name\nYnys M\xC3\xB4n\n", 3).is_windows_1252);
    EXPECT_THAT(stream_text("r\xE9gion\n1\n").names, ElementsAre("r\xC3\xA9gion"));
}

TEST(CsvStream, OfGzipIsItsText) {
    const std::string text = "a,b\n1,2\n\"3\n\",4\n";
    const TempFolder folder;
    for (const char* name : {"t.csv.gz", "t.gz", "t.csv"}) {
        EXPECT_TRUE(CsvStream::is_delimited_text(name));
        EXPECT_THAT(stream(folder.write(name, gzip(text)), 5).rows,
                    ElementsAre(Cells{"1", "2"}, Cells{"3\n", "4"}));
    }
    EXPECT_THAT(stream(folder.write("t.tsv.gz", gzip("a\tb\n1\t2\n"))).rows, ElementsAre(Cells{"1", "2"}));
}

TEST(CsvStream, OfSeveralGzipMembersAndPaddingIsOneText) {
    const TempFolder folder;
    const auto path = folder.write(
        "t.csv.gz", gzip("a,b\n1,") + gzip("2\n") + gzip("") + gzip("3,4\n") + std::string(9, '\0'));
    EXPECT_THAT(stream(path).rows, ElementsAre(Cells{"1", "2"}, Cells{"3", "4"}));
}

TEST(CsvStream, OfTruncatedGzipIsAnError) {
    std::string text = "n\n";
    for (int i = 0; i < 5000; ++i)
        text += std::to_string(i * 7919 % 10007) + "\n";
    const std::string packed = gzip(text);
    for (const std::size_t size : {packed.size() - 1, packed.size() - 8, packed.size() / 2, std::size_t{10}})
        EXPECT_THAT(stream_error(packed.substr(0, size), 1000, "t.csv.gz"),
                    AllOf(HasSubstr("t.csv.gz: "), HasSubstr("cut short")))
            << size;
    const TempFolder folder;
    EXPECT_EQ(table_outcome(folder.write("whole.csv.gz", gzip(text)), true),
              table_outcome(folder.write("whole.csv", text)));
    EXPECT_THAT(table_outcome(folder.write("cut.csv.gz", packed.substr(0, packed.size() / 2)), true),
                HasSubstr("cut short"));
}

TEST(CsvStream, OfDamagedGzipIsAnError) {
    std::string packed = gzip("n\n" + std::string(3000, '7') + "\n");
    packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);  // of the CRC
    EXPECT_THAT(stream_error(packed, 1000, "t.csv.gz"), HasSubstr("damaged"));
}

TEST(CsvStream, OfAGzThatIsNoGzipIsAnError) {
    EXPECT_THAT(stream_error("a,b\n1,2\n", 100, "t.csv.gz"), HasSubstr("no gzip file"));
}

TEST(CsvStream, OfAnEmptyGzipIsAnError) {
    EXPECT_THAT(stream_error(gzip(""), 100, "t.csv.gz"), HasSubstr("the file is empty"));
}

TEST(CsvStream, OfParquetSaysWhatToDo) {
    EXPECT_THAT(stream_error(std::string("PAR1\x15\x04\0\0", 8)),
                AllOf(HasSubstr("Parquet"), HasSubstr(".csv")));
    EXPECT_THAT(stream_error("anything", 100, "flows.parquet"),
                AllOf(HasSubstr("Parquet"), HasSubstr("DuckDB")));
}

TEST(CsvStream, OfUtf16IsAnError) {
    EXPECT_THAT(stream_error(std::string("\xFF\xFE"
                                         "a\0\n\0",
                                         6)),
                HasSubstr("UTF-16"));
}

TEST(CsvStream, OfNothingIsAnError) {
    EXPECT_THAT(stream_error(""), HasSubstr("the file is empty"));
    EXPECT_THAT(stream_error(" \n\r\n\t", 1), HasSubstr("the file is empty"));
}

TEST(CsvStream, ThatIsMissingOrAFolderIsAnError) {
    EXPECT_THAT(message_of<geo::InputError>([] { CsvStream csv("no/such.csv"); }), HasSubstr("no such file"));
    const TempFolder folder;
    EXPECT_THAT(message_of<geo::InputError>([&] { CsvStream csv(folder.root()); }), HasSubstr("folder"));
}

TEST(CsvStream, OfARowOfAnotherLengthNamesItsLine) {
    for (const std::size_t block_bytes : {1U, 7U, 1000U}) {
        EXPECT_THAT(stream_error("a,b\n1,2\n3\n", block_bytes),
                    AllOf(HasSubstr("line 3"), HasSubstr("1 field where the header has 2")));
        EXPECT_THAT(stream_error("a,b\n\n1,2,3", block_bytes),
                    AllOf(HasSubstr("line 3"), HasSubstr("3 fields where the header has 2")));
    }
}

TEST(CsvStream, OfANulByteNamesItsLine) {
    for (const std::size_t block_bytes : {1U, 1000U}) {
        EXPECT_THAT(stream_error(std::string("a,b\n1,2\n3,\0\n", 12), block_bytes),
                    AllOf(HasSubstr("line 3"), HasSubstr("NUL")));
        EXPECT_THAT(stream_error(std::string("a,\0\n1,2\n", 8), block_bytes),
                    AllOf(HasSubstr("line 1"), HasSubstr("NUL")));
    }
}

TEST(CsvStream, OfAQuoteThatIsNeverClosedNamesWhereItOpens) {
    std::string text = "a,b\n1,2\n3,\"4\n";
    for (int i = 0; i < 50000; ++i)
        text += "5,6\n";
    for (const std::size_t block_bytes : {std::size_t{64}, CsvStream::usual_block_bytes})
        EXPECT_THAT(stream_error(text, block_bytes),
                    AllOf(HasSubstr("line 3"), HasSubstr("a quote is opened and never closed")));
}

TEST(CsvStream, HoldsNoMoreThanTheLongestRecord) {
    // A quote that swallows the rest of a large file ends the reading early.
    std::string text = "a,b\n1,2\n3,\"4\n";
    while (text.size() < std::size_t{66} << 20)
        text.append(1000, '5').append(1, '\n');
    EXPECT_THAT(stream_error(text), AllOf(HasSubstr("line 3"), HasSubstr("never closed within 64 MiB")));
}

TEST(CsvStream, ReportsTheErrorThatStandsFirstInTheFile) {
    std::string text = "n\n";
    for (int i = 0; i < 3000; ++i)
        text += i >= 1500 && i % 10 == 0 ? "x,y\n" : "1\n";
    for (int i = 0; i < 20; ++i)
        ASSERT_THAT(stream_error(text, 100), HasSubstr("line 1502:"));
}

TEST(CsvStream, TakersNameTheRowTheyRefuse) {
    std::string text = "n\n";
    for (int i = 0; i < 3000; ++i)
        text += i == 2000 || i == 2100 ? "bad\n" : i == 2050 ? "x,y\n" : "1\n";
    const TempFolder folder;
    const auto path = folder.write("t.csv", text);
    const std::vector<std::size_t> chosen{0};
    for (const std::size_t block_bytes : {std::size_t{60}, CsvStream::usual_block_bytes}) {
        EXPECT_THAT(message_of<geo::InputError>([&] {
                        CsvStream csv(path, block_bytes);
                        csv.read(chosen, [](std::size_t, const CsvRows& rows) {
                            for (std::size_t r = 0; r < rows.size(); ++r)
                                if (rows.cell(r, 0) == "bad")
                                    throw geo::CsvRowError{rows.places[r], "a bad row", "mend it"};
                        });
                    }),
                    HasSubstr("t.csv, line 2002: a bad row; mend it"));
    }
}

}  // namespace
