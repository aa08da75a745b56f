// Flows from a database, as a user runs it, against a real PostgreSQL; and the same from CSV.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <tuple>

#include "tests/cli/local_postgres.hpp"
#include "tests/cli/small_england.hpp"

namespace {

using support::LocalPostgres;
using support::RunResult;
using support::SmallEngland;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// From "what" on.
std::string from(const std::string& text, const std::string& what) {
    const std::size_t at = text.find(what);
    return at == std::string::npos ? "nothing" : text.substr(at);
}

class Postgres : public testing::Test {
protected:
    static void SetUpTestSuite() {
        server = std::make_unique<LocalPostgres>();
        if (!server->reason().empty()) return;
        // 100,000 stays of single patients in wards, which only the lookups of the database place in areas.
        std::mt19937_64 random(20170401);
        std::string wards = "COPY wards FROM STDIN WITH (FORMAT csv);\n";
        std::map<std::string, std::string> area_of;
        for (int ward = 0; ward < 200; ++ward) {
            const std::string code = "W" + std::to_string(1000 + ward);
            area_of[code] = support::code_of(std::string(1, static_cast<char>('A' + random() % 4)));
            wards += code + "," + area_of[code] + "\n";
        }
        std::string spells = "COPY spells FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL (site));\n";
        std::map<std::pair<std::string, std::string>, int> patients;
        for (int spell = 0; spell < 100000; ++spell) {
            const std::string ward = "W" + std::to_string(1000 + random() % 200);
            const std::string site = spell % 100 == 0 ? "" : "S" + std::to_string(1 + random() % 3);
            spells += std::to_string(spell) + "," + ward + "," + site + "\n";
            ++patients[{area_of[ward], site}];
        }
        is_loaded = server->run_sql(
            "CREATE TABLE wards (ward text PRIMARY KEY, area text NOT NULL);\n"
            "CREATE TABLE spells (id integer PRIMARY KEY, ward text NOT NULL, site text);\n" +
            wards + "\\.\n" + spells + "\\.\nANALYZE;\n");
        csv = "origin,site,patients\n";
        for (const auto& [pair, count] : patients)
            csv += pair.first + "," + pair.second + "," + std::to_string(count) + "\n";
    }
    static void TearDownTestSuite() { server.reset(); }

    void SetUp() override {
        if (!server->reason().empty()) GTEST_SKIP() << server->reason();
        ASSERT_TRUE(is_loaded);
        england.folder.write("flows.csv", csv);
    }

    [[nodiscard]] RunResult flows(const std::string& source, std::vector<std::string> more) const {
        std::vector<std::string> words{"flows",      source,          "--lookup",
                                       "lookup.csv", "--site-lookup", "sites.csv"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }

    [[nodiscard]] std::string source() const { return "PG:" + server->connection(); }

    void expect_failure(const RunResult& result, int exit_code, const std::string& text) const {
        EXPECT_EQ(result.exit_code, exit_code) << result.err;
        EXPECT_TRUE(support::is_one_line(result.err)) << result.err;
        EXPECT_THAT(result.err, AllOf(HasSubstr(text), Not(HasSubstr(LocalPostgres::password))));
    }

    static constexpr const char* query =
        "SELECT w.area AS origin, s.site, count(*) AS patients FROM spells s JOIN wards w USING (ward) "
        "GROUP BY w.area, s.site";

    inline static std::unique_ptr<LocalPostgres> server;
    inline static std::string csv;
    inline static bool is_loaded = false;
    SmallEngland england;
};

TEST_F(Postgres, GivesTheResultOfTheCsv) {
    const RunResult from_csv = flows("flows.csv", {"--json", "csv.json", "-o", "csv.csv"});
    const RunResult from_database =
        flows(source(), {"--flows-query", query, "--json", "database.json", "-o", "database.csv"});
    EXPECT_EQ(from_database.exit_code, from_csv.exit_code) << from_database.err;
    EXPECT_EQ(england.folder.read("database.csv"), england.folder.read("csv.csv"));
    const std::string report = england.folder.read("database.json");
    EXPECT_EQ(from(report, "\"joins\""), from(england.folder.read("csv.json"), "\"joins\""));
    EXPECT_EQ(from_database.out, from_csv.out);
    EXPECT_THAT(report, AllOf(HasSubstr("password=***"), HasSubstr("GROUP BY w.area"),
                              Not(HasSubstr(LocalPostgres::password))));
    EXPECT_THAT(from_database.out + from_database.err, Not(HasSubstr(LocalPostgres::password)));
}

TEST_F(Postgres, ShowsNoPasswordWhenVerbose) {
    const RunResult result = flows(source(), {"--flows-query", query, "--verbose"});
    EXPECT_THAT(result.out + result.err, Not(HasSubstr(LocalPostgres::password)));
}

TEST_F(Postgres, TakesTheNamesOfColumns) {
    const RunResult result =
        flows(source(), {"--flows-query",
                         "SELECT area, site, sum(n) AS n FROM (SELECT area, site, 1.0 AS n FROM "
                         "spells JOIN wards USING (ward)) AS x GROUP BY 1, 2",
                         "--origin-column", "area", "--count-column", "n", "-o", "database.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    (void)flows("flows.csv", {"-o", "csv.csv"});
    EXPECT_EQ(england.folder.read("database.csv"), england.folder.read("csv.csv"));
}

TEST_F(Postgres, WithAMissingColumnNamesTheOption) {
    expect_failure(flows(source(), {"--flows-query", "SELECT ward AS origin, site FROM spells LIMIT 5"}), 1,
                   "--count-column");
}

TEST_F(Postgres, WithBadSqlSaysWhatTheServerSays) {
    expect_failure(flows(source(), {"--flows-query", "SELECT origin FROM stays"}), 1,
                   "\"stays\" does not exist");
    expect_failure(flows(source(), {"--flows-query", "SELEC 1"}), 1, "syntax error");
}

TEST_F(Postgres, WithAFailureWhileRowsComeSaysSo) {
    expect_failure(flows(source(), {"--flows-query",
                                    "SELECT ward AS origin, site, 1 / (id - 50) AS patients FROM spells"}),
                   1, "division by zero");
}

TEST_F(Postgres, WithoutRowsIsAnError) {
    expect_failure(flows(source(), {"--flows-query",
                                    "SELECT ward AS origin, site, 1 AS patients FROM spells WHERE id < 0"}),
                   1, "no flows");
}

TEST_F(Postgres, IsOnlyRead) {
    expect_failure(flows(source(), {"--flows-query", "DELETE FROM spells"}), 1, "read-only");
    expect_failure(flows(source(), {"--flows-query", "CREATE TABLE origin AS SELECT 1"}), 1, "read-only");
}

TEST_F(Postgres, WithAWrongPasswordHasNoConnection) {
    const RunResult result = flows("PG:" + server->connection("wr0ng-password"), {"--flows-query", query});
    expect_failure(result, 1, "no connection");
    EXPECT_THAT(result.err, Not(HasSubstr("wr0ng-password")));
    EXPECT_THAT(result.err, HasSubstr("authentication failed"));
}

TEST(FlowsQuery, IsNeededForADatabase) {
    const SmallEngland england;
    const RunResult result = england.run({"flows", "PG:dbname=x password=s3cr3t", "--lookup", "lookup.csv"});
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("--flows-query"), Not(HasSubstr("s3cr3t"))));
}

TEST(FlowsQuery, IsNotForACsv) {
    const SmallEngland england;
    const RunResult result =
        england.run({"flows", "flows.csv", "--flows-query", "SELECT 1", "--lookup", "lookup.csv"});
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_THAT(result.err, AllOf(HasSubstr("--flows-query"), HasSubstr("flows.csv")));
}

}  // namespace
