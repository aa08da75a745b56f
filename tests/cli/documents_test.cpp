// Help, man pages and completions name everything that the table declares.
#include "cli/documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace {

using testing::HasSubstr;

TEST(Help, OverviewListsEveryCommandAndExitCode) {
    const std::string help = cli::overview_help();
    for (const cli::Command& command : cli::commands())
        EXPECT_THAT(help, HasSubstr(command.summary.substr(0, 20)));
    for (const cli::ExitCode& exit : cli::exit_codes())
        EXPECT_THAT(help, HasSubstr(exit.meaning.substr(0, 20)));
}

TEST(Help, OfACommandHasItsOptionsAndTheCommonOnesAndNoOthers) {
    const cli::Command& check = *cli::find_command("check");
    const std::string help = cli::command_help(check);
    for (const cli::Option& option : check.options)
        EXPECT_THAT(help, HasSubstr(option.name));
    for (const cli::Option& option : cli::common_options())
        EXPECT_THAT(help, HasSubstr(option.name));
    EXPECT_THAT(help, testing::Not(HasSubstr("--lookup")));
    EXPECT_THAT(help, HasSubstr("Default: 10."));
}

TEST(Help, LinesFitATerminal) {
    for (const cli::Command& command : cli::commands()) {
        std::istringstream lines(cli::command_help(command));
        for (std::string line; std::getline(lines, line);) {
            // Usage and examples are to be copied and are never broken.
            if (line.starts_with("Usage") || line.starts_with("  footprint")) continue;
            EXPECT_LE(line.size(), 88U) << line;
        }
    }
}

TEST(Table, EachOptionIsDeclaredOnceInACommand) {
    for (const cli::Command& command : cli::commands()) {
        std::vector<std::string> names;
        std::string letters;
        for (const auto* options : {&command.options, &cli::common_options()}) {
            for (const cli::Option& option : *options) {
                names.push_back(option.name);
                if (option.letter != '\0') letters += option.letter;
                EXPECT_TRUE(option.help.ends_with('.')) << option.name;
                EXPECT_EQ(option.metavar.empty(), option.kind == cli::ValueKind::flag) << option.name;
            }
        }
        std::ranges::sort(names);
        std::ranges::sort(letters);
        EXPECT_EQ(std::ranges::adjacent_find(names), names.end()) << command.name;
        EXPECT_EQ(std::ranges::adjacent_find(letters), letters.end()) << command.name;
    }
}

TEST(ManPage, NamesOptionsWithRealHyphens) {
    const std::string page = cli::command_man_page(*cli::find_command("check"), "1.2.3");
    EXPECT_THAT(page, HasSubstr(".TH FOOTPRINT\\-CHECK 1 \"\" \"footprint 1.2.3\""));
    EXPECT_THAT(page, HasSubstr("\\fB\\-\\-gap\\-width\\fR \\fIM\\fR"));
    EXPECT_THAT(page, HasSubstr(".SH EXIT STATUS"));
}

TEST(ManPage, OverviewNamesThePageOfEachCommand) {
    for (const cli::Command& command : cli::commands()) {
        EXPECT_THAT(cli::overview_man_page("1"), HasSubstr("footprint\\-" + command.name + "\\fR(1)"));
    }
}

TEST(Completion, KnowsCommandsOptionsAndChoices) {
    for (const std::string& text : {cli::bash_completion(), cli::zsh_completion()}) {
        EXPECT_THAT(text, HasSubstr("classify"));
        EXPECT_THAT(text, HasSubstr("--gap-width"));
        EXPECT_THAT(text, HasSubstr("equal_interval quantiles fisher_jenks user"));
    }
}

}  // namespace
