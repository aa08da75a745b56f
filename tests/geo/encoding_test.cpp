#include "geo/encoding.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

// Well-formedness after RFC 3629, section 4.
TEST(Utf8, AcceptsEveryLengthAndTheEdges) {
    EXPECT_TRUE(geo::is_utf8(""));
    EXPECT_TRUE(geo::is_utf8("plain ASCII that is longer than a word"));
    EXPECT_TRUE(geo::is_utf8("Ynys M\xC3\xB4n"));
    EXPECT_TRUE(geo::is_utf8("\xE2\x82\xAC"));
    EXPECT_TRUE(geo::is_utf8("\xF0\x9F\x98\x80"));
    EXPECT_TRUE(geo::is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST(Utf8, RefusesLatin1OverlongSurrogatesAndCutSequences) {
    EXPECT_FALSE(geo::is_utf8("Ynys M\xF4n"));
    EXPECT_FALSE(geo::is_utf8("\xC0\xAF"));
    EXPECT_FALSE(geo::is_utf8("\xE0\x80\xAF"));
    EXPECT_FALSE(geo::is_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(geo::is_utf8("\xF4\x90\x80\x80"));
    EXPECT_FALSE(geo::is_utf8("abc\xE2\x82"));
    EXPECT_FALSE(geo::is_utf8("\x80"));
}

// Code points after the Windows-1252 table of the WHATWG Encoding Standard.
TEST(Windows1252, BecomesUtf8) {
    EXPECT_EQ(geo::windows_1252_to_utf8("M\xF4n"), "M\xC3\xB4n");
    EXPECT_EQ(geo::windows_1252_to_utf8("\x80"), "\xE2\x82\xAC");
    EXPECT_EQ(geo::windows_1252_to_utf8("King\x92s"), "King\xE2\x80\x99s");
    EXPECT_EQ(geo::windows_1252_to_utf8("\x81"), "\xC2\x81");
}

TEST(Windows1252, GivesUtf8ForEveryByte) {
    std::string all;
    for (int c = 0; c < 256; ++c)
        all.push_back(static_cast<char>(c));
    EXPECT_TRUE(geo::is_utf8(geo::windows_1252_to_utf8(all)));
}

}  // namespace
