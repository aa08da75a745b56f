// The one place where failures become exit codes.
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/documents.hpp"
#include "cli/signals.hpp"
#include "cli/version.hpp"
#include "geo/error.hpp"

namespace {

enum ExitCode { done = 0, failed = 1, usage = 2, violations = 3, internal = 4 };

/// A text on one line, so that messages can be read line by line.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (c == '\n' || c == '\r') c = ' ';
    }
    return text;
}

int fail(ExitCode code, const std::string& text) {
    std::fprintf(stderr, "footprint: %s\n", one_line(text).c_str());
    return code;
}

int print(const std::string& text) {
    cli::Console console(cli::Verbosity::normal, false);
    console.result(text);
    console.finish();
    return done;
}

int run(const std::vector<std::string>& words) {
    const cli::Invocation invocation = cli::parse_command_line(words);
    switch (invocation.wish) {
        case cli::Invocation::Wish::help:
            return print(invocation.command == nullptr ? cli::overview_help()
                                                       : cli::command_help(*invocation.command));
        case cli::Invocation::Wish::version:
            return print(cli::version_text());
        case cli::Invocation::Wish::command:
            break;
    }
    const cli::Job job = cli::prepare(*invocation.arguments);
    cli::Console console = cli::make_console(*invocation.arguments);
    const cli::Outcome outcome = job(console);
    console.finish();
    return outcome == cli::Outcome::violations ? violations : done;
}

/// Steps ask for tables of tens of megabytes and free them for the next step. Handed back to the system and
/// asked for again, they cost a fault a page each time, a tenth of the whole; so they are kept. GDAL asks for
/// many small pieces, and two threads that have it read or write would wait for each other at a single arena;
/// more than two would hold free memory that the others cannot use.
void keep_freed_memory() {
    constexpr int most_bytes = 1 << 30;
    constexpr int at_a_time_bytes = 16 << 20;
    mallopt(M_MMAP_THRESHOLD, most_bytes);
    mallopt(M_TRIM_THRESHOLD, most_bytes);
    mallopt(M_TOP_PAD, at_a_time_bytes);
    constexpr int arenas = 2;
    mallopt(M_ARENA_MAX, arenas);
}

/// The outcome of a command line as an exit code.
int judge(const std::vector<std::string>& words) {
    try {
        return run(words);
    } catch (const geo::UsageError& error) {
        return fail(usage, error.what());
    } catch (const geo::Error& error) {
        return fail(failed, error.what());
    } catch (const std::bad_alloc&) {
        return fail(failed, "memory: the input needs more than this machine has; use fewer or simpler areas");
    } catch (const std::exception& error) {
        return fail(internal, std::string("internal error: ") + error.what() +
                                  "; please report this text with the command line that led to it");
    }
}

}  // namespace

int main(int argc, char** argv) {
    keep_freed_memory();
    cli::handle_signals();
    const int code = judge(std::vector<std::string>(argv + 1, argv + argc));
    std::fflush(nullptr);
    // What is static in the hundred libraries behind GDAL need not be taken down piece by piece; the system
    // does that. Sanitizers look for leaks on the usual way out.
#if !defined(FOOTPRINT_SANITIZED)
    std::quick_exit(code);
#endif
    return code;
}
