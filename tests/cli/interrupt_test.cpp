// Interruption: the process ends by the signal, and leaves nothing half-written.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <thread>

#include "tests/cli/small_england.hpp"

namespace {

using support::SmallEngland;

/// Starts a review that waits for its lookup, a pipe that nobody fills; interrupts it once its folder of
/// temporary files is there.
support::RunResult interrupt(const SmallEngland& england, int signal) {
    std::filesystem::remove(england.folder.path("lookup.csv"));
    EXPECT_EQ(::mkfifo(england.folder.path("lookup.csv").c_str(), 0600), 0);
    std::filesystem::create_directory(england.folder.path("results"));
    england.folder.write("results/report.md", "earlier");
    const std::size_t before = england.folder.names().size() + 2;  // stdout.txt and stderr.txt
    support::RunningFootprint running(england.folder.root(),
                                      {"run", "review.toml", "-o", "results", "--overwrite"});
    for (int i = 0; i < 2000 && england.folder.names().size() <= before; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_GT(england.folder.names().size(), before) << "no temporary folder appeared";
    running.send(signal);
    return running.wait();
}

void expect_clean(const SmallEngland& england) {
    EXPECT_EQ(england.folder.read("results/report.md"), "earlier");
    for (const std::string& name : england.folder.names()) {
        EXPECT_TRUE(name == "results" || name.find("results") == std::string::npos) << name << " is left";
    }
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(england.folder.path("results")), {}), 1);
}

TEST(Interrupt, SigintEndsWith130AndLeavesNoTemporary) {
    const SmallEngland england;
    EXPECT_EQ(interrupt(england, SIGINT).exit_code, 130);
    expect_clean(england);
}

TEST(Interrupt, SigtermEndsWith143AndLeavesNoTemporary) {
    const SmallEngland england;
    EXPECT_EQ(interrupt(england, SIGTERM).exit_code, 143);
    expect_clean(england);
}

}  // namespace
