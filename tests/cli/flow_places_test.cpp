// Where patients live and are treated, as a user asks for it: chains of lookups, sites by area and position,
// weights, succession, and each bad input.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "small_england.hpp"

namespace {

using nlohmann::json;
using support::RunResult;
using support::SmallEngland;
using testing::HasSubstr;

/// Flows between the four areas of small England in two footprints, W (A, B) and E (C, D).
class FlowPlaces : public testing::Test {
protected:
    RunResult flows(std::vector<std::string> words) {
        words.insert(words.begin(), {"flows", "flows.csv", "--lookup", "lookup.csv"});
        words.insert(words.end(), {"--json", "report.json", "--overwrite"});
        return england.run(std::move(words));
    }
    json report() { return json::parse(england.folder.read("report.json")); }
    double resident(const std::string& footprint) {
        const json result = report()["result"];
        for (const json& one : result["footprints"])
            if (one["code"] == footprint) return one["resident"];
        return -1;
    }
    std::string findings() {
        std::string all;
        const json found = report()["findings"];
        for (const json& finding : found)
            all += finding["severity"].get<std::string>() + ": " + finding["text"].get<std::string>() + "\n";
        return all;
    }

    SmallEngland england;
};

TEST_F(FlowPlaces, OfUnitsFinerThanAreasComeByAChainOfLookups) {
    england.folder.write("flows.csv", "origin,site,patients\nM1,S1,400\nM2,S2,100\nM9,S1,40\n");
    england.folder.write("msoa.csv", "msoa11_code,lsoa11_code\nM1,L1\nM1,L2\nM1,L3\nM1,L4\nM2,L5\n");
    england.folder.write("lsoa.csv",
                         "LSOA11CD,LAD17CD,STP17CD\nL1,E06000001,W\nL2,E06000002,W\nL3,E06000003,E\n"
                         "L4,E06000003,E\nL5,E06000004,E\n");
    const RunResult run =
        flows({"--site-lookup", "sites.csv", "--origin-lookup", "msoa.csv", "--origin-lookup", "lsoa.csv"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(resident("W"), 200);
    EXPECT_EQ(resident("E"), 300);
    EXPECT_THAT(findings(), HasSubstr("M9 (about 40 patients)"));
    EXPECT_THAT(findings(), HasSubstr("counting equally (no weights)"));
    EXPECT_THAT(run.out, HasSubstr("540 and 540, none lost"));
    const json placement = report()["result"]["placement"];
    EXPECT_EQ(placement["before"], 540);
    EXPECT_EQ(placement["origins"]["outside"], 40);
    EXPECT_EQ(placement["origins_in_several_areas"]["codes"], 1);

    england.folder.write("people.csv", "LSOA11CD,population\nL1,50\nL2,25\nL3,20\nL4,5\nL5,7\n");
    EXPECT_EQ(flows({"--site-lookup", "sites.csv", "--origin-lookup", "msoa.csv", "--origin-lookup",
                     "lsoa.csv", "--origin-weights", "people.csv"})
                  .exit_code,
              0);
    EXPECT_EQ(resident("W"), 300);
    EXPECT_THAT(findings(), HasSubstr("people.csv, by column population"));
}

TEST_F(FlowPlaces, OfSitesByPositionNeedAreasAndFindThem) {
    england.folder.write("sites.csv",
                         "hospital,parent,Longitude,Latitude\nS1A,S1,-1.999985,52.597813\n"
                         "S2A,S2,,\n");
    const RunResult without = flows({"--site-lookup", "sites.csv", "--site-code-column", "parent"});
    EXPECT_EQ(without.exit_code, 1);
    EXPECT_THAT(without.err, HasSubstr("--areas"));
    england.folder.write("sites.csv", "parent,x,y\nS1,400500,300500\nS2,403050,300500\nS9,409000,300000\n");
    const RunResult run =
        flows({"--site-lookup", "sites.csv", "--areas", "areas.gpkg", "--site-reach", "100"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_THAT(findings(), HasSubstr("1 site outside every area"));
    EXPECT_EQ(report()["result"]["placement"]["sites"]["inside"], 375);
}

TEST_F(FlowPlaces, OfTrustsWithSeveralSitesAreDividedByWeight) {
    england.folder.write("sites.csv", "site,area,weight\nS1,E06000001,3\nS1,E06000003,1\nS2,E06000004,\n");
    const RunResult run = flows({"--site-lookup", "sites.csv"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_THAT(findings(), HasSubstr("1 site in several footprints, divided by weight: S1"));
    england.folder.write("sites.csv", "site,area\nS1,E06000001\nS1,E06000003\nS2,E06000004\n");
    EXPECT_EQ(flows({"--site-lookup", "sites.csv"}).exit_code, 3);
    EXPECT_THAT(findings(), HasSubstr("violation: sites.csv: 1 site on several rows"));
    EXPECT_EQ(flows({"--site-lookup", "sites.csv", "--site-weights", "equal"}).exit_code, 0);
}

TEST_F(FlowPlaces, OfMergedTrustsComeFromASuccession) {
    england.folder.write("succession.csv", "old,new,date,kind\nS2,S9,2019-04-01,merger\n");
    const RunResult run = flows({"--site-lookup", "sites.csv", "--succession", "succession.csv"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_THAT(findings(),
                HasSubstr("note: sites to footprints: S9 from S2 (merger, 2019-04-01), placed in E"));
    EXPECT_EQ(report()["result"]["placement"]["sites"]["outside"], 0);
    england.folder.write("succession.csv", "old,new\nS2,S9\nS9,S2\n");
    const RunResult round = flows({"--site-lookup", "sites.csv", "--succession", "succession.csv"});
    EXPECT_EQ(round.exit_code, 1);
    EXPECT_THAT(round.err, HasSubstr("succession in a circle"));
}

TEST_F(FlowPlaces, AllOutsideAreAViolationThatNamesBothSides) {
    england.folder.write("sites.csv", "site,footprint\nS1,N\nS2,N\nS9,N\n");
    EXPECT_EQ(flows({"--site-lookup", "sites.csv"}).exit_code, 3);
    EXPECT_THAT(findings(), HasSubstr("no patient is treated in a footprint of the plan"));
    EXPECT_THAT(findings(), HasSubstr("check --site-column, --site-lookup and --lookup"));
    england.folder.write("flows.csv", "origin,site,patients\nX1,S1,4\n");
    const RunResult run = flows({"--site-lookup", "sites.csv"});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.err, HasSubstr("codes such as X1, the other has E06000001, E06000002"));
    EXPECT_THAT(run.err, HasSubstr("--origin-lookup"));
}

TEST_F(FlowPlaces, OptionsThatLackWhatTheyAreAboutAreRefused) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"--origin-weights", "people.csv"},
          {"--x-column", "x", "--y-column", "y"},
          {"--areas", "areas.gpkg"},
          {"--site-lookup", "sites.csv", "--x-column", "x"},
          {"--site-lookup", "sites.csv", "--site-area-column", "a", "--site-footprint-column", "f"},
          {"--site-lookup", "sites.csv", "--site-reach", "-1"}}) {
        const RunResult run = flows(words);
        EXPECT_EQ(run.exit_code, 2) << words.front();
        EXPECT_TRUE(support::is_one_line(run.err)) << run.err;
    }
}

TEST_F(FlowPlaces, ComeByTheSameKeysInAReview) {
    england.folder.write("flows.csv", "origin,site,share\nM1,S1,0.5\nM2,S8,0.5\n");
    england.folder.write("people.csv", "MSOA11CD,pop_msoa11\nM1,400\nM2,100\n");
    england.folder.write("msoa.csv", "origin,area\nM1,E06000001\nM1,E06000003\nM2,E06000004\n");
    england.folder.write("sites.csv",
                         "trust,beds,east,north\nS1,30,400500,300500\nS1,10,402500,300500\n"
                         "S2,9,402500,300500\n");
    england.folder.write("succession.csv", "old,new\nS2,S8\n");
    std::string text = england.folder.read("review.toml");
    const auto replace = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    replace("[flows]\nfile = \"flows.csv\"\n",
            "[flows]\nfile = \"flows.csv\"\nshare_column = \"share\"\npopulation = \"people.csv\"\n"
            "origin_lookup = [\"msoa.csv\"]\n");
    replace(
        "[sites]\nfile = \"sites.csv\"\n",
        "[sites]\nfile = \"sites.csv\"\ncode = \"trust\"\nx = \"east\"\ny = \"north\"\nweight = \"beds\"\n"
        "succession = \"succession.csv\"\nreach_m = 10\n");
    england.folder.write("review.toml", text);
    const RunResult run = england.run({"run", "review.toml", "-o", "out"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    const std::string flows_of_review = england.folder.read("out/flows.csv");
    EXPECT_THAT(flows_of_review, HasSubstr("W,W,75"));
    EXPECT_THAT(flows_of_review, HasSubstr("W,E,25"));
    EXPECT_THAT(flows_of_review, HasSubstr("E,E,75"));
    EXPECT_THAT(england.folder.read("out/report.md"), HasSubstr("S8 from S2"));

    replace("reach_m = 10", "reach_m = -1");
    england.folder.write("review.toml", text);
    EXPECT_THAT(england.run({"run", "review.toml", "-o", "out2"}).err, HasSubstr("reach_m is negative"));
}

}  // namespace
