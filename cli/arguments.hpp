// Arguments: what the user typed, checked against the option table. No file is opened here.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace cli {

/// A parsed command line. Asking for an option that the table does not give to the command is an
/// InternalError.
class Arguments {
public:
    Arguments(const Command& command, std::vector<std::string> inputs,
              std::map<std::string, std::vector<std::string>, std::less<>> values);

    [[nodiscard]] const Command& command() const { return *m_command; }
    [[nodiscard]] const std::vector<std::string>& inputs() const { return m_inputs; }
    /// True when the user gave the option.
    [[nodiscard]] bool given(std::string_view option) const;
    /// Value of the option, else the table's fallback, else empty.
    [[nodiscard]] std::string text(std::string_view option) const;
    /// Number of the option, else the table's fallback, else nothing.
    [[nodiscard]] std::optional<double> number(std::string_view option) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view option) const;
    /// Its text at the commas, without blanks round each part; empty for no text.
    [[nodiscard]] std::vector<std::string> list(std::string_view option) const;

private:
    const Command* m_command;
    std::vector<std::string> m_inputs;
    std::map<std::string, std::vector<std::string>, std::less<>> m_values;
};

/// What a command line asks for.
struct Invocation {
    enum class Wish { help, version, command } wish = Wish::command;
    const Command* command = nullptr;  ///< of help: null for the overview
    std::optional<Arguments> arguments;
};

/// Splits and checks the words after the program's name: unknown commands and options (naming the nearest),
/// missing inputs, values that are not numbers, out of range or not a choice, options given twice.
/// @throws UsageError
[[nodiscard]] Invocation parse_command_line(std::span<const std::string> words);

}  // namespace cli
