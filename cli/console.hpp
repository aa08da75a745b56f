// The console: results on standard output, everything else on standard error.
#pragma once

#include <string_view>

namespace cli {

class Arguments;

enum class Verbosity { quiet, normal, verbose };

/// The only thing that prints. A reader that closes standard output early (as `head` does) is no failure: the
/// rest is dropped.
class Console {
public:
    /// @param results_to_stderr when standard output is taken by a report or an output file
    Console(Verbosity verbosity, bool results_to_stderr);

    /// Text of the result, as it is.
    void result(std::string_view text);
    /// Bytes of an output or a report that the user sent to standard output.
    void raw(std::string_view bytes);
    /// A line about the work; not with --quiet.
    void note(std::string_view line);
    /// A line about a step; with --verbose only.
    void detail(std::string_view line);
    /// A line that the next one overwrites; on a terminal only.
    void progress(std::string_view line);
    /// Flushes. @throws OutputError when standard output could not be written (disk full).
    void finish();

private:
    void write_out(std::string_view bytes);
    void clear_progress();

    Verbosity m_verbosity;
    bool m_results_to_stderr;
    bool m_stderr_is_terminal;
    bool m_progress_shown = false;
    bool m_reader_gone = false;
};

/// Verbosity and place of results as the options say.
[[nodiscard]] Console make_console(const Arguments& arguments);

}  // namespace cli
