// footprint-docs DIR: writes the man pages and completions at build time. Not installed.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/documents.hpp"

namespace {

bool write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.close();
    return out.good();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: footprint-docs DIR\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    bool good = !error && write(folder / "footprint.1", cli::overview_man_page(FOOTPRINT_VERSION));
    for (const cli::Command& command : cli::commands()) {
        good = good && write(folder / ("footprint-" + command.name + ".1"),
                             cli::command_man_page(command, FOOTPRINT_VERSION));
    }
    good = good && write(folder / "footprint.bash", cli::bash_completion());
    good = good && write(folder / "_footprint", cli::zsh_completion());
    if (!good) {
        std::fputs("footprint-docs: cannot write into the folder\n", stderr);
        return 1;
    }
    return 0;
}
