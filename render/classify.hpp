// Classification: from the values of areas to the few classes a choropleth can show.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace render {

/// How class bounds are found.
enum class Scheme {
    equal_interval,  ///< classes of one width between the least and the greatest value
    quantiles,       ///< classes of like counts: sample quantiles of type 7 (Hyndman and Fan, 1996)
    fisher_jenks,    ///< least sum of squared deviations from class means (Fisher, 1958), the exact optimum
    user,            ///< bounds given
};

/// Which bound belongs to a class. Right: b[j-1] < x <= b[j], and the first class holds all x <= b[0]. Left:
/// b[j-1] <= x < b[j], and the last class holds its bound and all above. Right is the default because classes
/// are told by their k upper bounds, which then are values of the class.
enum class Closed { left, right };

/// Names as on the command line: "equal_interval", "quantiles", "fisher_jenks", "user".
[[nodiscard]] std::string_view to_string(Scheme scheme);
[[nodiscard]] std::string_view to_string(Closed closed);
/// @throws UsageError naming the nearest and all names.
[[nodiscard]] Scheme scheme_from_name(std::string_view name);
/// "left" or "right". @throws UsageError
[[nodiscard]] Closed closed_from_name(std::string_view name);

struct ClassifyOptions {
    Scheme scheme = Scheme::fisher_jenks;
    std::size_t classes = 5;  ///< wanted; fewer when there are fewer unique values. Ignored by `user`
    Closed closed = Closed::right;
    std::vector<double>
        breaks;  ///< upper bounds for `user`; the greatest value is appended when above the last
};

/// Classes of a set of values. A missing value (nullopt, NaN, infinite) is in none.
struct Classification {
    Scheme scheme = Scheme::fisher_jenks;
    Closed closed = Closed::right;
    double lowest = 0.0;              ///< least value
    double highest = 0.0;             ///< greatest value
    std::vector<double> breaks;       ///< the upper bound of each class, ascending; the last is >= highest
    std::vector<std::size_t> counts;  ///< values in each class; empty classes are kept
    std::size_t missing = 0;
    std::optional<double> gvf;  ///< goodness of variance fit, 1 - SSE / SST (Jenks, 1967); none when SST is 0
    double adcm = 0.0;          ///< sum of absolute deviations from class medians
    std::vector<std::string> notes;  ///< what was done other than asked, in sentences

    [[nodiscard]] std::size_t classes() const { return breaks.size(); }
    /// Class of a value, or nullopt when it is missing. Values beyond the ends are in the end classes.
    [[nodiscard]] std::optional<std::size_t> class_of(std::optional<double> value) const;
};

/// Classes of `values`.
///
/// With fewer unique values than classes wanted there are as many classes as unique values (one for constant
/// data), and a note says so; quantiles that coincide are merged, with a note. No value at all gives no
/// class. Given breaks outside the data make empty classes, with a note.
///
/// Fisher-Jenks is the dynamic programme over unique values with their multiplicities; ties between optima go
/// to the lower bounds. Bounds of right-closed classes are class maxima; of left-closed ones midpoints to the
/// next minimum.
///
/// O(n log n); Fisher-Jenks O(k u^2) time and O(k u) space for u unique values.
/// @throws UsageError when classes is 0 or over 64, breaks are missing, not finite or not strictly ascending.
[[nodiscard]] Classification classify(std::span<const std::optional<double>> values,
                                      const ClassifyOptions& options);

}  // namespace render
