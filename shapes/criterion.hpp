// A criterion of the guidance on footprints, judged: the figure, the threshold, the verdict, whom it
// concerns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/finding.hpp"

namespace shapes {

/// not_judged: an input is missing, or there is no threshold to hold the figure against.
enum class Verdict { pass, fail, not_judged };

/// Name as it stands in reports: "pass", "fail", "not_judged".
[[nodiscard]] std::string_view to_string(Verdict verdict);

/// A number of a criterion by its key in reports; nullopt where it is undefined or not set.
struct NamedNumber {
    std::string key;
    std::optional<double> value;
};

struct Criterion {
    std::string name;  ///< as in reports and in the list of required ones: "contiguity"
    bool required = false;
    Verdict verdict = Verdict::not_judged;
    std::string figure = {};                   ///< what was found, in words
    std::string threshold = {};                ///< what is asked for, in words, with its source
    std::vector<NamedNumber> figures = {};     ///< the numbers in `figure`
    std::vector<NamedNumber> thresholds = {};  ///< the numbers in `threshold`
    std::vector<std::string> concerned = {};  ///< codes of footprints, areas or authorities that fail, sorted
    std::vector<geo::Finding> findings = {};  ///< one for each failure: a violation when required, else a
                                              ///< warning; and notes

    /// Adds a finding of kind `criterion` about a failure.
    void fail(std::vector<std::string> codes, std::string text);
    /// Adds a finding that needs no action.
    void note(std::vector<std::string> codes, std::string text);
};

/// Sets the severity of failures by whether the criterion is required. A criterion that is not judged fails
/// nobody, but a required one gives a warning that says so.
void set_required(Criterion& criterion, bool required);

}  // namespace shapes
