// The command evaluate on a country small enough to draw, and every bad input it can be given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/small_england_test.hpp"

namespace {

using support::RunResult;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Evaluate : public support::SmallEnglandTest {
protected:
    Evaluate() { write_proposal("do = \"move\"\nareas = [\"E06000002\"]\nfrom = \"W\"\nto = \"E\"\n"); }

    void write_proposal(const std::string& step, const std::string& file = "p.toml") {
        england.folder.write(file, "name = \"B to East\"\nreason = \"a test\"\n[[step]]\n" + step);
    }
    RunResult run(const std::vector<std::string>& more, const std::string& areas = "areas.gpkg") {
        std::vector<std::string> words{"evaluate", areas, "--lookup", "lookup.csv"};
        words.insert(words.end(), more.begin(), more.end());
        return england.run(std::move(words));
    }
    /// Bounds that the little country keeps.
    RunResult run_small(std::vector<std::string> more) {
        more.insert(more.begin(), {"--proposal", "p.toml"});
        more.insert(more.end(), {"--population-column", "population", "--least-population", "1000",
                                 "--greatest-population", "3000"});
        return run(more);
    }
    /// What is said of a proposal with this step.
    void expect_refusal(const std::string& step, const std::string& text) {
        write_proposal(step, "bad.toml");
        expect_failure(run({"--proposal", "bad.toml"}), 1, text);
    }
};

TEST_F(Evaluate, TellsBeforeAfterAndDifference) {
    const RunResult result = run_small({"--sum", "population"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(
        result.out,
        AllOf(HasSubstr("B to East\n"), HasSubstr("moves 1 area, 1,000 people, from West (W) to East (E)"),
              HasSubstr("population                   2,000  1,000      -1,000"),
              HasSubstr("Totals before and after"), HasSubstr("not judged: self_containment")));
}

TEST_F(Evaluate, ALimitThatBreaksEndsWith3) {
    const RunResult result = run_small({"--greatest-population", "2500"});
    EXPECT_EQ(result.exit_code, 2) << "given twice";
    const RunResult broken = run({"--proposal", "p.toml", "--population-column", "population",
                                  "--least-population", "1000", "--greatest-population", "2500"});
    EXPECT_EQ(broken.exit_code, 3) << broken.err;
    EXPECT_THAT(broken.out, AllOf(HasSubstr("Breaks a limit: population"), HasSubstr("broken: E")));
    EXPECT_THAT(broken.err, HasSubstr("East (E) has 3,000 people, above 2,500"));
}

TEST_F(Evaluate, ALimitThatWasBrokenBeforeDoesNot) {
    EXPECT_EQ(run({"--proposal", "p.toml", "--population-column", "population"}).exit_code, 0);
}

TEST_F(Evaluate, FlowsAreComparedAndPatientsWhoCrossAreCounted) {
    const RunResult result =
        run_small({"--flows", "flows.csv", "--site-lookup", "sites.csv", "--no-disclosure-control"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("newly inside a footprint: 0; newly outside: 100"),
                                  HasSubstr("modularity"), HasSubstr("Elzinga-Hogarty")));
}

TEST_F(Evaluate, SitesKnownByAreaGoWithIt) {
    england.folder.write("places.csv", "site,area\nS1,E06000002\nS2,E06000003\n");
    const RunResult result =
        run_small({"--flows", "flows.csv", "--site-lookup", "places.csv", "--no-disclosure-control"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    // D to S1 is newly inside, A to S1 newly outside.
    EXPECT_THAT(result.out, HasSubstr("newly inside a footprint: 30; newly outside: 80"));
}

TEST_F(Evaluate, SmallCountsAreNotShown) {
    england.folder.write("flows.csv",
                         "origin,site,patients\nE06000001,S1,80\nE06000002,S1,5\nE06000003,S2,90\n");
    const RunResult result =
        run_small({"--flows", "flows.csv", "--site-lookup", "sites.csv", "--json", "r.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("newly outside: *"));
    EXPECT_THAT(england.folder.read("r.json"), HasSubstr("\"newly_outside\": \"*\""));
}

TEST_F(Evaluate, TheTableHasEveryFigureOfThePlanAndTheFootprints) {
    const RunResult result =
        run_small({"--flows", "flows.csv", "--site-lookup", "sites.csv", "-o", "figures.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(
        england.folder.read("figures.csv"),
        AllOf(
            HasSubstr("proposal,footprint,measure,before,after,difference\nB to East,plan,footprints,2,2,0"),
            HasSubstr("B to East,E,population,2000,3000,1000"), HasSubstr("closed_lofi")));
}

TEST_F(Evaluate, PartsOfAMemberAreMovedByGroupsOfTheLookup) {
    england.folder.write("lookup.csv",
                         "LSOA11CD,STP17CD,CCG17CD,LAD17CD\nE06000001,W,E38000001,E07000001\n"
                         "E06000002,W,E38000001,E07000002\nE06000003,E,E38000002,E07000001\n"
                         "E06000004,E,E38000002,E07000002\n");
    write_proposal("do = \"move\"\nareas = [\"E38000001\"]\nwithin = \"E07000002\"\nto = \"E\"\n");
    const RunResult result = run_small({"--member-column", "CCG17CD", "--authorities", "lookup.csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, AllOf(HasSubstr("moves 1 area"), HasSubstr(": E06000002\n"),
                                  HasSubstr("of these in part"), HasSubstr("made whole")));
}

TEST_F(Evaluate, PartsAreMovedByGroupsOfAnotherTable) {
    england.folder.write("groups.csv", "area,town\nE06000001,Ayton\nE06000002,Beeford\n");
    write_proposal("do = \"move\"\nareas = [\"Beeford\"]\nto = \"E\"\n");
    EXPECT_EQ(run_small({"--groups", "groups.csv"}).exit_code, 0);
    england.folder.write("groups.csv", "area,town\nX1,Ayton\n");
    expect_failure(run_small({"--groups", "groups.csv"}), 1,
                   "groups.csv: no column holds codes of the areas");
}

TEST_F(Evaluate, AlternativesAreSetSideBySide) {
    write_proposal("do = \"move\"\nareas = [\"E06000001\"]\nto = \"E\"\n", "q.toml");
    const RunResult result = run_small({"--proposal", "q.toml", "--json", "r.json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("Side by side"));
    EXPECT_THAT(england.folder.read("r.json"),
                AllOf(HasSubstr("\"together\": \"alternatives\""), HasSubstr("\"proposals\": [")));
}

TEST_F(Evaluate, StackedProposalsFollowOneAnother) {
    write_proposal("do = \"merge\"\nfootprints = [\"W\"]\nto = \"E\"\n", "q.toml");
    const RunResult result = run_small({"--proposal", "q.toml", "--together", "stacked"});
    EXPECT_EQ(result.exit_code, 3) << result.err;  // 4,000 people of at most 3,000
    EXPECT_THAT(result.out, AllOf(HasSubstr("B to East + B to East"), HasSubstr("ends: W"),
                                  Not(HasSubstr("Side by side"))));
}

TEST_F(Evaluate, AFurtherGeographyIsAligned) {
    england.folder.write("towns.csv", "area,town\nE06000001,T1\nE06000002,T1\nE06000003,T2\nE06000004,T2\n");
    const RunResult result = run_small({"--align", "towns.csv", "--align-column", "town"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("align towns.csv"));
    expect_failure(run_small({"--align", "towns.csv", "--align-column", "town", "--align-column", "town"}), 2,
                   "--align-column: is not given as often as --align");
}

TEST_F(Evaluate, ValuesOfATableAreSummed) {
    england.folder.write("gaps.csv", "code,gap\nE06000001,1.5\nE06000002,2.5\nE06000003,3\nE06000004,4\n");
    const RunResult result = run_small({"--values", "gaps.csv", "--sum", "gap"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("11.00"));
    expect_failure(run_small({"--values", "gaps.csv"}), 2, "--values: has no column to be summed");
}

TEST_F(Evaluate, MapsAreDrawn) {
    const RunResult result = run_small(
        {"--flows", "flows.csv", "--site-lookup", "sites.csv", "--map", "m.svg", "--map-pair", "pair.svg"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(england.folder.read("m.svg"), AllOf(HasSubstr("Moved"), HasSubstr("Gained"),
                                                    HasSubstr("Lost"), HasSubstr("Patients newly outside")));
    EXPECT_THAT(england.folder.read("pair.svg"), AllOf(HasSubstr("Before"), HasSubstr("After")));
}

TEST_F(Evaluate, MapsOfSeveralAlternativesAreRefused) {
    write_proposal("do = \"move\"\nareas = [\"E06000001\"]\nto = \"E\"\n", "q.toml");
    expect_failure(run_small({"--proposal", "q.toml", "--map", "m.svg"}), 2, "draws one proposal");
    expect_failure(run_small({"--map", "m.txt"}), 2, "--map");
    expect_failure(run_small({"--map", "m.svg", "--map-pair", "m.svg"}), 2, "goes to the file of --map");
}

TEST_F(Evaluate, AMoveToTheFootprintTheAreaIsIn) {
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\nto = \"W\"\n",
                   "bad.toml, line 3, [step]: move brings E06000002 to W, where it is");
}

TEST_F(Evaluate, AnEmptyFootprintLeftBehind) {
    expect_refusal("do = \"move\"\nareas = [\"E06000001\", \"E06000002\"]\nto = \"E\"\n",
                   "leaves the footprint W without an area");
}

TEST_F(Evaluate, ACycleOfMoves) {
    expect_refusal(
        "do = \"move\"\nareas = [\"E06000002\"]\nto = \"E\"\n[[step]]\ndo = \"move\"\nareas = "
        "[\"E06000002\"]\nto = \"W\"\n",
        "moves E06000002, which step 1 has moved already");
}

TEST_F(Evaluate, AnUnknownAreaIsNamedWithTheNearest) {
    expect_refusal("do = \"move\"\nareas = [\"E0600002\"]\nto = \"E\"\n", "did you mean E06000002?");
}

TEST_F(Evaluate, AnUnknownFootprintIsNamedWithTheNearest) {
    england.folder.write("lookup.csv",
                         "area,footprint\nE06000001,West\nE06000002,West\nE06000003,East\nE06000004,East\n");
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\nto = \"Eest\"\n", "did you mean East?");
}

TEST_F(Evaluate, AnAreaThatFromDoesNotHave) {
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\nfrom = \"E\"\nto = \"W\"\n",
                   "takes E06000002 from E, which does not have it; it is in W");
}

TEST_F(Evaluate, AProposalThatMakesThePlanIncomplete) {
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\nto = \"\"\n",
                   "bad.toml, line 6, [step]: to is empty: the areas would be in no footprint");
}

TEST_F(Evaluate, APartOfAnAreaWhereNoGroupsAreGiven) {
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\nwithin = \"E07000037\"\nto = \"E\"\n",
                   "within E07000037, which is not there; take smaller areas");
}

TEST_F(Evaluate, AnUnknownKey) {
    expect_refusal("do = \"move\"\nares = [\"E06000002\"]\nto = \"E\"\n", "areas is missing");
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\nfrm = \"W\"\nto = \"E\"\n",
                   "bad.toml, line 6, [step]: unknown key frm; did you mean from?");
    england.folder.write(
        "bad.toml", "name = \"x\"\nreson = \"y\"\n[[step]]\ndo = \"rename\"\nto = \"E\"\nname = \"z\"\n");
    expect_failure(run({"--proposal", "bad.toml"}), 1,
                   "bad.toml, line 2: unknown key reson; did you mean reason?");
}

TEST_F(Evaluate, AKeyOfAnotherKindOfStep) {
    expect_refusal("do = \"merge\"\nfootprints = [\"W\"]\nto = \"E\"\nareas = [\"E06000002\"]\n",
                   "unknown key areas");
}

TEST_F(Evaluate, AValueOfTheWrongKind) {
    expect_refusal("do = \"move\"\nareas = \"E06000002\"\nto = \"E\"\n", "areas is not a list of texts");
    expect_refusal("do = \"move\"\nareas = [2]\nto = \"E\"\n", "areas holds something that is not a text");
    expect_refusal("do = \"move\"\nareas = [\"\"]\nto = \"E\"\n", "areas holds an empty code");
    expect_refusal("do = \"move\"\nareas = []\nto = \"E\"\n", "areas is empty");
    expect_refusal("do = 1\n", "do is not a text");
}

TEST_F(Evaluate, AnUnknownKindOfStep) {
    expect_refusal("do = \"mov\"\nareas = [\"E06000002\"]\nto = \"E\"\n",
                   "do says mov, which is no kind of step; did you mean move?");
}

TEST_F(Evaluate, AMissingKey) {
    expect_refusal("do = \"move\"\nareas = [\"E06000002\"]\n", "to is missing");
    expect_refusal("areas = [\"E06000002\"]\nto = \"E\"\n", "do is missing");
    england.folder.write("bad.toml", "[[step]]\ndo = \"rename\"\nto = \"E\"\nname = \"z\"\n");
    expect_failure(run({"--proposal", "bad.toml"}), 1, "name is missing");
}

TEST_F(Evaluate, AProposalWithoutSteps) {
    england.folder.write("bad.toml", "name = \"x\"\n");
    expect_failure(run({"--proposal", "bad.toml"}), 1, "bad.toml: the proposal has no step");
}

TEST_F(Evaluate, AFileThatIsNotThereOrNotToml) {
    expect_failure(run({"--proposal", "none.toml"}), 1, "none.toml: no such file");
    england.folder.write("bad.toml", "name = \n");
    expect_failure(run({"--proposal", "bad.toml"}), 1, "bad.toml, line 1");
}

TEST_F(Evaluate, WithoutAProposal) {
    expect_failure(run({}), 2, "--proposal");
}

TEST_F(Evaluate, FlowOptionsWithoutFlows) {
    expect_failure(run_small({"--site-lookup", "sites.csv"}), 2, "is about flows that are not given");
}

TEST_F(Evaluate, AMemberColumnThatIsNotThere) {
    expect_failure(run_small({"--member-column", "footprnt"}), 1, "footprint");
}

TEST_F(Evaluate, AnOutputThatExistsIsLeftAlone) {
    england.folder.write("m.svg", "mine");
    expect_failure(run_small({"--map", "m.svg"}), 1, "m.svg");
    EXPECT_EQ(england.folder.read("m.svg"), "mine");
}

}  // namespace
