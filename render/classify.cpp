#include "render/classify.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "geo/error.hpp"
#include "geo/table.hpp"
#include "render/class_bounds.hpp"
#include "render/fisher_jenks.hpp"

namespace render {

namespace {

constexpr std::size_t most_classes = 64;

struct SchemeName {
    Scheme scheme;
    std::string_view name;
};
constexpr SchemeName scheme_table[] = {
    {Scheme::equal_interval, "equal_interval"},
    {Scheme::quantiles, "quantiles"},
    {Scheme::fisher_jenks, "fisher_jenks"},
    {Scheme::user, "user"},
    {Scheme::pretty, "pretty"},
    {Scheme::maximum_breaks, "maximum_breaks"},
    {Scheme::head_tail, "head_tail"},
    {Scheme::std_mean, "std_mean"},
    {Scheme::box_plot, "box_plot"},
    {Scheme::percentiles, "percentiles"},
};

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n).append(" ").append(n == 1 ? one : many);
}

void check_breaks(std::span<const double> breaks) {
    if (breaks.empty()) {
        throw geo::UsageError("class breaks", "the scheme \"user\" needs at least one break",
                              "give the upper bound of each class, ascending");
    }
    if (breaks.size() > most_classes) {
        throw geo::UsageError("class breaks",
                              std::to_string(breaks.size()) + " breaks are more than a legend can show",
                              "give at most " + std::to_string(most_classes));
    }
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        if (!std::isfinite(breaks[i])) {
            throw geo::UsageError("class breaks",
                                  "break " + std::to_string(i + 1) + " is not a finite number");
        }
        if (i > 0 && breaks[i] <= breaks[i - 1]) {
            throw geo::UsageError("class breaks",
                                  "break " + geo::format_number(breaks[i]) + " does not lie above break " +
                                      geo::format_number(breaks[i - 1]),
                                  "give them in ascending order, each once");
        }
    }
}

std::vector<double> user_cuts(const ClassifyOptions& options, double lowest, double highest,
                              std::vector<std::string>& notes) {
    std::vector<double> cuts = options.breaks;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const bool below = options.closed == Closed::right ? cuts[i] < lowest : cuts[i] <= lowest;
        // The last break may lie anywhere above the data: it closes the scale.
        const bool above = i + 1 < cuts.size() && cuts[i] >= highest;
        if (!below && !above) continue;
        notes.push_back("break " + geo::format_number(cuts[i]) + " lies outside the data, which run from " +
                        geo::format_number(lowest) + " to " + geo::format_number(highest) + ": the class " +
                        (below ? "below" : "above") + " it is empty");
    }
    if (cuts.back() < highest) cuts.push_back(highest);
    return cuts;
}

/// Bounds of which each makes a class of some width; the last stays above all values.
void drop_repeated_bounds(std::vector<double>& bounds, const Classification& result,
                          std::vector<std::string>& notes) {
    const std::size_t wanted = bounds.size();
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    // A left-closed class that would end where the data begin has no width.
    if (result.closed == Closed::left && bounds.size() > 1 && bounds.front() == result.lowest) {
        bounds.erase(bounds.begin());
    }
    if (bounds.size() < wanted) {
        notes.push_back("bounds coincide because many values are equal: " +
                        counted(bounds.size(), "class", "classes") + " instead of " + std::to_string(wanted));
    }
}

void check_midpoint(const ClassifyOptions& options) {
    if (!options.midpoint) return;
    if (!std::isfinite(*options.midpoint)) {
        throw geo::UsageError("midpoint of classes", "it is not a finite number", "give a number");
    }
    if (options.scheme == Scheme::user &&
        std::find(options.breaks.begin(), options.breaks.end(), *options.midpoint) == options.breaks.end()) {
        throw geo::UsageError("midpoint of classes",
                              geo::format_number(*options.midpoint) + " is not one of the breaks given",
                              "add it to the breaks");
    }
}

/// Moves the inner bound nearest to the midpoint onto it, and counts the classes below.
void place_midpoint(double midpoint, Classification& result) {
    result.midpoint = midpoint;
    std::vector<double>& bounds = result.breaks;
    const bool above_all = midpoint >= result.highest;
    const bool below_all =
        result.closed == Closed::right ? midpoint < result.lowest : midpoint <= result.lowest;
    const bool given = std::find(bounds.begin(), bounds.end(), midpoint) != bounds.end();
    if (above_all || below_all) {
        result.notes.push_back("all values lie " + std::string(above_all ? "below" : "above") +
                               " the midpoint " + geo::format_number(midpoint) +
                               ": only one half of the colours is used");
    } else if (!given && bounds.size() == 1) {
        bounds.insert(bounds.begin(), midpoint);
    } else if (!given) {
        const auto farther = [midpoint](double a, double b) {
            return std::abs(a - midpoint) < std::abs(b - midpoint);
        };
        *std::min_element(bounds.begin(), bounds.end() - 1, farther) = midpoint;
    }
    if (above_all) {
        result.classes_below = bounds.size();
    } else if (!below_all || given) {
        result.classes_below = static_cast<std::size_t>(
            std::upper_bound(bounds.begin(), bounds.end(), midpoint) - bounds.begin());
    }
}

std::vector<double> bounds_by_scheme(std::span<const double> sorted, std::size_t k,
                                     const ClassifyOptions& options, std::vector<std::string>& notes) {
    if (options.scheme == Scheme::user) return user_cuts(options, sorted.front(), sorted.back(), notes);
    if (sorted.front() == sorted.back()) return {sorted.back()};
    switch (options.scheme) {
        case Scheme::equal_interval:
            return equal_bounds(sorted, k);
        case Scheme::quantiles:
            return quantile_bounds(sorted, k);
        case Scheme::fisher_jenks:
            return fisher_jenks_breaks(sorted, k, options.closed);
        case Scheme::pretty:
            return pretty_bounds(sorted, k);
        case Scheme::maximum_breaks:
            return maximum_bounds(sorted, k, options.closed);
        case Scheme::head_tail:
            return head_tail_bounds(sorted, options.closed, options.head_share);
        case Scheme::std_mean:
            return std_mean_bounds(sorted);
        case Scheme::box_plot:
            return box_plot_bounds(sorted);
        case Scheme::percentiles:
            return percentile_bounds(sorted);
        case Scheme::user:
            break;
    }
    throw geo::InternalError("a classification scheme has no bounds");
}

double median(std::span<const double> sorted) {
    const std::size_t middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double squared_deviations(std::span<const double> values) {
    const double mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double sum = 0.0;
    for (const double v : values)
        sum += (v - mean) * (v - mean);
    return sum;
}

/// Counts and fit; values are sorted, so each class is a run of them.
void measure_fit(std::span<const double> sorted, Classification& result) {
    result.counts.assign(result.breaks.size(), 0);
    for (const double v : sorted)
        ++result.counts[*result.class_of(v)];
    double sse = 0.0;
    std::size_t begin = 0;
    for (const std::size_t count : result.counts) {
        if (count == 0) continue;
        const auto members = sorted.subspan(begin, count);
        begin += count;
        sse += squared_deviations(members);
        const double middle = median(members);
        for (const double v : members)
            result.adcm += std::abs(v - middle);
    }
    const double sst = squared_deviations(sorted);
    if (sst > 0.0) result.gvf = 1.0 - sse / sst;
}

}  // namespace

std::string_view to_string(Scheme scheme) {
    for (const SchemeName& entry : scheme_table) {
        if (entry.scheme == scheme) return entry.name;
    }
    throw geo::InternalError("a classification scheme has no name");
}

std::string_view to_string(Closed closed) {
    return closed == Closed::left ? "left" : "right";
}

std::vector<std::string> scheme_names() {
    std::vector<std::string> names;
    for (const SchemeName& entry : scheme_table)
        names.emplace_back(entry.name);
    return names;
}

bool takes_classes(Scheme scheme) {
    switch (scheme) {
        case Scheme::equal_interval:
        case Scheme::quantiles:
        case Scheme::fisher_jenks:
        case Scheme::pretty:
        case Scheme::maximum_breaks:
            return true;
        default:
            return false;
    }
}

Scheme scheme_from_name(std::string_view name) {
    const std::vector<std::string> names = scheme_names();
    std::string all;
    for (const SchemeName& entry : scheme_table) {
        if (entry.name == name) return entry.scheme;
        all.append(all.empty() ? "" : ", ").append(entry.name);
    }
    const std::string nearest = geo::nearest_name(name, names);
    throw geo::UsageError("classification scheme", "\"" + std::string(name) + "\" is not known",
                          (nearest.empty() ? "" : "did you mean \"" + nearest + "\"? ") + "there are " + all);
}

Closed closed_from_name(std::string_view name) {
    if (name == "left") return Closed::left;
    if (name == "right") return Closed::right;
    throw geo::UsageError("closed side of classes", "\"" + std::string(name) + "\" is not known",
                          "say \"left\" or \"right\"");
}

std::optional<std::size_t> Classification::class_of(std::optional<double> value) const {
    if (!value || !std::isfinite(*value) || breaks.empty()) return std::nullopt;
    const auto bound = closed == Closed::right ? std::lower_bound(breaks.begin(), breaks.end(), *value)
                                               : std::upper_bound(breaks.begin(), breaks.end(), *value);
    return std::min(static_cast<std::size_t>(bound - breaks.begin()), breaks.size() - 1);
}

Classification classify(std::span<const std::optional<double>> values, const ClassifyOptions& options) {
    if (options.scheme == Scheme::user) {
        check_breaks(options.breaks);
    } else if (options.classes == 0 || options.classes > most_classes) {
        throw geo::UsageError("number of classes", std::to_string(options.classes) + " cannot be drawn",
                              "ask for 1 to " + std::to_string(most_classes));
    }
    check_midpoint(options);
    if (!(options.head_share >= 0.0 && options.head_share <= 1.0)) {
        throw geo::UsageError("head share", geo::format_number(options.head_share) + " is not a share",
                              "give a number from 0 to 1");
    }

    Classification result;
    result.scheme = options.scheme;
    result.closed = options.closed;
    std::vector<double> sorted;
    std::size_t not_finite = 0;
    for (const auto& value : values) {
        if (value && std::isfinite(*value)) {
            sorted.push_back(*value);
        } else if (value) {
            ++not_finite;
        }
    }
    result.missing = values.size() - sorted.size();
    if (not_finite > 0) {
        result.notes.push_back(counted(not_finite, "value is", "values are") +
                               " not a finite number and counted as missing");
    }
    if (sorted.empty()) {
        result.notes.emplace_back("no area has a value: there is no class");
        return result;
    }
    std::sort(sorted.begin(), sorted.end());
    result.lowest = sorted.front();
    result.highest = sorted.back();

    std::size_t unique = 1;
    for (std::size_t i = 1; i < sorted.size(); ++i)
        unique += sorted[i] != sorted[i - 1] ? 1U : 0U;
    const std::size_t k = std::min(options.classes, unique);
    if (takes_classes(options.scheme) && k < options.classes) {
        result.notes.push_back("only " + counted(unique, "value differs", "values differ") + ": " +
                               counted(k, "class", "classes") + " instead of " +
                               std::to_string(options.classes));
    }

    result.breaks = bounds_by_scheme(sorted, k, options, result.notes);
    if (options.scheme != Scheme::user) drop_repeated_bounds(result.breaks, result, result.notes);
    if (options.scheme == Scheme::pretty && result.classes() != k) {
        result.notes.push_back("round bounds make " + counted(result.classes(), "class", "classes") +
                               " instead of " + std::to_string(k));
    }
    if (options.midpoint) place_midpoint(*options.midpoint, result);
    measure_fit(sorted, result);
    return result;
}

}  // namespace render
