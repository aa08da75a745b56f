// What a command line asks for, and every way to get it wrong. No file is opened here.
#include "cli/arguments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command.hpp"
#include "geo/error.hpp"

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

cli::Invocation parse(const std::vector<std::string>& words) {
    return cli::parse_command_line(words);
}

/// Parses and prepares; the text of the usage error.
std::string usage_error(const std::vector<std::string>& words) {
    try {
        const cli::Invocation invocation = parse(words);
        if (invocation.arguments) (void)cli::prepare(*invocation.arguments);
    } catch (const geo::UsageError& error) {
        return error.what();
    }
    return "(accepted)";
}

TEST(CommandLine, WithoutWordsAsksForHelp) {
    EXPECT_EQ(parse({}).wish, cli::Invocation::Wish::help);
    EXPECT_EQ(parse({"--help"}).command, nullptr);
}

TEST(CommandLine, HelpOfACommandNeedsNoInput) {
    const cli::Invocation invocation = parse({"compose", "--help"});
    EXPECT_EQ(invocation.wish, cli::Invocation::Wish::help);
    EXPECT_EQ(invocation.command->name, "compose");
}

TEST(CommandLine, VersionIsKnownWithAndWithoutACommand) {
    EXPECT_EQ(parse({"--version"}).wish, cli::Invocation::Wish::version);
    EXPECT_EQ(parse({"check", "--version"}).wish, cli::Invocation::Wish::version);
}

TEST(CommandLine, InputsAndValuesAreTaken) {
    const auto arguments =
        *parse({"compose", "a.gpkg", "--lookup", "l.csv", "-o", "out.gpkg", "--sum", "p", "--sum=q"})
             .arguments;
    EXPECT_THAT(arguments.inputs(), ElementsAre("a.gpkg"));
    EXPECT_EQ(arguments.text("--output"), "out.gpkg");
    EXPECT_THAT(arguments.all("--sum"), ElementsAre("p", "q"));
    EXPECT_FALSE(arguments.given("--overwrite"));
}

TEST(CommandLine, FallbacksComeFromTheTable) {
    const auto arguments = *parse({"check", "a.gpkg"}).arguments;
    EXPECT_EQ(arguments.number("--gap-width"), 10.0);
    EXPECT_EQ(arguments.text("--crs"), "EPSG:27700");
    EXPECT_FALSE(arguments.number("--snap").has_value());
}

TEST(CommandLine, ADashIsAValue) {
    EXPECT_EQ(parse({"check", "a.gpkg", "--json", "-"}).arguments->text("--json"), "-");
}

TEST(CommandLine, UnknownCommandOffersTheNearest) {
    EXPECT_THAT(usage_error({"chek", "a.gpkg"}), AllOf(HasSubstr("unknown command"), HasSubstr("check")));
}

TEST(CommandLine, UnknownOptionOffersTheNearest) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--gap-widht", "3"}),
                AllOf(HasSubstr("unknown option --gap-widht"), HasSubstr("--gap-width")));
}

TEST(CommandLine, OptionOfAnotherCommandIsUnknown) {
    EXPECT_THAT(usage_error({"measure", "a.gpkg", "--lookup", "l.csv"}),
                HasSubstr("unknown option --lookup"));
}

TEST(CommandLine, MissingInputShowsTheUsage) {
    EXPECT_THAT(usage_error({"check"}),
                AllOf(HasSubstr("AREAS is missing"), HasSubstr("footprint check AREAS")));
}

TEST(CommandLine, OneInputTooMany) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "b.gpkg"}), HasSubstr("b.gpkg"));
}

TEST(CommandLine, RequiredOptionMissing) {
    EXPECT_THAT(usage_error({"compose", "a.gpkg", "-o", "out.gpkg"}), HasSubstr("--lookup: is missing"));
}

TEST(CommandLine, MissingValue) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--crs"}), HasSubstr("value"));
}

TEST(CommandLine, EmptyWordsAndValues) {
    EXPECT_THAT(usage_error({"check", ""}), HasSubstr("empty"));
    EXPECT_THAT(usage_error({"compose", "a", "--lookup=", "-o", "x.gpkg"}),
                HasSubstr("--lookup: the value is empty"));
    EXPECT_THAT(usage_error({"check", "a", "--layer", ""}), HasSubstr("empty"));
}

TEST(CommandLine, WordsAfterTwoDashesAreInputs) {
    EXPECT_THAT(parse({"check", "--snap", "1", "--", "-odd.gpkg"}).arguments->inputs(),
                ElementsAre("-odd.gpkg"));
    EXPECT_THAT(usage_error({"check", "a", "--", "b"}), HasSubstr("too many"));
}

TEST(CommandLine, ValueThatIsNoNumber) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--gap-width", "wide"}), HasSubstr("'wide' is not a number"));
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--gap-width", "nan"}), HasSubstr("'nan' is not a number"));
}

TEST(CommandLine, ValueOutOfRange) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--snap", "-1"}), HasSubstr("out of range"));
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "-k", "0"}), HasSubstr("out of range"));
}

TEST(CommandLine, NumberOfClassesIsWhole) {
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "-k", "2.5"}), HasSubstr("whole number"));
}

TEST(CommandLine, ChoiceOffersTheNearest) {
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--scheme", "quantile"}),
                AllOf(HasSubstr("equal_interval"), HasSubstr("did you mean quantiles")));
}

TEST(CommandLine, OptionGivenTwice) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--layer", "x", "--layer", "y"}),
                HasSubstr("more than once"));
}

TEST(CommandLine, QuietContradictsVerbose) {
    EXPECT_THAT(usage_error({"check", "a.gpkg", "--quiet", "--verbose"}), HasSubstr("contradicts"));
}

TEST(Prepare, GeographicCrsIsRefused) {
    EXPECT_THAT(usage_error({"measure", "a.gpkg", "--crs", "EPSG:4326"}),
                AllOf(HasSubstr("not a CRS in metres"), HasSubstr("EPSG:27700")));
}

TEST(Prepare, UnknownCrsIsRefused) {
    EXPECT_NE(usage_error({"measure", "a.gpkg", "--crs", "EPSG:0"}), "(accepted)");
}

TEST(Prepare, OutputWithoutAKnownEnding) {
    EXPECT_THAT(usage_error({"compose", "a.gpkg", "--lookup", "l.csv", "-o", "out.docx"}),
                HasSubstr(".gpkg"));
    EXPECT_THAT(usage_error({"map", "a.gpkg", "--values", "v.csv", "--column", "x", "-o", "m.jpg"}),
                HasSubstr(".svg"));
}

TEST(Prepare, OutputAndReportInOnePlace) {
    EXPECT_THAT(usage_error({"compose", "a.gpkg", "--lookup", "l.csv", "-o", "-", "--json", "-"}),
                HasSubstr("standard output"));
}

TEST(Prepare, BreaksContradictAScheme) {
    EXPECT_THAT(
        usage_error({"classify", "v.csv", "--column", "x", "--scheme", "quantiles", "--breaks", "1,2"}),
        HasSubstr("contradicts"));
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--scheme", "user"}),
                HasSubstr("--breaks"));
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--breaks", "2,1"}),
                HasSubstr("does not follow"));
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--breaks", "1,,2"}),
                HasSubstr("not a number"));
}

TEST(Prepare, SharesNeedAPopulation) {
    EXPECT_THAT(usage_error({"flows", "f.csv", "--lookup", "l.csv", "--share-column", "p"}),
                HasSubstr("--population"));
}

TEST(Prepare, TargetSizeAboveLeastSize) {
    EXPECT_NE(usage_error({"flows", "f.csv", "--lookup", "l.csv", "--min-size", "30000"}), "(accepted)");
}

TEST(Prepare, ColumnOfALookupNeedsTheLookup) {
    EXPECT_THAT(usage_error({"map", "a.gpkg", "--values", "v.csv", "--column", "x", "-o", "m.png",
                             "--area-column", "c"}),
                HasSubstr("--lookup"));
}

TEST(Prepare, ASchemeWithItsOwnNumberOfClassesRefusesAnother) {
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--scheme", "head_tail", "-k", "4"}),
                HasSubstr("head_tail finds its own number of classes"));
}

TEST(Prepare, AHeadShareWithoutHeadTailIsRefused) {
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--head-share", "0.3"}),
                HasSubstr("add --scheme head_tail"));
}

TEST(Prepare, AMidpointThatIsNoBreakIsRefused) {
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--breaks", "1,2", "--midpoint", "1.5"}),
                HasSubstr("1.5 is not one of --breaks"));
}

TEST(Prepare, AnUnknownPaletteOfClassifyIsRefused) {
    EXPECT_THAT(usage_error({"classify", "v.csv", "--column", "x", "--palette", "Blue"}),
                HasSubstr("did you mean \"Blues\"?"));
}

TEST(Prepare, UnknownPaletteIsRefused) {
    EXPECT_THAT(usage_error({"map", "a.gpkg", "--values", "v.csv", "--column", "x", "-o", "m.png",
                             "--palette", "Blue"}),
                HasSubstr("Blues"));
}

TEST(Prepare, ReviewDoesNotFitStandardOutput) {
    EXPECT_THAT(usage_error({"run", "-o", "-"}), HasSubstr("folder"));
}

TEST(Prepare, EveryCommandOfTheTableHasCode) {
    for (const cli::Command& command : cli::commands()) {
        std::map<std::string, std::vector<std::string>, std::less<>> values;
        for (const cli::Option& option : command.options) {
            if (option.required) values[option.name] = {option.name == "--output" ? "o.png" : "x"};
        }
        const cli::Arguments arguments(command, {"input"}, values);
        try {
            (void)cli::prepare(arguments);
        } catch (const geo::UsageError&) {
            // A bad value is fine here; a command without code is an InternalError.
        }
    }
}

}  // namespace
