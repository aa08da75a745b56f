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
    pretty,          ///< round bounds, in about the number of classes wanted (Becker and others, 1988)
    maximum_breaks,  ///< bounds in the widest gaps between values
    head_tail,       ///< means of ever higher parts (Jiang, 2013); finds its own number of classes
    std_mean,        ///< mean and standard deviations: at -2, -1, 1, 2, and the greatest value above
    box_plot,        ///< quartiles and fences (Tukey, 1977), and the greatest value above
    percentiles,     ///< sample quantiles at 1, 10, 50, 90, 99 and 100 per cent
};

/// Which bound belongs to a class. Right: b[j-1] < x <= b[j], and the first class holds all x <= b[0]. Left:
/// b[j-1] <= x < b[j], and the last class holds its bound and all above. Right is the default because classes
/// are told by their k upper bounds, which then are values of the class.
enum class Closed { left, right };

/// Names as on the command line: those of the enumerators.
[[nodiscard]] std::string_view to_string(Scheme scheme);
/// Names of all schemes, in the order of the enumerators.
[[nodiscard]] std::vector<std::string> scheme_names();
/// Whether a scheme makes the number of classes it is asked for; others find their own.
[[nodiscard]] bool takes_classes(Scheme scheme);
[[nodiscard]] std::string_view to_string(Closed closed);
/// @throws UsageError naming the nearest and all names.
[[nodiscard]] Scheme scheme_from_name(std::string_view name);
/// "left" or "right". @throws UsageError
[[nodiscard]] Closed closed_from_name(std::string_view name);

struct ClassifyOptions {
    Scheme scheme = Scheme::fisher_jenks;
    std::size_t classes = 5;  ///< wanted; fewer when there are fewer unique values. See takes_classes()
    Closed closed = Closed::right;
    std::vector<double>
        breaks;               ///< upper bounds for `user`; the greatest value is appended when above the last
    double head_share = 0.4;  ///< for `head_tail`: a head that is a greater share is not cut again
    std::optional<double> midpoint = {};  ///< becomes a bound between two classes: colours diverge from there
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
    std::optional<double> midpoint;  ///< as asked for
    std::size_t classes_below = 0;   ///< those under the midpoint; 0 without one
    std::vector<std::string> notes;  ///< what was done other than asked, in sentences

    [[nodiscard]] std::size_t classes() const { return breaks.size(); }
    /// Class of a value, or nullopt when it is missing. Values beyond the ends are in the end classes.
    [[nodiscard]] std::optional<std::size_t> class_of(std::optional<double> value) const;
};

/// Classes of `values`.
///
/// With fewer unique values than classes wanted there are as many classes as unique values, and a note says
/// so; constant data make one class by any scheme but `user`. Bounds that coincide because values are equal
/// are merged, with a note. No value at all gives no class. Given breaks outside the data make empty classes,
/// with a note. Empty classes are kept.
///
/// With a midpoint the inner bound nearest to it moves onto it (of two equally near the lower one); where the
/// data lie on one side of it all classes do, with a note. With given breaks it must be one of them.
///
/// Fisher-Jenks is the dynamic programme over unique values with their multiplicities; ties between optima go
/// to the lower bounds. Bounds of right-closed classes are class maxima; of left-closed ones midpoints to the
/// next minimum.
///
/// O(n log n); Fisher-Jenks O(k u log u) time and O(k u) space for u unique values.
/// @throws UsageError when classes is 0 or over 64, breaks are missing, not finite or not strictly ascending,
///   the midpoint is not finite or not one of the breaks given, or the head share is not in 0..1.
[[nodiscard]] Classification classify(std::span<const std::optional<double>> values,
                                      const ClassifyOptions& options);

}  // namespace render
