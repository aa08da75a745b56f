#include "geo/sha256.hpp"

#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::sha256_of_input;
using support::TempFolder;

// NIST FIPS 180-4 example values.
constexpr const char* digest_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char* digest_of_million_a =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
constexpr const char* digest_of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Sha256, AgreesWithThePublishedExamples) {
    const TempFolder folder;
    EXPECT_EQ(sha256_of_input(folder.write("abc", "abc")), digest_of_abc);
    EXPECT_EQ(sha256_of_input(folder.write("a", std::string(1000000, 'a'))), digest_of_million_a);
    EXPECT_EQ(sha256_of_input(folder.write("nothing", "")), digest_of_nothing);
}

TEST(Sha256, ShapefileIsHashedWithItsCompanionsInOrderOfName) {
    const TempFolder folder;
    folder.write("area.shp", "c");
    folder.write("area.dbf", "a");
    folder.write("area.prj", "b");
    folder.write("area.shp.xml", "metadata");
    folder.write("area.csv", "a table of the same name");
    folder.write("other.dbf", "x");
    EXPECT_EQ(sha256_of_input(folder.path("area.shp")), digest_of_abc);
}

TEST(Sha256, MissingFileIsAnInputError) {
    EXPECT_THROW((void)sha256_of_input("no/such/file"), geo::InputError);
    EXPECT_THROW((void)sha256_of_input("no/such/file.shp"), geo::InputError);
}

}  // namespace
