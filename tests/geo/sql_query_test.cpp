#include "geo/sql_query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geo/error.hpp"
#include "geo/write_layer.hpp"
#include "tests/support/temp_folder.hpp"

namespace {

using geo::without_password;
using support::message_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(SqlQuery, TellsDatabasesByTheirNames) {
    EXPECT_TRUE(geo::is_database("PG:dbname=x"));
    EXPECT_TRUE(geo::is_database("pg:"));
    EXPECT_TRUE(geo::is_database("a.gpkg"));
    EXPECT_TRUE(geo::is_database("a/b.SQLITE"));
    EXPECT_FALSE(geo::is_database("flows.csv"));
    EXPECT_FALSE(geo::is_database("PG"));
    EXPECT_FALSE(geo::is_database(""));
}

TEST(SqlQuery, HidesPasswords) {
    EXPECT_EQ(without_password("PG:dbname=x password=secret user=me"), "PG:dbname=x password=*** user=me");
    EXPECT_EQ(without_password("PG:password='a secret\\' of mine' dbname=x"), "PG:password=*** dbname=x");
    EXPECT_EQ(without_password("PG:PASSWORD = a\\ b&c dbname=x"), "PG:PASSWORD = *** dbname=x");
    EXPECT_EQ(without_password("PG:sslpassword=key password=word"), "PG:sslpassword=*** password=***");
    EXPECT_EQ(without_password("PG:password='never closed"), "PG:password=***");
    EXPECT_EQ(without_password("PG:postgresql://me:p@ss:w/rd@host:5432/x"),
              "PG:postgresql://me:***@host:5432/x");
    EXPECT_EQ(without_password("PG:postgresql://host/x?user=me&password=word&sslmode=require"),
              "PG:postgresql://host/x?user=me&password=***&sslmode=require");
    EXPECT_EQ(without_password("PG:dbname=x host=y"), "PG:dbname=x host=y");
    EXPECT_EQ(without_password("flows.csv"), "flows.csv");
}

TEST(SqlQuery, WithoutAServerSaysSoAndShowsNoPassword) {
    const std::string message = message_of<geo::InputError>([] {
        (void)geo::run_query("PG:host=127.0.0.1 port=1 dbname=x user=me password=s3cr3t connect_timeout=2",
                             "SELECT 1");
    });
    EXPECT_THAT(message, AllOf(HasSubstr("no connection"), HasSubstr("refused"), HasSubstr("password=***"),
                               Not(HasSubstr("s3cr3t")), Not(HasSubstr("\n"))));
}

class SqlQueryOfAFile : public testing::Test {
protected:
    SqlQueryOfAFile() {
        geo::Table table;
        table.columns = {{"o", geo::ColumnType::text, {"A", "B", "A", ""}},
                         {"s", geo::ColumnType::text, {"S", "S", "S", "T"}},
                         {"n", geo::ColumnType::integer, {"1", "2", "40", "7"}},
                         {"share", geo::ColumnType::real, {"0.1", "", "0.2", "1"}}};
        geo::OutputLayer layer;
        layer.name = "flows";
        layer.attributes = table;
        layer.crs = "EPSG:27700";
        layer.geometry = std::vector<geo::Point>(4, {400000, 300000});
        geo::write_layers(path, std::span(&layer, 1), true);
    }
    support::TempFolder folder;
    std::string path = folder.path("flows.gpkg").string();
};

TEST_F(SqlQueryOfAFile, FetchesTheAggregateAlone) {
    const geo::Table table = geo::run_query(
        path,
        "SELECT o, s, sum(n) AS patients, sum(share) AS share FROM flows GROUP BY o, s ORDER BY o DESC");
    ASSERT_EQ(table.columns.size(), 4u);
    EXPECT_EQ(table.columns[2].name, "patients");
    EXPECT_THAT(table.columns[0].cells, ElementsAre("B", "A", ""));
    EXPECT_THAT(table.columns[2].cells, ElementsAre("2", "41", "7"));
    EXPECT_THAT(table.columns[3].cells, ElementsAre("", "0.30000000000000004", "1"));
    EXPECT_EQ(table.path, path);
}

TEST_F(SqlQueryOfAFile, ThatIsNoSqlIsAnError) {
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)geo::run_query(path, "SELEC o FROM flows"); }),
                AllOf(HasSubstr("flows.gpkg: the query failed"), HasSubstr("SELEC")));
}

TEST_F(SqlQueryOfAFile, OfATableThatDoesNotExistIsAnError) {
    EXPECT_THAT(message_of<geo::InputError>([&] { (void)geo::run_query(path, "SELECT o FROM spells"); }),
                HasSubstr("spells"));
}

TEST_F(SqlQueryOfAFile, CannotChangeIt) {
    EXPECT_THROW((void)geo::run_query(path, "DELETE FROM flows"), geo::InputError);
    EXPECT_EQ(geo::run_query(path, "SELECT o FROM flows").rows(), 4u);
}

TEST(SqlQuery, OfAFileThatDoesNotExistIsAnError) {
    EXPECT_THAT(message_of<geo::InputError>([] { (void)geo::run_query("no/such.gpkg", "SELECT 1"); }),
                HasSubstr("no such file"));
}

}  // namespace
