// Failures: what stops the work. Defects in data that do not stop it are findings (finding.hpp).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace geo {

/// A failure with a text of the form "where: what; why; remedy", the last two where they are known.
class Error : public std::runtime_error {
public:
    Error(std::string_view where, std::string_view what, std::string_view remedy = {})
        : std::runtime_error(compose(where, what, remedy)) {}

private:
    static std::string compose(std::string_view where, std::string_view what, std::string_view remedy) {
        std::string text;
        if (!where.empty()) text.append(where).append(": ");
        text.append(what);
        if (!remedy.empty()) text.append("; ").append(remedy);
        return text;
    }
};

/// An input that cannot be read or used.
class InputError : public Error {
    using Error::Error;
};

/// An output that cannot be written, or exists and may not be replaced.
class OutputError : public Error {
    using Error::Error;
};

/// A bad option or option value, found before anything is opened.
class UsageError : public Error {
    using Error::Error;
};

/// A broken promise of our own code; to be reported by the user.
class InternalError : public std::logic_error {
    using std::logic_error::logic_error;
};

}  // namespace geo
