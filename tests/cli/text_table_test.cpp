#include "cli/text_table.hpp"

#include <gtest/gtest.h>

namespace {

TEST(TextTable, NumbersAreFlushRightAndWordsLeft) {
    cli::TextTable table({"code", "n"});
    table.add({"A", "7"});
    table.add({"Bb", "120"});
    EXPECT_EQ(table.text(), "code    n\nA       7\nBb    120\n");
}

TEST(TextTable, LettersOfSeveralBytesCountAsOne) {
    cli::TextTable table({"name", "x"});
    table.add({"Ynys Môn", "a"});
    table.add({"Lundy abc", "b"});
    EXPECT_EQ(table.text(), "name       x\nYnys Môn   a\nLundy abc  b\n");
}

TEST(TextTable, BarsInMarkdownAreEscaped) {
    cli::TextTable table({"a"});
    table.add({"x|y"});
    EXPECT_EQ(table.markdown(), "| a |\n|---|\n| x\\|y |\n");
}

TEST(Grouped, SetsThousandsApart) {
    EXPECT_EQ(cli::grouped(0), "0");
    EXPECT_EQ(cli::grouped(999), "999");
    EXPECT_EQ(cli::grouped(1234567.891, 2), "1,234,567.89");
    EXPECT_EQ(cli::grouped(-1000), "-1,000");
}

}  // namespace
