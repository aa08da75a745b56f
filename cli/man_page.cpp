#include <fmt/format.h>

#include "cli/documents.hpp"

namespace cli {
namespace {

/// Text as roff takes it: hyphens of options stay hyphens, and no line begins with a control character.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            out += c;
        }
    }
    if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
    return out;
}

std::string head(std::string_view page, std::string_view summary, std::string_view version) {
    std::string title(page);
    for (char& c : title) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return fmt::format(".TH {} 1 \"\" \"footprint {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", roff(title),
                       version, roff(page), roff(summary));
}

std::string options_section(std::string_view title, const std::vector<Option>& options) {
    std::string out = fmt::format(".SH {}\n", title);
    for (const Option& option : options) {
        out += ".TP\n";
        if (option.letter != '\0') out += fmt::format("\\fB\\-{}\\fR, ", option.letter);
        out += fmt::format("\\fB{}\\fR", roff(option.name));
        if (!option.metavar.empty()) out += fmt::format(" \\fI{}\\fR", roff(option.metavar));
        out += "\n" + roff(option_text(option) + (option.required ? " Required." : "")) + "\n";
    }
    return out;
}

std::string exit_section() {
    std::string out = ".SH EXIT STATUS\n";
    for (const ExitCode& exit : exit_codes()) {
        out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", exit.code, roff(exit.meaning));
    }
    return out;
}

}  // namespace

std::string overview_man_page(std::string_view version) {
    std::string out =
        head("footprint", "boundaries of health planning: compose, check, measure and map", version);
    out +=
        ".SH SYNOPSIS\n\\fBfootprint\\fR \\fICOMMAND\\fR \\fIINPUT\\fR... [\\fB\\-o\\fR \\fIOUTPUT\\fR] "
        "[options]\n";
    out +=
        ".SH DESCRIPTION\nComposes, checks, measures and maps sets of areas, such as the footprints that "
        "health care "
        "in England is planned for.\n.SH COMMANDS\n";
    for (const Command& command : commands()) {
        out += fmt::format(".TP\n\\fBfootprint\\-{}\\fR(1)\n{}\n", command.name, roff(command.summary));
    }
    out += options_section("COMMON OPTIONS", common_options()) + exit_section();
    out +=
        ".SH ENVIRONMENT\n.TP\n\\fBFOOTPRINT_DATA\\fR\nFolder of the review that \\fBfootprint run\\fR uses "
        "without a "
        "file.\n.TP\n\\fBSOURCE_DATE_EPOCH\\fR\nTime to write where a file format asks for one.\n";
    return out;
}

std::string command_man_page(const Command& command, std::string_view version) {
    std::string out = head("footprint-" + command.name, command.summary, version);
    out += ".SH SYNOPSIS\n" + roff(usage_line(command)) + "\n.SH DESCRIPTION\n" + roff(command.description) +
           "\n";
    if (!command.inputs.empty()) {
        out += ".SH INPUTS\n";
        for (const Input& input : command.inputs) {
            out += fmt::format(".TP\n\\fI{}\\fR{}\n{}\n", roff(input.metavar), input.repeatable ? "..." : "",
                               roff(input.help));
        }
    }
    if (!command.options.empty()) out += options_section("OPTIONS", command.options);
    out += options_section("COMMON OPTIONS", common_options()) + exit_section() + ".SH EXAMPLES\n";
    for (const Example& example : command.examples) {
        out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(example.line), roff(example.says));
    }
    return out + ".SH SEE ALSO\n\\fBfootprint\\fR(1)\n";
}

}  // namespace cli
