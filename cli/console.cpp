#include "cli/console.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "cli/arguments.hpp"
#include "geo/error.hpp"

namespace cli {

Console::Console(Verbosity verbosity, bool results_to_stderr)
    : m_verbosity(verbosity),
      m_results_to_stderr(results_to_stderr),
      m_stderr_is_terminal(::isatty(STDERR_FILENO) == 1) {}

void Console::write_out(std::string_view bytes) {
    if (m_reader_gone) return;
    clear_progress();
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) return;
    if (errno == EPIPE) {
        m_reader_gone = true;
        return;
    }
    throw geo::OutputError("standard output", std::string("cannot be written, ") + std::strerror(errno));
}

void Console::clear_progress() {
    if (!m_progress_shown) return;
    std::fputs("\r\033[K", stderr);
    m_progress_shown = false;
}

void Console::result(std::string_view text) {
    if (!m_results_to_stderr) {
        write_out(text);
    } else if (m_verbosity != Verbosity::quiet) {
        clear_progress();
        std::fwrite(text.data(), 1, text.size(), stderr);
    }
}

void Console::raw(std::string_view bytes) {
    write_out(bytes);
}

void Console::note(std::string_view line) {
    if (m_verbosity == Verbosity::quiet) return;
    clear_progress();
    std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

void Console::detail(std::string_view line) {
    if (m_verbosity == Verbosity::verbose) note(line);
}

void Console::progress(std::string_view line) {
    if (!m_stderr_is_terminal || m_verbosity == Verbosity::quiet) return;
    clear_progress();
    std::fprintf(stderr, "%.*s", static_cast<int>(line.size()), line.data());
    std::fflush(stderr);
    m_progress_shown = true;
}

void Console::finish() {
    clear_progress();
    errno = 0;
    if (m_reader_gone || (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) || errno == EPIPE) return;
    throw geo::OutputError("standard output", std::string("cannot be written, ") + std::strerror(errno));
}

Console make_console(const Arguments& arguments) {
    Verbosity verbosity = Verbosity::normal;
    if (arguments.given("--quiet")) verbosity = Verbosity::quiet;
    if (arguments.given("--verbose")) verbosity = Verbosity::verbose;
    bool taken = arguments.text("--json") == "-";
    for (const Option& option : arguments.command().options) {
        if (option.name == "--output") taken = taken || arguments.text("--output") == "-";
    }
    return {verbosity, taken};
}

}  // namespace cli
